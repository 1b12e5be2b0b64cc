"""Pages and files of the intranet that people are asked to acknowledge.

A behavior puts it on any Dexterity type; publishing an edition freezes what the page shows at that moment.
Nothing here knows charters and guides: who owes what is decided by the acknowledgments room for both.
"""

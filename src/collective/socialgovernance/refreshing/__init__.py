"""What is looked at again from time to time: whose review it is, when it is due, that it still holds.

Reviews of charters and guides, ends of scopes, and pages of the intranet with the behavior ``refreshable``
are reminded of in the same way. What a review of a text or a scope changes is the rule of its own room.
"""

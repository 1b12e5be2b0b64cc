"""What readers see: the programme, a text in its layers, the box that asks, and the page of a person.

It gathers and shows. Who owes what is decided in ``acknowledgments``, what is in force in ``editions``.
"""

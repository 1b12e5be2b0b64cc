"""How far a text has been read: figures for owners, auditors and heads, the list of people and its export.

Pages only; what is counted, and for whom, is decided in the rooms of texts and acknowledgments.
"""

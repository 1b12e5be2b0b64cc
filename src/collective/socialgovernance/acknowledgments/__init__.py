"""The ledger of answers, a person's standing on a text, and coverage by department.

It does not know how texts are written or approved: those who call hand over the facts of a text.
"""

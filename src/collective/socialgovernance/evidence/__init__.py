"""What can be shown later: the log of acts, commitments of ledger entries.

Append-only records; nothing here decides anything.
"""

"""Charters and guides, their editions and clauses: approval, legal force, change classes, digest.

Who has read an edition is the business of ``acknowledgments``.
"""

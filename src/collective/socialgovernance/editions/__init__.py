"""Editions at a stable address: numbers, ids, which one is in force and which is in preparation.

Shared by texts and, later, by scopes; what an edition contains is the business of their rooms.
"""

"""Answering to an edition, where a person stands, who answered, and how much of an audience did."""

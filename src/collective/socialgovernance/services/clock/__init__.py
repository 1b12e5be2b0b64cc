"""``@governance-clock``."""

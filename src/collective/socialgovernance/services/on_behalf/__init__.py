"""Noting many people's acknowledgments at once, on paper or from a meeting."""

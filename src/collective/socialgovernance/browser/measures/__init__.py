"""Measures of a text as a page and as a panel, for those who write it and those who decide on it."""

"""Saying that a page of the intranet still holds."""

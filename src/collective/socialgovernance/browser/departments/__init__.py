"""``@@departments``: who leads what, and importing the directory with a preview of what would change."""

"""Pages about ambassadors."""

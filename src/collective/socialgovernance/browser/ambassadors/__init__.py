"""Pages about ambassadors: the invitation and its form, one's registration, desk, list and figures."""

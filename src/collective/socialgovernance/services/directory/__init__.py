"""``@governance-directory``: importing people and departments, and reading them."""

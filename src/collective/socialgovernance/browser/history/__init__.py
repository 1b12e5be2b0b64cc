"""What auditors look at: who did what to a text, and whether it is still what was submitted."""

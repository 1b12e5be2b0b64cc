"""What people asked about a text, the replies, and the questions published for all its readers."""

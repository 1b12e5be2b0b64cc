"""What those who own a programme should look at, above its page."""

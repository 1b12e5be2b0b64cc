"""What waits for the signed-in person, and everything that is kept about them."""

"""What the consulted say about an edition, over REST."""

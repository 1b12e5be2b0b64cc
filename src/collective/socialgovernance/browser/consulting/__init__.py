"""What the consulted say about an edition, on a page."""

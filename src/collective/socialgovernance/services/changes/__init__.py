"""``@changes`` of an edition: what differs from another one, or from what the caller acknowledged."""

"""``@measures`` of an edition: what its text consists of, how it reads, what is worth a second look."""

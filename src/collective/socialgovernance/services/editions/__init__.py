"""``@editions`` of a charter or guide and ``@impact`` of an edition."""

"""One package per profile version, from the second on."""

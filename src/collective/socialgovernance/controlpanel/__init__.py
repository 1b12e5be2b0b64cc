"""Site-wide settings: topics, platforms, audiences, territories, and where departments come from."""

"""The settings of the site as a page."""

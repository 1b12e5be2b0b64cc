"""What is new among charters and guides: a page, a box for the home page, a portlet, a feed."""

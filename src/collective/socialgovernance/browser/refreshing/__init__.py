"""The page on which somebody says that a page of the intranet still holds."""

"""Plone's ``@history`` on our types: the list of acts, and no versions to go back to."""

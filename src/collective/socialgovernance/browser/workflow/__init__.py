"""Plone's own pages that change a state, for governed content: the same guards, refusals and effects."""

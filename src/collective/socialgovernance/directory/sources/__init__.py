"""Where departments and people come from: imports, the site's groups, or content of the intranet.

A source is a named adapter of the site to ``IDirectorySource``; the control panel chooses one. It tells
rows; what they make of the directory is decided by ``imports.py``, as for every other way in.
"""

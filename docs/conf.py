"""How the documentation is built: `make docs`."""

from importlib.metadata import version as installed_version


project = "collective.socialgovernance"
author = "Plone Collective"
version = release = installed_version(project)
extensions = ["myst_parser"]
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
exclude_patterns = ["_build"]
html_theme = "alabaster"
html_theme_options = {
    "description": "How a company and its people speak on social media, governed inside a Plone intranet",
    "fixed_sidebar": True,
}
html_show_copyright = False

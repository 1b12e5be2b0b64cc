"""``@controlpanels/socialgovernance``: the settings of the site for programs."""

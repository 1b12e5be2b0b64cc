"""Reading the site's settings."""

from collective.socialgovernance.controlpanel.interfaces import ISocialGovernanceSettings
from plone.registry.interfaces import IRegistry
from typing import Any
from zope.component import queryUtility


PREFIX = "socialgovernance"


def setting(name: str) -> Any:
    """The present value of one setting; its default where the add-on's profile is not installed."""
    registry, record = queryUtility(IRegistry), f"{PREFIX}.{name}"
    # The default of a long list is made and checked row by row each time that somebody asks for it.
    if registry is None or record not in registry:
        return ISocialGovernanceSettings[name].default
    return registry[record]


def sanction_words() -> dict[str, tuple[str, ...]]:
    """The words of sanction by language, as kept in the control panel."""
    return {
        row["language"]: tuple(word.strip() for word in row["words"].splitlines() if word.strip())
        for row in setting("sanction_words") or ()
    }

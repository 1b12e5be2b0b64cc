"""Reading the site's settings."""

from collective.socialgovernance.controlpanel.interfaces import ISocialGovernanceSettings
from plone.registry.interfaces import IRegistry
from typing import Any
from zope.component import queryUtility


PREFIX = "socialgovernance"


def setting(name: str) -> Any:
    """The present value of one setting; its default where the add-on's profile is not installed."""
    registry = queryUtility(IRegistry)
    default = ISocialGovernanceSettings[name].default
    if registry is None:
        return default
    return registry.get(f"{PREFIX}.{name}", default)


def sanction_words() -> dict[str, tuple[str, ...]]:
    """The words of sanction by language, as kept in the control panel."""
    return {
        row["language"]: tuple(word.strip() for word in row["words"].splitlines() if word.strip())
        for row in setting("sanction_words") or ()
    }

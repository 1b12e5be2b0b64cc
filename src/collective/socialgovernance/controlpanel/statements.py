"""The sentences of acknowledging: what the control panel says goes to the records that keep them all."""

from collective.socialgovernance.acknowledgments.interfaces import IStatements
from collective.socialgovernance.controlpanel.settings import setting
from zope.component import queryUtility


STATEMENTS = "statements"


def use_statements() -> None:
    """From now on the sentences of the control panel are said; new words make a new version."""
    kept = queryUtility(IStatements)
    if kept is not None:
        kept.keep({row["language"]: row["sentence"] for row in setting(STATEMENTS) or ()})

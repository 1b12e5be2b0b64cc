"""The fields that say who is asked to acknowledge something: the same for texts and for pages."""

from collective.socialgovernance import _
from zope import schema


NAMES = "collective.socialgovernance."


def _several(title: str, description: str, vocabulary: str) -> schema.List:
    return schema.List(
        title=title,
        description=description,
        value_type=schema.Choice(vocabulary=NAMES + vocabulary),
        required=False,
        default=[],
        missing_value=[],
    )


def departments_asked() -> schema.List:
    """Ids of departments of the directory."""
    return _several(
        _("Departments that are asked"),
        _("With the departments below them; empty means everybody."),
        "departments",
    )


def departments_excluded() -> schema.List:
    """Ids of departments of the directory; this wins over those that are asked."""
    return _several(
        _("Departments that are not asked"),
        _("With the departments below them; this wins over the list above."),
        "departments",
    )


def populations_asked() -> schema.List:
    """Tokens of populations."""
    return _several(_("Populations that are asked"), _("Empty means all."), "populations")

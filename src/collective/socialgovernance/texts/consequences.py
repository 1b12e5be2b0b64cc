"""What a kind of change means for those who know the edition before. The one place where it is said."""

from collective.socialgovernance import _


FIRST, MAJOR, MINOR, EDITORIAL = "first", "major", "minor", "editorial"

CONSEQUENCES_OF_CHANGE = {
    EDITORIAL: _(
        "Spelling, links, examples, translations. Acknowledgments stay, nobody is told. "
        "Refused when a rule or a right changes."
    ),
    MINOR: _("Acknowledgments stay; those who gave one are told what changed."),
    MAJOR: _("Earlier acknowledgments no longer count: everybody is asked to read and acknowledge again."),
}
"""For those who choose: by kind of change, what follows from it."""

CHANGES_FOR_READERS = {
    FIRST: _("New text"),
    MAJOR: _("Major change: everybody is asked to acknowledge it"),
    MINOR: _("Smaller change: your acknowledgment stays"),
    EDITORIAL: _("Corrections of wording: nothing is asked"),
}
"""For those who read: by kind of change, what it is."""


def change_of(number: str | None, change_class: str | None) -> str:
    """The kind of change that an edition is: the first one of a text is none of the three."""
    return FIRST if number == "1.0.0" else change_class or MAJOR

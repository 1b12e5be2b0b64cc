"""Where people stand, in words for people."""

from collections.abc import Mapping
from collective.socialgovernance import _


SHOWN = {
    "acknowledged": (_("Acknowledged"), ("acknowledged",)),
    "waiting": (_("Still in time"), ("pending", "due_soon")),
    "overdue": (_("Overdue"), ("overdue", "critical")),
    "lapsed": (_("To renew"), ("lapsed",)),
    "declined": (_("Declined"), ("declined",)),
    "excepted": (_("Excepted, or asking to be"), ("exempt", "exception_pending")),
    "on_leave": (_("On leave"), ("on_leave",)),
}
"""Columns of the table and choices of the list: a title for people, and the statuses it takes together. They
partition the audience.
"""

STATUSES = {
    "acknowledged": _("Acknowledged"),
    "pending": _("Still in time"),
    "due_soon": _("Still in time"),
    "overdue": _("Overdue"),
    "critical": _("Overdue"),
    "lapsed": _("To renew"),
    "declined": _("Declined"),
    "exempt": _("Excepted"),
    "exception_pending": _("Asking for an exception"),
    "on_leave": _("On leave"),
}

MODES = {
    "self": _("By themself"),
    "on_behalf": _("Noted by an officer"),
    "session": _("At a session"),
    "import": _("Imported"),
}

ANSWERS = {
    "acknowledged": _("Acknowledged"),
    "declined": _("Declined"),
    "exception_requested": _("Asked for an exception"),
    "exception_granted": _("Exception granted"),
    "exception_refused": _("Exception refused"),
    "withdrawn": _("Withdrawn"),
}


COLUMNS = {
    "userid": _("User"),
    "name": _("Name"),
    "department": _("Department (id)"),
    "department_title": _("Department"),
    "job_family": _("Job family"),
    "site": _("Site"),
    "population": _("Population"),
    "status": _("Standing"),
    "due": _("Due on"),
    "days_left": _("Days left"),
    "answer": _("Last answer"),
    "edition": _("Edition answered to"),
    "language": _("Language"),
    "answered_utc": _("Answered at (UTC)"),
    "answered_local": _("Answered at (local time)"),
    "mode": _("How"),
    "given_by": _("Given by"),
}
"""Titles of the columns of an export, by their stable names."""


def together(counts: Mapping[str, int], name: str) -> int:
    """The count of a column."""
    return sum(counts.get(status, 0) for status in SHOWN[name][1])

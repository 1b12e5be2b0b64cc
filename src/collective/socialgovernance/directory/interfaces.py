"""What the directory offers to the other rooms, and the event it fires."""

from collections.abc import Iterable
from collections.abc import Mapping
from datetime import date
from zope.interface import Attribute
from zope.interface import implementer
from zope.interface import Interface


class IDirectory(Interface):
    """Who works where, on any date.

    Each question takes ``as_of``, a day, and is answered as of the end of that day: from facts dated by
    then, and for a day ahead from what is planned today. Sets of people are sorted sets of integer keys
    (``LLSet``-like, for reading only); a key belongs to one person for ever.
    """

    def is_empty() -> bool:
        """Whether nobody and no department has ever been told."""

    def key(userid: str):
        """The key of the person with this userid (or who had it before a renaming), None when unknown."""

    def userid(key: int) -> str:
        """The userid of a key; KeyError when unknown."""

    def person(userid: str, as_of: date):
        """The ``Person`` on that day, None when unknown."""

    def listed(key: int, as_of: date):
        """What a long list tells of a person on that day, a ``Listed``; KeyError when unknown."""

    def search(text: str, as_of: date, limit: int = 20):
        """At most ``limit`` people present on that day whose userid or name begins with these words."""

    def history(userid: str):
        """The ``PersonHistory``, None when unknown."""

    def history_of(key: int):
        """The ``PersonHistory`` of a key; KeyError when unknown."""

    def department(id: str, as_of: date):
        """The ``Department`` on that day, None when unknown or closed."""

    def departments(as_of: date):
        """The departments open on that day, each before its children, siblings by title."""

    def subtree(ids: Iterable[str], as_of: date):
        """These departments and everything below them, as a frozenset of ids."""

    def ancestors(id: str, as_of: date):
        """The ids of the departments above, nearest first."""

    def heads(department_id: str, as_of: date):
        """Userids of who leads a department: its head, else its deputies, else whoever leads the one above.

        Those who have left are skipped.
        """

    def leading(userid: str, as_of: date):
        """The ids of the departments of which somebody is named as head or deputy, left or not."""

    def deputies(department_id: str, as_of: date):
        """Userids of the deputies of a department who have not left."""

    def members(department_id: str, as_of: date, children: bool = False):
        """Those in the department who have joined and not left; with ``children`` those below too."""

    def without_department(as_of: date):
        """Those who have joined and not left, and have no department."""

    def everybody(as_of: date):
        """Those who have joined and not left."""

    def of_population(name: str, as_of: date):
        """Those of a population who have joined and not left."""

    def sharing(attribute: str, as_of: date):
        """{value: people} for an attribute (``job_family``, ``site``, ``population``): those who have it on
        that day, values that nobody has left out.
        """

    def called(text: str):
        """The keys of everybody whose userid, or each word of whose name, begins as the words of ``text``.

        Also of people who have left. Nobody is loaded for it.
        """

    def on_leave(as_of: date):
        """Those on leave on that day."""

    def leavers(after: date, until: date):
        """Userids of those whose employment ended after the first day and until the second, included."""

    def changed(after: date, until: date):
        """Those whose employment, department or population changes, or who have a leave day, in these days.

        After the first day and until the second, included.
        """

    def tree_days():
        """The days on which something about the departments changed, in order."""


class IDirectoryChanged(Interface):
    """The directory has been changed in this transaction."""

    departments = Attribute("frozenset of ids whose head, deputies, parent or existence changed")
    people = Attribute("frozenset of userids whose manager, department, population or status changed")
    renamed = Attribute("mapping of former userids to the new ones")


@implementer(IDirectoryChanged)
class DirectoryChanged:
    """See :class:`IDirectoryChanged`."""

    def __init__(
        self,
        departments: Iterable[str] = (),
        people: Iterable[str] = (),
        renamed: Mapping[str, str] | None = None,
    ):
        self.departments = frozenset(departments)
        self.people = frozenset(people)
        self.renamed = dict(renamed or {})


class IDirectorySource(Interface):
    """Where departments and people come from: a named adapter of the site, chosen by its name.

    The name is also what the control panel shows (translated in the domain of this package).
    """

    def rows():
        """Two lists of rows as a JSON import has them, departments and people; None to tell nothing.

        Both lists are complete: who is not in them has left, a department not in them closes. What a row
        does not tell of somebody stays as it is.
        """


class IDepartmental(Interface):
    """Something that belongs to a department, whose head and deputies have roles on it."""

    department = Attribute("id of the department")


class IPersonal(Interface):
    """Something that belongs to one person, whose line manager has a role on it."""

    person = Attribute("userid of the person")

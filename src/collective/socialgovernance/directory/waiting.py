"""Files that somebody has shown and not yet imported: kept between the preview and the import."""

from BTrees.OOBTree import OOBTree
from collective.socialgovernance.directory.store import Directory
from datetime import datetime
from datetime import timedelta
from persistent import Persistent
from secrets import token_hex
from ZODB.blob import Blob


KEPT = timedelta(days=1)


class Upload(Persistent):
    """The files of one person, each a name and its content; None where none was sent."""

    def __init__(
        self,
        people: tuple[str, bytes] | None,
        departments: tuple[str, bytes] | None,
        delta: bool,
        at: datetime,
    ) -> None:
        self.token = token_hex(16)
        self.at = at
        self.delta = delta
        self._people = _kept(people)
        self._departments = _kept(departments)

    @property
    def people(self) -> tuple[str, bytes] | None:
        """Name and content of the file of people."""
        return _content(self._people)

    @property
    def departments(self) -> tuple[str, bytes] | None:
        """Name and content of the file of departments."""
        return _content(self._departments)

    @property
    def names(self) -> str:
        """The names of the files, for the history."""
        return ", ".join(kept[0] for kept in (self._people, self._departments) if kept is not None)


def keep(directory: Directory, userid: str, upload: Upload) -> None:
    """Keep somebody's files in place of those they had shown before.

    They are full of personal data: what others showed more than a day earlier is forgotten.
    """
    if directory.waiting is None:
        directory.waiting = OOBTree()
    for other, earlier in list(directory.waiting.items()):
        if upload.at - earlier.at > KEPT:
            del directory.waiting[other]
    directory.waiting[userid] = upload


def kept(directory: Directory, userid: str) -> Upload | None:
    """The files that somebody has shown last."""
    return None if directory.waiting is None else directory.waiting.get(userid)


def forget(directory: Directory, userid: str) -> None:
    """Forget somebody's files: they are imported, or not wanted."""
    if directory.waiting is not None:
        directory.waiting.pop(userid, None)


def _kept(file: tuple[str, bytes] | None) -> tuple[str, Blob] | None:
    if file is None:
        return None
    blob = Blob()
    with blob.open("w") as opened:
        opened.write(file[1])
    return file[0], blob


def _content(kept: tuple[str, Blob] | None) -> tuple[str, bytes] | None:
    if kept is None:
        return None
    with kept[1].open("r") as opened:
        return kept[0], opened.read()

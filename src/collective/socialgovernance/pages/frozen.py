"""The register of frozen texts: what a page or file showed when an edition of it was published."""

from BTrees.OOBTree import OOBTree
from collective.socialgovernance.pages.interfaces import IFrozenTexts
from dataclasses import dataclass
from dataclasses import fields
from datetime import date
from datetime import datetime
from persistent import Persistent
from typing import Any
from zope.interface import implementer


@dataclass(frozen=True)
class FrozenFile:
    """A file of a frozen text; ``blob`` is a copy of its own, so that replacing the page's file leaves it.

    ``size`` is in bytes, ``sha256`` hexadecimal.
    """

    field: str
    filename: str
    content_type: str
    size: int
    sha256: str
    blob: Any = None


@dataclass(frozen=True)
class FrozenText:
    """One published edition of a page.

    ``canonical`` is the exact text as canonical JSON (RFC 8785), ``digest`` its SHA-256 in hexadecimal;
    ``in_force_on`` the day from which it counts in the programme's time zone, ``at`` the aware instant and
    ``actor`` the userid of its publication.
    """

    uid: str
    page: str
    number: str
    title: str
    language: str
    digest: str
    canonical: bytes
    in_force_on: date
    at: datetime
    actor: str
    files: tuple[FrozenFile, ...] = ()


NAMES = tuple(field.name for field in fields(FrozenText))
FILE_NAMES = tuple(field.name for field in fields(FrozenFile))


def _stored(frozen: FrozenText) -> tuple[object, ...]:
    files = tuple(tuple(getattr(each, name) for name in FILE_NAMES) for each in frozen.files)
    return (*(getattr(frozen, name) for name in NAMES[:-1]), files)


def _restored(stored: tuple) -> FrozenText:
    *values, files = stored
    return FrozenText(*values, files=tuple(FrozenFile(*each) for each in files))


@implementer(IFrozenTexts)
class FrozenTexts(Persistent):
    """Plain tuples by page; registered as a persistent local utility. See the interface."""

    def __init__(self) -> None:
        self._editions = OOBTree()
        self._pages = OOBTree()

    def append(self, frozen: FrozenText) -> None:
        """Keep one more edition. Raises ``ValueError`` when one with this UID is kept already."""
        if frozen.uid in self._editions:
            raise ValueError(f"already kept: {frozen.uid}")
        self._editions[frozen.uid] = _stored(frozen)
        self._pages[frozen.page] = (*self._pages.get(frozen.page, ()), frozen.uid)

    def of(self, page: str) -> tuple[FrozenText, ...]:
        """The editions of a page, oldest first."""
        return tuple(self.get(uid) for uid in self._pages.get(page, ()))

    def pages(self) -> tuple[str, ...]:
        """The UIDs of all pages that an edition was ever published of."""
        return tuple(self._pages)

    def get(self, edition: str) -> FrozenText:
        """One edition by its UID. Raises ``LookupError``."""
        return _restored(self._editions[edition])

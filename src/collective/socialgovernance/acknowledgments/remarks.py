"""What people asked or remarked when they answered, and what was said back.

The words of a question are the note of an entry of the ledger; here is which entries are questions, which
clause they are about, the replies to each, and the questions that were published for everybody. All of it is
append-only but for the sets of what is still open. Kept by the UID of the text, so that a question stays with
its charter or guide when editions come and go.
"""

from BTrees.OOBTree import OOBTree
from BTrees.OOBTree import OOTreeSet
from collections.abc import Collection
from collective.socialgovernance.acknowledgments.entries import Entry
from collective.socialgovernance.acknowledgments.entries import EXCEPTION_REQUESTED
from collective.socialgovernance.acknowledgments.entries import SELF
from collective.socialgovernance.acknowledgments.interfaces import IRemarks
from dataclasses import dataclass
from datetime import datetime
from persistent import Persistent
from typing import Any
from zope.interface import implementer


@dataclass(frozen=True)
class Asked:
    """Where a question stands: the ``id`` is that of the receipt, ``edition`` and ``key`` find its entry.

    ``at`` is the aware instant when it was asked, ``clause`` the clause id it is about ("": the whole text).
    """

    id: str
    edition: str
    key: int
    at: datetime
    clause: str = ""


@dataclass(frozen=True)
class Reply:
    """What was said back; ``at`` is an aware instant."""

    words: str
    actor: str
    at: datetime


@dataclass(frozen=True)
class CommonQuestion:
    """A question in an editor's words, with its answer, for all readers of the text.

    ``of`` is the id of the question it came from. ``withdrawn`` says that it is shown no more.
    """

    id: str
    of: str
    question: str
    answer: str
    language: str
    clause: str
    actor: str
    at: datetime
    withdrawn: bool = False


def is_remark(entry: Entry) -> bool:
    """Whether an entry holds a question or a remark: not a reason, and not what an officer noted."""
    return bool(entry.note) and entry.mode == SELF and entry.answer != EXCEPTION_REQUESTED


class _Book(Persistent):
    """What belongs to one text."""

    def __init__(self) -> None:
        self.asked = OOBTree()
        self.open = OOTreeSet()
        self.replies = OOBTree()
        self.common = OOBTree()


@implementer(IRemarks)
class Remarks(Persistent):
    """See the module; registered as a persistent local utility."""

    def __init__(self) -> None:
        self._books = OOBTree()

    def open_text(self, text: str) -> None:
        """Make the room for what is asked about a text; doing it again changes nothing."""
        if text not in self._books:
            self._books[text] = _Book()

    def ask(self, text: str, entry: Entry, clause: str = "") -> Asked:
        """Note that an entry is a question, perhaps about a clause (its clause id)."""
        self.open_text(text)
        book = self._books[text]
        asked = Asked(entry.receipt_id, entry.edition, entry.key, entry.recorded, clause)
        book.asked[asked.id] = (asked.edition, asked.key, asked.at, asked.clause)
        if asked.id not in book.replies:
            book.open.insert(asked.id)
        return asked

    def reply(self, text: str, id: str, words: str, actor: str, at: datetime) -> Reply:
        """Say something back; the question is then no longer open. ``KeyError`` when nothing was asked."""
        book = self._books[text]
        if id not in book.asked:
            raise KeyError(id)
        said = Reply(words, actor, at)
        book.replies[id] = (*book.replies.get(id, ()), (words, actor, at))
        if id in book.open:
            book.open.remove(id)
        return said

    def close_of(self, keys: Collection[int]) -> None:
        """Wait for no reply any more to what these people asked."""
        for book in self._books.values():
            closed = [id for id in book.open if book.asked[id][1] in keys]
            for id in closed:
                book.open.remove(id)

    def publish(self, text: str, common: CommonQuestion) -> None:
        """Show a common question to all readers from now; one of the same id takes its place."""
        book = self._books[text]
        book.common[common.id] = (*book.common.get(common.id, ()), _kept(common))

    def asked(self, text: str) -> tuple[Asked, ...]:
        """Everything that was asked about a text."""
        book = self._books.get(text)
        return () if book is None else tuple(Asked(id, *kept) for id, kept in book.asked.items())

    def question(self, text: str, id: str) -> Asked | None:
        """One question, None when there is no such one."""
        book = self._books.get(text)
        kept = None if book is None else book.asked.get(id)
        return None if kept is None else Asked(id, *kept)

    def is_open(self, text: str, id: str) -> bool:
        """Whether nobody has replied to a question yet."""
        book = self._books.get(text)
        return book is not None and id in book.open

    def count_open(self, text: str) -> int:
        """How many questions about a text wait for a reply."""
        book = self._books.get(text)
        return 0 if book is None else len(book.open)

    def replies(self, text: str, id: str) -> tuple[Reply, ...]:
        """What was said back to a question, oldest first."""
        book = self._books.get(text)
        return () if book is None else tuple(Reply(*kept) for kept in book.replies.get(id, ()))

    def common(self, text: str) -> tuple[CommonQuestion, ...]:
        """The common questions that are shown, oldest first."""
        book = self._books.get(text)
        if book is None:
            return ()
        last = [CommonQuestion(id, *versions[-1]) for id, versions in book.common.items()]
        return tuple(sorted((each for each in last if not each.withdrawn), key=lambda each: each.at))


def _kept(common: CommonQuestion) -> tuple[Any, ...]:
    return (
        common.of,
        common.question,
        common.answer,
        common.language,
        common.clause,
        common.actor,
        common.at,
        common.withdrawn,
    )

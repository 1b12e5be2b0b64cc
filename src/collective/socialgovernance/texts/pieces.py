"""From pieces of a text to clauses: what is proposed for each, and what was chosen."""

from collections.abc import Iterator
from collections.abc import Sequence
from collective.socialgovernance import _
from collective.socialgovernance.fields import PROSE_LENGTH
from collective.socialgovernance.fields import TITLE_LENGTH
from collective.socialgovernance.refusals import Problem
from collective.socialgovernance.refusals import refuse
from collective.socialgovernance.refusals import Refused
from collective.socialgovernance.texts.cutting import as_source
from collective.socialgovernance.texts.cutting import cut
from collective.socialgovernance.texts.cutting import cut_again
from collective.socialgovernance.texts.cutting import levels_of
from collective.socialgovernance.texts.cutting import Piece
from collective.socialgovernance.texts.pasted import check_length
from collective.socialgovernance.texts.pasted import check_size
from collective.socialgovernance.texts.wording import plain
from collective.socialgovernance.vocabularies.fixed import clause_kinds
from collective.socialgovernance.vocabularies.fixed import topic_groups
from dataclasses import dataclass
from dataclasses import replace
from html import escape


MOST = 200
"""Pieces of one text that are shown at once: each is looked at by somebody."""

ONE_MINUTE_LENGTH = 2_000
"""Letters of the first words of a text that are proposed as the text in one minute at most."""

CLAUSE, ONE_MINUTE, JOIN, LEAVE = "clause", "one_minute", "join", "leave"
BECOMES = {
    CLAUSE: _("A clause of its own"),
    JOIN: _("Joined to the one before"),
    ONE_MINUTE: _("The text in one minute, without a heading"),
    LEAVE: _("Left out"),
}
"""What may become of a piece."""


@dataclass(frozen=True)
class Choice:
    """What somebody wants of one piece; kind and topic may be chosen later and are empty then."""

    becomes: str = CLAUSE
    title: str = ""
    kind: str = ""
    topic_group: str = ""


@dataclass(frozen=True)
class NewClause:
    """A clause to be written; ``text`` is clean HTML."""

    title: str
    text: str
    kind: str = ""
    topic_group: str = ""


@dataclass(frozen=True)
class Arranged:
    """What a text becomes: the text in one minute (empty for none) and clauses in reading order."""

    one_minute: str = ""
    clauses: tuple[NewClause, ...] = ()


def first_cut(source: str) -> tuple[str, int]:
    """A pasted text as clean source, and at how many levels of headings it is cut so that nobody drowns.

    Refused with 400 when there is nothing in it, when it is too long, or has more than :data:`MOST` headings
    of the highest level.
    """
    pieces = cut(source)
    if not pieces:
        raise refuse(400, "source", _("There is no text in it yet."))
    counted = levels_of(pieces)
    levels = len(counted)
    while levels > 1 and sum(counted[:levels]) >= MOST:
        levels -= 1
    if sum(counted[:levels]) >= MOST:
        raise refuse(
            400,
            "source",
            _(
                "This text has ${number} headings; at most ${limit} clauses are made at once. "
                "Bring it in two parts.",
                mapping={"number": sum(counted[:levels]), "limit": MOST},
            ),
        )
    clean = as_source(pieces)
    # It is read again at the next step, where nobody could shorten it any more.
    check_length(clean)
    check_size(clean)
    return clean, max(levels, 1)


def pieces_of(source: str, levels: int) -> tuple[Piece, ...]:
    """The pieces of a clean source, cut at its highest ``levels`` levels. Refused with 400 when too many."""
    pieces = cut_again(source, levels)
    if len(pieces) > MOST:
        raise refuse(
            400,
            "levels",
            _("At most ${limit} clauses are made at once: cut at fewer headings.", mapping={"limit": MOST}),
        )
    return pieces


def proposed(pieces: Sequence[Piece], one_minute_is_free: bool) -> list[Choice]:
    """What is proposed for each piece.

    ``one_minute_is_free`` says that the draft has no text in one minute yet.
    """
    choices = [_proposed(piece) for piece in pieces]
    if choices and _is_introduction(pieces) and one_minute_is_free:
        choices[0] = replace(choices[0], becomes=ONE_MINUTE)
    return choices


def _proposed(piece: Piece) -> Choice:
    title = piece.title or first_words(piece.html)
    becomes = CLAUSE if piece.html else LEAVE
    return Choice(becomes, title, piece.kind or "", piece.topic_group or "")


def first_words(markup: str, length: int = 60) -> str:
    """The beginning of a text, cut between two words; at most ``length`` letters and the mark of the cut."""
    words = plain(markup)
    return words if len(words) <= length else words[:length].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"


def _is_introduction(pieces: Sequence[Piece]) -> bool:
    """Whether the first piece stands before all clauses: without a title, or under that of the document."""
    first, others = pieces[0], pieces[1:]
    if not first.html or len(plain(first.html)) > ONE_MINUTE_LENGTH or not others:
        return False
    return not first.title or all(other.level > first.level for other in others)


def arranged(pieces: Sequence[Piece], choices: Sequence[Choice], one_minute_is_free: bool) -> Arranged:
    """The pieces as they were chosen. Refused with 400, every problem named by its field (``title.3``)."""
    problems: list[Problem] = []
    one_minute: list[str] = []
    clauses: list[NewClause] = []
    places: list[int] = []
    last = ""
    for place, (piece, choice) in enumerate(zip(pieces, choices, strict=True)):
        problems += _problems(place, choice, last, one_minute_is_free)
        if choice.becomes == ONE_MINUTE:
            one_minute.append(piece.html)
        elif choice.becomes == CLAUSE:
            clauses.append(NewClause(choice.title, piece.html, choice.kind, choice.topic_group))
            places.append(place)
        elif choice.becomes == JOIN and last == ONE_MINUTE:
            one_minute.append(_with_title(piece, choice))
        elif choice.becomes == JOIN and clauses:
            before = clauses[-1]
            text = "\n".join(part for part in (before.text, _with_title(piece, choice)) if part)
            clauses[-1] = replace(before, text=text)
        last = choice.becomes if choice.becomes in (CLAUSE, ONE_MINUTE) else last
    problems += _too_long(places, clauses, one_minute)
    if not problems and not clauses and not one_minute:
        problems.append(Problem("becomes", _("Everything is left out: there is nothing to add.")))
    if problems:
        raise Refused(400, problems)
    return Arranged("\n".join(part for part in one_minute if part), tuple(clauses))


def _too_long(
    places: Sequence[int], clauses: Sequence[NewClause], one_minute: Sequence[str]
) -> Iterator[Problem]:
    """What would not fit into a field; ``places`` are those of the pieces with which the clauses begin."""
    for place, clause in zip(places, clauses, strict=True):
        if len(clause.text) > PROSE_LENGTH:
            yield Problem(
                f"becomes.{place}",
                _(
                    "Piece ${number} is too long for one clause: ${length} letters with their formatting, at "
                    "most ${limit}. Cut it at more headings, or mark headings in your word processor and "
                    "paste it again.",
                    mapping={"number": place + 1, "length": len(clause.text), "limit": PROSE_LENGTH},
                ),
            )
    length = sum(map(len, one_minute))
    if length > PROSE_LENGTH:
        yield Problem(
            "one_minute",
            _(
                "The text in one minute is too long: ${length} letters with their formatting, at most "
                "${limit}.",
                mapping={"length": length, "limit": PROSE_LENGTH},
            ),
        )


def _with_title(piece: Piece, choice: Choice) -> str:
    """A piece that is joined to another keeps its heading, if it was one, inside the text."""
    heading = f"<h4>{escape(choice.title, quote=False)}</h4>" if piece.title and choice.title else ""
    return "\n".join(part for part in (heading, piece.html) if part)


def _problems(place: int, choice: Choice, last: str, one_minute_is_free: bool) -> list[Problem]:
    found = []
    number = {"number": place + 1}
    if choice.becomes not in BECOMES:
        found.append(
            Problem(f"becomes.{place}", _("Choose what becomes of piece ${number}.", mapping=number))
        )
    if choice.becomes == CLAUSE and not choice.title:
        found.append(Problem(f"title.{place}", _("Give piece ${number} a title.", mapping=number)))
    if choice.becomes == CLAUSE and len(choice.title) > TITLE_LENGTH:
        found.append(
            Problem(
                f"title.{place}",
                _(
                    "Shorten the title of piece ${number}: at most ${limit} characters.",
                    mapping={**number, "limit": TITLE_LENGTH},
                ),
            )
        )
    if choice.becomes == JOIN and not last:
        found.append(
            Problem(
                f"becomes.{place}",
                _("Before piece ${number} there is none to which it could be joined.", mapping=number),
            )
        )
    if choice.becomes == ONE_MINUTE and not one_minute_is_free:
        found.append(
            Problem(
                f"becomes.{place}",
                _(
                    "The text in one minute is written already: choose something else for piece ${number}.",
                    mapping=number,
                ),
            )
        )
    if choice.kind and choice.kind not in clause_kinds.titles:
        found.append(Problem(f"kind.{place}", _("Choose the kind of piece ${number}.", mapping=number)))
    if choice.topic_group and choice.topic_group not in topic_groups.titles:
        found.append(
            Problem(f"topic_group.{place}", _("Choose the topic of piece ${number}.", mapping=number))
        )
    return found

"""A whole text in figures: what it consists of, who gains, how long and how hard it is to read."""

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from collective.socialgovernance.texts.facts import ClauseFacts
from collective.socialgovernance.texts.facts import EditionFacts
from collective.socialgovernance.texts.measures.readability import Reading
from collective.socialgovernance.texts.measures.readability import reading
from collective.socialgovernance.texts.measures.shares import employee_gain_ratio
from collective.socialgovernance.texts.measures.shares import orders_ratio
from collective.socialgovernance.texts.measures.shares import reading_minutes
from collective.socialgovernance.texts.measures.shares import WORDS_PER_MINUTE
from collective.socialgovernance.texts.sanctions import sanction_wording
from collective.socialgovernance.texts.sanctions import SanctionWording
from collective.socialgovernance.texts.wording import has_text
from dataclasses import dataclass
from math import ceil

import re


KINDS = ("rule", "advice", "right", "example", "judgement")
BENEFICIARIES = ("me", "family", "colleagues", "customers", "company")
CAN_DO = "what_i_can_do"
POINT = re.compile(r"<li\b", re.IGNORECASE)


@dataclass(frozen=True)
class Share:
    """How many clauses have something (its token), and which part of all clauses that is, two decimals."""

    token: str
    count: int
    ratio: float


@dataclass(frozen=True)
class MeasuredClause:
    """One clause. ``readings`` holds how title, text and why read, by language."""

    clause_id: str
    title: str
    kind: str
    benefits: tuple[str, ...]
    restricts: bool
    readings: Mapping[str, Reading]
    words: int

    @property
    def seconds(self) -> int:
        """Seconds to read it in the authoritative language, rounded up to five."""
        return ceil(self.words * 60 / WORDS_PER_MINUTE / 5) * 5


@dataclass(frozen=True)
class Measures:
    """The figures of one edition.

    ``kinds`` and ``benefits`` are shares of its clauses (a clause may benefit several). By language, the
    authoritative one first: ``readings`` is how the whole reads, ``minutes`` how long that takes.
    ``restrictions`` counts the clauses that restrict a
    freedom, ``can_do`` the points of what readers can do.
    """

    clauses: tuple[MeasuredClause, ...]
    kinds: tuple[Share, ...]
    benefits: tuple[Share, ...]
    readings: Mapping[str, Reading]
    minutes: Mapping[str, int]
    orders_ratio: float | None
    employee_gain_ratio: float | None
    restrictions: int
    can_do: int
    without_kind: int
    without_benefit: int
    sanctions: tuple[SanctionWording, ...]


def measures(
    edition: EditionFacts, words_of_sanction: Mapping[str, tuple[str, ...]] | None = None
) -> Measures:
    """The figures of an edition; ``words_of_sanction`` are looked for, by language."""
    clauses = tuple(_measured(clause, edition) for clause in edition.clauses)
    return Measures(
        clauses=clauses,
        kinds=_shares(KINDS, clauses, lambda clause: (clause.kind,)),
        benefits=_shares(BENEFICIARIES, clauses, lambda clause: clause.benefits),
        readings={language: reading(_whole(edition, language), language) for language in edition.languages},
        minutes={language: reading_minutes(edition, language) for language in edition.languages},
        orders_ratio=orders_ratio(edition),
        employee_gain_ratio=employee_gain_ratio(edition),
        restrictions=sum(clause.restricts for clause in clauses),
        can_do=sum(can_do_points(clause.text) for clause in edition.clauses if clause.topic_group == CAN_DO),
        without_kind=sum(not clause.kind for clause in clauses),
        without_benefit=sum(not clause.benefits for clause in clauses),
        sanctions=sanction_wording(edition, words_of_sanction or {}),
    )


def can_do_points(markup: str) -> int:
    """How many things a clause says one can do: the points of its lists, or 1 for a clause without a list."""
    return max(len(POINT.findall(markup)), 1) if has_text(markup) else 0


def clause_markup(clause: ClauseFacts, language: str, authoritative: str) -> str:
    """Text and why of a clause in a language, without falling back on another one."""
    if language == authoritative:
        return clause.text + clause.why
    said = clause.translations.get(language, {})
    return (said.get("text") or "") + (said.get("why") or "")


def _measured(clause: ClauseFacts, edition: EditionFacts) -> MeasuredClause:
    authoritative = edition.authoritative_language
    readings = {
        language: reading(clause_markup(clause, language, authoritative), language)
        for language in edition.languages
    }
    return MeasuredClause(
        clause_id=clause.clause_id,
        title=clause.title,
        kind=clause.kind,
        benefits=clause.benefits,
        restricts=clause.restricts_freedom,
        readings=readings,
        words=readings[authoritative].words + reading(clause.title, authoritative).words,
    )


def _whole(edition: EditionFacts, language: str) -> str:
    authoritative = edition.authoritative_language
    own = edition if language == authoritative else None
    said = edition.translations.get(language, {})
    parts = [(getattr(own, name) if own else said.get(name)) or "" for name in ("one_minute", "what_i_gain")]
    parts += [clause_markup(clause, language, authoritative) for clause in edition.clauses]
    return "".join(f"<div>{part}</div>" for part in parts)


def _shares(
    tokens: Iterable[str],
    clauses: tuple[MeasuredClause, ...],
    has: Callable[[MeasuredClause], tuple[str, ...]],
) -> tuple[Share, ...]:
    counts = {token: sum(token in has(clause) for clause in clauses) for token in tokens}
    return tuple(
        Share(token, count, round(count / len(clauses), 2) if clauses else 0.0)
        for token, count in counts.items()
    )

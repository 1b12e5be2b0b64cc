"""What is worth a second look in a text: what stands in the way, and what a careful colleague would say.

Blocking findings are the guards of submitting, told again with the clause they are about. All others advise.
"""

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collective.socialgovernance import _
from collective.socialgovernance.texts.facts import ClauseFacts
from collective.socialgovernance.texts.facts import EditionFacts
from collective.socialgovernance.texts.measures.employer import bans_on_naming
from collective.socialgovernance.texts.measures.measured import clause_markup
from collective.socialgovernance.texts.measures.measured import Measures
from collective.socialgovernance.texts.measures.readability import HARD
from collective.socialgovernance.texts.measures.readability import LONG_SENTENCE
from collective.socialgovernance.texts.measures.readability import reading
from collective.socialgovernance.texts.measures.readability import words_of
from collective.socialgovernance.texts.measures.shares import EMPLOYEE
from collective.socialgovernance.texts.wording import has_text
from collective.socialgovernance.transitions.guards import Guard
from dataclasses import dataclass
from dataclasses import field
from html import escape


BLOCKING, ADVICE = "blocking", "advice"

EMPLOYEE_SHARE = 0.40
"""A text from which readers gain in fewer of its clauses is forgotten within two months."""

TELLS_OF_BANS = ("right", "example")
"""Kinds of clause that may speak of a ban without making one."""

CONNECTIONS = "connections"
QUOTED_WORDS = 14


@dataclass(frozen=True)
class Place:
    """Where something is: a clause (its id and title, empty for the text as a whole), the URL where it is
    mended, and what is said about it there.
    """

    clause_id: str = ""
    title: str = ""
    url: str = ""
    said: str = ""


@dataclass(frozen=True)
class Finding:
    """One thing to look at: a stable ``code``, how much it weighs, what it is, how to mend it, and where."""

    code: str
    severity: str
    title: str
    mend: str = ""
    places: tuple[Place, ...] = ()

    @property
    def blocks(self) -> bool:
        """Whether the text cannot be submitted like this."""
        return self.severity == BLOCKING


@dataclass(frozen=True)
class Surroundings:
    """What a text is seen against: what else its programme has, what the company is called.

    ``guide``, ``referent`` and ``strategy_page`` say whether there is one; ``languages`` are names by code.
    """

    text_type: str = "Charter"
    guide: bool = True
    referent: bool = True
    strategy_page: bool = True
    programme_url: str = ""
    company_names: tuple[str, ...] = ()
    languages: Mapping[str, str] = field(default_factory=dict)


def findings(
    edition: EditionFacts,
    measures: Measures,
    guards: Iterable[Guard],
    around: Surroundings,
    where: Callable[[ClauseFacts], str] = lambda clause: clause.url,
) -> tuple[Finding, ...]:
    """Everything worth a second look, blocking things first.

    ``where`` gives the URL at which a clause is mended.
    """
    found = [
        *blocking(edition, guards, where),
        *_employer(edition, around, where),
        *_can_do(edition, measures, where),
        *_employee_share(edition, measures, where),
        *_connections(edition, where),
        *_companions(around),
        *_reading(edition, around, where),
        *_without_why(edition, where),
        *_untranslated(edition, around, where),
    ]
    return tuple(found)


def blocking(
    edition: EditionFacts, guards: Iterable[Guard], where: Callable[[ClauseFacts], str]
) -> Iterator[Finding]:
    """The guards that fail, one finding for each thing asked, with the clauses it is about."""
    by_url = {clause.url: clause for clause in edition.clauses if clause.url}
    asked: dict[tuple[str, str], list[Place]] = {}
    for guard in guards:
        if guard.passed:
            continue
        clause = by_url.get(guard.url or "")
        place = (
            _place(clause, where, guard.detail) if clause else Place(url=guard.url or "", said=guard.detail)
        )
        asked.setdefault((guard.code, guard.title), []).append(place)
    for (code, title), places in asked.items():
        yield Finding(code, BLOCKING, title, places=tuple(places))


def _employer(
    edition: EditionFacts, around: Surroundings, where: Callable[[ClauseFacts], str]
) -> Iterator[Finding]:
    places = []
    for clause in edition.clauses:
        if clause.kind in TELLS_OF_BANS:
            continue
        for language in edition.languages:
            authoritative = edition.authoritative_language
            title = (
                clause.title
                if language == authoritative
                else (clause.translations.get(language, {}).get("title") or "")
            )
            markup = f"<p>{escape(title)}</p>" + clause_markup(clause, language, authoritative)
            bans = bans_on_naming(markup, language, around.company_names)
            places += [_place(clause, where, _("“${words}”", mapping={"words": ban})) for ban in bans]
    if places:
        yield Finding(
            "employer_ban",
            ADVICE,
            _("It forbids people to name their employer"),
            _(
                "Saying where one works is free. Take the ban out; or keep only what the work really needs, "
                "mark the clause as restricting a freedom, and say why and how far (Code du travail L1121-1)."
            ),
            tuple(places),
        )


def _can_do(
    edition: EditionFacts, measures: Measures, where: Callable[[ClauseFacts], str]
) -> Iterator[Finding]:
    if measures.can_do >= measures.restrictions:
        return
    yield Finding(
        "can_do",
        ADVICE,
        _("It says more of what people may not do than of what they can"),
        _(
            "“What I can do” has ${can_do} points; ${restrictions} clauses restrict a freedom. Write more of "
            "what is open, or take a restriction out.",
            mapping={"can_do": measures.can_do, "restrictions": measures.restrictions},
        ),
        tuple(_place(clause, where) for clause in edition.clauses if clause.restricts_freedom),
    )


def _employee_share(
    edition: EditionFacts, measures: Measures, where: Callable[[ClauseFacts], str]
) -> Iterator[Finding]:
    gaining = sum(bool(set(clause.benefits) & set(EMPLOYEE)) for clause in measures.clauses)
    share = gaining / len(measures.clauses) if measures.clauses else 1.0
    if share >= EMPLOYEE_SHARE:
        return
    yield Finding(
        "employee_share",
        ADVICE,
        _("Readers gain too little from it"),
        _(
            "Readers or their families gain from ${share} % of the clauses; below 40 % a text is soon "
            "forgotten. Say in each of these what the reader has from it, and tick it under “Who gains”.",
            mapping={"share": int(share * 100)},
        ),
        tuple(
            _place(clause, where)
            for clause in edition.clauses
            if not clause.locked and not set(clause.benefits) & set(EMPLOYEE)
        ),
    )


def _connections(edition: EditionFacts, where: Callable[[ClauseFacts], str]) -> Iterator[Finding]:
    about = [clause for clause in edition.clauses if clause.topic_group == CONNECTIONS]
    if any(clause.kind == "advice" for clause in about):
        return
    yield Finding(
        "connections",
        ADVICE,
        _("No advice on contact requests and impersonation"),
        _(
            "Add a clause of the kind “Advice” about “Who I connect with”: whom to accept, how to notice a "
            "fake profile, what to do about it."
        ),
        tuple(_place(clause, where) for clause in about) or (Place(url=f"{edition.url}/@@write"),),
    )


def _companions(around: Surroundings) -> Iterator[Finding]:
    if around.text_type != "Charter":
        return
    url = around.programme_url
    if not around.guide:
        yield Finding(
            "no_guide",
            ADVICE,
            _("The programme has no guide"),
            _("A charter alone mostly gives orders. Write a guide beside it: advice, examples, how to."),
            (Place(url=f"{url}/++add++Guide"),),
        )
    if not around.referent:
        yield Finding(
            "no_referent",
            ADVICE,
            _("The programme has no referent"),
            _("A text cannot answer questions. Name somebody who can on the programme."),
            (Place(url=f"{url}/edit"),),
        )
    if not around.strategy_page:
        yield Finding(
            "no_strategy_page",
            ADVICE,
            _("The programme shows no strategy"),
            _("People speak better when they know what the company is after: link the page that says it."),
            (Place(url=f"{url}/edit"),),
        )


def _reading(
    edition: EditionFacts, around: Surroundings, where: Callable[[ClauseFacts], str]
) -> Iterator[Finding]:
    long, hard = [], []
    for clause in edition.clauses:
        if clause.locked:
            continue
        for language in edition.languages:
            read = reading(clause_markup(clause, language, edition.authoritative_language), language)
            words = words_of(read.longest)
            name = around.languages.get(language, language)
            if len(words) > LONG_SENTENCE:
                said = _(
                    "${language}, ${number} words: “${words}…”",
                    mapping={"language": name, "number": len(words), "words": _beginning(read.longest)},
                )
                long.append(_place(clause, where, said))
            if read.level == HARD:
                said = _(
                    "${language}: reading ease ${ease} out of 100",
                    mapping={"language": name, "ease": f"{read.ease:.0f}"},
                )
                hard.append(_place(clause, where, said))
    if hard:
        yield Finding(
            "hard_to_read",
            ADVICE,
            _("Hard to read"),
            _("Shorter sentences, everyday words, and who does what: read it aloud to somebody."),
            tuple(hard),
        )
    if long:
        yield Finding(
            "long_sentences",
            ADVICE,
            _("Very long sentences"),
            _("Cut each in two: fifteen to twenty words are taken in at once."),
            tuple(long),
        )


def _without_why(edition: EditionFacts, where: Callable[[ClauseFacts], str]) -> Iterator[Finding]:
    places = tuple(
        _place(clause, where) for clause in edition.clauses if not clause.locked and not has_text(clause.why)
    )
    if places:
        yield Finding(
            "why",
            ADVICE,
            _("Clauses without a reason"),
            _("Say why in a sentence: people keep to what they understand."),
            places,
        )


def _untranslated(
    edition: EditionFacts, around: Surroundings, where: Callable[[ClauseFacts], str]
) -> Iterator[Finding]:
    for language in edition.languages[1:]:
        places = []
        of_edition = edition.translations.get(language, {})
        wanted = [name for name in ("one_minute", "what_i_gain") if has_text(getattr(edition, name))]
        if any(not has_text(of_edition.get(name) or "") for name in wanted):
            places.append(Place(title=edition.title, url=f"{edition.url}/@@translate?language={language}"))
        places += [
            _place(clause, where) for clause in edition.clauses if not _is_translated(clause, language)
        ]
        if places:
            yield Finding(
                "translation",
                ADVICE,
                _(
                    "Not wholly translated: ${language}",
                    mapping={"language": around.languages.get(language, language)},
                ),
                _("Readers of that language see these in the original: translate them beside it."),
                tuple(places),
            )


def _is_translated(clause: ClauseFacts, language: str) -> bool:
    said = clause.translations.get(language, {})
    return all(
        has_text(said.get(name) or "") for name in ("title", "text", "why") if has_text(getattr(clause, name))
    )


def _place(clause: ClauseFacts, where: Callable[[ClauseFacts], str], said: str = "") -> Place:
    return Place(clause.clause_id, clause.title, where(clause), said)


def _beginning(sentence: str) -> str:
    return " ".join(sentence.split()[:QUOTED_WORDS])

"""An edition as readers see it: its words in one language, made safe, its clauses grouped by topic."""

from collective.socialgovernance import _
from collective.socialgovernance.texts.cleaning import safe_html
from collective.socialgovernance.texts.facts import ClauseFacts
from collective.socialgovernance.texts.facts import EditionFacts
from collective.socialgovernance.texts.gathering import clauses_of
from collective.socialgovernance.vocabularies.fixed import beneficiaries
from collective.socialgovernance.vocabularies.fixed import capacities
from collective.socialgovernance.vocabularies.fixed import clause_kinds
from collective.socialgovernance.vocabularies.fixed import rule_sources
from collective.socialgovernance.vocabularies.fixed import topic_groups
from collective.socialgovernance.vocabularies.kept import platforms
from dataclasses import dataclass
from dataclasses import field
from typing import Any
from urllib.parse import urlsplit
from zope.component import getMultiAdapter


RICH_OF_EDITION = ("one_minute", "what_i_gain", "change_summary")
WITHOUT_TOPIC = _("Further points")
ICONS = {
    "rule": "check2-square",
    "advice": "lightbulb",
    "right": "shield-check",
    "example": "chat-quote",
    "judgement": "question-circle",
}


@dataclass(frozen=True)
class Words:
    """Words as they are shown - safe HTML, or plain text for titles - and the language they are in."""

    text: str = ""
    language: str = ""

    def __bool__(self) -> bool:
        return bool(self.text)


@dataclass(frozen=True)
class ShownClause:
    """One clause for readers. ``fallback`` is the language of what is not translated, empty when all is."""

    anchor: str
    kind: str
    kind_title: str
    icon: str
    title: Words
    text: Words
    why: Words
    fallback: str = ""
    benefits: tuple[str, ...] = ()
    capacity: tuple[str, ...] = ()
    platforms: tuple[str, ...] = ()
    source: str = ""
    reference: str = ""
    url: str = ""
    justification: str = ""
    proportionality: str = ""
    picture: str = ""


@dataclass
class Topic:
    """The clauses of one topic, in reading order."""

    anchor: str
    title: str
    token: str
    clauses: list[ShownClause] = field(default_factory=list)


@dataclass(frozen=True)
class ShownEdition:
    """The words of an edition in one language, with what each reader needs to find their way."""

    title: Words
    one_minute: Words
    what_i_gain: Words
    change_summary: Words
    language: str
    languages: tuple[str, ...]
    authoritative: str
    topics: tuple[Topic, ...]


def chosen_language(facts: EditionFacts, *wished: str) -> str:
    """The first of the wished languages in which the edition exists, else its authoritative language."""
    return next(
        (language for language in wished if language in facts.languages), facts.authoritative_language
    )


def shown_edition(edition: Any, request: Any, language: str, facts: EditionFacts) -> ShownEdition:
    """The edition in a language; what is not translated stays in the authoritative one, and says so."""
    words = {name: _edition_words(facts, name, language, edition) for name in RICH_OF_EDITION}
    return ShownEdition(
        title=_edition_words(facts, "title", language, None),
        language=language,
        languages=facts.languages,
        authoritative=facts.authoritative_language,
        topics=tuple(_topics(edition, request, facts, language)),
        **words,
    )


def _edition_words(facts: EditionFacts, name: str, language: str, context: Any) -> Words:
    authoritative = facts.authoritative_language
    translated = language != authoritative and bool(facts.translations.get(language, {}).get(name))
    text = facts.in_language(name, language)
    return Words(
        text if context is None else safe_html(text, context), language if translated else authoritative
    )


def _topics(edition: Any, request: Any, facts: EditionFacts, language: str) -> list[Topic]:
    """Topics in the order in which the text comes to them; each clause stays in the order of the text."""
    topics: dict[str, Topic] = {}
    for clause, said in zip(clauses_of(edition), facts.clauses, strict=True):
        token = said.topic_group
        if token not in topics:
            title = topic_groups.titles.get(token, WITHOUT_TOPIC)
            topics[token] = Topic(f"topic-{token or 'other'}", title, token)
        topics[token].clauses.append(_clause(clause, request, said, facts.authoritative_language, language))
    return list(topics.values())


def _clause(clause: Any, request: Any, said: ClauseFacts, authoritative: str, language: str) -> ShownClause:
    words = {
        name: _clause_words(clause, said, name, authoritative, language) for name in ("title", "text", "why")
    }
    behind = any(part and part.language != language for part in words.values())
    return ShownClause(
        anchor=said.clause_id or clause.getId(),
        kind=said.kind,
        kind_title=clause_kinds.titles.get(said.kind, ""),
        icon=ICONS.get(said.kind, ""),
        fallback=authoritative if behind else "",
        benefits=_titles(beneficiaries.titles, said.benefits),
        capacity=_capacities(clause.capacity),
        platforms=_platform_titles(clause.platforms),
        source=_source(clause),
        reference=clause.reference or "",
        url=_web_address(clause.url),
        justification=said.justification if said.restricts_freedom else "",
        proportionality=said.proportionality if said.restricts_freedom else "",
        picture=_picture(clause, request, said.translations.get(language, {}).get("picture_alt")),
        **words,
    )


def _clause_words(clause: Any, said: ClauseFacts, name: str, authoritative: str, language: str) -> Words:
    translated = language != authoritative and bool(said.translations.get(language, {}).get(name))
    text = said.in_language(name, language, authoritative)
    return Words(
        text if name == "title" else safe_html(text, clause), language if translated else authoritative
    )


def _titles(titles: dict[str, str], tokens: Any) -> tuple[str, ...]:
    return tuple(titles.get(token, token) for token in tokens or ())


def _capacities(tokens: Any) -> tuple[str, ...]:
    """When a clause is meant; one that is meant always says nothing about it."""
    if set(tokens or ()) == set(capacities.titles):
        return ()
    return _titles(capacities.titles, tokens)


def _platform_titles(tokens: Any) -> tuple[str, ...]:
    if not tokens:
        return ()
    titles = {term.token: term.title for term in platforms()}
    return _titles(titles, tokens)


def _source(clause: Any) -> str:
    """Where a rule comes from; that advice is advice goes without saying."""
    if clause.rule_source == "advice" and not clause.reference:
        return ""
    return rule_sources.titles.get(clause.rule_source or "", "")


def _web_address(url: Any) -> str:
    """The address, when it is one that a browser may follow."""
    return str(url) if url and urlsplit(str(url)).scheme in ("http", "https", "mailto") else ""


def _picture(clause: Any, request: Any, translated_alt: str | None = None) -> str:
    """The picture as an ``img`` element; without a description it is decoration."""
    if clause.picture is None:
        return ""
    images = getMultiAdapter((clause, request), name="images")
    alt = translated_alt or clause.picture_alt or ""
    return str(images.tag("picture", scale="large", alt=alt, title="", css_class="img-fluid") or "")

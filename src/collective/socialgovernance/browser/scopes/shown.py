"""What an edition of a scope says, as people read it: topics with their audiences, people, days, options."""

from collections.abc import Iterable
from collections.abc import Mapping
from collective.socialgovernance import _
from collective.socialgovernance.days_in_words import day_in_words
from collective.socialgovernance.days_in_words import language_name
from collective.socialgovernance.scopes.asking import Call
from collective.socialgovernance.scopes.asking import calls_of
from collective.socialgovernance.scopes.asking import Known
from collective.socialgovernance.scopes.asking import known
from collective.socialgovernance.scopes.facts import Cell
from collective.socialgovernance.scopes.facts import ScopeContent
from collective.socialgovernance.scopes.facts import Voice
from collective.socialgovernance.scopes.facts import Wording
from collective.socialgovernance.scopes.hierarchies import hierarchy
from collective.socialgovernance.scopes.saying import Titles
from collective.socialgovernance.texts.cleaning import safe_html
from collective.socialgovernance.vocabularies import fixed
from collective.socialgovernance.vocabularies.kept import KeptList
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from plone import api
from typing import Any
from zope.globalrequest import getRequest
from zope.i18n import translate


DEEPER = "\u00a0\u00a0\u00a0"
"""How a narrower word is moved to the right in a list of options."""


@dataclass(frozen=True)
class Option:
    """One thing to choose; ``title`` stands under that of the wider word."""

    token: str
    title: str
    chosen: bool = False


@dataclass(frozen=True)
class Topic:
    """A topic with the groups it is spoken to about it: everybody, or customers on LinkedIn in France."""

    title: str
    groups: tuple[str, ...]


@dataclass(frozen=True)
class ShownVoice:
    """Somebody who speaks, and how."""

    person: Known
    capacity: str
    topics: str


@dataclass(frozen=True)
class Line:
    """A title and what is said about it."""

    title: str
    text: str
    language: str = ""


def options(words: KeptList, chosen: str = "") -> list[Option]:
    """The words of a list as a tree, each under the wider one."""
    rows = words.rows()
    depth = hierarchy(rows)
    titles = {term.token: term.title for term in words()}
    children: dict[str, list[str]] = {}
    for row in rows:
        parent = row.get("parent") or ""
        children.setdefault(parent if parent in titles else "", []).append(row["token"])
    found: list[Option] = []

    def add(above: str) -> None:
        for token in children.get(above, ()):
            indent = DEEPER * (len(depth.path(token)) - 1)
            found.append(Option(token, indent + titles[token], token == chosen))
            add(token)

    add("")
    return found


def choices(titles: Mapping[str, str], chosen: str = "") -> list[Option]:
    """The words of a fixed list."""
    return [Option(token, title, token == chosen) for token, title in titles.items()]


def current_language() -> str:
    """The reader's language."""
    return str(api.portal.get_current_language())


class Said:
    """The words of one edition, in the reader's language and on a day."""

    def __init__(self, content: ScopeContent, titles: Titles, day: date, context: Any):
        self.content, self.titles, self.day, self.context = content, titles, day, context
        self.language = current_language()

    def topics(self, legitimacy: str) -> list[Topic]:
        """The topics with one part in them, each with its groups in the order in which they were written."""
        found: dict[str, list[str]] = {}
        for cell in self.content.cells:
            if cell.legitimacy == legitimacy:
                found.setdefault(cell.topic, []).append(self.group(cell))
        return [Topic(self.titles.word(topic), tuple(groups)) for topic, groups in found.items()]

    def group(self, cell: Cell) -> str:
        """To whom and where, in words."""
        whom = self.titles.word(cell.audience) if cell.audience else self.words(_("Everybody"))
        where = [self.titles.word(part) for part in (cell.platform, cell.territory) if part]
        return f"{whom} ({', '.join(where)})" if where else whom

    @property
    def leads(self) -> list[Topic]:
        """What the department leads."""
        return self.topics("lead")

    @property
    def contributes(self) -> list[Topic]:
        """What it contributes to."""
        return self.topics("contributor")

    @property
    def refers(self) -> list[Line]:
        """The topics that others answer about, with who does."""
        named = [
            Line(self.titles.word(each.topic), self.titles.department(each.department))
            for each in self.content.topics_refer
        ]
        topics = {each.topic for each in self.content.topics_refer}
        others = [
            Line(self.titles.word(cell.topic), "")
            for cell in self.content.cells
            if cell.legitimacy == "refer" and cell.topic not in topics
        ]
        return [*named, *dict.fromkeys(others)]

    @property
    def forbidden(self) -> list[Line]:
        """The topics that nobody speaks about, with the reason unless it says the same again."""
        named = (
            (self.titles.word(each.topic), self.words(self.titles.reason(each.reason)))
            for each in self.content.topics_forbidden
        )
        return [Line(topic, "" if reason == topic else reason) for topic, reason in named]

    @cached_property
    def calls(self) -> list[Call]:
        """Whom to ask today; who is away is left out, their backup takes their place."""
        return list(calls_of(self.content.escalation, self.day))

    @property
    def voices(self) -> list[ShownVoice]:
        """The voices that may speak today."""
        found = ((known(voice.user, self.day), voice) for voice in self.content.voices)
        return [
            self.voice(person, voice)
            for person, voice in found
            if person is not None and voice.speaks_on(self.day)
        ]

    def voice(self, person: Known, voice: Voice) -> ShownVoice:
        """A voice in words."""
        return ShownVoice(
            person,
            self.words(fixed.capacities.titles.get(voice.capacity, "")),
            ", ".join(self.titles.word(topic) for topic in voice.topics),
        )

    @property
    def disclosure(self) -> Wording | None:
        """The sentence that says for whom one speaks: in the reader's language, else the first one."""
        return wording_of(self.content, self.language[:2])

    @property
    def rules(self) -> list[Line]:
        """What is looked at before it is published."""
        return [
            Line(
                self.words(fixed.content_kinds.titles.get(each.content_kind, each.content_kind)),
                self.words(fixed.approval_rules.titles.get(each.rule, each.rule)),
            )
            for each in self.content.approval_rule
        ]

    @property
    def levels(self) -> list[str]:
        """The levels of ambassadors that may speak with the department."""
        return [self.words(fixed.levels.titles.get(level, level)) for level in self.content.levels_admitted]

    @property
    def purposes(self) -> str:
        """What for, in a row."""
        return self._listed(self.content.purpose, fixed.purposes.titles)

    @property
    def languages(self) -> str:
        """In which languages, in a row."""
        return ", ".join(language_name(code, self.language[:2]) for code in self.content.languages)

    @property
    def territories(self) -> str:
        """For which territories, in a row."""
        return ", ".join(self.titles.word(token) for token in self.content.territories)

    @property
    def tone(self) -> str:
        """How the department likes to sound, as safe HTML."""
        return safe_html(self.content.tone, self.context)

    @property
    def until(self) -> str:
        """Its last day in words; empty when there is none."""
        return "" if self.content.valid_to is None else day_in_words(self.content.valid_to, self.language)

    @property
    def days_left(self) -> int | None:
        """How many days until it ends; None when it has no last day."""
        return None if self.content.valid_to is None else (self.content.valid_to - self.day).days

    def words(self, message: str) -> str:
        """A message in the reader's language."""
        return str(translate(message, context=getRequest()))

    def _listed(self, tokens: Iterable[str], titles: Mapping[str, str]) -> str:
        return ", ".join(self.words(titles.get(token, token)) for token in tokens)


def wording_of(content: ScopeContent, *languages: str) -> Wording | None:
    """The disclosure in the first of some languages in which there is one, else the first one."""
    by_language = {each.language: each for each in reversed(content.disclosure)}
    for language in languages:
        if language in by_language:
            return by_language[language]
    return content.disclosure[0] if content.disclosure else None

"""An edition as plain values: what guards, digests, measures and differences are functions of."""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from datetime import date


@dataclass(frozen=True)
class ClauseFacts:
    """One clause. Rich texts are HTML as stored; ``url`` is where it is edited."""

    clause_id: str
    title: str = ""
    kind: str = ""
    topic_group: str = ""
    text: str = ""
    why: str = ""
    benefits: tuple[str, ...] = ()
    restricts_freedom: bool = False
    justification: str = ""
    proportionality: str = ""
    translations: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    locked: bool = False
    url: str = ""

    def in_language(self, name: str, language: str, authoritative: str) -> str:
        """A text of the clause in a language; the authoritative one where there is no translation."""
        own: str = getattr(self, name)
        if language == authoritative:
            return own
        return self.translations.get(language, {}).get(name) or own


@dataclass(frozen=True)
class EditionFacts:
    """One edition with its clauses in reading order."""

    uid: str = ""
    title: str = ""
    number: str | None = None
    legal_force: str = "pedagogical"
    change_class: str | None = None
    change_summary: str = ""
    one_minute: str = ""
    what_i_gain: str = ""
    authoritative_language: str = "fr"
    translations: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    effective_from: date | None = None
    formalities: Mapping[str, object] = field(default_factory=dict)
    authors: tuple[str, ...] = ()
    clauses: tuple[ClauseFacts, ...] = ()
    url: str = ""

    def in_language(self, name: str, language: str) -> str:
        """A text of the edition in a language; the authoritative one where there is no translation."""
        own: str = getattr(self, name)
        if language == self.authoritative_language:
            return own
        return self.translations.get(language, {}).get(name) or own

    @property
    def languages(self) -> tuple[str, ...]:
        """The authoritative language first, then every language with a translation of anything."""
        others = {language for language, texts in self.translations.items() if any(texts.values())}
        for clause in self.clauses:
            others |= {language for language, texts in clause.translations.items() if any(texts.values())}
        return (self.authoritative_language, *sorted(others - {self.authoritative_language}))


@dataclass(frozen=True)
class ProgrammeFacts:
    """What of its programme decides the path of a text."""

    country: str = ""
    regime: str = "private"
    consultation_body: str = ""
    what_i_gain: str = ""
    body_informed_on: date | None = None
    url: str = ""

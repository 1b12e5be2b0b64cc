"""What changed between two editions of a scope, part by part, as clauses of a text are compared."""

from collections.abc import Iterable
from collective.socialgovernance import _
from collective.socialgovernance.days_in_words import day_in_words
from collective.socialgovernance.days_in_words import language_name
from collective.socialgovernance.scopes.content import IScopeEdition
from collective.socialgovernance.scopes.facts import ScopeContent
from collective.socialgovernance.scopes.gathering import content_of
from collective.socialgovernance.scopes.gathering import name_of
from collective.socialgovernance.scopes.saying import cell_words
from collective.socialgovernance.scopes.saying import Titles
from collective.socialgovernance.texts.cleaning import safe_html
from collective.socialgovernance.texts.differences import ClauseChange
from collective.socialgovernance.texts.differences import differences
from collective.socialgovernance.texts.facts import ClauseFacts
from collective.socialgovernance.texts.facts import EditionFacts
from collective.socialgovernance.vocabularies import fixed
from datetime import date
from functools import partial
from html import escape
from plone.uuid.interfaces import IUUID
from typing import Any
from zope.i18n import translate


def changes_between(before: Any | None, after: Any, language: str, day: date) -> tuple[ClauseChange, ...]:
    """The differences of two editions in the reader's language, safe to show."""
    words = Words(language, day)
    old = None if before is None else words.as_text(before)
    return differences(old, words.as_text(after), language, clean=partial(safe_html, context=after))


class Words:
    """An edition of a scope as a text of parts."""

    def __init__(self, language: str, day: date):
        self.language = language
        self.day = day
        self.titles = Titles(day)

    def as_text(self, edition: Any) -> EditionFacts:
        """One part for each field that says something."""
        parts = self._parts(content_of(edition))
        return EditionFacts(
            uid=IUUID(edition),
            authoritative_language=self.language,
            clauses=tuple(
                ClauseFacts(
                    clause_id=name, title=self._said(IScopeEdition[name].title), kind="rule", text=html
                )
                for name, html in parts.items()
                if html
            ),
        )

    def _parts(self, said: ScopeContent) -> dict[str, str]:
        word, person, line, language = self.titles.word, self._person, self._line, self._language
        return {
            "purpose": self._tokens(said.purpose, fixed.purposes),
            "cells": _list(
                line(cell_words(cell, self.titles), self._token(cell.legitimacy, fixed.legitimacies))
                for cell in said.cells
            ),
            "topics_allowed": _list(map(word, said.topics_allowed)),
            "topics_refer": _list(
                line(word(each.topic), self.titles.department(each.department)) for each in said.topics_refer
            ),
            "topics_forbidden": _list(
                line(word(each.topic), self._said(self.titles.reason(each.reason)))
                for each in said.topics_forbidden
            ),
            "languages": _list(map(language, said.languages)),
            "territories": _list(map(word, said.territories)),
            "voices": _list(
                ", ".join(
                    part
                    for part in (
                        person(voice.user),
                        self._token(voice.capacity, fixed.capacities),
                        *map(word, voice.topics),
                        self._days(voice.valid_from, voice.valid_to),
                    )
                    if part
                )
                for voice in said.voices
            ),
            "levels_admitted": self._tokens(said.levels_admitted, fixed.levels),
            "tone": said.tone,
            "approval_rule": _list(
                line(
                    self._token(each.content_kind, fixed.content_kinds),
                    self._token(each.rule, fixed.approval_rules),
                )
                for each in said.approval_rule
            ),
            "disclosure": _list(line(language(each.language), each.wording) for each in said.disclosure),
            "response_hours": escape(said.response_hours),
            "escalation": _list(
                ", ".join(
                    part
                    for part in (
                        self._token(each.severity, fixed.severities),
                        *map(person, each.people),
                        each.hours,
                    )
                    if part
                )
                for each in said.escalation
            ),
            "regulated": _list([self._said(IScopeEdition["regulated"].title)] if said.regulated else ()),
            "valid_from": self._days(said.valid_from, None),
            "valid_to": self._days(said.valid_to, None),
        }

    def _line(self, what: str, value: str) -> str:
        return self._said(_("${what}: ${value}", mapping={"what": what, "value": value}))

    def _language(self, code: str) -> str:
        return language_name(code, self.language)

    def _days(self, first: date | None, last: date | None) -> str:
        return " – ".join(day_in_words(day, self.language) for day in (first, last) if day is not None)

    def _person(self, userid: str) -> str:
        return name_of(userid, self.day)

    def _tokens(self, tokens: Iterable[str], names: fixed.FixedList) -> str:
        return _list(self._token(token, names) for token in tokens)

    def _token(self, token: str, names: fixed.FixedList) -> str:
        return self._said(names.titles.get(token, token))

    def _said(self, message: str) -> str:
        return str(translate(message, target_language=self.language))


def _list(items: Iterable[str]) -> str:
    shown = "".join(f"<li>{escape(item)}</li>" for item in items)
    return f"<ul>{shown}</ul>" if shown else ""

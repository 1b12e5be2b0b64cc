"""The parts of a draft as its page shows them: closed, to be read; or opened, to be written."""

from collections.abc import Callable
from collections.abc import Mapping
from collective.socialgovernance import _
from collective.socialgovernance import wallclock
from collective.socialgovernance.browser.editing.rows import Filling
from collective.socialgovernance.browser.editing.rows import FLAG
from collective.socialgovernance.browser.editing.rows import Form
from collective.socialgovernance.browser.editing.rows import RICH
from collective.socialgovernance.browser.editing.rows import Row
from collective.socialgovernance.browser.editing.rows import values_of
from collective.socialgovernance.browser.reading.people import name_of
from collective.socialgovernance.days import day_of
from collective.socialgovernance.days import zone_at
from collective.socialgovernance.programme.zones import zone_of
from collective.socialgovernance.refusals import Problem
from collective.socialgovernance.texts.clauses import taken_out
from collective.socialgovernance.texts.clauses import TakenOut
from collective.socialgovernance.texts.cleaning import safe_html
from collective.socialgovernance.texts.content import IClause
from collective.socialgovernance.texts.content import IEdition
from collective.socialgovernance.texts.gathering import clauses_of
from collective.socialgovernance.texts.gathering import previous_of
from collective.socialgovernance.texts.gathering import programme_of
from collective.socialgovernance.texts.gathering import raw
from collective.socialgovernance.texts.gathering import text_of
from collective.socialgovernance.texts.offered import OFFERED
from collective.socialgovernance.texts.offered import offered_to
from collective.socialgovernance.texts.offered import PAIR
from collective.socialgovernance.texts.offered import questions
from collective.socialgovernance.texts.offered import skeleton
from collective.socialgovernance.texts.offered import TIP
from collective.socialgovernance.texts.prompts import words_without_prompts
from collective.socialgovernance.texts.writing import differing
from collective.socialgovernance.texts.writing import last_written
from collective.socialgovernance.texts.writing import version_of
from collective.socialgovernance.vocabularies import fixed
from dataclasses import dataclass
from datetime import datetime
from plone import api
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo
from zope.cachedescriptors.property import Lazy


WHOLE = "_whole"
"""The part that holds the edition's own texts and choices; no clause has an id like it."""

NEW = "_new"
"""The part that is a clause not there yet."""

CHANGE = ("change_class", "change_summary")
"""What a first edition is not asked: there is nothing yet that it could change."""


@dataclass(frozen=True)
class Card:
    """One clause, as it is shown to those who write it."""

    id: str
    url: str
    title: str
    kind: str
    kind_token: str
    topic: str
    text: str
    why: str
    benefits: tuple[str, ...]
    restricts: bool
    locked: bool
    picture: str
    picture_alt: str
    problems: tuple[str, ...]
    opened: bool
    saved: bool


@dataclass(frozen=True)
class Meanwhile:
    """What somebody else has made of a part while it was being written here."""

    who: str
    own: bool
    time: str
    rows: tuple[tuple[str, str, bool], ...]


class Parts:
    """What the page of writing shows of each part of the draft."""

    context: Any
    request: Any
    url: str
    problems: tuple[Problem, ...]
    problems_by_part: Mapping[str, list[str]]
    card_template: Any
    form_template: Any
    whole_template: Any
    words: Callable[[str], str]

    @property
    def page_url(self) -> str:
        """The URL of this page."""
        return f"{self.url}/@@write"

    @property
    def text(self) -> Any:
        """The charter or guide that is being written."""
        return text_of(self.context)

    @Lazy
    def follows(self) -> Any | None:
        """The edition that this one follows; None for the first."""
        return previous_of(self.context)

    @Lazy
    def opened(self) -> str:
        """The part that is open for writing; empty when none is.

        A clause that somebody else deleted meanwhile is offered as a new one, with the words that were sent.
        """
        name = str(self.request.form.get("clause") or "")
        if self.request.method == "POST":
            if self.request.form.get("act") == "add":
                return NEW
            if self.request.form.get("act") != "save":
                return ""
            return name if name == WHOLE or name in self._by_id else NEW
        known = name in (WHOLE, NEW) or (name in self._by_id and not self._by_id[name].locked)
        return name if known else ""

    @property
    def _by_id(self) -> dict[str, Any]:
        return {clause.getId(): clause for clause in clauses_of(self.context)}

    def _content(self, part: str) -> Any | None:
        return self.context if part == WHOLE else self._by_id.get(part)

    def version_of(self, part: str) -> str:
        """The present version of a part; empty for a clause not there yet."""
        content = self._content(part)
        return "" if content is None else version_of(content)

    @property
    def after(self) -> str:
        """The clause behind which a new one is to stand; empty for the end."""
        name = str(self.request.form.get("after") or "")
        return name if name in self._by_id else ""

    def new_url(self, **values: str) -> str:
        """The form of a new clause, with some fields filled in."""
        return f"{self.page_url}?{urlencode({'clause': NEW, **values})}#{NEW}-title"

    @property
    def number_of_clauses(self) -> int:
        """How many clauses there are."""
        return len(clauses_of(self.context))

    def cards(self) -> list[Card]:
        """The clauses in order."""
        return [self._card(clause) for clause in clauses_of(self.context)]

    def _card(self, clause: Any, closed: bool = False) -> Card:
        name = clause.getId()
        return Card(
            id=name,
            url=clause.absolute_url(),
            title=clause.title,
            kind=fixed.clause_kinds.titles.get(clause.kind, ""),
            kind_token=clause.kind or "none",
            topic=fixed.topic_groups.titles.get(clause.topic_group, ""),
            text=safe_html(raw(clause.text), clause),
            why=safe_html(raw(clause.why), clause),
            benefits=tuple(
                fixed.beneficiaries.titles[token]
                for token in clause.benefits or ()
                if token in fixed.beneficiaries.titles
            ),
            restricts=bool(clause.restricts_freedom),
            locked=bool(clause.locked),
            picture=f"{clause.absolute_url()}/@@images/picture" if clause.picture is not None else "",
            picture_alt=clause.picture_alt or "",
            problems=tuple(self.problems_by_part.get(name, ())),
            opened=not closed and self.opened == name,
            saved=self.request.form.get("saved") == name,
        )

    def part_html(self, part: str, closed: bool = False) -> str:
        """A part as it stands on the page."""
        if part == WHOLE:
            return str(self.whole_template(opened=not closed))
        if part == NEW:
            return str(self.form_template(part=NEW))
        clause = self._by_id.get(part)
        return "" if clause is None else self.card_html(self._card(clause, closed))

    def card_html(self, card: Card) -> str:
        """A clause as it stands in the list."""
        return str(self.card_template(card=card))

    def form_html(self, part: str) -> str:
        """The form of a part."""
        return str(self.form_template(part=part))

    def meanwhile_html(self, part: str) -> str:
        """What somebody else has made of the part, for the script; empty when nobody has."""
        return str(self.form_template(part=part, only_meanwhile=True)) if self.meanwhile(part) else ""

    def form(self, part: str) -> Form:
        """The form of a part, with what was sent when it could not be kept."""
        content = self._content(part)
        schema = IEdition if part == WHOLE else IClause
        refused = self.request.method == "POST" and bool(self.problems)
        filling = Filling(
            content,
            schema,
            self.context if content is None else content,
            self.request.form if refused else self._begun(part),
            {"text": self._asked_for()},
        )
        problems: dict[str, str] = {}
        for problem in self.problems if refused else ():
            said = self.words(problem.message)
            problems[problem.field] = f"{problems.get(problem.field, '')} {said}".strip()
        return filling.form(part, problems, CHANGE if part == WHOLE and self.follows is None else ())

    def _begun(self, part: str) -> dict[str, str] | None:
        if part != NEW:
            return None
        return {"topic_group": str(self.request.form.get("topic") or ""), "text": self._asked_for()}

    def _asked_for(self) -> str:
        name = self.request.form.get("prompts")
        return skeleton(name, self.context.authoritative_language) if name in (TIP, PAIR) else ""

    def meanwhile(self, part: str) -> Meanwhile | None:
        """Who changed a part since the writer opened it, and what it says now where theirs differs."""
        content = self._content(part)
        if content is None or not any(problem.field == "version" for problem in self.problems):
            return None
        schema = IEdition if part == WHOLE else IClause
        written = last_written(content)
        stored = Filling(content, schema, content)
        names = differing(content, values_of(schema, self.request.form)[0])
        return Meanwhile(
            who=name_of(written.userid) if written else "",
            own=written is not None and written.userid == api.user.get_current().getId(),
            time=self.time_of(written.at) if written else "",
            rows=tuple(
                (row.title, *self._told(content, row)) for row in (stored.row(part, name) for name in names)
            ),
        )

    def _told(self, content: Any, row: Row) -> tuple[str, bool]:
        """The value of a row for reading, and whether it is HTML."""
        if row.control == RICH:
            return safe_html(row.value, content), True
        if row.options:
            chosen = (self.words(option.title) for option in row.options if option.chosen)
            return ", ".join(chosen), False
        if row.control == FLAG:
            return self.words(_("Yes") if row.value else _("No")), False
        return row.value, False

    def time_of(self, at: datetime) -> str:
        """An instant as people of the programme say it: the time, with the day unless it is today."""
        zone = zone_of(programme_of(self.context))
        local = at.astimezone(ZoneInfo(zone_at(at, zone)))
        if local.date() == day_of(wallclock.now(), zone):
            return f"{local:%H:%M}"
        return f"{local:%Y-%m-%d %H:%M}"

    def offers(self, part: str) -> list[dict[str, Any]]:
        """The prompts that an empty text offers, with the kinds of clause that they are for."""
        content = self._content(part)
        kind = str(self.request.form.get("kind") or getattr(content, "kind", None) or "")
        written = content is not None and bool(words_without_prompts(raw(content.text)))
        language = self.context.authoritative_language
        values = {"after": self.after} if part == NEW and self.after else {}
        return [
            {
                "name": name,
                "kinds": " ".join(each for each, offered in OFFERED.items() if offered == name),
                "headings": ", ".join(heading for heading, _question in questions(name, language)),
                "html": skeleton(name, language),
                "hidden": bool(kind) and offered_to(kind) != name,
                "url": ""
                if written
                else f"{self.page_url}?{urlencode({'clause': part, 'prompts': name, **values})}#{part}-text",
            }
            for name in (TIP, PAIR)
        ]

    @property
    def about(self) -> list[dict[str, Any]]:
        """The edition's own texts and choices, for reading; what is missing has no text."""
        edition = self.context
        rich = [("one_minute", _("In one minute")), ("what_i_gain", _("What I gain"))]
        choices = [(_("Legal force"), fixed.legal_forces.titles, edition.legal_force)]
        if self.follows is not None:
            rich.append(("change_summary", _("What changes")))
            choices.append((_("How much changes"), fixed.change_classes.titles, edition.change_class))
        rows: list[dict[str, Any]] = [
            {"title": title, "html": safe_html(raw(getattr(edition, name)), edition), "choice": ""}
            for name, title in rich
        ]
        rows += [
            {"title": title, "html": "", "choice": titles.get(token, "")} for title, titles, token in choices
        ]
        return rows

    @property
    def only_given(self) -> bool:
        """Whether there is no clause yet but what the system gave."""
        return all(clause.locked for clause in clauses_of(self.context))

    @property
    def taken(self) -> list[TakenOut]:
        """The clauses that can be put back, the last one taken out first."""
        return list(reversed(taken_out(self.context)))

"""``@@scope-matrix``: who leads which topic to whom, what nobody leads, what is not settled; also a file."""

from collective.socialgovernance import _
from collective.socialgovernance.browser.frame import attach
from collective.socialgovernance.browser.frame import without_columns
from collective.socialgovernance.browser.interfaces import IGovernancePage
from collective.socialgovernance.browser.scopes.shown import current_language
from collective.socialgovernance.browser.scopes.shown import Option
from collective.socialgovernance.browser.scopes.shown import options
from collective.socialgovernance.days_in_words import day_in_words
from collective.socialgovernance.directory.interfaces import IDirectory
from collective.socialgovernance.scopes.asking import today_in
from collective.socialgovernance.scopes.corporate import corporate_list
from collective.socialgovernance.scopes.gathering import present_words
from collective.socialgovernance.scopes.hierarchies import Words
from collective.socialgovernance.scopes.known import scope_map
from collective.socialgovernance.scopes.matrix import Conflict
from collective.socialgovernance.scopes.matrix import Mark
from collective.socialgovernance.scopes.matrix import Matrix
from collective.socialgovernance.scopes.matrix import matrix
from collective.socialgovernance.scopes.pending import pending_for_reader
from collective.socialgovernance.scopes.saying import cell_words
from collective.socialgovernance.scopes.saying import Titles
from collective.socialgovernance.texts.sheets import CSV
from collective.socialgovernance.texts.sheets import TYPES
from collective.socialgovernance.texts.sheets import write_csv
from collective.socialgovernance.vocabularies import fixed
from collective.socialgovernance.vocabularies import kept
from dataclasses import dataclass
from dataclasses import replace
from datetime import date
from functools import cached_property
from plone import api
from Products.Five.browser import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any
from zExceptions import Unauthorized
from zope.component import getUtility
from zope.i18n import translate
from zope.interface import implementer

import io


LEADS, PART, WIDER, GAP, BARRED, CONFLICT = "leads", "part", "wider", "gap", "barred", "conflict"


@dataclass(frozen=True)
class Named:
    """A scope in a square: its title, its page, and what is special about it, in words."""

    title: str
    url: str
    notes: tuple[str, ...]
    frozen: bool


@dataclass(frozen=True)
class Square:
    """A topic and an audience: how it stands and who is in it."""

    standing: str
    label: str
    leads: tuple[Named, ...] = ()
    contributors: tuple[Named, ...] = ()
    whom: str = ""


@dataclass(frozen=True)
class Line:
    """A topic; ``lacking`` are the audiences for whom nobody leads it, when somebody does for others."""

    title: str
    squares: tuple[Square, ...]
    lacking: str = ""

    @property
    def empty(self) -> bool:
        """Whether nobody leads it for anybody."""
        return all(square.standing == GAP for square in self.squares)


@implementer(IGovernancePage)
class ScopeMatrixPage(BrowserView):
    """Topics and audiences at a glance, for everybody who is signed in."""

    template = ViewPageTemplateFile("templates/matrix.pt")
    browser_title = _("Who leads which topic")

    def __call__(self) -> Any:
        if api.user.is_anonymous():
            raise Unauthorized("sign in to see who leads which topic")
        without_columns(self.request)
        if self.request.form.get("format") == "csv":
            return self._sheet()
        return str(self.template())

    @cached_property
    def today(self) -> date:
        """Today where the programme is."""
        return today_in(self.context)

    @cached_property
    def titles(self) -> Titles:
        """Titles of today."""
        return Titles(self.today)

    @cached_property
    def hierarchies(self) -> Words:
        """The lists of words."""
        return present_words()

    @cached_property
    def shown(self) -> Matrix:
        """Everything that stands today, and what is on its way as far as the reader may see it."""
        return matrix(
            scope_map(self.context).scopes,
            self.today,
            self.hierarchies,
            corporate_list(self.context, self.today, self.today),
            pending_for_reader(self.context),
            getUtility(IDirectory),
        )

    @property
    def platform(self) -> str:
        """The platform chosen; empty for all."""
        given = str(self.request.form.get("platform") or "")
        return given if given in {row["token"] for row in kept.platforms.rows()} else ""

    @property
    def platforms(self) -> list[Option]:
        """The platforms to choose from."""
        return options(kept.platforms, self.platform)

    @cached_property
    def audiences(self) -> list[Option]:
        """The columns after the first one, which is everybody."""
        return options(kept.audiences)

    @property
    def empty(self) -> bool:
        """Whether no scope is in force."""
        return not self.shown.cells

    @cached_property
    def _barred(self) -> set[str]:
        listed = {each.topic for each in corporate_list(self.context, self.today, self.today)}
        path = self.hierarchies.topics.path
        return {row["token"] for row in kept.topics.rows() if listed & set(path(row["token"]))}

    @property
    def lines(self) -> list[Line]:
        """Topic by topic."""
        columns = ["", *(option.token for option in self.audiences)]
        found = []
        for topic in options(kept.topics):
            squares = tuple(
                replace(self._square(topic.token, audience), whom=title)
                for audience, title in zip(columns, self.headers, strict=True)
            )
            found.append(Line(topic.title, squares, self._lacking(squares)))
        return found

    @cached_property
    def headers(self) -> list[str]:
        """The titles of the columns: everybody, and each audience."""
        return [self.words(_("Everybody")), *(option.title.strip() for option in self.audiences)]

    def _lacking(self, squares: tuple[Square, ...]) -> str:
        """The audiences by name; the column of everybody is none of them."""
        of_audiences = squares[1:]
        named = [square.whom for square in of_audiences if square.standing == GAP]
        if len(named) in (0, len(of_audiences)):
            return ""
        return self.words(_("Nobody leads for: ${audiences}", mapping={"audiences": ", ".join(named)}))

    def _square(self, topic: str, audience: str) -> Square:
        if topic in self._barred:
            return Square(BARRED, self.words(_("Nobody speaks about it")))
        here = [cell for cell in self.shown.cells if cell.key[:2] == (topic, audience) and self._on(cell.key)]
        leads = self._named([mark for cell in here for mark in cell.leads])
        contributors = self._named([mark for cell in here for mark in cell.contributors])
        if leads:
            unsettled = self._unsettled(topic, audience)
            standing = CONFLICT if unsettled else LEADS
            return Square(
                standing, self.words(_("To settle") if unsettled else _("Leads")), leads, contributors
            )
        wider = self._wider(topic, audience)
        if wider:
            return Square(WIDER, self.words(_("Leads, for everybody")), wider, contributors)
        if contributors:
            return Square(PART, self.words(_("Nobody leads")), (), contributors)
        return Square(GAP, self.words(_("Nobody leads")))

    def _on(self, key: tuple[str, ...]) -> bool:
        return not self.platform or self.hierarchies.platforms.covers(key[2], self.platform)

    def _wider(self, topic: str, audience: str) -> tuple[Named, ...]:
        """Who leads here by leading something wider: all audiences, or the topic above."""
        covers = self.hierarchies.topics.covers
        audiences = self.hierarchies.audiences.covers
        found = [
            mark
            for cell in self.shown.cells
            if covers(cell.key[0], topic) and audiences(cell.key[1], audience) and self._on(cell.key)
            for mark in cell.leads
        ]
        frozen = (self.words(_("frozen")),)
        return tuple(replace(each, notes=frozen if each.frozen else ()) for each in self._named(found))

    def _unsettled(self, topic: str, audience: str) -> bool:
        return any(
            (mark.cell.topic, mark.cell.audience) == (topic, audience)
            for conflict in self.shown.conflicts
            for mark in (conflict.one, conflict.other)
        )

    def _named(self, marks: list[Mark]) -> tuple[Named, ...]:
        found: dict[str, Named] = {}
        for mark in marks:
            notes = self._notes(mark)
            known = found.get(mark.scope.uid)
            if known is not None:
                notes = tuple(dict.fromkeys((*known.notes, *notes)))
            found[mark.scope.uid] = Named(mark.scope.title, self.url_of(mark), notes, mark.frozen)
        return tuple(found.values())

    def _notes(self, mark: Mark) -> tuple[str, ...]:
        notes = [self.titles.word(part) for part in (mark.cell.platform, mark.cell.territory) if part]
        if mark.frozen:
            notes.append(self.words(_("frozen")))
        if mark.expiring and mark.edition.content.valid_to is not None:
            day = day_in_words(mark.edition.content.valid_to, current_language())
            notes.append(self.words(_("ends on ${day}", mapping={"day": day})))
        return tuple(notes)

    def url_of(self, mark: Mark) -> str:
        """The page of a scope."""
        return f"{self.context.absolute_url()}/{mark.scope.id}"

    @property
    def gaps(self) -> list[str]:
        """The topics that nobody leads at all."""
        return [self.titles.word(gap.topic) for gap in self.shown.gaps if not gap.audience]

    @property
    def conflicts(self) -> list[Conflict]:
        """What two scopes both lead."""
        return list(self.shown.conflicts)

    def cell_of(self, mark: Mark) -> str:
        """What a scope leads there, in words."""
        return cell_words(mark.cell, self.titles)

    # As a file

    def _sheet(self) -> bytes:
        attach(self.request.response, TYPES[CSV], "scope-matrix.csv")
        file = io.BytesIO()
        header = [self.words(title) for title in SHEET_COLUMNS]
        write_csv(file, header, (self._sheet_row(*each) for each in self._sheet_marks()))
        return file.getvalue()

    def _sheet_marks(self) -> list[tuple[str, str, str, str, str, Mark | None]]:
        rows: list[tuple[str, str, str, str, str, Mark | None]] = []
        for cell in self.shown.cells:
            for part, marks in (("lead", cell.leads), ("contributor", cell.contributors)):
                title = self.words(fixed.legitimacies.titles[part])
                rows += [(*cell.key, title, mark) for mark in marks]
        nobody = self.words(_("Nobody leads"))
        rows += [(gap.topic, gap.audience, "", "", nobody, None) for gap in self.shown.gaps]
        return rows

    def _sheet_row(
        self, topic: str, audience: str, platform: str, territory: str, part: str, mark: Mark | None
    ) -> list[str]:
        cell = [self.titles.word(token) if token else "" for token in (topic, audience, platform, territory)]
        if mark is None:
            return [*cell, part, "", "", "", "", ""]
        last = mark.edition.content.valid_to
        return [
            *cell,
            part,
            self.titles.department(mark.scope.department),
            mark.scope.title,
            mark.edition.number,
            "" if last is None else last.isoformat(),
            self.words(_("frozen")) if mark.frozen else "",
        ]

    def words(self, message: str) -> str:
        """A message in the reader's language."""
        return str(translate(message, context=self.request))


SHEET_COLUMNS = (
    _("Topic"),
    _("To whom"),
    _("Where"),
    _("For which territory"),
    _("In which part"),
    _("Department"),
    _("Speaking scope"),
    _("Edition"),
    _("Last day"),
    _("Frozen"),
)

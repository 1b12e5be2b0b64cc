"""``@@acknowledgment-rows``: who owes an edition and who did what, to look through and to take along."""

from collective.socialgovernance import _
from collective.socialgovernance.browser.coverage.about import PageAboutReaders
from collective.socialgovernance.browser.coverage.streaming import TemporaryFile
from collective.socialgovernance.browser.coverage.words import ANSWERS
from collective.socialgovernance.browser.coverage.words import COLUMNS
from collective.socialgovernance.browser.coverage.words import MODES
from collective.socialgovernance.browser.coverage.words import SHOWN
from collective.socialgovernance.browser.coverage.words import STATUSES
from collective.socialgovernance.browser.frame import attach
from collective.socialgovernance.browser.reading.people import name_of
from collective.socialgovernance.days import day_of
from collective.socialgovernance.days_in_words import instant_in_words
from collective.socialgovernance.directory.people import Department
from collective.socialgovernance.editions.addresses import editions_of
from collective.socialgovernance.refusals import Problem
from collective.socialgovernance.refusals import refuse
from collective.socialgovernance.refusals import Refused
from collective.socialgovernance.texts.answering import has_right
from collective.socialgovernance.texts.exporting import COLUMNS as COLUMN_NAMES
from collective.socialgovernance.texts.exporting import EXPORT
from collective.socialgovernance.texts.exporting import export
from collective.socialgovernance.texts.exporting import exports_of
from collective.socialgovernance.texts.exporting import Words
from collective.socialgovernance.texts.gathering import called
from collective.socialgovernance.texts.interfaces import IGovernedText
from collective.socialgovernance.texts.register import Register
from collective.socialgovernance.texts.register import RegisterRow
from collective.socialgovernance.texts.register import Wanted
from collective.socialgovernance.texts.sheets import TYPES
from collective.socialgovernance.vocabularies.fixed import populations
from collective.socialgovernance.vocabularies.kept import reader_language
from dataclasses import dataclass
from plone import api
from plone.protect import CheckAuthenticator
from plone.uuid.interfaces import IUUID
from typing import Any
from zope.cachedescriptors.property import Lazy

import re


PAGE_SIZE = 50
FILTERS = ("as_of", "status", "department", "children", "search", "date")
LONG = 20_000
"""Rows from which making a file takes so long that the page says so."""

ROWS_A_SECOND = 10_000
LAST_EXPORTS = 5


@dataclass(frozen=True)
class Shown:
    """A person as the list shows them."""

    userid: str
    name: str
    department: str
    standing: str
    late: bool
    how: str


class RowsPage(PageAboutReaders):
    """A page of the list; a POST makes the file of all of it and logs that it was taken."""

    name = "acknowledgment-rows"

    def __call__(self) -> Any:
        if self.request.method == "POST":
            return self.download()
        self.refuse_strangers()
        if chosen := self.sent("edition"):
            return self.request.response.redirect(self._url_of(chosen))
        return self.look()

    def refuse_strangers(self) -> None:
        """Names are for owners and auditors, and for heads where the programme says so."""
        if not self.sight.any_names:
            self.turn_away()

    def download(self) -> Any:
        """The whole list that is wanted, as a file."""
        CheckAuthenticator(self.request)
        if not self.may_export:
            self.turn_away()
        format = self.sent("format")
        if format not in TYPES or self.register is None:
            self.problems = (*self.problems, Problem("format", _("Choose CSV or XLSX.")))
            return self.look()
        header = tuple(self.words(COLUMNS[name]) for name in COLUMN_NAMES)
        words = Words(self.words(_("Acknowledgments")), header, self._word)
        body = TemporaryFile(export(self.register, format, self.reader, words))
        response = self.request.response
        attach(response, TYPES[format], f"{self._file_name}.{format}")
        response.setHeader("Content-Length", str(len(body)))
        return body

    @property
    def reader(self) -> str:
        """The userid of who looks."""
        return str(api.user.get_current().getId())

    @Lazy
    def may_export(self) -> bool:
        """Whether the reader may take the list along."""
        return has_right(EXPORT, self.context)

    @Lazy
    def wanted(self) -> Wanted:
        """What the form asks for."""
        statuses = SHOWN.get(self.sent("status"), ("", ()))[1]
        return Wanted(
            as_of=self.day,
            statuses=frozenset(statuses),
            department=self.sent("department"),
            children=bool(self.sent("children")),
            search=self.sent("search"),
            answered_on=self.sent_day("date"),
        )

    @Lazy
    def register(self) -> Register | None:
        """The list; None when there is none, or what was asked for makes no sense."""
        if self.problems or not self.has_directory or not self.was_in_force:
            return None
        try:
            return Register(self.edition, self.wanted, self.sight.names)
        except Refused as refused:
            self.problems = refused.problems
            self.request.response.setStatus(refused.status)
            return None

    @property
    def total(self) -> int:
        """How many people are in the list."""
        return len(self.register.keys)

    @Lazy
    def start(self) -> int:
        """The number of people before this page."""
        given = self.sent("b_start")
        begins = int(given) if re.fullmatch(r"\d{1,9}", given, re.ASCII) else 0
        return begins - begins % PAGE_SIZE if begins < self.total else 0

    @property
    def people(self) -> list[Shown]:
        """The people of this page."""
        return [
            self._shown(self.register.row(key))
            for key in self.register.keys[self.start : self.start + PAGE_SIZE]
        ]

    @property
    def page_words(self) -> str:
        """Which part of the list this page is."""
        numbers = {
            "first": self.start + 1,
            "last": min(self.start + PAGE_SIZE, self.total),
            "total": self.total,
        }
        return self.words(_("${first} to ${last} of ${total} people", mapping=numbers))

    @property
    def previous_url(self) -> str:
        """The page before, empty on the first."""
        return self._at(self.start - PAGE_SIZE) if self.start else ""

    @property
    def next_url(self) -> str:
        """The page after, empty on the last."""
        return self._at(self.start + PAGE_SIZE) if self.start + PAGE_SIZE < self.total else ""

    @property
    def is_filtered(self) -> bool:
        """Whether only some are shown."""
        return any(self.sent(name) for name in FILTERS if name != "as_of")

    @property
    def filters(self) -> list[tuple[str, str]]:
        """What was asked for, to be sent again with the wish for a file."""
        return [(name, self.sent(name)) for name in FILTERS if self.sent(name)]

    @property
    def statuses(self) -> list[tuple[str, str]]:
        """The standings to choose from."""
        return [(name, title) for name, (title, _statuses) in SHOWN.items()]

    @Lazy
    def departments(self) -> list[tuple[str, str]]:
        """The departments to choose from, set in below those above them."""
        depths: dict[str, int] = {}
        found = []
        for each in self._departments:
            if self.sight.names is None or each.id in self.sight.names:
                depths[each.id] = depths.get(each.parent, -1) + 1
                found.append((each.id, "\u2003" * depths[each.id] + each.title))
        return found

    @Lazy
    def editions(self) -> list[tuple[str, str, bool]]:
        """The editions of the programme's texts that the reader may open: UID, title, whether it is this."""
        if not IGovernedText.providedBy(self.text):
            return []
        here = IUUID(self.edition) if self.edition is not None else ""
        return [
            (
                IUUID(edition),
                f"{called(edition.__parent__, reader_language())} · {edition.number}",
                IUUID(edition) == here,
            )
            for edition in self._editions()
        ]

    @property
    def is_long(self) -> bool:
        """Whether making the file takes a while."""
        return self.total > LONG

    @property
    def seconds(self) -> int:
        """About how long it takes."""
        return 1 + self.total // ROWS_A_SECOND

    @property
    def exports(self) -> list[str]:
        """The last exports of this edition in words, newest first."""
        if not self.may_export:
            return []
        zone, language = self.facts.timezone, api.portal.get_current_language()
        return [
            self.words(
                _(
                    "${when}: ${who} took ${rows} rows along (${format})",
                    mapping={
                        "when": instant_in_words(event.at, zone, language),
                        "who": name_of(event.actor),
                        "rows": event.facts.get("rows", 0),
                        "format": str(event.facts.get("format", "")).upper(),
                    },
                )
            )
            for event in exports_of(self.register.uid)[:LAST_EXPORTS]
        ]

    def _at(self, start: int) -> str:
        return self.address(**dict(self.filters), b_start=start or "")

    def _url_of(self, uid: str) -> str:
        for edition in self._editions():
            if IUUID(edition) == uid:
                return RowsPage(edition, self.request).address(**dict(self.filters))
        raise refuse(404, "edition", _("There is no such edition."))

    def _editions(self) -> list[Any]:
        texts = [each for each in self.asked.programme.objectValues() if IGovernedText.providedBy(each)]
        return [
            edition
            for text in texts
            for edition in reversed(editions_of(text))
            if edition.in_force_on is not None and self.allowed("View", edition)
        ]

    @Lazy
    def _departments(self) -> tuple[Department, ...]:
        return self.register.directory.departments(self.register.asked_on) if self.register else ()

    @Lazy
    def _titles(self) -> dict[str, str]:
        return {each.id: each.title for each in self._departments}

    def _shown(self, row: RegisterRow) -> Shown:
        person = row.person
        return Shown(
            userid=person.userid,
            name=person.fullname,
            department=self._titles.get(person.department, ""),
            standing=self.words(self._standing(row)),
            late=row.status in SHOWN["overdue"][1],
            how=self._how(row),
        )

    def _standing(self, row: RegisterRow) -> str:
        """In a few words, with the day that matters."""
        due = {"day": self.day_words(row.due)} if row.due else {}
        said = {} if row.last is None else {"day": self.day_words(self._day_of(row))}
        if row.status in SHOWN["overdue"][1]:
            return _("Expected by ${day}", mapping=due)
        if row.status in SHOWN["waiting"][1] and due:
            return _("Until ${day}", mapping=due)
        if row.status == "lapsed" and due:
            return _("To renew until ${day}", mapping=due)
        if row.status == "acknowledged" and said:
            return _("Acknowledged on ${day}", mapping=said)
        if row.status == "exception_pending" and said:
            return _("Asked for an exception on ${day}", mapping=said)
        return STATUSES[row.status]

    def _how(self, row: RegisterRow) -> str:
        """Who gave the last answer, when it was not the person alone."""
        if row.last is None or not row.last.other:
            return ""
        return self.words(_("Noted by ${name}", mapping={"name": name_of(row.last.other)}))

    def _day_of(self, row: RegisterRow) -> Any:
        return day_of(row.last.at, self.facts.timezone)

    def _word(self, column: str, value: str) -> str:
        words = {"status": STATUSES, "answer": ANSWERS, "mode": MODES, "population": populations.titles}[
            column
        ]
        return self.words(words.get(value, value))

    @property
    def _file_name(self) -> str:
        return re.sub(r"[^A-Za-z0-9.-]+", "-", f"{self.text.getId()}-{self.number}-{self.as_of}")

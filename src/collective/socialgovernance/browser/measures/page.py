"""``@@measures`` and ``@@measures-panel``: what a text consists of, how it reads, what to look at again."""

from AccessControl import getSecurityManager
from AccessControl import Unauthorized
from collections.abc import Iterable
from collections.abc import Mapping
from collective.socialgovernance import _
from collective.socialgovernance import PACKAGE
from collective.socialgovernance.browser.frame import without_columns
from collective.socialgovernance.browser.interfaces import IGovernancePage
from collective.socialgovernance.texts.gathering import title_in
from collective.socialgovernance.texts.measures.findings import Finding
from collective.socialgovernance.texts.measures.gathering import Report
from collective.socialgovernance.texts.measures.gathering import report_of
from collective.socialgovernance.texts.measures.gathering import url_of_clause
from collective.socialgovernance.texts.measures.measured import Share
from collective.socialgovernance.texts.measures.readability import DEMANDING
from collective.socialgovernance.texts.measures.readability import EASY
from collective.socialgovernance.texts.measures.readability import HARD
from collective.socialgovernance.texts.measures.readability import Reading
from collective.socialgovernance.texts.measures.readability import words_of
from collective.socialgovernance.transitions.firing import state_of
from collective.socialgovernance.transitions.firing import state_title
from collective.socialgovernance.vocabularies import fixed
from collective.socialgovernance.vocabularies.kept import languages
from collective.socialgovernance.vocabularies.kept import reader_language
from dataclasses import dataclass
from functools import cached_property
from plone.app.layout.viewlets import ViewletBase
from Products.Five.browser import BrowserView
from typing import Any
from zope.i18n import translate
from zope.interface import implementer


LEVELS = {EASY: _("easy"), DEMANDING: _("demanding"), HARD: _("hard")}
PANEL_FINDINGS = 4
EDIT = "collective.socialgovernance: Edit a draft"


@dataclass(frozen=True)
class Bar:
    """One line of a drawn figure: its title, how many clauses, the percentage as a number and in words."""

    title: str
    count: int
    percent: int
    percent_words: str


class MeasuresView(BrowserView):
    """What page and panel have in common."""

    def __call__(self) -> Any:
        if not getSecurityManager().checkPermission("View", self.context):
            # The role alone does not open an edition in a state that its holder does not see.
            raise Unauthorized
        return self.index()

    @cached_property
    def report(self) -> Report:
        """Measures and findings of the text as it is now."""
        return report_of(self.context)

    @property
    def url(self) -> str:
        """The URL of the edition."""
        return str(self.context.absolute_url())

    @property
    def title(self) -> str:
        """The title of the charter or guide, in the reader's language where it has one."""
        return title_in(self.context, reader_language())

    @property
    def is_draft(self) -> bool:
        """Whether the text can still be changed."""
        return state_of(self.context) == "draft"

    @property
    def may_write(self) -> bool:
        """Whether the reader may change the draft."""
        return bool(getSecurityManager().checkPermission(EDIT, self.context))

    @property
    def state(self) -> str:
        """The state of the edition, for people."""
        return self.words(state_title(self.context))

    @property
    def blocking(self) -> list[Finding]:
        """What stands in the way of submitting."""
        return [finding for finding in self.report.findings if finding.blocks]

    @property
    def advised(self) -> list[Finding]:
        """What else is worth a second look."""
        return [finding for finding in self.report.findings if not finding.blocks]

    @property
    def kinds(self) -> list[Bar]:
        """What the text consists of."""
        return self._bars(self.report.measures.kinds, fixed.clause_kinds.titles)

    @property
    def orders(self) -> str:
        """The share of clauses that give an order, in words; empty without clauses."""
        return self._ratio(self.report.measures.orders_ratio)

    @property
    def gain(self) -> str:
        """The share of clauses from which readers gain, in words; empty without clauses."""
        return self._ratio(self.report.measures.employee_gain_ratio)

    @property
    def minutes(self) -> int:
        """Minutes to read the original."""
        return self.report.measures.minutes[self.context.authoritative_language]

    @property
    def reads(self) -> str:
        """How the original reads, in words and with the figure."""
        return self.reading_words(self.report.measures.readings[self.context.authoritative_language])

    def reading_words(self, reading: Reading) -> str:
        """``easy (72)``; empty where there is no figure."""
        if reading.level is None:
            return ""
        return f"{self.words(LEVELS[reading.level])} ({reading.ease:.0f})"

    def anchor(self, finding: Finding) -> str:
        """Where on the page a finding stands."""
        return f"finding-{self.report.findings.index(finding) + 1}"

    def title_of(self, finding: Finding) -> str:
        """What a finding is, in words; what is asked for and missing is told as such."""
        title = self.words(finding.title)
        return self.words(_("Not yet: ${what}", mapping={"what": title})) if finding.blocks else title

    def words(self, message: str) -> str:
        """A message in the reader's language."""
        return str(translate(message, domain=PACKAGE, context=self.request))

    def percent(self, number: int) -> str:
        """A percentage as it is written in the reader's language."""
        return self.words(_("${number}%", mapping={"number": number}))

    def _ratio(self, ratio: float | None) -> str:
        return "" if ratio is None else self.percent(round(ratio * 100))

    def _bars(self, shares: Iterable[Share], titles: Mapping[str, str]) -> list[Bar]:
        return [
            Bar(
                self.words(titles[share.token]),
                share.count,
                round(share.ratio * 100),
                self.percent(round(share.ratio * 100)),
            )
            for share in shares
        ]


@implementer(IGovernancePage)
class MeasuresPage(MeasuresView):
    """The whole, on a page of its own."""

    def __call__(self) -> Any:
        without_columns(self.request)
        return super().__call__()

    @property
    def gains(self) -> list[Bar]:
        """Who gains."""
        return self._bars(self.report.measures.benefits, fixed.beneficiaries.titles)

    @cached_property
    def language_names(self) -> dict[str, str]:
        """The names of the languages by code."""
        return {term.token: term.title for term in languages(self.context)}

    @property
    def by_language(self) -> list[dict[str, Any]]:
        """How the whole reads, language by language."""
        measures = self.report.measures
        return [
            {
                "name": self.language_names.get(code, code),
                "words": reading.words,
                "minutes": measures.minutes[code],
                "reads": self.reading_words(reading),
                "longest": len(words_of(reading.longest)),
            }
            for code, reading in measures.readings.items()
        ]

    @property
    def clauses(self) -> list[dict[str, Any]]:
        """Clause by clause."""
        return [
            {
                "title": clause.title,
                "url": url_of_clause(self.context, facts, self.is_draft),
                "kind": self.words(fixed.clause_kinds.titles.get(clause.kind, "")),
                "gains": ", ".join(
                    self.words(fixed.beneficiaries.titles[token]) for token in clause.benefits
                ),
                "seconds": clause.seconds,
                "reads": [self.reading_words(reading) for reading in clause.readings.values()],
            }
            for clause, facts in zip(self.report.measures.clauses, self.report.edition.clauses, strict=True)
        ]

    @property
    def sanctions(self) -> list[dict[str, str]]:
        """Words of sanction and where they stand."""
        return [
            {"place": found.place, "words": ", ".join(found.words)}
            for found in self.report.measures.sanctions
        ]


class MeasuresPanel(MeasuresView):
    """The same in short, as a fragment for another page."""

    @property
    def stacked(self) -> list[tuple[int, int]]:
        """Where each kind begins and how wide it is, of a hundred, in one bar."""
        begin, found = 0, []
        for bar in self.kinds:
            found.append((begin, bar.percent))
            begin += bar.percent
        return found

    @property
    def kinds_in_words(self) -> str:
        """What the text consists of, in a line; kinds that it has none of are left out."""
        return ", ".join(f"{bar.title} {bar.percent_words}" for bar in self.kinds if bar.count)

    @property
    def listed(self) -> list[Finding]:
        """What the panel tells of: for a draft the list of what is missing stands beside it already."""
        return self.advised if self.is_draft else [*self.blocking, *self.advised]

    @property
    def first(self) -> list[dict[str, str]]:
        """The findings that the panel names, each with its place on the page."""
        return [
            {"title": self.title_of(finding), "url": f"{self.url}/@@measures#{self.anchor(finding)}"}
            for finding in self.listed[:PANEL_FINDINGS]
        ]

    @property
    def more(self) -> int:
        """How many it does not name."""
        return max(0, len(self.listed) - PANEL_FINDINGS)


class MeasuresLink(ViewletBase):
    """On the page of an edition: the way to its measures."""

    @property
    def url(self) -> str:
        """The URL of the page."""
        return f"{self.context.absolute_url()}/@@measures"

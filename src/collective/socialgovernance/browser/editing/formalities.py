"""``@@formalities``: the days, the opinion and the papers of a binding edition, and from when it holds."""

from collections.abc import Mapping
from collective.socialgovernance import _
from collective.socialgovernance import wallclock
from collective.socialgovernance.browser.editing.page import EditingPage
from collective.socialgovernance.days import day_of
from collective.socialgovernance.days import written_day
from collective.socialgovernance.days_in_words import day_in_words
from collective.socialgovernance.fields import FORMALITY_FILES
from collective.socialgovernance.programme.zones import zone_of
from collective.socialgovernance.refusals import Problem
from collective.socialgovernance.refusals import Refused
from collective.socialgovernance.texts import law
from collective.socialgovernance.texts.content import IEdition
from collective.socialgovernance.texts.dates import change_after_draft
from collective.socialgovernance.texts.dates import changeable_after_draft
from collective.socialgovernance.texts.gathering import programme_facts
from collective.socialgovernance.texts.gathering import programme_of
from collective.socialgovernance.texts.guards import FORMALITY_TITLES
from collective.socialgovernance.vocabularies.fixed import opinions
from datetime import date
from plone import api
from plone.namedfile.file import NamedBlobFile
from plone.namedfile.utils import set_headers
from plone.namedfile.utils import stream_data
from Products.Five.browser import BrowserView
from typing import Any
from zope.cachedescriptors.property import Lazy
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse
from zope.publisher.interfaces import NotFound


FILE_TITLES = {
    "opinion_file": _("The opinion, as a file"),
    "deposit_receipt": _("The receipt of the deposit, as a file"),
}
ORDER = (
    "consultation_date",
    "opinion",
    "opinion_file",
    "labour_inspection_sent",
    "registry_deposit",
    "deposit_receipt",
    "publicity_date",
)
WITHDRAWAL = "withdrawal_formalities"


def paper_url(edition: Any, subject: str, key: str) -> str:
    """Where a paper of the formalities is opened."""
    return f"{edition.absolute_url()}/@@formality-paper/{subject}/{key}"


@implementer(IPublishTraverse)
class FormalityPaper(BrowserView):
    """``@@formality-paper/formalities/opinion_file``: a paper that was kept, to be saved and opened."""

    def __init__(self, context: Any, request: Any):
        super().__init__(context, request)
        self.path: list[str] = []

    def publishTraverse(self, request: Any, name: str) -> "FormalityPaper":
        self.path.append(name)
        return self

    def __call__(self) -> Any:
        subject, key = self.path if len(self.path) == 2 else ("", "")
        present = getattr(self.context, subject) if subject in ("formalities", WITHDRAWAL) else None
        paper = (present or {}).get(key) if key in FORMALITY_FILES else None
        if paper is None:
            raise NotFound(self, "/".join(self.path), self.request)
        response = self.request.response
        set_headers(paper, response, filename=paper.filename or key)
        # Whatever it says that it is, it is saved and never shown: no theme is put around it, no script runs.
        response.setHeader("Content-Type", "application/octet-stream")
        response.setHeader("Cache-Control", "private, no-store")
        response.setHeader("X-Content-Type-Options", "nosniff")
        return stream_data(paper)


class FormalitiesPage(EditingPage):
    """A form for those who may change something now; for all others the same facts to read."""

    @Lazy
    def changeable(self) -> tuple[str, ...]:
        """The fields that the reader may change now."""
        return changeable_after_draft(self.context)

    @property
    def subject(self) -> str:
        """Which formalities are shown: those of the edition, or of its withdrawal once it is in force."""
        return WITHDRAWAL if WITHDRAWAL in self.changeable else "formalities"

    @property
    def is_withdrawal(self) -> bool:
        """Whether the formalities of a withdrawal are shown."""
        return self.subject == WITHDRAWAL

    @property
    def may_enter(self) -> bool:
        """Whether the reader may enter the formalities now."""
        return self.subject in self.changeable

    @property
    def may_date(self) -> bool:
        """Whether the reader may say from when the edition holds."""
        return "effective_from" in self.changeable

    @property
    def has_formalities(self) -> bool:
        """Whether the text needs any: it is binding."""
        return bool(self.context.legal_force == "binding")

    @property
    def present(self) -> Mapping[str, Any]:
        """The formalities as they are kept."""
        return getattr(self.context, self.subject) or {}

    @Lazy
    def rules(self) -> law.RuleSet:
        """What the law asks for here."""
        facts = programme_facts(programme_of(self.context))
        return law.rule_set(facts.country, facts.regime, facts.consultation_body)

    @property
    def rows(self) -> list[dict[str, Any]]:
        """One row for each formality: its kind, value, title, whether the law asks for it."""
        rows = []
        for key in ORDER:
            value = self.present.get(key)
            kind = "file" if key in FORMALITY_FILES else "choice" if key == "opinion" else "day"
            rows.append(
                {
                    "key": key,
                    "title": self.words(FORMALITY_TITLES.get(key) or FILE_TITLES[key]),
                    "kind": kind,
                    "value": self._shown(key, kind, value),
                    "said": self._said(kind, value),
                    "url": paper_url(self.context, self.subject, key) if kind == "file" and value else "",
                    "required": key in self.rules.required,
                    "problem": self.problem_of(f"{self.subject}.{key}"),
                }
            )
        return rows

    @property
    def done(self) -> list[dict[str, str]]:
        """The formalities with which the text came into force, beside those of its withdrawal."""
        kept = (self.context.formalities or {}) if self.is_withdrawal else {}
        rows = []
        for key in (key for key in ORDER if kept.get(key)):
            kind = "file" if key in FORMALITY_FILES else "choice" if key == "opinion" else "day"
            rows.append(
                {
                    "title": self.words(FORMALITY_TITLES.get(key) or FILE_TITLES[key]),
                    "said": self._said(kind, kept[key]),
                    "url": paper_url(self.context, "formalities", key) if kind == "file" else "",
                }
            )
        return rows

    def _shown(self, key: str, kind: str, value: Any) -> str:
        if kind == "file":
            return ""
        if self.request.method == "POST":
            return self.sent(key)
        return value.isoformat() if isinstance(value, date) else value or ""

    def _said(self, kind: str, value: Any) -> str:
        if not value:
            return ""
        if kind == "file":
            return str(value.filename)
        return self.words(opinions.titles[value]) if kind == "choice" else self.day_words(value)

    def day_words(self, day: date) -> str:
        """A day as people write it."""
        return day_in_words(day, str(api.portal.get_current_language()))

    @property
    def opinions(self) -> list[tuple[str, str]]:
        """The possible opinions: token and title."""
        return [(token, self.words(title)) for token, title in opinions.titles.items()]

    @property
    def effective_from(self) -> str:
        """The day from which it holds, as it stands in the form."""
        if self.request.method == "POST":
            return self.sent("effective_from")
        day = self.context.effective_from
        return day.isoformat() if day else ""

    @property
    def earliest(self) -> str:
        """The first day the law allows, for people; empty while it cannot be known."""
        day = law.earliest_start(self.present, self.rules) if self.has_formalities else None
        return self.day_words(day) if day else ""

    @property
    def today(self) -> str:
        """Today where the programme is: no formality is later."""
        return day_of(wallclock.now(), zone_of(programme_of(self.context))).isoformat()

    def post(self) -> str:
        """Set what the reader may change, all of it or nothing."""
        problems: list[Problem] = []
        values: dict[str, Any] = {}
        if self.may_enter:
            values[self.subject] = self._formalities(problems)
        if self.may_date:
            values["effective_from"] = self._day("effective_from", "effective_from", problems)
        if problems:
            raise Refused(400, problems)
        for name, value in values.items():
            IEdition[name].bind(self.context).validate(value)
        change_after_draft(self.context, values)
        self.say(_("The days are saved."))
        return f"{self.url}/@@formalities"

    def _formalities(self, problems: list[Problem]) -> dict[str, Any]:
        merged = dict(self.present)
        for key in ORDER:
            place = f"{self.subject}.{key}"
            if key in FORMALITY_FILES:
                value = self._file(key) or merged.get(key)
            elif key == "opinion":
                value = self.sent(key)
                if value and value not in opinions.titles:
                    problems.append(Problem(place, _("This is not one of the possible opinions.")))
            else:
                value = self._day(key, place, problems)
            if value:
                merged[key] = value
            else:
                merged.pop(key, None)
        return merged

    def _day(self, name: str, place: str, problems: list[Problem]) -> date | None:
        value = self.sent(name)
        if not value:
            return None
        try:
            return written_day(value)
        except ValueError:
            problems.append(Problem(place, _("A day is written YYYY-MM-DD.")))
            return None

    def _file(self, name: str) -> NamedBlobFile | None:
        upload = self.request.form.get(name)
        filename = getattr(upload, "filename", "")
        if not filename:
            return None
        content_type = upload.headers.get("content-type", "") if upload.headers else ""
        return NamedBlobFile(
            data=upload.read(), contentType=content_type, filename=filename.rsplit("\\", 1)[-1]
        )

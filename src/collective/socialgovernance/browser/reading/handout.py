"""``@@print``: a text on its own, on A4 pages, to hand out or to keep as a PDF."""

from collective.socialgovernance import _
from collective.socialgovernance import wallclock
from collective.socialgovernance.browser.reading.box import SHORT_DIGEST
from collective.socialgovernance.browser.reading.pages import EditionPage
from collective.socialgovernance.browser.reading.pages import TextPage
from collective.socialgovernance.browser.reading.people import Contact
from collective.socialgovernance.browser.reading.people import contact
from collective.socialgovernance.days import day_of
from collective.socialgovernance.programme.zones import zone_of
from collective.socialgovernance.refusals import refuse
from collective.socialgovernance.texts.gathering import programme_of
from functools import cached_property
from pathlib import Path
from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any


STYLE = (Path(__file__).parent / "static" / "handout.css").read_text(encoding="utf-8")
WORDS = {
    "how_to_print": _("Print this page with your browser, or save it from there as a PDF."),
    "back": _("Back to the text"),
    "one_minute": _("In one minute"),
    "gain": _("What you gain"),
    "contents": _("In this text"),
    "untranslated": _("Not translated yet; shown in the original language."),
    "why": _("Why"),
    "needed": _("Why this limit is needed:"),
    "no_further": _("Why it goes no further:"),
    "ask": _("Whom to ask"),
    "nobody": _("No referent has been named yet."),
    "acknowledge": _("Where to acknowledge it"),
    "not_on_paper": _("On the intranet, signed in as yourself: a signature on this paper does not count."),
    "public_note": _(
        "A copy for people outside the company, for their information. Contacts, internal links and internal "
        "addresses are left out; […] shows where."
    ),
}
"""The words around the text. They are translated here and not in the template: a file for people outside
speaks the language of its text, whatever that of whoever makes it.
"""


class Handout:
    """A page without the site around it. ``public`` leaves out what concerns colleagues only."""

    handout = ViewPageTemplateFile("templates/handout.pt")
    public = False
    style = STYLE

    def __call__(self) -> str:
        if self.edition is None:
            raise refuse(404, "edition", _("No edition of this text is in force: there is nothing to print."))
        self.request.response.setHeader("Cache-Control", "private, no-store")
        self.request.response.setHeader("X-Theme-Disabled", "1")
        return str(self.handout())

    @property
    def reader_language(self) -> str:
        """The words around the text are in the language of the text: it leaves this page."""
        return self.language

    @cached_property
    def language(self) -> str:
        """The language asked for, else the reader's, else the authoritative one."""
        asked = str(self.request.form.get("language", ""))
        mine = str(api.portal.get_current_language())[:2]
        languages = self.facts.languages
        return next((code for code in (asked, mine) if code in languages), self.facts.authoritative_language)

    def translate(self, message: str) -> str:
        """A message in the language of the words around the text."""
        return str(api.portal.translate(message, lang=self.reader_language))

    @property
    def translated(self) -> dict[str, str]:
        """The words around the text."""
        return {name: self.translate(message) for name, message in WORDS.items()}

    @property
    def document_title(self) -> str:
        """The title of the page, and of the PDF made of it."""
        return f"{self.shown.title.text} – {self.printed_facts[0]}"

    @property
    def kicker(self) -> str:
        """What it is and whose: a charter of a programme."""
        kind = api.portal.get_tool("portal_types")[self.text.portal_type].Title()
        return f"{self.translate(kind)} – {self.programme.Title()}"

    @property
    def printed_facts(self) -> list[str]:
        """The number, the days and the fingerprint, in words; the first says which edition it is."""
        number = {"number": self.number}
        facts = [_("Edition ${number}", mapping=number) if self.number else _("Draft, not in force")]
        if self.begins is not None and self.state != "draft":
            day = {"day": self.in_words(self.begins)}
            said = {
                "in_force": _("in force since ${day}", mapping=day),
                "superseded": _("no longer in force; it was from ${day} on", mapping=day),
                "withdrawn": _("withdrawn; it was in force from ${day} on", mapping=day),
            }
            facts.append(said.get(self.state, _("in force from ${day}, not before", mapping=day)))
        if self.review is not None and not self.public:
            facts.append(_("last reviewed on ${day}", mapping={"day": self.in_words(self.review.last)}))
        if self.digest and not self.public:
            facts.append(_("fingerprint of the text ${digest}…", mapping={"digest": self.digest}))
        return [self.translate(fact) for fact in facts]

    @property
    def printed_note(self) -> str:
        """When it was printed, and that paper ages."""
        day = {"day": self.printed_on}
        return self.translate(
            _("Printed on ${day}. The edition in force is always found at this address:", mapping=day)
        )

    @cached_property
    def programme(self) -> Any:
        """The programme, which says whom to ask."""
        return programme_of(self.edition)

    @property
    def referents(self) -> list[Contact]:
        """The referent, then the backup."""
        found = (contact(self.programme.referent), contact(self.programme.referent_backup))
        return [person for person in found if person is not None]

    @property
    def answer_in_words(self) -> str:
        """How soon a question is answered."""
        hours = {"hours": self.programme.answer_deadline_hours}
        return self.translate(_("A question is answered within ${hours} hours.", mapping=hours))

    @property
    def digest(self) -> str:
        """The beginning of the fingerprint of the text in the language shown; empty for a draft."""
        return str((self.edition.digests or {}).get(self.language, ""))[:SHORT_DIGEST]

    @property
    def acknowledged_at(self) -> str:
        """The address where the edition is acknowledged; empty where nobody may."""
        asked = self.state == "in_force" and self.text.ack_mode != "none"
        return f"{self.text.absolute_url()}/@@acknowledge" if asked else ""

    @property
    def address(self) -> str:
        """Where the edition in force is always found."""
        return str(self.text.absolute_url())

    @property
    def printed_on(self) -> str:
        """Today, in words."""
        return self.in_words(day_of(wallclock.now(), zone_of(self.programme)))


class PrintText(Handout, TextPage):
    """For a charter or guide: its edition in force."""


class PrintEdition(Handout, EditionPage):
    """For one edition."""

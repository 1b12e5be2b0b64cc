"""The page of a programme: what I gain, the texts in force and what they ask of me, whom to ask."""

from AccessControl import getSecurityManager
from collective.socialgovernance.browser.reading.box import AcknowledgmentBox
from collective.socialgovernance.browser.reading.box import box_of
from collective.socialgovernance.browser.reading.pages import begins_on
from collective.socialgovernance.browser.reading.pages import may
from collective.socialgovernance.browser.reading.pages import visible
from collective.socialgovernance.browser.reading.people import Contact
from collective.socialgovernance.browser.reading.people import contact
from collective.socialgovernance.browser.reading.shown import chosen_language
from collective.socialgovernance.browser.reading.shown import Words
from collective.socialgovernance.days_in_words import day_in_words
from collective.socialgovernance.editions.addresses import in_force
from collective.socialgovernance.editions.addresses import in_preparation
from collective.socialgovernance.texts.cleaning import safe_html
from collective.socialgovernance.texts.gathering import edition_facts
from collective.socialgovernance.texts.gathering import raw
from collective.socialgovernance.texts.interfaces import IGovernedText
from collective.socialgovernance.texts.measures import reading_minutes
from collective.socialgovernance.transitions.firing import state_of
from collective.socialgovernance.transitions.firing import state_title
from collective.socialgovernance.vocabularies.fixed import phases
from dataclasses import dataclass
from functools import cached_property
from plone import api
from Products.Five.browser import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any


GOVERNANCE = "collective.socialgovernance: View governance"
ADD_TEXT = "collective.socialgovernance: Add text"


@dataclass(frozen=True)
class TextCard:
    """A text in force, as it is offered to one reader."""

    url: str
    type_title: str
    title: Words
    description: str
    number: str
    since: str
    minutes: int
    box: AcknowledgmentBox


@dataclass(frozen=True)
class Preparation:
    """An edition that is not in force yet, for those who look after the programme."""

    url: str
    title: str
    state: str
    state_title: str
    number: str
    begins: str


class ProgrammePage(BrowserView):
    """The default view of a programme."""

    template = ViewPageTemplateFile("templates/programme.pt")

    def __call__(self) -> str:
        # It lists what it contains: the navigation beside it would say the same.
        self.request.set("disable_plone.leftcolumn", 1)
        return str(self.template())

    @cached_property
    def language(self) -> str:
        """The reader's language."""
        return str(api.portal.get_current_language())

    @cached_property
    def texts(self) -> list[Any]:
        """The charters and guides that the reader may see, charters first."""
        found = [
            child
            for child in self.context.objectValues()
            if IGovernedText.providedBy(child) and may("View", child)
        ]
        return sorted(found, key=lambda text: (text.portal_type, text.Title().casefold()))

    @cached_property
    def cards(self) -> list[TextCard]:
        """The texts in force."""
        pairs = ((text, visible(in_force(text))) for text in self.texts)
        return [self._card(text, edition) for text, edition in pairs if edition is not None]

    @cached_property
    def preparations(self) -> list[Preparation]:
        """Editions in preparation that the reader may see: drafts only to governance roles."""
        pairs = ((text, visible(in_preparation(text))) for text in self.texts)
        return [self._preparation(text, edition) for text, edition in pairs if edition is not None]

    @property
    def governs(self) -> bool:
        """Whether the reader looks after the programme."""
        return may(GOVERNANCE, self.context)

    @property
    def addable(self) -> list[tuple[str, str]]:
        """Kinds of texts that the reader may add here: (address of the form, title of the type)."""
        types = api.portal.get_tool("portal_types")
        return [
            (f"{self.context.absolute_url()}/++add++{name}", types[name].Title())
            for name in ("Charter", "Guide")
            if self._may_add and name in self._present_types
        ]

    @property
    def startable(self) -> list[tuple[str, str]]:
        """Kinds of texts of which there is none yet: (address of the questions, ``charter`` or ``guide``)."""
        return [
            (f"{self.context.absolute_url()}/@@start-text?type={name.lower()}", name.lower())
            for name in ("Charter", "Guide")
            if self._may_add and name not in self._present_types
        ]

    @cached_property
    def _may_add(self) -> bool:
        return bool(getSecurityManager().checkPermission(ADD_TEXT, self.context))

    @cached_property
    def _present_types(self) -> set[str]:
        return {text.portal_type for text in self.texts}

    @property
    def gain(self) -> str:
        """What everybody gains, as safe HTML."""
        return safe_html(raw(self.context.what_i_gain), self.context)

    @property
    def means(self) -> str:
        """What ambassadors are given, as safe HTML."""
        return safe_html(raw(self.context.means), self.context)

    @property
    def privacy(self) -> str:
        """The privacy notice, as safe HTML."""
        return safe_html(raw(self.context.privacy_notice), self.context)

    @property
    def phase(self) -> str:
        """Where the programme has got to."""
        return phases.titles.get(self.context.phase or "", "")

    @cached_property
    def referents(self) -> list[Contact]:
        """The referent, then the backup."""
        found = (contact(self.context.referent), contact(self.context.referent_backup))
        return [person for person in found if person is not None]

    @property
    def dpo(self) -> tuple[str, str]:
        """The data protection contact: words, and an address to follow when it is one."""
        words = (self.context.dpo_contact or "").strip()
        if words.startswith(("http://", "https://")):
            return words, words
        return words, f"mailto:{words}" if "@" in words and " " not in words else ""

    @property
    def pages(self) -> list[Any]:
        """The pages on the strategy and on the values, where the reader may see them."""
        relations = (self.context.strategy_page, self.context.values_page)
        targets = [relation.to_object for relation in relations if relation is not None]
        return [target for target in targets if target is not None and may("View", target)]

    def _card(self, text: Any, edition: Any) -> TextCard:
        facts = edition_facts(edition)
        language = chosen_language(facts, self.language[:2])
        translated = language != facts.authoritative_language
        return TextCard(
            url=text.absolute_url(),
            type_title=self._type_title(text),
            title=Words(facts.in_language("title", language), language),
            description="" if translated else str(text.Description() or ""),
            number=facts.number or "",
            since=day_in_words(begins_on(edition), self.language),
            minutes=reading_minutes(facts),
            box=box_of(edition, language, self.request),
        )

    def _preparation(self, text: Any, edition: Any) -> Preparation:
        begins = begins_on(edition)
        return Preparation(
            url=edition.absolute_url(),
            title=text.Title(),
            state=state_of(edition),
            state_title=state_title(edition),
            number=edition.number or "",
            begins="" if begins is None else day_in_words(begins, self.language),
        )

    def _type_title(self, text: Any) -> str:
        # Not made a plain string: it is translated where it is shown.
        return api.portal.get_tool("portal_types")[text.portal_type].Title()  # type: ignore[no-any-return]

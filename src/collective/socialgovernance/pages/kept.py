"""Published editions of pages that ask nobody any more: what people answered to them stays readable for them.

A page may be deleted, its type may lose the behavior, its programme may go. The editions and the answers to
them are kept all the same.
"""

from collections.abc import Iterator
from collective.socialgovernance.acknowledgments.facts import EditionFacts
from collective.socialgovernance.acknowledgments.facts import TextFacts
from collective.socialgovernance.acknowledgments.interfaces import IAskedText
from collective.socialgovernance.pages.frozen import FrozenText
from collective.socialgovernance.pages.interfaces import IFrozenTexts
from collective.socialgovernance.texts.answering import texts_everywhere
from datetime import date
from plone import api
from plone.uuid.interfaces import IUUID
from typing import Any
from zope.component import getUtility
from zope.interface import implementer

import json


def texts_ever() -> Iterator[Any]:
    """Everything that readers may have answered to: today's texts, and pages that ask nobody any more."""
    asking = set()
    for text in texts_everywhere():
        if IAskedText(text).facts.editions:
            asking.add(IUUID(text))
        yield text
    for page in getUtility(IFrozenTexts).pages():
        if page not in asking:
            yield KeptPage(page)


@implementer(IAskedText)
class KeptPage:
    """See :class:`~..acknowledgments.interfaces.IAskedText`; it has editions, no settings and no rights."""

    guardian = None
    programme = None

    def __init__(self, uid: str):
        self._uid = uid
        self._editions = getUtility(IFrozenTexts).of(uid)

    def __conform__(self, interface: Any) -> Any:
        return self._uid if interface is IUUID else None

    @property
    def content(self) -> "KeptPage":
        """Itself: the page is not looked at."""
        return self

    @property
    def facts(self) -> TextFacts:
        """Its editions; nobody is asked for any."""
        editions = tuple(
            EditionFacts(
                uid=each.uid,
                number=each.number,
                line=line,
                change_class="major",
                in_force_on=each.in_force_on,
            )
            for line, each in enumerate(self._editions, start=1)
        )
        return TextFacts(uid=self._uid, editions=editions)

    @property
    def today(self) -> date:
        """The day of its last edition: no later day matters to it."""
        return self._editions[-1].in_force_on

    def absolute_url(self) -> str:
        """The site: the page has no address any more."""
        return str(api.portal.get().absolute_url())

    def edition(self, uid: str) -> "KeptPage":
        """Itself. Raises ``LookupError``."""
        self._frozen(uid)
        return self

    def title(self, uid: str, language: str) -> str:
        """The title that the page had when that edition was published."""
        return self._frozen(uid).title

    def shown(self, uid: str, language: str) -> dict[str, Any]:
        """The canonical text of that edition."""
        return json.loads(self._frozen(uid).canonical)

    def _frozen(self, uid: str) -> FrozenText:
        return next((each for each in self._editions if each.uid == uid), None) or self._lost(uid)

    def _lost(self, uid: str) -> FrozenText:
        raise LookupError(uid)

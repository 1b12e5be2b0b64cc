"""Publishing a page as a new edition: what it shows is frozen, and its readers are asked."""

from Acquisition import aq_chain
from Acquisition import aq_inner
from collective.socialgovernance import _
from collective.socialgovernance import wallclock
from collective.socialgovernance.acknowledgments.interfaces import ILedger
from collective.socialgovernance.days import day_of
from collective.socialgovernance.evidence.events import Event
from collective.socialgovernance.evidence.interfaces import IEventLog
from collective.socialgovernance.pages.behavior import IAcknowledgeablePage
from collective.socialgovernance.pages.frozen import FrozenFile
from collective.socialgovernance.pages.frozen import FrozenText
from collective.socialgovernance.pages.interfaces import IFrozenTexts
from collective.socialgovernance.pages.showing import canonical
from collective.socialgovernance.pages.showing import digest
from collective.socialgovernance.pages.showing import Shown
from collective.socialgovernance.pages.showing import shown_by
from collective.socialgovernance.programme.content import IGovernanceProgramme
from collective.socialgovernance.programme.zones import zone_of
from collective.socialgovernance.refusals import refuse
from collective.socialgovernance.texts.attention import something_changed
from dataclasses import replace
from plone import api
from plone.namedfile.file import NamedBlobFile
from plone.uuid.interfaces import IUUID
from typing import Any
from uuid import uuid4
from zope.component import getUtility
from zope.component import queryUtility


KIND = "page_edition"


def programme_of_page(page: Any) -> Any | None:
    """The programme whose rules hold for a page: the one chosen, else the one under which it was published,
    else the one around it, else the only one.
    """
    return programme_chosen(page, IAcknowledgeablePage(page).ack_programme)


def programme_chosen(page: Any, chosen: str | None) -> Any | None:
    """The same, as if this programme (its UID, none) were chosen on the page."""
    programmes = _programmes()
    chosen = chosen or _published_under(page)
    if chosen:
        return next((each for each in programmes if IUUID(each) == chosen), None)
    for parent in aq_chain(aq_inner(page)):
        if IGovernanceProgramme.providedBy(parent):
            return parent
    return programmes[0] if len(programmes) == 1 else None


def governing(page: Any) -> Any:
    """The programme of a page. Raises ``Refused`` 400 with the field ``ack_programme`` when none is known."""
    programme = programme_of_page(page)
    if programme is None:
        raise refuse(400, "ack_programme", _("Choose the governance programme that this page belongs to."))
    return programme


def language_of(page: Any) -> str:
    """The language of a page, that of the site where it says none."""
    return page.Language() or api.portal.get_default_language()


def shown_now(page: Any) -> Shown:
    """What the page shows now, in its language."""
    return shown_by(page, language_of(page))


def editions_of_page(page: Any) -> tuple[FrozenText, ...]:
    """What was published of a page, oldest first."""
    return getUtility(IFrozenTexts).of(IUUID(page))


def is_published_as_shown(page: Any) -> bool:
    """Whether the last edition says exactly what the page shows now."""
    editions = editions_of_page(page)
    return bool(editions) and editions[-1].digest == digest(canonical(shown_now(page)))


def publish_edition(page: Any) -> FrozenText:
    """Freeze what the page shows now as its next edition, in force at once.

    Each edition is a new line: earlier acknowledgments no longer count. The caller has checked the right to
    do it. Raises ``Refused`` 400: no programme (``ack_programme``), nothing to read (``text``), or, in a
    programme of France, no day on which the staff body was informed (``body_informed``).
    """
    programme = governing(page)
    shown = shown_now(page)
    if shown.is_empty:
        raise refuse(400, "text", _("There is nothing to read on this page yet."))
    if programme.country == "FR" and programme.body_informed_on is None:
        raise refuse(
            400,
            "body_informed",
            _("The staff body has to be informed first: enter the day in the settings of the programme."),
            programme.absolute_url() + "/edit",
        )
    at, actor = wallclock.now(), str(api.user.get_current().getId())
    text = canonical(shown)
    frozen = FrozenText(
        uid=uuid4().hex,
        page=shown.page,
        number=f"{len(editions_of_page(page)) + 1}.0.0",
        title=shown.title,
        language=shown.language,
        digest=digest(text),
        canonical=text,
        in_force_on=day_of(at, zone_of(programme)),
        at=at,
        actor=actor,
        files=tuple(_copied(each) for each in shown.files),
    )
    getUtility(IFrozenTexts).append(frozen)
    getUtility(ILedger).open_edition(frozen.uid)
    facts = {
        "edition": frozen.uid,
        "number": frozen.number,
        "digest": frozen.digest,
        "programme": IUUID(programme),
    }
    log = getUtility(IEventLog)
    log.append(shown.page, Event(KIND, "publish", actor, at, after="in_force", facts=facts))
    something_changed()
    return frozen


def _published_under(page: Any) -> str | None:
    """The UID of the programme under which its last edition was published."""
    log = queryUtility(IEventLog)
    published = [] if log is None else [event for event in log.of(IUUID(page)) if event.kind == KIND]
    return published[-1].facts.get("programme") if published else None


def _programmes() -> list[Any]:
    catalog = api.portal.get_tool("portal_catalog")
    found = catalog.unrestrictedSearchResults(portal_type="GovernanceProgramme", sort_on="created")
    return [brain._unrestrictedGetObject() for brain in found]


def _copied(file: FrozenFile) -> FrozenFile:
    copy = NamedBlobFile(file.blob.data, contentType=file.content_type, filename=file.filename)
    return replace(file, blob=copy)

"""What makes the site an intranet: accounts, a home page, some pages and the news of the last months."""

from collective.socialgovernance.demo import words
from collective.socialgovernance.demo.cast import ACCOUNTS
from collective.socialgovernance.demo.cast import EDITOR
from collective.socialgovernance.demo.cast import PASSWORD
from collective.socialgovernance.demo.company import moved
from collective.socialgovernance.demo.company import NAME
from collective.socialgovernance.demo.company import people
from collective.socialgovernance.demo.company import read_file
from collective.socialgovernance.demo.company import REFERENCE_DAY
from collective.socialgovernance.demo.words import Wording
from DateTime import DateTime
from datetime import date
from datetime import timedelta
from plone import api
from plone.app.portlets.portlets import news
from plone.app.textfield.value import RichTextValue
from plone.formwidget.namedfile.converter import b64encode_file
from plone.portlets.interfaces import IPortletAssignmentMapping
from plone.portlets.interfaces import IPortletManager
from plone.uuid.interfaces import IUUID
from typing import Any
from zope.component import getMultiAdapter
from zope.component import getUtility


ACKNOWLEDGEABLE = "collective.socialgovernance.acknowledgeable"
HOME = "bienvenue"
STRATEGY = "notre-strategie-reseaux"
HOUSE = "la-maison"
NEWS = "actualites"
IN_NAVIGATION = ("Charter", "Folder", "GovernanceProgramme", "Guide")


def add_accounts() -> None:
    """Accounts for those of the cast who have none yet."""
    rows = {row["userid"]: row for row in people()}
    for account in ACCOUNTS:
        if api.user.get(username=account.login) is None:
            row = rows[account.login]
            api.user.create(
                username=account.login,
                email=row["email"],
                password=PASSWORD,
                properties={
                    "fullname": row["fullname"],
                    "location": row["site"],
                    "language": row["language"],
                },
            )


def dress(site: Any) -> None:
    """The company's name and logo, its folders in the navigation, and pages that may be acknowledged."""
    site.title = NAME
    logo = b64encode_file("gabariers-reunis.svg", read_file("logo.svg"))
    api.portal.set_registry_record("plone.site_title", NAME)
    api.portal.set_registry_record("plone.site_logo", logo)
    api.portal.set_registry_record("plone.displayed_types", IN_NAVIGATION)
    pages = api.portal.get_tool("portal_types")["Document"]
    if ACKNOWLEDGEABLE not in pages.behaviors:
        pages.manage_changeProperties(behaviors=(*pages.behaviors, ACKNOWLEDGEABLE))


def add_pages(site: Any) -> dict[str, Any]:
    """The home page, and the pages about the company in a folder; gives them all by id."""
    house = _add(site, "Folder", HOUSE, title="La maison · About us")
    pages = {}
    for page_id, wording in words.pages():
        pages[page_id] = _add(
            site if page_id == HOME else house,
            "Document",
            page_id,
            title=title_in_both(wording),
            description=wording[words.AUTHORITATIVE]["description"],
            text=rich(words.both(wording, "text")),
        )
    site.setDefaultPage(HOME)
    return pages


def add_news(site: Any, today: date) -> None:
    """The news of the last months, dated then, the newest first."""
    folder = _add(site, "Folder", NEWS, title="Actualités · News")
    for item in words.news():
        entry = _add(
            folder,
            "News Item",
            item["id"],
            title=item["title"],
            description=item["description"],
            text=rich(item["text"]),
            language=item["language"],
        )
        day = moved(REFERENCE_DAY - timedelta(weeks=item["weeks_ago"]), today)
        instant = DateTime(f"{day.isoformat()} 09:00:00 UTC")
        entry.setEffectiveDate(instant)
        entry.creation_date = instant
        entry.setModificationDate(instant)
        entry.reindexObject(idxs=["effective", "effectiveRange", "created", "modified", "Date"])


def open_the_door(site: Any, programme: Any, charter: Any, guide: Any) -> None:
    """Lead from the home page to the programme and its texts, and show the news beside it."""
    page = site[HOME]
    markup = page.text.raw
    for name, target in (("programme", programme), ("charter", charter), ("guide", guide)):
        markup = markup.replace(f"{{{name}}}", f"resolveuid/{IUUID(target)}")
    page.text = rich(markup)
    column = getUtility(IPortletManager, name="plone.rightcolumn", context=site)
    portlets = getMultiAdapter((page, column), IPortletAssignmentMapping, context=site)
    portlets["news"] = news.Assignment(count=5)
    for position, content_id in enumerate((HOME, programme.getId(), NEWS, HOUSE)):
        site.moveObjectToPosition(content_id, position)
        site[content_id].reindexObject(idxs=["getObjPositionInParent"])


def rich(markup: str) -> RichTextValue:
    """HTML as a value of a rich text field."""
    return RichTextValue(markup, "text/html", "text/x-html-safe")


def title_in_both(wording: dict[str, Wording]) -> str:
    """French · English, for content that has only one title."""
    return " · ".join(wording[language]["title"] for language in words.LANGUAGES)


def _add(container: Any, portal_type: str, content_id: str, **fields: Any) -> Any:
    """A page as the editor would have made and published it."""
    content = api.content.create(container, portal_type, content_id, creators=(EDITOR,), **fields)
    workflow = api.portal.get_tool("portal_workflow")
    if "publish" in [transition["id"] for transition in workflow.getTransitionsFor(content)]:
        workflow.doActionFor(content, "publish")
    return content

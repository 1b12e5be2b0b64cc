"""What makes the site an intranet: accounts, a home page, some pages and the news of the last months."""

from collective.socialgovernance.demo import words
from collective.socialgovernance.demo.cast import ACCOUNTS
from collective.socialgovernance.demo.cast import PASSWORD
from collective.socialgovernance.demo.company import moved
from collective.socialgovernance.demo.company import NAME
from collective.socialgovernance.demo.company import people
from collective.socialgovernance.demo.company import REFERENCE_DAY
from DateTime import DateTime
from datetime import date
from datetime import timedelta
from plone import api
from plone.app.textfield.value import RichTextValue
from typing import Any


NEWS_FOLDER = "actualites"


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


def add_pages(site: Any) -> None:
    """The home page and the pages that the programme refers to, in French and then English."""
    site.title = NAME
    for index, (page_id, wording) in enumerate(words.pages()):
        titles = [wording[language]["title"] for language in words.LANGUAGES]
        page = api.content.create(
            site,
            "Document",
            page_id,
            title=" · ".join(titles),
            description=wording[words.AUTHORITATIVE]["description"],
            text=rich(words.both(wording, "text")),
        )
        publish(page)
        if index == 0:
            site.setDefaultPage(page_id)


def add_news(site: Any, today: date) -> None:
    """The news of the last months, dated then."""
    folder = api.content.create(site, "Folder", NEWS_FOLDER, title="Actualités · News")
    publish(folder)
    for item in words.news():
        entry = api.content.create(
            folder,
            "News Item",
            item["id"],
            title=item["title"],
            description=item["description"],
            text=rich(item["text"]),
            language=item["language"],
        )
        publish(entry)
        day = moved(REFERENCE_DAY - timedelta(weeks=item["weeks_ago"]), today)
        instant = DateTime(f"{day.isoformat()} 09:00:00 UTC")
        entry.setEffectiveDate(instant)
        entry.creation_date = instant
        entry.reindexObject()


def publish(content: Any) -> None:
    """Publish, on a site whose pages have something to publish."""
    workflow = api.portal.get_tool("portal_workflow")
    if "publish" in [transition["id"] for transition in workflow.getTransitionsFor(content)]:
        workflow.doActionFor(content, "publish")


def rich(markup: str) -> RichTextValue:
    """HTML as a value of a rich text field."""
    return RichTextValue(markup, "text/html", "text/x-html-safe")

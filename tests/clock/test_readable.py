"""Mails as they arrive: readable in a terminal, and never about what their reader may not see."""

from collective.socialgovernance import wallclock
from collective.socialgovernance.clock import address
from collective.socialgovernance.clock.interfaces import IClockRecord
from collective.socialgovernance.clock.mails import COLUMNS
from collective.socialgovernance.clock.runs import run
from datetime import date
from datetime import datetime
from datetime import timedelta
from datetime import timezone
from email.utils import parsedate_to_datetime
from html.parser import HTMLParser
from plone import api
from random import Random
from tests import intranet
from tests.ambassadors import company
from tests.clock.conftest import Post
from typing import Any
from zope.component import getUtility

import pytest
import re
import transaction


STARTED = date(2026, 9, 1)
ONE_DAY = timedelta(days=1)
ADDRESSES = re.compile(r"https?://\S+")
READERS = ("Governance Owner", "Governance Editor", "Governance Referent", "Reader")


class Words(HTMLParser):
    """The words of an HTML part, and what it would fetch."""

    def __init__(self, markup: str):
        super().__init__()
        self.words: list[str] = []
        self.fetched: list[str] = []
        self.feed(markup)

    def handle_data(self, data: str) -> None:
        self.words += data.split()

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.fetched += [value for name, value in attrs if name in ("src", "background")]


@pytest.fixture()
def at(monkeypatch: Any) -> Any:
    """``at(day)`` lets the machine's clock show ten in the morning of a day in Paris."""

    def show(day: date) -> None:
        instant = datetime(day.year, day.month, day.day, 8, tzinfo=timezone.utc)
        monkeypatch.setattr(wallclock, "now", lambda: instant)

    show(STARTED)
    return show


@pytest.fixture()
def programme(served: Any, at: Any, monkeypatch: Any) -> Any:
    monkeypatch.setattr(address, "NOWHERE", ("http://nohost", "http://localhost"))
    made = company.programme(served)
    getUtility(IClockRecord).address = "https://intranet.example.com"
    return made


def parts_of(mail: Any) -> tuple[str, str]:
    return mail.get_body(("plain",)).get_content(), mail.get_body(("html",)).get_content()


def text(programme: Any, number: int, title: str) -> Any:
    made = intranet.charter(programme, f"text-{number}")
    made.title = made["e1"].title = title
    made.reindexObject()
    return made


def test_everything_that_a_run_sends_is_readable_in_a_terminal(programme: Any, post: Post, at: Any) -> None:
    for number in range(3):
        title = f"Un texte {number} dont le titre est bien plus long que ce qu’une ligne de terminal montre"
        made = text(programme, number, title)
        intranet.walk_to("in_force", made["e1"])
        made["e1"].review_due = STARTED + 61 * ONE_DAY
    company.walk_to("applied", company.registration(programme))
    intranet.tell(
        [{"userid": "emp", "fullname": "Emma Petit", "department": "rd", "language": "fr", "manager": "mgr"}]
    )
    transaction.commit()
    mails: list[Any] = []
    for number in range(50):
        at(STARTED + number * ONE_DAY)
        report = run()
        assert not report.failures
        mails += post.sent
        post.sent = []
    assert len(mails) > 15
    for mail in mails:
        plain, html = parts_of(mail)
        for line in plain.splitlines():
            assert len(line) <= COLUMNS or ADDRESSES.search(line), line
        assert not re.search(r"<[a-z/]|&[a-z]+;|\$\{", plain), "markup or a gap in plain text"
        shown = Words(html)
        assert not shown.fetched, "nothing is fetched when a mail is opened"
        said = {word.strip(":") for word in ADDRESSES.sub("", plain).split()} - {"-"}
        assert said <= {word.strip(":") for word in shown.words}, "both parts say the same"
        assert mail.get_content_type() == "multipart/alternative"
        assert (mail["Auto-Submitted"], mail["X-Auto-Response-Suppress"]) == ("auto-generated", "All")
        assert mail["Precedence"] == "bulk"
        assert mail["Content-Language"] in ("en", "fr")
        assert parsedate_to_datetime(mail["Date"]).tzinfo is not None
        assert (
            mail["Subject"].strip() and len(mail["To"].addresses) == 1 and mail["Cc"] is mail["Bcc"] is None
        )
        assert max(len(line) for line in mail.as_bytes().splitlines()) <= 998


@pytest.mark.parametrize("seed", range(2))
def test_no_mail_names_what_its_reader_may_not_see(programme: Any, post: Post, at: Any, seed: int) -> None:
    """Texts and scopes closed at random, ambassadors on their way: every word that is mailed may be seen."""
    chance = Random(seed)
    named: dict[str, Any] = {}
    for number in range(4):
        title = f"Secret{number}{seed}title"
        made = text(programme, number, title)
        intranet.walk_to("in_force", made["e1"])
        made["e1"].review_due = STARTED + (60 + number) * ONE_DAY
        for content in (made, made["e1"]):
            if chance.random() < 0.6:
                roles = chance.sample(READERS, 2)
                for permission in ("View", "Access contents information"):
                    content.manage_permission(permission, roles, acquire=0)
        made.reindexObjectSecurity()
        named[title] = made
    registration = company.walk_to("active", company.registration(programme))
    named["Secretmotive"] = registration
    transaction.commit()
    sent = []
    for number in (0, 1, 2, 7, 14, 16, 17, 23, 24, 30, 31, 37, 38, 44):
        at(STARTED + number * ONE_DAY)
        assert not run().failures
        for mail in post.sent:
            sent.append(mail)
            userid = mail["To"].addresses[0].username
            words = "\n".join((mail["Subject"], *parts_of(mail)))
            for title, content in named.items():
                if title in words:
                    assert title != "Secretmotive"
                    reader = api.user.get(userid=userid)
                    assert reader.has_permission("View", content), f"{userid} is told {title}"
                    assert content.absolute_url_path().split("/gov/")[1] in words
        post.sent = []
    assert sent, "nothing was sent: nothing was shown"

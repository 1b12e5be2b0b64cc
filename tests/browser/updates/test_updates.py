"""The latest updates: the page, the box, the portlet and the feed."""

from collective.socialgovernance.texts.preparing import rich
from collective.socialgovernance.texts.updates import latest_updates
from datetime import date
from lxml import etree
from plone import api
from plone.app.portlets.storage import PortletAssignmentMapping
from tests import intranet
from tests.browser.reading.visitor import Visitor
from tests.client import PASSWORD
from zope.component import getMultiAdapter
from zope.component import getUtility

import pytest
import requests
import transaction


DRAFT_WORDS = "Tomorrowword"


@pytest.fixture()
def visitor(served):
    """``visitor("emp", "fr")`` reads as ``emp`` with a French browser."""
    return lambda userid, language="en": Visitor(served.absolute_url(), userid, language)


@pytest.fixture()
def texts(served):
    """A charter in a second, minor edition with a draft beside it; another only drafted; one corrected."""
    intranet.directory()
    programme = intranet.programme(served)
    made = {name: intranet.charter(programme, name) for name in ("charte", "secrete", "corrigee")}
    for name, change in (("charte", "minor"), ("corrigee", "editorial")):
        intranet.walk_to("in_force", made[name]["e1"])
        intranet.walk_to("in_force", intranet.next_edition(made[name], change))
    draft = intranet.next_edition(made["charte"], "major")
    draft.change_summary = rich(f"<p>{DRAFT_WORDS}</p>")
    made["secrete"].title = f"{DRAFT_WORDS} title"
    made["secrete"].reindexObject()
    transaction.commit()
    return made


def feed_of(served, userid, path=""):
    url = f"{served.absolute_url()}/{path}@@latest-updates.rss"
    auth = None if userid is None else (userid, PASSWORD)
    return requests.get(url, auth=auth, timeout=60, allow_redirects=False)


@pytest.mark.parametrize("path", ["gov/@@latest-updates", "@@latest-updates"])
def test_the_page_lists_what_is_in_force_with_what_changed(texts, visitor, path):
    page = visitor("emp").open(path)
    (card,) = page.all("//li[@class='governance-card']")
    said = " ".join(card.text_content().split())
    for part in ("In force since", "Plus clair.", "1.1.0", "your acknowledgment stays"):
        assert part in said, part
    assert card.xpath(".//a[contains(@href, '/gov/charte/@@changes')]")
    quiet = page.text("//section[@aria-labelledby='corrections']")
    assert "1.0.1" in quiet and "Charte" in quiet
    assert DRAFT_WORDS not in page.document.text_content()
    assert page.document.xpath("string(//title)").startswith("Latest updates")


@pytest.mark.parametrize("userid", ["edi", "own", "leg", "emp", "aud"])
def test_drafts_are_in_none_of_them_whoever_asks(texts, served, visitor, userid):
    for path in (
        "@@latest-updates",
        "gov/@@latest-updates",
        "@@latest-updates-box",
        "gov/@@latest-updates-box",
    ):
        assert DRAFT_WORDS not in visitor(userid).open(path).words
    for path in ("", "gov/"):
        assert DRAFT_WORDS not in feed_of(served, userid, path).text


def test_the_feed_is_rss_with_the_sentence_the_day_and_the_way_to_the_changes(texts, served):
    answer = feed_of(served, "emp")
    assert answer.status_code == 200 and answer.headers["Content-Type"].startswith("application/rss+xml")
    assert "no-store" in answer.headers["Cache-Control"]
    rss = etree.fromstring(answer.content)
    links = rss.xpath("//item/link/text()")
    assert sorted(links) == sorted(
        f"{texts[name].absolute_url()}/@@changes" for name in ("charte", "corrigee")
    )
    item = next(item for item in rss.iter("item") if "/charte/" in item.findtext("link"))
    assert "Plus clair." in item.findtext("description")
    assert item.findtext("pubDate").endswith(("+0100", "+0200"))
    assert len(set(rss.xpath("//item/guid/text()"))) == 2


def test_who_is_signed_out_gets_nothing(texts, served, visitor):
    for path in ("", "gov/"):
        answer = feed_of(served, None, path)
        assert answer.status_code in (302, 401) and "Charte" not in answer.text
    assert visitor(None).open("@@latest-updates").refused
    box = requests.get(f"{served.absolute_url()}/@@latest-updates-box", timeout=60)
    assert box.text.strip() == ""


def test_a_section_that_is_closed_tells_nothing(served, texts, visitor):
    served.manage_permission("View", ["Manager"], acquire=0)
    programme = served["gov"]
    programme.manage_permission("View", ["Manager"], acquire=0)
    programme.manage_permission("Access contents information", ["Manager"], acquire=0)
    programme.reindexObjectSecurity()
    with api.env.adopt_user(username="emp"):
        assert latest_updates() == []


def test_the_box_is_a_piece_of_a_page_without_corrections(texts, visitor):
    box = visitor("emp", "en").open("@@latest-updates-box?count=5").document
    assert len(box.xpath("//li")) == 1 and box.xpath("//a[contains(@href, '@@latest-updates')]")
    assert "corrigee" not in "".join(box.xpath("//@href"))


def test_a_portlet_shows_the_box_and_nothing_to_visitors(texts, served, visitor):
    from collective.socialgovernance.browser.updates.portlet import Assignment
    from plone.portlets.interfaces import IPortletAssignmentMapping
    from plone.portlets.interfaces import IPortletManager

    manager = getUtility(IPortletManager, name="plone.rightcolumn")
    columns = getMultiAdapter((served, manager), IPortletAssignmentMapping)
    assert isinstance(columns, PortletAssignmentMapping)
    columns["updates"] = Assignment(count=3)
    transaction.commit()
    box = "//section[contains(@class, 'governance-updates-box')]"
    assert len(visitor("emp").open("").all(box)) == 1
    assert not visitor(None).open("").all(box)


def test_a_binding_edition_is_listed_from_its_publication_as_not_in_force_yet(portal):
    text = intranet.charter(intranet.programme(portal))
    edition = intranet.walk_to("formalities", text["e1"])
    edition.formalities = dict(intranet.FORMALITIES)
    edition.effective_from = date(2099, 1, 1)
    with api.env.adopt_user(username="emp"):
        assert latest_updates() == []
    intranet.act("leg", edition, "approve")
    with api.env.adopt_user(username="emp"):
        (update,) = latest_updates(portal["gov"])
    assert update.coming and update.begins == date(2099, 1, 1)
    assert update.day == edition.approved_on
    edition.formalities = {**edition.formalities, "publicity_date": date(2098, 1, 1)}
    with api.env.adopt_user(username="emp"):
        assert latest_updates() == []


def test_an_approved_edition_that_binds_nobody_is_listed_by_its_day_only(portal):
    text = intranet.charter(intranet.programme(portal))
    text["e1"].effective_from = date(2099, 1, 1)
    intranet.act("edi", text["e1"], "submit")
    intranet.act("own", text["e1"], "approve")
    for userid in ("emp", "edi", "own"):
        with api.env.adopt_user(username=userid):
            assert latest_updates() == []


def loaded(served, wanted):
    """How many objects the database hands out for a call, from a cold cache."""
    connection = served._p_jar
    connection.cacheMinimize()
    connection.getTransferCounts(clear=True)
    wanted()
    return connection.getTransferCounts()[0]


def test_the_past_of_a_text_costs_nothing_and_no_clause_is_woken(served):
    intranet.directory()
    text = intranet.charter(intranet.programme(served))
    intranet.walk_to("in_force", text["e1"])
    transaction.commit()
    before = loaded(served, latest_updates)
    for _number in range(6):
        intranet.walk_to("in_force", intranet.next_edition(text, "minor"))
    transaction.commit()
    assert loaded(served, latest_updates) <= before + 5
    clauses = text["e7"].objectValues()
    served._p_jar.cacheMinimize()
    latest_updates()
    assert all(clause._p_changed is None for clause in clauses)

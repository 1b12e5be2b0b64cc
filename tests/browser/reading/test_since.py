"""On top of a text: what changed since the reader acknowledged it."""

from collective.socialgovernance import wallclock
from collective.socialgovernance.texts.preparing import rich
from plone import api
from tests import intranet
from zope.lifecycleevent import modified

import pytest
import transaction


SINCE = "//section[@class='governance-since']"


@pytest.fixture()
def one_second(monkeypatch):
    """All that happens, happens in the same second."""
    moment = wallclock.now()
    monkeypatch.setattr(wallclock, "now", lambda: moment)


@pytest.fixture()
def charter(served, visitor):
    """A charter whose first edition ``emp`` acknowledged; gives the text."""
    intranet.directory()
    text = intranet.charter(intranet.programme(served))
    intranet.walk_to("in_force", text["e1"])
    transaction.commit()
    emp = visitor("emp")
    emp.press(emp.open("gov/charte"), "acknowledged")
    transaction.begin()
    return text


def second_edition(text, change_class="minor"):
    """One clause changed, one gone, one moved, one new."""
    draft = intranet.next_edition(text, change_class)
    with api.env.adopt_user(username="edi"):
        draft["writing"].text = rich("<p>Avec vos mots.</p>")
        modified(draft["writing"])
        intranet.add_clause(draft, "connections").title = "Les <b>inconnus</b>"
        draft.moveObjectsToTop(["what-i-can-do"])
    intranet.walk_to("review", draft)
    with api.env.adopt_user(username="own"):
        impact = {"impact_seen": 4} if change_class == "major" else {}
    intranet.act("own", draft, "approve", **impact)
    transaction.commit()
    return draft


def test_who_acknowledged_the_edition_before_sees_what_changed_on_top(charter, visitor):
    second_edition(charter)
    page = visitor("emp", "fr").open("gov/charte")
    box = page.text(SINCE)
    assert "Plus clair." in box and "1.0.0" in box and "Les <b>inconnus</b>" in box
    order = page.all("//*[@id='one-minute']/preceding::*[@id='since-you-acknowledged']")
    assert order
    anchors = page.all(f"{SINCE}//li/a/@href")
    assert len(anchors) == 2 and all(page.all(f"//*[@id='{anchor[1:]}']") for anchor in anchors)
    (changes,) = page.all(f"{SINCE}//a[contains(@href, '@@changes')]/@href")
    shown = visitor("emp", "fr").open(changes)
    assert shown.status == 200 and "Avec vos mots" in shown.words


def test_it_stands_on_the_page_of_the_edition_and_where_one_answers_too(charter, visitor):
    second = second_edition(charter, "major")
    emp = visitor("emp")
    for url in (second.absolute_url(), "gov/charte/@@acknowledge"):
        page = emp.open(url)
        assert "2 clauses changed since edition 1.0.0" in page.text(SINCE), url
    links = emp.open("gov/charte/@@acknowledge").all(f"{SINCE}//li/a/@href")
    assert all(link.startswith(charter.absolute_url() + "#") for link in links)


@pytest.mark.usefixtures("one_second")
def test_of_two_acknowledged_in_one_second_the_later_edition_counts(charter, visitor):
    emp, second = visitor("emp"), second_edition(charter, "major")
    emp.press(emp.open("gov/charte"), "acknowledged")
    assert not emp.open(second.absolute_url()).all(SINCE)
    answers = emp.open("@@my-data").words
    assert 0 < answers.index("2.0.0") < answers.index("1.0.0")


def test_nothing_of_it_for_who_knows_no_earlier_edition_or_knows_this_one(charter, visitor):
    emp = visitor("emp")
    assert not emp.open("gov/charte").all(SINCE)
    second = second_edition(charter, "major")
    for userid in ("mgr", "edi", "own"):
        assert not visitor(userid).open("gov/charte").all(SINCE), userid
    assert not emp.open("gov/charte/e1").all(SINCE)
    emp.press(emp.open("gov/charte"), "acknowledged")
    assert not emp.open(second.absolute_url()).all(SINCE)


def test_a_draft_tells_its_readers_to_be_nothing(charter, visitor):
    intranet.next_edition(charter, "minor")
    transaction.commit()
    assert not visitor("emp").open("gov/charte").all(SINCE)

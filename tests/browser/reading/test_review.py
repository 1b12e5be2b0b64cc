"""When a text was reviewed, and saying in one click that it still holds."""

from collective.socialgovernance.evidence.interfaces import IEventLog
from collective.socialgovernance.texts.reviewing import review_of
from datetime import date
from datetime import timedelta
from plone.uuid.interfaces import IUUID
from tests import intranet
from zope.component import getUtility

import pytest
import transaction


CARE = "//section[@class='governance-care']"


@pytest.fixture()
def edition(served):
    """An edition in force whose review is due."""
    intranet.directory()
    made = intranet.charter(intranet.programme(served))["e1"]
    intranet.walk_to("in_force", made)
    made.review_due = date(2026, 1, 5)
    made.approved_on = date(2025, 1, 5)
    transaction.commit()
    return made


def logged(edition):
    return [event.action for event in getUtility(IEventLog).of(IUUID(edition))]


def test_readers_are_told_the_day_and_those_who_look_after_it_how_long_ago(visitor, edition):
    reader = visitor("emp").open("gov/charte")
    assert "Last reviewed on 5 January 2025" in reader.words and not reader.all(CARE)
    for userid in ("own", "edi"):
        care = visitor(userid).open("gov/charte").text(CARE)
        assert "Its review is due since 5 January 2026" in care and "days ago" in care
    assert not visitor("edi").open("gov/charte").all("//button[@name='reaffirm']")


@pytest.mark.parametrize(
    "page,action",
    [("gov/charte", "@@reaffirm"), ("gov/charte/e1/@@transition?transition=reaffirm", "@@transition")],
)
def test_an_owner_says_in_one_click_that_it_still_holds(visitor, edition, page, action):
    """From the page of the text, and from the link of the mail that reminds of the review."""
    own = visitor("own")
    form = own.open(page).one(f"//form[contains(@action, '{action}')]")
    done = own.send(form.action, dict(form.form_values()))
    assert done.status == 200 and done.url.startswith(edition.__parent__.absolute_url())
    assert "Noted: reviewed today, unchanged." in done.document.text_content()
    transaction.begin()
    assert logged(edition)[-1] == "reaffirm" and edition.review_due > date(2026, 1, 5)
    assert "Reviewed today." in own.open("gov/charte").text(CARE)


@pytest.mark.parametrize("userid", ["emp", "edi", "leg", "aud", "con", "ref"])
def test_nobody_else_does(visitor, edition, userid):
    reader = visitor(userid)
    token = reader.open("@@authenticator/token").document.text_content().strip()
    before = logged(edition)
    for content in (edition, edition.__parent__):
        assert reader.send(f"{content.absolute_url()}/@@reaffirm", {"_authenticator": token}).status == 403
    transaction.begin()
    assert logged(edition) == before and edition.review_due == date(2026, 1, 5)


def test_a_post_from_elsewhere_or_a_look_moves_nothing(visitor, edition):
    own = visitor("own")
    before = logged(edition)
    url = f"{edition.absolute_url()}/@@reaffirm"
    assert own.send(url, {"_authenticator": "guessed"}).status == 403
    assert own.open("gov/charte/@@reaffirm").url == edition.__parent__.absolute_url()
    transaction.begin()
    assert logged(edition) == before and edition.review_due == date(2026, 1, 5)


def test_approving_counts_as_a_review_and_saying_it_holds_as_the_next(portal):
    made = intranet.charter(intranet.programme(portal))["e1"]
    assert review_of(made, date(2026, 1, 1)) is None
    intranet.walk_to("in_force", made)
    made.approved_on = made.in_force_on - timedelta(days=400)
    review = review_of(made, made.in_force_on)
    assert (review.days, review.is_due) == (400, False)
    intranet.act("own", made, "reaffirm")
    again = review_of(made, made.review_due)
    assert again.last > review.last and again.is_due


def test_an_editor_prepares_the_next_edition_in_one_click(visitor, edition):
    edi = visitor("edi")
    form = edi.open("gov/charte").one("//form[contains(@action, '@@prepare')]")
    done = edi.send(form.action, dict(form.form_values()))
    assert done.url.endswith("/gov/charte/e2/@@write")
    assert not visitor("emp").open("gov/charte").all("//form[contains(@action, '@@prepare')]")

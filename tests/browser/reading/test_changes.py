"""Readers see what changed since the edition that they know."""

from collective.socialgovernance.texts.preparing import rich
from plone import api
from tests import intranet
from zope.lifecycleevent import modified

import pytest
import transaction


@pytest.fixture()
def changed(served, visitor):
    """A charter in its second edition; ``emp`` acknowledged the first, ``mgr`` knows none."""
    intranet.directory()
    text = intranet.charter(intranet.programme(served))
    intranet.walk_to("in_force", text["e1"])
    transaction.commit()
    page = visitor("emp").open("gov/charte")
    visitor("emp").press(page, "acknowledged")
    transaction.begin()
    draft = intranet.next_edition(text, "minor")
    with api.env.adopt_user(username="edi"):
        draft["writing"].text = rich("<p>Secretword. Avec vos mots.</p>")
        modified(draft["writing"])
    intranet.walk_to("in_force", draft)
    transaction.commit()
    return visitor


def test_who_knows_the_edition_before_sees_the_words_that_changed(changed):
    page = changed("emp").open("gov/charte")
    (link,) = page.all("//section[@class='governance-since']//a[contains(@href, '@@changes')]/@href")
    page = changed("emp").open(link)
    assert page.status == 200 and "1.1.0" in page.words and "1.0.0" in page.words
    article = page.one("//article[@class='governance-change']")
    assert "Changed" in article.text_content()
    assert "mots" in " ".join(each.text_content() for each in article.iter("ins"))
    assert "façon" in " ".join(each.text_content() for each in article.iter("del"))


def test_who_knows_none_is_sent_to_the_whole_text(changed):
    page = changed("mgr").open("gov/charte/@@changes")
    assert "read the whole text" in page.words
    assert not page.all("//article[@class='governance-change']")
    assert not changed("mgr").open("gov/charte").all("//a[contains(@href, '@@changes')]")


def test_an_edition_of_elsewhere_is_refused(changed):
    assert changed("emp").open("gov/charte/@@changes?since=no-such").status == 404


def test_the_page_reads_in_french(changed):
    assert "Ce qui a changé" in changed("emp", "fr").open("gov/charte/@@changes").words

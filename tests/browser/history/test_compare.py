"""Two editions of one's choice are compared, word by word."""

from collective.socialgovernance.browser.history.compare import one_side
from collective.socialgovernance.texts.facts import EditionFacts
from collective.socialgovernance.texts.introducing import introductions
from collective.socialgovernance.texts.preparing import rich
from plone import api
from tests import intranet
from typing import Any
from zope.lifecycleevent import modified

import pytest
import transaction


@pytest.fixture()
def text(served: Any) -> Any:
    """A charter: 1.0.0 superseded, 1.1.0 in force, a draft that says something else in one clause."""
    made = intranet.charter(intranet.programme(served))
    intranet.walk_to("in_force", made["e1"])
    second = intranet.next_edition(made, "minor")
    with api.env.adopt_user(username="edi"):
        second["brand"].text = rich("<p>Le nom de la maison.</p>")
        modified(second["brand"])
    intranet.walk_to("in_force", second)
    draft = intranet.next_edition(made, "minor")
    with api.env.adopt_user(username="edi"):
        draft["writing"].text = rich("<p>Secretword. À votre manière.</p>")
        draft.one_minute = rich("<p>Parlez comme vous voulez.</p>")
        modified(draft["writing"])
    transaction.commit()
    return made


def words(browser: Any) -> str:
    return " ".join(browser.contents.split())


def test_what_a_draft_changes_is_compared_with_the_edition_in_force(text, visit):
    browser = visit("own")
    browser.open(text["e3"].absolute_url())
    browser.getLink("What this edition changes").click()
    page = words(browser)
    assert "<del>façon.</del>" in page and "<ins>manière.</ins>" in page
    assert "In one minute" in page and "<ins>voulez.</ins>" in page
    assert "Le nom de la maison." not in page
    assert browser.getControl(name="from").value == ["e2"]
    assert browser.getControl(name="to").value == ["e3"]


def test_any_two_are_chosen_also_backwards(text, visit):
    browser = visit("aud")
    browser.open(f"{text.absolute_url()}/@@compare")
    browser.getControl(name="from").value = ["e3"]
    browser.getControl(name="to").value = ["e1"]
    browser.getControl("Compare").click()
    page = words(browser)
    assert "<ins>façon.</ins>" in page and "<del>manière.</del>" in page
    assert "<del>Le nom de la maison.</del>" in page


def test_both_texts_stand_side_by_side(text, visit):
    browser = visit("edi")
    browser.open(f"{text.absolute_url()}/@@compare")
    browser.getControl("Side by side").selected = True
    browser.getControl("Compare").click()
    before, after = browser.contents.split('class="sg-sides"')[2].split("<section>")[1:3]
    assert "<del>façon.</del>" in before and "<ins>" not in before
    assert "<ins>manière.</ins>" in after and "<del>" not in after


def test_readers_choose_among_what_they_may_see(text, visit):
    browser = visit("emp")
    browser.open(f"{text.absolute_url()}/@@compare")
    assert "There is only one edition that you may see" in words(browser)
    for query in ("to=e3", "from=e3", "from=e1", "to=nope"):
        browser.open(f"{text.absolute_url()}/@@compare?{query}")
        assert browser.headers["status"].startswith("404")
        assert "manière" not in browser.contents


def test_two_editions_without_a_difference_say_so(text, visit):
    browser = visit("edi")
    browser.open(f"{text.absolute_url()}/@@compare?from=e2&to=e2")
    assert "Nothing differs in this language." in words(browser)


def test_a_change_in_the_other_language_only_is_not_overlooked(text, visit):
    with api.env.adopt_user(username="edi"):
        for name in ("e2", "e3"):
            text[name]["writing"].translations = {"en": {"text": "<p>Your way.</p>", "title": "Writing"}}
            text[name].translations = {"en": {"one_minute": "<p>Speak.</p>"}}
    transaction.commit()
    browser = visit("edi")
    browser.open(f"{text.absolute_url()}/@@compare?language=en")
    assert "Nothing differs in this language." in words(browser)
    browser.getLink("It differs in French").click()
    assert "<ins>manière.</ins>" in browser.contents


def test_title_introductions_and_legal_force_are_compared_too():
    before = EditionFacts(title="Charte", one_minute="<p>Parlez.</p>", legal_force="informative")
    after = EditionFacts(title="Notre charte", one_minute="<p>Parlez bien.</p>", legal_force="binding")
    changed = {part.name: part.html for part in introductions(before, after, "fr")}
    assert list(changed) == ["legal_force", "title", "one_minute"]
    assert "<ins>" in changed["title"] and "<ins>" in changed["one_minute"]
    assert introductions(before, before, "fr") == ()


def test_one_side_keeps_the_text_around_what_went():
    assert one_side("<p>a <ins>b</ins><del>c</del> d</p>", "ins") == "<p>a <del>c</del> d</p>"
    assert one_side("<p>a <ins>b</ins> <del>c</del>d</p>", "del") == "<p>a <ins>b</ins> d</p>"

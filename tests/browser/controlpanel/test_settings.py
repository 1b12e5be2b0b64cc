"""The control panel as a page: lists as lines of text, each mistake named by its line."""

from collective.socialgovernance.browser.controlpanel.lines import as_lines
from collective.socialgovernance.browser.controlpanel.lines import as_rows
from collective.socialgovernance.controlpanel.settings import setting
from plone import api
from typing import Any

import pytest
import transaction


def test_rows_are_lines_and_back():
    rows = [
        {"token": "a", "title": "A", "title_fr": "Â", "parent": ""},
        {"token": "b", "title": "B", "title_fr": "", "parent": "a"},
    ]
    text = as_lines("topics", rows)
    assert text == "a | A | Â\nb | B |  | a"
    again, numbers = as_rows("topics", f"\n{text}\n")
    assert numbers == [2, 3] and [row["token"] for row in again] == ["a", "b"]


def test_words_of_one_language_stand_on_one_line():
    rows = [{"language": "fr", "words": "blâme\nmise à pied"}]
    assert as_lines("sanction_words", rows) == "fr | blâme; mise à pied"
    assert as_rows("sanction_words", "fr | blâme ; mise à pied;")[0] == rows


@pytest.fixture()
def panel(served: Any, visit: Any) -> Any:
    api.user.grant_roles(username="out", roles=["Site Administrator"])
    transaction.commit()
    browser = visit("out")
    browser.open(f"{served.absolute_url()}/@@socialgovernance-controlpanel")
    return browser


def test_saving_without_a_change_keeps_everything(panel):
    before = setting("territories")
    panel.getControl("Save").click()
    assert "Changes saved." in panel.contents
    transaction.begin()
    assert setting("territories") == before and len(before) > 200


def test_lists_are_changed_line_by_line(panel):
    topics = panel.getControl(name="form.widgets.topics")
    topics.value = topics.value + "\nboats | Boats | Bateaux | products"
    panel.getControl(name="form.widgets.sanction_words").value = "fr | blâme; mise à pied"
    panel.getControl("Save").click()
    transaction.begin()
    assert setting("topics")[-1] == {
        "token": "boats",
        "title": "Boats",
        "title_fr": "Bateaux",
        "parent": "products",
    }
    assert setting("sanction_words") == [{"language": "fr", "words": "blâme\nmise à pied"}]


def test_a_mistake_is_named_by_its_line_and_nothing_is_kept(panel):
    panel.getControl(name="form.widgets.topics").value = "a | A\n\na | Again\nb"
    panel.getControl(name="form.widgets.platforms").value = "x | X"
    panel.getControl("Save").click()
    assert "Line 4, Title in English: This is required." in panel.contents
    panel.getControl(name="form.widgets.topics").value = "a | A\n\na | Again"
    panel.getControl("Save").click()
    assert "Line 3, Token: “a” is there twice." in panel.contents
    transaction.begin()
    assert len(setting("topics")) == 10 and len(setting("platforms")) == 10


def test_is_listed_in_the_site_setup(panel, served):
    panel.open(f"{served.absolute_url()}/@@overview-controlpanel")
    panel.getLink("Social media governance").click()
    assert panel.url.startswith(f"{served.absolute_url()}/@@socialgovernance-controlpanel")


def test_is_not_for_members(served, visit):
    browser = visit("edi")
    browser.open(f"{served.absolute_url()}/@@socialgovernance-controlpanel")
    assert "form.widgets.topics" not in browser.contents

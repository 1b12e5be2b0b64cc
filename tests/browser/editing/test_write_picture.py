"""The picture of a clause: added with its description, shown, taken away, carried into the next edition."""

from plone import api
from plone.namedfile.file import NamedBlobImage
from tests import intranet
from tests.browser.editing.writing import card
from tests.browser.editing.writing import form_of
from tests.browser.editing.writing import page
from tests.browser.editing.writing import words
from typing import Any

import base64
import pytest
import transaction


PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>x()</script></svg>'


@pytest.fixture()
def draft(served: Any) -> Any:
    intranet.directory()
    edition = intranet.charter(intranet.programme(served, k_threshold=1))["e1"]
    transaction.commit()
    return edition


def send(browser: Any, data: bytes, kind: str, name: str, alt: str) -> None:
    form = form_of(browser, "writing")
    form.getControl(name="picture").add_file(data, kind, name)
    form.getControl(name="picture_alt").value = alt
    form.getControl("Save").click()


def test_a_picture_is_added_shown_and_taken_away(draft, visit):
    browser = page(visit("edi"), draft, "?clause=writing")
    send(browser, PIXEL, "image/png", "yard.png", "The yard in spring")
    transaction.begin()
    assert draft["writing"].picture.data == PIXEL and draft["writing"].picture.filename == "yard.png"
    assert 'alt="The yard in spring"' in card(browser, "writing")
    browser.open(f"{draft['writing'].absolute_url()}/@@images/picture")
    assert browser.headers["content-type"] == "image/png" and browser.headers["content-length"] == str(
        len(PIXEL)
    )
    form = form_of(page(browser, draft, "?clause=writing"), "writing")
    form.getControl("Take the picture away").selected = True
    form.getControl("Save").click()
    transaction.begin()
    assert draft["writing"].picture is None and draft["writing"].picture_alt is None


def test_a_picture_without_its_description_is_not_taken(draft, visit):
    browser = page(visit("edi"), draft, "?clause=writing")
    send(browser, PIXEL, "image/png", "yard.png", " ")
    assert browser.headers["status"].startswith("400")
    assert "Say what the picture shows" in words(browser)
    transaction.begin()
    assert draft["writing"].picture is None


@pytest.mark.parametrize(
    ("data", "kind", "name"),
    [
        (DRAWING, "image/svg+xml", "drawing.svg"),
        (b"<html>no picture</html>", "image/png", "x.png"),
        (b"%PDF-1.4", "application/pdf", "x.pdf"),
    ],
)
def test_only_pictures_that_nothing_runs_in_are_taken(draft, visit, data, kind, name):
    browser = page(visit("edi"), draft, "?clause=writing")
    send(browser, data, kind, name, "A drawing")
    assert browser.headers["status"].startswith("400")
    transaction.begin()
    assert draft["writing"].picture is None


def test_it_is_shown_to_readers_and_goes_into_the_next_edition(draft, visit):
    with api.env.adopt_user(username="edi"):
        draft["writing"].picture = NamedBlobImage(PIXEL, filename="yard.png")
        draft["writing"].picture_alt = "La cour"
        draft["writing"].translations = {"en": {"picture_alt": "The yard"}}
    intranet.walk_to("in_force", draft)
    second = intranet.next_edition(draft.__parent__, "minor")
    transaction.commit()
    assert second["writing"].picture.data == PIXEL and second["writing"].picture_alt == "La cour"
    assert second["writing"].translations["en"]["picture_alt"] == "The yard"
    reader = visit("emp")
    reader.open(f"{draft.__parent__.absolute_url()}?language=fr")
    assert 'alt="La cour"' in reader.contents
    reader.open(f"{draft.__parent__.absolute_url()}?language=en")
    assert 'alt="The yard"' in reader.contents


def test_its_description_is_translated_like_the_text(draft, visit):
    with api.env.adopt_user(username="edi"):
        draft["writing"].picture = NamedBlobImage(PIXEL, filename="yard.png")
        draft["writing"].picture_alt = "La cour"
    transaction.commit()
    browser = visit("edi")
    browser.open(f"{draft.absolute_url()}/@@translate?language=en&part=writing")
    assert "La cour" in browser.contents
    browser.getControl("What the picture shows").value = "The yard"
    browser.getControl("Save the translation").click()
    transaction.begin()
    assert draft["writing"].translations["en"]["picture_alt"] == "The yard"
    browser.open(f"{draft.absolute_url()}/@@translate?language=en&part=conduct")
    assert "What the picture shows" not in browser.contents


def test_it_is_frozen_with_the_text(draft, visit):
    with api.env.adopt_user(username="edi"):
        draft["writing"].picture = NamedBlobImage(PIXEL, filename="yard.png")
        draft["writing"].picture_alt = "La cour"
    transaction.commit()
    browser = page(visit("edi"), draft, "?clause=writing")
    form = form_of(browser, "writing")
    form.getControl("Take the picture away").selected = True
    intranet.walk_to("review", draft)
    transaction.commit()
    form.getControl("Save").click()
    transaction.begin()
    assert draft["writing"].picture is not None

"""The page that verifies the digest of what is stored now."""

from collective.socialgovernance.texts.preparing import rich
from tests import intranet
from typing import Any

import hashlib
import pytest
import transaction


@pytest.fixture()
def edition(served: Any) -> Any:
    intranet.directory()
    made = intranet.charter(intranet.programme(served))["e1"]
    made["writing"].translations = {"en": {"title": "Writing", "text": "<p>Your way.</p>"}}
    intranet.walk_to("in_force", made)
    transaction.commit()
    return made


def words(browser: Any) -> str:
    return " ".join(browser.contents.split())


def test_a_reader_sees_that_the_text_is_unaltered_and_checks_it_alone(edition, visit):
    browser = visit("emp")
    browser.open(edition.__parent__.absolute_url())
    browser.getLink("Check that the text is unaltered").click()
    assert "Yes. What is stored now is, letter for letter, what was submitted." in words(browser)
    assert edition.digests["fr"] in browser.contents and edition.digests["en"] in browser.contents
    assert "sha256sum charte-e1-fr.json" in words(browser)
    browser.getLink("charte-e1-fr.json").click()
    assert browser.headers["Content-Type"].startswith("application/json")
    assert browser.headers["Content-Disposition"] == 'attachment; filename="charte-e1-fr.json"'
    content = browser.contents
    raw = content if isinstance(content, bytes) else content.encode("utf-8")
    assert hashlib.sha256(raw).hexdigest() == edition.digests["fr"]


def test_a_clause_changed_behind_the_product_is_named(edition, visit):
    edition["writing"].text = rich("<p>Autre chose.</p>")
    transaction.commit()
    browser = visit("aud")
    browser.open(f"{edition.absolute_url()}/@@verify-digest")
    page = words(browser)
    assert "No. What is stored now is not what was submitted." in page
    assert "Clause “writing”" in page
    assert "French: different" in page and "English: the same" in page


def test_who_submitted_it_is_told_to_those_who_see_the_history(edition, visit):
    auditor, reader = visit("aud"), visit("emp")
    for browser in (auditor, reader):
        browser.open(f"{edition.absolute_url()}/@@verify-digest")
    assert "Submitted on" in words(auditor) and "by <span>edi</span>" in words(auditor)
    assert "Submitted on" in words(reader) and "by <span>edi</span>" not in words(reader)


def test_a_draft_says_when_its_digest_is_made(edition, visit):
    draft = intranet.next_edition(edition.__parent__, "minor")
    transaction.commit()
    browser = visit("edi")
    browser.open(f"{draft.absolute_url()}/@@verify-digest")
    assert "Its digest is made when it is submitted for review" in words(browser)
    browser.open(f"{draft.absolute_url()}/@@canonical-text")
    assert browser.headers["status"].startswith("400")
    browser.open(f"{edition.absolute_url()}/@@canonical-text?language=xx")
    assert browser.headers["status"].startswith("400")


@pytest.mark.parametrize("page", ["@@verify-digest", "@@canonical-text"])
def test_who_may_not_see_the_edition_sees_neither_page(edition, visit, page):
    waiting = intranet.walk_to("review", intranet.next_edition(edition.__parent__, "minor"))
    transaction.commit()
    for userid in ("emp", "con"):
        browser = visit(userid)
        browser.open(f"{waiting.absolute_url()}/{page}")
        assert waiting.digest not in browser.contents
        assert "Secretword" not in browser.contents

"""The page on which those who are consulted comment, without scripts."""

from tests import intranet

import transaction


def test_a_comment_is_written_and_read_on_the_page(served, visit):
    edition = intranet.charter(intranet.programme(served))["e1"]
    intranet.walk_to("legal", edition)
    transaction.commit()
    browser = visit("con")
    browser.open(f"{served.absolute_url()}/@@my-governance")
    assert "Read it and say what you think of it" in browser.contents
    browser.open(f"{edition.absolute_url()}/@@transition")
    assert browser.getLink("Write it into the comments").url.endswith("/@@consultation")
    browser.open(edition.absolute_url())
    browser.getLink("Comments (0)").click()
    browser.getControl("Your comment").value = "<b>Too broad</b>"
    browser.getControl("Add the comment").click()
    assert "&lt;b&gt;Too broad&lt;/b&gt;" in browser.contents
    browser.open(f"{served.absolute_url()}/@@my-governance")
    assert "Read it and say what you think of it" not in browser.contents
    reader = visit("edi")
    reader.open(f"{edition.absolute_url()}/@@consultation")
    assert "Too broad" in reader.contents and "Add the comment" not in reader.contents

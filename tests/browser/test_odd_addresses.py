"""Addresses that nobody links to, and forms filled in by programs."""

from collective.socialgovernance.browser.frame import Piece
from lxml import html
from plone import api
from tests import intranet
from tests.browser.reading.visitor import Visitor
from tests.pages.test_over_rest import with_behavior
from tests.scopes import company as scopes
from zope.component import getGlobalSiteManager

import pytest
import transaction


WRITE = "gov/charte/e2/@@write"


@pytest.fixture()
def site(served):
    with_behavior("Document")
    intranet.directory()
    text = intranet.charter(intranet.programme(served))
    intranet.walk_to("in_force", text["e1"])
    intranet.next_edition(text, "major")
    page = api.content.create(served, "Document", "rules", title="House rules")
    api.content.transition(page, "publish")
    transaction.commit()
    return served.absolute_url()


def pieces():
    """The names of what holds nothing but macros."""
    registered = getGlobalSiteManager().registeredAdapters()
    return {
        each.name for each in registered if isinstance(each.factory, type) and issubclass(each.factory, Piece)
    }


def token(visitor, path):
    """The proof that a form of this page comes from the site."""
    return {"_authenticator": visitor.open(path).all("//input[@name='_authenticator']/@value")[0]}


def test_the_view_of_every_field_that_plone_would_show_is_the_page_of_readers(site):
    emp = Visitor(site, "emp")
    for path in ("gov", "gov/charte", "gov/charte/e1", "gov/charte/e1/writing"):
        assert emp.open(f"{path}/@@view").text("//h1") == emp.open(path).text("//h1")


def test_the_view_of_every_field_of_a_scope_is_the_page_of_readers(site):
    rd = scopes.scope(api.portal.get()["gov"], "rd", "head", scopes.row("innovation", "customers"))
    scopes.walk_to("in_force", rd["e1"])
    transaction.commit()
    for userid in ("emp", "head"):
        visitor = Visitor(site, userid)
        for path in ("gov/rd", "gov/rd/e1"):
            shown = visitor.open(f"{path}/@@view")
            assert shown.status == 200 and shown.text("//h1") == visitor.open(path).text("//h1"), path


@pytest.mark.parametrize("userid", [None, "emp", "edi"])
def test_a_piece_of_a_page_is_no_page(site, userid):
    assert pieces() >= {"page-edition-text", "sg-ambassador-parts", "sg-checks", "sg-scope-inputs"}
    visitor = Visitor(site, userid)
    for name in pieces() - {"page-edition-text"}:
        answer = visitor.open(f"gov/charte/@@{name}")
        assert answer.status == 404 or (userid is None and answer.refused), name
    if userid is not None:
        assert visitor.open("rules/@@page-edition-text").status == 404


def test_fields_of_another_kind_and_control_characters_break_no_form(site):
    edi = Visitor(site, "edi")
    odd = {"type:int": "1", "purposes:int": "1", "topics:record:x": "2", "title": "a\x0bb"}
    assert edi.send(f"{site}/gov/@@start-text", {**token(edi, WRITE), **odd}).status == 400
    own = Visitor(site, "own")
    listed = {**token(own, "gov/charte/@@on-behalf"), "person:int": "5", "note": "x"}
    shown = own.send(f"{site}/gov/charte/@@on-behalf", listed)
    assert shown.status == 200 and "5" in shown.words


def test_no_control_character_of_a_form_is_kept(site, rest):
    edi = Visitor(site, "edi")
    fields = {**token(edi, WRITE), "act": "add", "title": "a\x00b\x0bc", "text": "<p>x\x01</p>"}
    assert edi.send(f"{site}/gov/charte/e2/@@write", fields).status == 200
    made = rest("edi").get("gov/charte/e2/abc")
    assert made["title"] == "abc" and html.fromstring(made["text"]["data"]).text_content() == "x"

"""With working copies installed in the intranet, a governed text still has one place where it is written."""

from collective.socialgovernance.refusals import Refused
from collective.socialgovernance.transitions.firing import state_of
from plone import api
from plone.app.iterate.interfaces import ICheckinCheckoutPolicy
from plone.app.testing import applyProfile
from tests import intranet
from typing import Any

import pytest
import transaction


@pytest.fixture()
def text(served: Any) -> Any:
    """A charter with edition 1.0.0 in force and a draft; working copies installed; ``out`` runs the site."""
    applyProfile(served, "plone.app.iterate:default")
    api.user.grant_roles(username="out", roles=["Manager"])
    served.manage_setLocalRoles("edi", ["Editor"])
    made = intranet.charter(intranet.programme(served))
    intranet.walk_to("in_force", made["e1"])
    intranet.next_edition(made, "minor")
    transaction.commit()
    return made


def parts(text: Any) -> list[Any]:
    return [text.__parent__, text, text["e1"], text["e2"], text["e1"]["writing"], text["e2"]["writing"]]


def test_nothing_governed_is_checked_out(text):
    for content in parts(text):
        with pytest.raises(Refused) as refused:
            ICheckinCheckoutPolicy(content).checkout(text.__parent__)
        assert refused.value.status == 403
        assert refused.value.problems[0].field == "working_copy"
        assert ICheckinCheckoutPolicy(content).getWorkingCopy() is None


def test_other_pages_of_the_intranet_are_checked_out_as_before(text, served):
    page = api.content.create(served, "Document", "news")
    copy = ICheckinCheckoutPolicy(page).checkout(served)
    assert ICheckinCheckoutPolicy(page).getWorkingCopy() == copy


@pytest.mark.parametrize("userid", ["edi", "out"])
def test_a_page_does_not_offer_it_and_its_form_says_what_to_do_instead(text, visit, userid):
    browser = visit(userid)
    for content in (text, text["e1"], text["e2"]):
        browser.open(content.absolute_url())
        assert "@@content-checkout" not in browser.contents
        browser.open(f"{content.absolute_url()}/@@content-checkout")
        assert browser.headers["status"].startswith("403")
        assert "prepare a new edition instead" in browser.contents
        assert f"{text.absolute_url()}/@@prepare" in browser.contents


def test_over_rest_it_is_refused_with_the_reason_and_nothing_is_made(text, rest):
    ids = (sorted(text.__parent__.objectIds()), sorted(text.objectIds()), sorted(text["e2"].objectIds()))
    for content in parts(text):
        refused = rest().post(f"{content.absolute_url()}/@workingcopy", {}, expect=403)
        assert refused["errors"][0]["field"] == "working_copy"
    transaction.begin()
    assert ids == (
        sorted(text.__parent__.objectIds()),
        sorted(text.objectIds()),
        sorted(text["e2"].objectIds()),
    )
    assert [state_of(edition) for edition in (text["e1"], text["e2"])] == ["in_force", "draft"]

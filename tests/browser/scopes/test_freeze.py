"""Freezing a scope, and lifting it."""

from collective.socialgovernance.scopes.freezing import present_freeze
from tests.browser.scopes.conftest import filled

import pytest
import transaction


PAGE = "gov/rd/@@freeze"


@pytest.mark.parametrize("userid", ["ref", "own"])
def test_it_is_frozen_with_a_reason_and_unfrozen(in_force, visitor, userid):
    reader = visitor(userid)
    page = reader.open(PAGE)
    after = reader.send(page.url, filled(page, "freeze", reason="A recall."))
    assert after.url.endswith("/gov/rd")
    assert "Frozen" in after.text("//*[contains(@class, 'sg-frozen')]")
    assert "A recall." in visitor("emp").open("gov/rd").words
    page = reader.open(PAGE)
    reader.send(page.url, filled(page, "unfreeze"))
    transaction.begin()
    assert present_freeze(in_force) is None


def test_without_a_reason_or_with_a_day_gone_by_nothing_is_frozen(in_force, visitor):
    reader = visitor("ref")
    page = reader.open(PAGE)
    refused = reader.send(page.url, filled(page, "freeze", reason=" "))
    assert refused.status == 400
    assert "Say why" in refused.text("//*[@id='reason-problem']")
    refused = reader.send(page.url, filled(page, "freeze", reason="Why", until="2001-01-01"))
    assert "passed" in refused.text("//*[@id='until-problem']")
    assert refused.one("//textarea[@id='reason']").text.strip() == "Why"
    transaction.begin()
    assert present_freeze(in_force) is None


def test_nobody_else_may_and_no_other_site_can_ask_for_it(in_force, visitor):
    for userid in ("emp", "head", "con", None):
        assert visitor(userid).open(PAGE).refused
    url = f"{in_force.absolute_url()}/@@freeze"
    answer = visitor("ref").session.post(url, data={"act": "freeze", "reason": "x"})
    assert answer.status_code == 403
    transaction.begin()
    assert present_freeze(in_force) is None

"""The desk: what waits, several certified at once, each with their own guards and their own line."""

from collective.socialgovernance.transitions.firing import state_of
from tests.ambassadors import company
from tests.browser.ambassadors.conftest import fresh
from tests.browser.ambassadors.conftest import press
from tests.browser.ambassadors.conftest import registered
from tests.intranet import act

import transaction


PAGE = "gov/@@ambassador-desk"


def onboarding(programme, userid, **values):
    """A registration of somebody without a manager, welcomed."""
    made = company.registration(programme, userid, **values)
    act(userid, made, "apply")
    act("ref", made, "start_onboarding")
    transaction.commit()
    return made


def test_several_are_certified_at_once_each_with_a_line_of_their_own(programme, visitor):
    ready = registered(programme, "onboarding")
    lacking = onboarding(
        programme, "head", security_self_attestation={"items": ["updates"], "at": company.wallclock.now()}
    )
    ref = visitor("ref")
    page = ref.open(PAGE)
    waiting = page.text("//section[@aria-labelledby='waiting']")
    assert "Emma Petit" in waiting and "Everything is there" in waiting and "still missing: 1" in waiting
    page = press(ref, page, "certify", registration=[ready.getId(), lacking.getId()])
    results = page.text("//section[@aria-labelledby='results']")
    assert "Emma Petit: certified." in results and "Hugo Roux: not certified." in results
    assert "two-factor" in results
    assert state_of(fresh(ready)) == "active" and state_of(lacking) == "onboarding"
    assert press(ref, ref.open(PAGE), "certify").status == 400
    assert press(ref, ref.open(PAGE), "certify", registration="r-none").status == 400


def test_from_the_desk_one_welcomes_and_asks_again(programme, visitor):
    registration = registered(programme, "deferred")
    ref = visitor("ref")
    page = ref.open(PAGE)
    assert "Too much other work" in page.text("//section[@aria-labelledby='deferrals']")
    press(ref, page, f"review_deferral:{registration.getId()}")
    assert state_of(fresh(registration)) == "applied"
    act("mgr", registration, "endorse")
    transaction.commit()
    press(ref, ref.open(PAGE), f"start_onboarding:{registration.getId()}")
    assert state_of(fresh(registration)) == "onboarding"


def test_legal_finds_the_holds_and_nothing_else(programme, visitor):
    registration = registered(programme, "active")
    company.proposed(registration)
    transaction.commit()
    page = visitor("leg").open(PAGE)
    proposed = page.text("//section[@aria-labelledby='proposed']")
    assert "Because" in proposed and "Proposed by Rita Sol" in proposed and "Decide" in proposed
    assert not page.all("//section[@aria-labelledby='waiting']")
    act("leg", registration, "hold")
    transaction.commit()
    assert "ends by itself" in visitor("ref").open(PAGE).text("//section[@aria-labelledby='open-holds']")


def test_only_who_has_a_desk_sees_it_and_an_empty_one_says_what_comes(programme, visitor):
    for userid in ("emp", "mgr", "head", "own", "aud", "edi", None):
        assert visitor(userid).open(PAGE).refused, userid
    page = visitor("ref").open(PAGE)
    assert "Nothing waits for you." in page.words
    assert page.all("//a[contains(@href, '@@be-an-ambassador')]")
    assert visitor("ref").send(page.url, {"act": "certify"}).status == 403

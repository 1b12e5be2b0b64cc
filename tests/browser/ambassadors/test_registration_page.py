"""The page of a registration: where one is, the way out, what others may do, and who sees what."""

from collective.socialgovernance import wallclock
from collective.socialgovernance.transitions.firing import state_of
from datetime import timedelta
from tests.ambassadors.company import PATHS
from tests.browser.ambassadors.conftest import fresh
from tests.browser.ambassadors.conftest import press
from tests.browser.ambassadors.conftest import registered
from tests.site_day import site_day

import transaction


BLAME = ("fail", "violation", "breach", "inactive", "misconduct", "sanction")


def today():
    return site_day()


def test_from_every_state_one_click_leads_out_and_no_word_blames(programme, visitor):
    emp = visitor("emp")
    for state in PATHS:
        if state == "ended":
            continue
        registration = registered(programme, state)
        page = emp.open(registration.absolute_url())
        assert page.status == 200, state
        assert page.all("//ol[@class='sg-line']/li[@aria-current='step']"), state
        assert not [word for word in BLAME if word in page.words.lower()], state
        after = press(emp, page, "withdraw")
        assert state_of(fresh(registration)) == "ended", state
        assert not after.all("//button[@value='withdraw']")
        assert not after.all("//select[@name='visibility']"), "no list shows what has ended"


def test_each_reader_sees_what_is_theirs(programme, visitor):
    registration = registered(programme, "active")
    url = registration.absolute_url()
    sees = {userid: visitor(userid).open(url) for userid in ("emp", "ref", "own", "aud", "leg")}
    assert {userid for userid, page in sees.items() if "Secretmotive" in page.words} == {"emp", "ref"}
    profiled = {userid for userid, page in sees.items() if "secretprofile" in page.words}
    assert profiled == {"emp", "ref", "own"}
    assert "Emma Petit" in sees["ref"].words
    for userid in ("mgr", "head", "out", "edi", None):
        assert visitor(userid).open(url).refused, userid
    for userid in ("own", "aud", "leg"):
        assert "Secretmotive" not in visitor(userid).open(f"{url}/@@view").words, userid
    assert visitor("ref").open(f"{url}/@@sg-ambassador-parts").status == 404
    for userid, page in sees.items():
        assert bool(page.all("//button[@value='withdraw']")) == (userid == "emp")


def test_nobody_else_presses_the_persons_buttons(programme, visitor):
    registration = registered(programme, "active")
    for userid in ("ref", "own", "leg"):
        reader = visitor(userid)
        token = reader.open("gov/@@be-an-ambassador").all("//input[@name='_authenticator']/@value")
        page = reader.open(registration.absolute_url())
        token = token or page.all("//input[@name='_authenticator']/@value")
        for act in ("withdraw", "pause", "picture", "visibility", "word", "activate"):
            fields = {"act": act, "visibility": "company", "given": "yes", "word": "x"}
            answer = reader.send(page.url, {**fields, **({"_authenticator": token[0]} if token else {})})
            assert answer.status in (400, 403), (userid, act)
    assert visitor("emp").send(registration.absolute_url(), {"act": "withdraw"}).status == 403
    now = fresh(registration)
    assert (state_of(now), now.directory_visibility, now.image_consent) == ("active", "none", None)


def test_a_break_a_step_down_and_ones_own_choices(programme, visitor):
    registration = registered(programme, "active", level_requested="expert")
    url, emp = registration.absolute_url(), visitor("emp")
    page = press(emp, emp.open(url), "pause", until="2001-01-01")
    assert page.status == 400 and "passed" in page.text("//*[@id='until-problem']")
    until = today() + timedelta(days=30)
    press(emp, emp.open(url), "pause", until=until.isoformat())
    assert (state_of(fresh(registration)), registration.paused_until) == ("paused", until)
    press(emp, emp.open(url), "resume")
    press(emp, emp.open(url), "level", level="relay")
    press(emp, emp.open(url), "picture")
    now = fresh(registration)
    assert (state_of(now), now.level_granted, now.image_consent["given"]) == ("active", "relay", True)
    press(emp, emp.open(url), "picture")
    press(emp, emp.open(url), "visibility", visibility="department")
    now = fresh(registration)
    assert now.image_consent["given"] is False and now.image_consent["withdrawn_at"]
    assert now.directory_visibility == "department"


def test_resting_and_on_hold_look_and_read_differently(programme, visitor):
    emp = visitor("emp")
    lapsed = registered(programme, "lapsed")
    resting = emp.open(lapsed.absolute_url())
    assert resting.all("//section[contains(@class, 'sg-where-lapsed')]")
    assert "it is a matter of dates" in resting.words and "Rita Sol" in resting.words
    press(emp, resting, "withdraw")
    transaction.begin()
    held = registered(programme, "on_hold")
    page = emp.open(held.absolute_url())
    assert page.all("//section[contains(@class, 'sg-where-held')]")
    trail = visitor("emp", "fr").open(held.absolute_url()).text("//*[@id='portal-breadcrumbs']")
    assert "Inscription d’ambassadeur" in trail
    for words in ("Because", "Proposed by Rita Sol", "Without a review it ends by itself"):
        assert words in page.words
    page = press(emp, page, "word", word="I see it <b>otherwise</b>.")
    assert "I see it <b>otherwise</b>." in page.words
    assert fresh(held).hold["word"] == "I see it <b>otherwise</b>."


def test_a_referent_welcomes_and_certifies_when_nothing_is_missing(programme, visitor):
    registration = registered(
        programme, "endorsed", security_self_attestation={"items": ["updates"], "at": wallclock.now()}
    )
    url, ref = registration.absolute_url(), visitor("ref")
    press(ref, ref.open(url), "start_onboarding")
    page = press(ref, ref.open(url), "activate", level_granted="relay")
    assert page.status == 400
    assert "two-factor sign-in" in page.text("//*[@id='problems']")
    registration = fresh(registration)
    registration.security_self_attestation = {
        "items": ["strong_password", "two_factor"],
        "at": wallclock.now(),
    }
    transaction.commit()
    press(ref, ref.open(url), "activate", level_granted="storyteller")
    assert fresh(registration).certified_by == "ref"
    assert registration.level_granted == "storyteller"


def test_a_hold_is_proposed_by_one_made_by_another_and_not_shown_before(programme, visitor):
    registration = registered(programme, "active")
    url, ref, leg = registration.absolute_url(), visitor("ref"), visitor("leg")
    page = press(ref, ref.open(url), "propose", reason=" ", review_on="2001-01-01")
    assert page.text("//*[@id='reason-problem']") and page.text("//*[@id='review_on-problem']")
    last = (today() + timedelta(days=15)).isoformat()
    press(ref, ref.open(url), "propose", reason="A quiet word", review_on=last)
    assert "A quiet word" not in visitor("emp").open(url).words
    assert not ref.open(url).all("//button[@value='hold']")
    page = leg.open(url)
    assert "A quiet word" in page.words
    assert "Without a review" not in page.words, "a proposal has no end of its own"
    assert "Decide" in leg.open("@@my-governance").text("//*[@id='work']/following-sibling::ul")
    press(leg, leg.open(url), "drop")
    assert fresh(registration).hold is None
    press(ref, ref.open(url), "propose", reason="A quiet word", review_on=last)
    press(leg, leg.open(url), "hold")
    assert state_of(fresh(registration)) == "on_hold"
    press(ref, ref.open(url), "propose", reason="For good")
    assert "For good" not in visitor("emp").open(url).words
    press(leg, leg.open(url), "drop")
    press(leg, leg.open(url), "release")
    assert state_of(fresh(registration)) == "active"


def test_a_renewal_is_asked_for_by_saying_the_three_things_again(programme, visitor):
    registration = registered(programme, "active")
    url, emp = registration.absolute_url(), visitor("emp")
    assert not emp.open(f"{url}/@@renew-registration").all("//button[@value='renew']")
    registration.valid_to = today() + timedelta(days=30)
    before = registration.voluntary_statement["at"] - timedelta(days=335)
    registration.voluntary_statement = {**registration.voluntary_statement, "at": before}
    registration.answers = tuple({**answer, "at": before} for answer in registration.answers)
    transaction.commit()
    page = emp.open(f"{url}/@@renew-registration")
    page = press(emp, page, "renew")
    for part in ("voluntary", "informed", "security"):
        assert page.text(f"//*[@id='{part}-problem']"), part
    assert "Say that it is your own choice." in page.words and "is made" not in page.words
    assert fresh(registration).voluntary_statement["at"] == before
    items = ["strong_password", "two_factor"]
    page = press(emp, page, "renew", voluntary="1", informed="1", security=items)
    assert "You have asked to go on" in page.text("//section[@aria-labelledby='renewal']")
    assert fresh(registration).voluntary_statement["at"] > before
    asked = visitor("mgr").open(f"{url}/@@availability").words
    assert "Is there still time for Emma Petit" in asked and "Without an answer by" in asked
    for userid in ("ref", "mgr", "own"):
        assert visitor(userid).open(f"{url}/@@renew-registration").refused


def test_the_menu_of_states_leads_to_the_page(programme, visitor):
    registration = registered(programme, "endorsed")
    page = visitor("ref").open(f"{registration.absolute_url()}/@@transition?transition=start_onboarding")
    assert page.url.split("#")[0] == registration.absolute_url()
    assert state_of(fresh(registration)) == "endorsed"

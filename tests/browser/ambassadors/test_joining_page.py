"""The invitation and its form: saved at any time, applied with when complete, for oneself only."""

from collective.socialgovernance.ambassadors.index import registration_of
from collective.socialgovernance.transitions.firing import state_of
from plone.uuid.interfaces import IUUID
from tests import intranet
from tests.browser.ambassadors.conftest import fresh
from tests.browser.ambassadors.conftest import press
from tests.browser.ambassadors.conftest import registered

import transaction


PAGE = "gov/@@be-an-ambassador"
PARTS = ("topics", "level", "voluntary", "informed", "security")


def made(programme, userid="emp"):
    transaction.begin()
    return registration_of(programme, userid)


def complete(programme):
    return {
        "topic": f"{IUUID(programme['rd'])}:innovation",
        "level": "relay",
        "language": ["fr", "en"],
        "motivation": "<script>alert(1)</script>",
        "voluntary": "1",
        "informed": "1",
        "security": ["strong_password", "two_factor"],
    }


def test_it_says_what_one_gains_is_given_is_asked_and_never_asked(programme, visitor):
    page = visitor("emp").open(PAGE)
    for words in ("Being at ease online.", "An hour a month.", "Rita Sol", "What is never asked"):
        assert words in page.words
    assert "Innovation" in page.text("//fieldset[@id='topics-part']")
    assert "What is kept and for how long." in page.text("//fieldset[@id='informed-part']")
    assert visitor("emp", "fr").open(PAGE).status == 200
    assert visitor(None).open(PAGE).refused
    added = visitor("own").open("gov/++add++AmbassadorRegistration")
    assert (added.status, added.url) == (200, f"{programme.absolute_url()}/@@be-an-ambassador")


def test_nothing_is_needed_to_save_and_the_line_stands_where_the_form_was(programme, visitor):
    emp = visitor("emp")
    press(emp, emp.open(PAGE), "save")
    registration = made(programme)
    assert (state_of(registration), registration.person) == ("draft", "emp")
    page = emp.open(PAGE)
    assert not page.all("//form[contains(@class, 'sg-ambassador-form')]")
    assert "You are here: I prepare it" in page.text("//ol[@class='sg-line']/li[@aria-current='step']")


def test_all_that_is_missing_is_shown_at_once_each_beside_its_field(programme, visitor):
    emp = visitor("emp")
    page = press(emp, emp.open(PAGE), "apply", motivation="Because")
    for part in PARTS:
        assert page.text(f"//*[@id='{part}-problem']"), part
    assert len(page.all("//*[@id='problems']//li/a")) == len(PARTS), "each part once"
    assert page.text("//*[@id='topics-problem']") == "Choose at least one topic."
    registration = made(programme)
    assert (state_of(registration), registration.motivation) == ("draft", "Because")


def test_a_complete_form_applies_and_keeps_the_version_that_was_read(programme, visitor):
    emp = visitor("emp")
    page = press(emp, emp.open(PAGE), "apply", **complete(programme))
    registration = made(programme)
    assert state_of(registration) == "applied"
    assert registration.privacy_notice["version"] == registration.voluntary_statement["version"] == "1"
    assert (registration.scopes, registration.topics) == ([IUUID(programme["rd"])], ["innovation"])
    assert sorted(registration.languages) == ["en", "fr"]
    assert page.url == registration.absolute_url()
    assert "<script>alert(1)</script>" in page.text("//dl") and not page.all("//dl//script")


def test_what_is_not_offered_is_refused_and_what_was_written_stays(programme, visitor):
    emp = visitor("emp")
    page = emp.open(PAGE)
    page = press(emp, page, "save", topic="nowhere:strategy", motivation="Still here")
    assert page.status == 400
    assert "not offered" in page.text("//*[@id='topics-problem']")
    assert page.one("//textarea[@id='motivation']").text.strip() == "Still here"
    assert made(programme) is None
    for name, value in (
        ("level", "boss"),
        ("language", "xx"),
        ("security", "magic"),
        ("visibility", "world"),
    ):
        assert press(emp, emp.open(PAGE), "save", **{name: value}).status == 400, name
    assert made(programme) is None


def test_who_is_outside_the_population_sees_why_and_can_send_nothing(programme, visitor):
    intranet.tell([{"userid": "con", "fullname": "Cora Nu", "department": "rd", "population": "contractor"}])
    transaction.commit()
    page = visitor("con").open(PAGE)
    assert "In your own name you may always speak." in page.words
    assert not page.all("//button[@value='apply']")
    token = visitor("emp").open(PAGE).one("//form//input[@name='_authenticator']").get("value")
    for userid, fields in (("con", {"_authenticator": token}), ("emp", {})):
        forged = visitor(userid).send(page.url, {"act": "save", **fields})
        assert forged.status == 403
    assert made(programme, "con") is None and made(programme) is None


def test_everybody_registers_for_themself_and_changes_their_own_only(programme, visitor):
    emp = visitor("emp")
    press(emp, emp.open(PAGE), "save", person="mgr", userid="mgr")
    assert made(programme, "mgr") is None
    url = made(programme).absolute_url()
    for userid in ("mgr", "own", "ref", "head", None):
        assert visitor(userid).open(f"{url}/@@registration-form").refused, userid


def test_later_only_less_can_be_chosen_and_the_rest_corrected(programme, visitor):
    registration = registered(programme, "active", level_requested="expert")
    emp = visitor("emp")
    page = emp.open(f"{registration.absolute_url()}/@@registration-form")
    assert page.all("//input[@name='topic']/@value") == [f"{IUUID(programme['rd'])}:innovation"]
    assert page.all("//input[@name='level']/@value") == ["relay", "storyteller", "expert"]
    assert not page.all("//input[@name='voluntary']")
    press(emp, page, "save", level="storyteller", motivation="Otherwise", visibility="company")
    now = fresh(registration)
    assert (now.level_granted, now.motivation) == ("storyteller", "Otherwise")
    assert (now.directory_visibility, state_of(now)) == ("company", "active")

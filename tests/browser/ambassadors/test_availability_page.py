"""The manager says in one click whether there is time, and learns nothing else."""

from collective.socialgovernance.transitions.firing import state_of
from tests import intranet
from tests.browser.ambassadors.conftest import fresh
from tests.browser.ambassadors.conftest import registered

import pytest
import transaction


SECRETS = ("Secretmotive", "secretprofile", "Innovation", "Relay", "strong password", "You are here")


def answer(reader, page, said):
    (form,) = page.all("//form[contains(@class, 'sg-answers')]")
    return reader.send(form.action, {**dict(form.form_values()), "answer": said})


@pytest.mark.parametrize(("said", "state"), [("available", "endorsed"), ("not_now:workload", "deferred")])
def test_the_link_of_the_mail_leads_to_the_buttons_and_one_click_answers(programme, visitor, said, state):
    registration = registered(programme, "applied")
    mgr = visitor("mgr")
    page = mgr.open(registration.absolute_url())
    assert page.url.endswith("/@@availability")
    assert "Is there time for Emma Petit to be an ambassador?" in page.words
    assert not [secret for secret in SECRETS if secret in page.words]
    listed = mgr.open(f"{registration.absolute_url()}/@@view")
    assert listed.url == page.url
    assert len(page.all("//button[@name='answer']")) == 5
    assert state_of(fresh(registration)) == "applied"
    after = answer(mgr, page, said)
    assert state_of(fresh(registration)) == state
    assert after.url.endswith("/@@my-governance")
    again = mgr.open(f"{registration.absolute_url()}/@@availability")
    assert "Nothing is asked of you" in again.words and "Emma" not in again.words
    assert visitor("mgr").open(registration.absolute_url()).refused


@pytest.mark.parametrize(
    ("said", "begins_at"),
    [("available", "//button[@name='answer'][@value='available']"), ("not_now", "//fieldset[@tabindex]")],
)
def test_the_page_begins_at_the_answer_followed_in_the_mail_and_looking_gives_none(
    programme, visitor, said, begins_at
):
    registration = registered(programme, "applied")
    page = visitor("mgr").open(f"{registration.absolute_url()}/@@availability?answer={said}")
    assert page.all("//*[@autofocus]") == page.all(begins_at) != []
    assert state_of(fresh(registration)) == "applied"


def test_nobody_else_answers_and_no_other_word_is_an_answer(programme, visitor):
    registration = registered(programme, "applied")
    url = f"{registration.absolute_url()}/@@availability"
    for userid in ("emp", "head", "ref", "own", "out", None):
        assert visitor(userid).open(url).refused, userid
    mgr = visitor("mgr")
    page = mgr.open(url)
    for said in ("", "perhaps", "not_now", "not_now:dislike"):
        assert answer(mgr, page, said).status == 400, said
    assert visitor("mgr").send(url, {"answer": "available"}).status == 403
    assert state_of(fresh(registration)) == "applied"


def test_a_new_manager_is_asked_about_an_ambassador_whom_they_may_not_see(programme, visitor):
    registration = registered(programme, "active")
    intranet.tell([{"userid": "emp", "fullname": "Emma Petit", "department": "rd", "manager": "head"}])
    transaction.commit()
    head = visitor("head")
    page = head.open(registration.absolute_url())
    assert page.url.endswith("/@@availability")
    assert "Is there still time for Emma Petit" in page.words and "Without an answer by" not in page.words
    answer(head, page, "available")
    assert fresh(registration).endorsement["manager"] == "head"
    assert state_of(registration) == "active"
    assert visitor("mgr").open(registration.absolute_url()).refused

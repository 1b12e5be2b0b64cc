"""The page of a transition: what it says before, what it does, what it keeps when it refuses."""

from collective.socialgovernance.transitions.firing import history_of
from collective.socialgovernance.transitions.firing import state_of
from plone import api
from tests import intranet
from typing import Any

import pytest
import re
import transaction


@pytest.fixture()
def draft(served: Any) -> Any:
    intranet.directory()
    edition = intranet.charter(intranet.programme(served, k_threshold=1))["e1"]
    transaction.commit()
    return edition


def test_says_what_will_happen_and_that_nothing_is_missing(draft, visit):
    browser = visit("edi")
    browser.open(f"{draft.absolute_url()}/@@transition?transition=submit")
    assert "The text is frozen and its owners are asked to review it." in browser.contents
    assert "Everything that is needed is there" in browser.contents
    assert "In review" in browser.contents


def test_submits_and_leads_back_to_the_text(draft, visit):
    browser = visit("edi")
    browser.open(f"{draft.absolute_url()}/@@transition?transition=submit")
    browser.getControl("Note (optional)").value = "Ready, I think."
    browser.getControl("Submit for review").click()
    transaction.begin()
    assert state_of(draft) == "review"
    assert history_of(draft)[-1]["comments"] == "Ready, I think."
    assert browser.url == draft.absolute_url()


def test_what_is_missing_stands_first_with_its_reason_and_link(draft, visit):
    with api.env.adopt_user(username="edi"):
        draft.one_minute = None
        draft.manage_delObjects(["writing"])
    transaction.commit()
    browser = visit("edi")
    browser.open(f"{draft.absolute_url()}/@@transition?transition=submit")
    assert "Still missing: 2" in " ".join(browser.contents.split())
    assert browser.contents.index("sg-check-missing") < browser.contents.index("sg-check-passed")
    assert browser.getLink("No clause yet about: Writing and replying.").url.endswith("/e1/@@write")


def test_a_refusal_keeps_the_note_and_changes_nothing(draft, visit):
    with api.env.adopt_user(username="edi"):
        draft.one_minute = None
    transaction.commit()
    browser = visit("edi")
    browser.open(f"{draft.absolute_url()}/@@transition?transition=submit")
    browser.getControl("Note (optional)").value = "Please be quick."
    browser.getControl("Submit for review").click()
    assert browser.headers["status"].startswith("400")
    assert "This was not done. Nothing was changed." in browser.contents
    assert "Write the whole text for somebody who has one minute." in browser.contents
    assert browser.getControl("Note (optional)").value == "Please be quick."
    transaction.begin()
    assert state_of(draft) == "draft" and draft.digests is None


def test_a_post_from_elsewhere_is_not_obeyed(draft, visit):
    browser = visit("edi")
    browser.post(f"{draft.absolute_url()}/@@transition", "transition=submit")
    assert browser.headers["status"].startswith("403")
    transaction.begin()
    assert state_of(draft) == "draft"


def test_looking_at_the_page_changes_nothing(draft, visit):
    before = draft._p_serial
    for userid in ("edi", "own", "leg"):
        visit(userid).open(f"{draft.absolute_url()}/@@transition?transition=submit")
    transaction.begin()
    assert state_of(draft) == "draft" and draft._p_serial == before


def test_who_may_not_is_told_so_and_shown_what_they_may(draft, visit):
    intranet.walk_to("review", draft)
    transaction.commit()
    browser = visit("edi")
    browser.open(f"{draft.absolute_url()}/@@transition?transition=approve")
    assert "cannot be done now, or not by you" in browser.contents
    assert "There is nothing for you to decide here at the moment." in browser.contents
    owner = visit("own")
    owner.open(f"{draft.absolute_url()}/@@transition")
    assert "/e1/@@transition?transition=approve" in owner.getLink("Approve").url
    assert "legal" in owner.getLink("Send to legal review").url


def test_what_needs_a_note_says_so_and_asks_for_it(draft, visit):
    intranet.walk_to("review", draft)
    transaction.commit()
    browser = visit("own")
    browser.open(f"{draft.absolute_url()}/@@transition?transition=return_to_draft")
    browser.getControl("Return to draft").click()
    assert "Please write a note" in browser.contents
    browser.getControl("Note: say why (required)").value = "Shorter, please."
    browser.getControl("Return to draft").click()
    transaction.begin()
    assert state_of(draft) == "draft"


def test_approving_a_major_edition_shows_whom_it_asks_and_wants_it_seen(draft, visit):
    intranet.walk_to("in_force", draft)
    second = intranet.next_edition(draft.__parent__, "major")
    intranet.walk_to("review", second)
    transaction.commit()
    browser = visit("own")
    browser.open(f"{second.absolute_url()}/@@transition?transition=approve")
    assert "I have seen that 4 people are asked" in browser.contents
    browser.getControl("Approve").click()
    assert "Confirm that number." in browser.contents
    transaction.begin()
    assert state_of(second) == "review"
    browser.getControl("I have seen that 4 people are asked").selected = True
    browser.getControl("Approve").click()
    transaction.begin()
    assert state_of(second) == "in_force" and state_of(draft) == "superseded"


def test_the_author_is_told_that_somebody_else_approves(draft, visit):
    with api.env.adopt_user(username="own"):
        draft.authors = (*draft.authors, "own")
    intranet.walk_to("review", draft)
    transaction.commit()
    browser = visit("own")
    browser.open(f"{draft.absolute_url()}/@@transition?transition=approve")
    assert "You worked on this edition: somebody else approves it." in browser.contents


def test_speaks_french(draft, visit):
    browser = visit("edi", "fr")
    browser.open(f"{draft.absolute_url()}/@@transition?transition=submit")
    assert browser.getControl("Soumettre à relecture")
    assert "Brouillon" in browser.contents


def test_the_classic_form_of_a_workflow_change_is_refused_with_the_same_reasons(draft, visit):
    with api.env.adopt_user(username="edi"):
        draft.one_minute = None
    transaction.commit()
    browser = visit("edi")
    browser.open(f"{draft.absolute_url()}/@@transition")
    token = re.search(r'name="_authenticator"[^>]*value="([^"]+)"|_authenticator=(\w+)', browser.contents)
    value = token.group(1) or token.group(2)
    browser.open(
        f"{draft.absolute_url()}/content_status_modify?workflow_action=submit&_authenticator={value}"
    )
    assert browser.headers["status"].startswith("400")
    assert "Write the whole text for somebody who has one minute." in browser.contents
    transaction.begin()
    assert state_of(draft) == "draft" and draft.digests is None


def test_the_text_offers_what_its_reader_may_decide(draft, visit):
    editor = visit("edi")
    editor.open(draft.absolute_url())
    editor.getLink("Submit for review", index=0).click()
    assert "/@@transition?transition=submit" in editor.url
    intranet.walk_to("in_force", draft)
    transaction.commit()
    owner = visit("own")
    owner.open(draft.__parent__.absolute_url())
    assert "For you to decide" in owner.contents
    found = [owner.contents.index(f"/e1/@@transition?transition={each}") for each in ("reaffirm", "withdraw")]
    assert found == sorted(found), "what ends it stands last"
    reader = visit("emp")
    reader.open(draft.__parent__.absolute_url())
    assert "For you to decide" not in reader.contents


def test_states_are_named_in_the_language_of_the_reader(draft, visit):
    intranet.walk_to("review", draft)
    transaction.commit()
    browser = visit("own", "fr")
    browser.open(f"{draft.absolute_url()}/@@transition?transition=withdraw")
    assert "En relecture" in browser.contents and "In review" not in browser.contents.split("sg-page")[1]

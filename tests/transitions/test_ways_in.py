"""The same publication has the same guards and the same effects, whatever way it comes in."""

from AccessControl import Unauthorized
from collections.abc import Callable
from collective.socialgovernance.acknowledgments.interfaces import ILedger
from collective.socialgovernance.refusals import Refused
from collective.socialgovernance.transitions.firing import history_of
from collective.socialgovernance.transitions.firing import state_of
from plone import api
from plone.protect.authenticator import createToken
from plone.uuid.interfaces import IUUID
from Products.CMFCore.WorkflowCore import WorkflowException
from tests import intranet
from tests.client import PASSWORD
from typing import Any
from zope.component import getUtility

import json
import pytest
import requests
import transaction


Way = Callable[[str, Any, str, str], str]
"""(userid, edition, transition, note) -> what was answered."""


class Forms:
    """A person's browser without scripts, sending the site's own forms."""

    def __init__(self, userid: str, site: str):
        self.userid = userid
        self.session = requests.Session()
        self.session.auth = (userid, PASSWORD)
        self.site = site

    def token(self) -> str:
        with api.env.adopt_user(username=self.userid):
            return str(createToken())

    def send(self, path: str, **form: Any) -> str:
        form["_authenticator"] = self.token()
        follow = path.endswith("folder_publish")
        answer = self.session.post(f"{self.site}/{path}", data=form, timeout=60, allow_redirects=follow)
        assert answer.status_code < 500, answer.text[-2000:]
        return answer.text


def by_page(userid: str, edition: Any, transition: str, note: str) -> str:
    return Forms(userid, site()).send("gov/charte/e2/@@transition", transition=transition, comment=note)


def by_workflow_menu(userid: str, edition: Any, transition: str, note: str) -> str:
    return Forms(userid, site()).send(
        "gov/charte/e2/content_status_modify", workflow_action=transition, comment=note
    )


def by_bulk_action_of_folder_contents(userid: str, edition: Any, transition: str, note: str) -> str:
    selection = json.dumps([IUUID(edition)])
    return Forms(userid, site()).send(
        "gov/charte/@@fc-workflow", selection=selection, transition=transition, comments=note, folder="/gov"
    )


def by_folder_publish(userid: str, edition: Any, transition: str, note: str) -> str:
    return Forms(userid, site()).send(
        "gov/charte/folder_publish",
        workflow_action=transition,
        comment=note,
        **{"paths:list": "/".join(edition.getPhysicalPath())},
    )


def by_rest(userid: str, edition: Any, transition: str, note: str) -> str:
    answer = requests.post(
        f"{edition.absolute_url()}/@workflow/{transition}",
        json={"comment": note},
        auth=(userid, PASSWORD),
        headers={"Accept": "application/json"},
        timeout=60,
    )
    return answer.text


def by_script(userid: str, edition: Any, transition: str, note: str) -> str:
    """A script of the site's integrators: Plone's workflow tool, as that person."""
    before = transaction.savepoint()
    try:
        with api.env.adopt_user(username=userid):
            api.portal.get_tool("portal_workflow").doActionFor(edition, transition, comment=note)
    except Refused as refused:
        before.rollback()
        return " ".join(problem.message for problem in refused.problems)
    except (Unauthorized, WorkflowException) as refused:
        before.rollback()
        return str(refused)
    transaction.commit()
    return ""


WAYS: list[Way] = [
    by_page,
    by_workflow_menu,
    by_bulk_action_of_folder_contents,
    by_folder_publish,
    by_rest,
    by_script,
]


def site() -> str:
    return str(api.portal.get().absolute_url())


@pytest.fixture()
def reviewed(served: Any) -> Any:
    """A charter with edition 1.0.0 in force and a minor one in review, which own2 worked on."""
    intranet.directory()
    text = intranet.charter(intranet.programme(served))
    intranet.walk_to("in_force", text["e1"])
    second = intranet.next_edition(text, "minor")
    second.authors = (*second.authors, "own2")
    intranet.walk_to("review", second)
    transaction.commit()
    return text


def effects(text: Any) -> dict[str, Any]:
    """Everything that a publication leaves behind, days and digests apart."""
    first, second = text["e1"], text["e2"]
    last = history_of(second)[-2:]
    brain = api.portal.get_tool("portal_catalog").unrestrictedSearchResults(UID=IUUID(text))[0]
    return {
        "states": (state_of(first), state_of(second), state_of(text)),
        "number": second.number,
        "same day": second.in_force_on == second.approved_on,
        "review": second.review_due is not None,
        "ended": first.ended_at is not None,
        "open": getUtility(ILedger).is_open(IUUID(second)),
        "acts": [(act["action"], act["actor"], act["before"], act["review_state"]) for act in last],
        "note": last[0]["comments"],
        "guards": last[0]["guards"],
        "superseded by": history_of(first)[-1]["actor"],
        "found as": brain.Title,
        "effective": str(second.EffectiveDate()),
    }


PUBLISHED = {
    "states": ("superseded", "in_force", "published"),
    "number": "1.1.0",
    "same day": True,
    "review": True,
    "ended": True,
    "open": True,
    "acts": [("approve", "own", "review", "approved"), ("start", "own", "approved", "in_force")],
    "note": "Relu.",
    "guards": {"author": True, "body_informed": True},
    "superseded by": "own",
    "found as": "Charte",
    "effective": "None",
}


@pytest.mark.parametrize("way", WAYS)
def test_the_same_publication_meets_the_same_guards_and_has_the_same_effects(reviewed, way):
    second = reviewed["e2"]
    before = history_of(second)
    way("emp", second, "approve", "Moi")
    way("edi", second, "approve", "Moi")
    way("leg", second, "approve", "Moi")
    way("mgr", second, "start", "Moi")
    refusal = way("own2", second, "approve", "Moi")
    transaction.begin()
    assert (state_of(second), history_of(second)) == ("review", before)
    assert "somebody else approves it" in refusal
    way("own", second, "approve", "Relu.")
    transaction.begin()
    assert effects(reviewed) == PUBLISHED


def test_the_clock_has_the_same_effects_on_its_day(served):
    from collective.socialgovernance import wallclock
    from collective.socialgovernance.transitions.firing import fire_as_system

    text = intranet.charter(intranet.programme(served))
    intranet.walk_to("in_force", text["e1"])
    second = intranet.walk_to("approved", intranet.next_edition(text, "minor"))
    fire_as_system(second, "start", "clock", wallclock.now())
    left = effects(text)
    assert left["states"] == PUBLISHED["states"] and left["open"] and left["ended"]
    assert left["superseded by"] == "clock"
    assert history_of(second)[-1]["actor"] == "clock"


def test_a_refused_bulk_action_says_why_and_leaves_nothing(reviewed):
    answer = json.loads(by_bulk_action_of_folder_contents("own2", reviewed["e2"], "approve", ""))
    assert answer["status"] == "warning" and "somebody else approves it" in answer["msg"]
    assert "Item state changed." not in by_folder_publish("own2", reviewed["e2"], "approve", "")


def test_the_history_page_of_plone_leads_to_what_can_be_done_now(reviewed):
    person = Forms("own", site())
    page = person.session.get(f"{reviewed['e2'].absolute_url()}/content_status_history", timeout=60)
    assert page.status_code == 200 and page.url.endswith("/e2/@@transition")

"""What somebody would try who wants to know or to break more than is theirs."""

from collective.socialgovernance.transitions.firing import offered
from collective.socialgovernance.transitions.firing import present_act
from collective.socialgovernance.transitions.interfaces import ITransitionRules
from plone import api
from tests.ambassadors.company import programme
from tests.ambassadors.company import proposed
from tests.ambassadors.company import registration
from tests.ambassadors.company import walk_to

import pytest
import transaction


SECRETS = ("Secretmotive", "secretprofile")
CHOICES = ("level_requested", "level_granted", "directory_visibility")
NO_TOKENS = ([], ["relay"], {}, {"token": {}}, {"token": ["relay"]}, [[]], 5, True)


@pytest.mark.parametrize("way", ["manage_FTPget", "manage_DAVget"])
def test_no_door_of_zope_gives_a_registration_as_a_file(rest, served, way):
    made = walk_to("active", registration(programme(served)))
    transaction.commit()
    for userid in ("emp", "ref", "own", "leg", "aud", "", None):
        answer = rest(userid).session.get(
            f"{made.absolute_url()}/{way}",
            headers={"Accept": "text/html"},
            allow_redirects=False,
            timeout=60,
        )
        assert answer.status_code in (302, 401, 403, 404), (userid, answer.status_code)
        assert not any(secret in answer.text for secret in SECRETS), userid


def test_what_is_no_token_is_refused_by_name(rest, served):
    gov = programme(served)
    made = registration(gov)
    transaction.commit()
    client = rest("emp")
    for name in CHOICES:
        for value in NO_TOKENS:
            client.patch(made.absolute_url(), {name: value}, expect=400)
            assert name in client.last.text
    client.post(f"{made.absolute_url()}/@workflow/withdraw", {}, expect=200)
    for name in CHOICES:
        client.post("gov", {"@type": "AmbassadorRegistration", name: {}})
        assert client.last.status_code in (400, 403), (name, client.last.text)


def test_a_proposal_is_not_shown_to_its_person_whatever_their_roles(portal):
    gov = programme(portal)
    made = walk_to("active", registration(gov))
    gov.manage_setLocalRoles("emp", ["Governance Legal", "Governance Referent"])

    def known():
        with api.env.adopt_user(username="emp"):
            rules = ITransitionRules(made)
            guards = rules.guards(present_act(made, "hold"))
            return offered(made), [(guard.code, guard.passed) for guard in guards]

    before = known()
    proposed(made)
    assert known() == before
    with api.env.adopt_user(username="leg"):
        assert "hold" in offered(made)

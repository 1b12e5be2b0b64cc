"""Whether an edition waits for the word of those who are consulted."""

from collective.socialgovernance.texts.consulting import comment_on
from collective.socialgovernance.texts.tasks import tasks_of
from plone import api
from tests import intranet
from typing import Any

import pytest


def waiting(userid: str) -> list[tuple[str, str]]:
    """What waits for somebody, and where it is done."""
    with api.env.adopt_user(username=userid):
        return [(task.kind, task.url.rpartition("/")[2]) for task in tasks_of(userid)]


def comment(userid: str, edition: Any) -> None:
    with api.env.adopt_user(username=userid):
        comment_on(edition, "Clause 3 is too broad.")


def test_it_waits_for_each_of_the_consulted_until_they_said_something_of_these_words(portal):
    made = intranet.programme(portal)
    made.manage_setLocalRoles("out", ["Governance Consulted"])
    edition = intranet.walk_to("review", intranet.charter(made)["e1"])
    assert waiting("con") == []
    intranet.act("own", edition, "send_to_legal")
    asked = [("comment_edition", "@@consultation")]
    assert waiting("con") == waiting("out") == asked
    comment("con", edition)
    comment("leg", edition)
    assert (waiting("con"), waiting("out")) == ([], asked)
    assert [kind for kind, _url in waiting("leg")] == ["legal_review"]
    assert waiting("emp") == []
    intranet.act("leg", edition, "return_to_draft", comment="Too broad")
    assert waiting("con") == waiting("out") == []
    intranet.walk_to("legal", edition)
    assert waiting("con") == waiting("out") == asked


@pytest.mark.parametrize(
    ("force", "own", "leg"),
    [
        ("pedagogical", ["approve_edition"], ["legal_review"]),
        ("informative", ["approve_edition"], ["legal_review"]),
        ("binding", [], ["legal_review"]),
    ],
)
def test_what_legal_reads_waits_for_whoever_takes_it_further_too(portal, force, own, leg):
    edition = intranet.charter(intranet.programme(portal))["e1"]
    edition.legal_force = force
    intranet.walk_to("legal", edition)
    assert [kind for kind, _url in waiting("own")] == own
    assert [kind for kind, _url in waiting("leg")] == leg

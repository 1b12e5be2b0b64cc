"""What is approved is never edited in place, by anybody, by any way in."""

from AccessControl import getSecurityManager
from AccessControl import Unauthorized
from collective.socialgovernance.refusals import Refused
from collective.socialgovernance.texts.digest import digests
from collective.socialgovernance.texts.gathering import edition_facts
from collective.socialgovernance.texts.preparing import rich
from collective.socialgovernance.transitions.firing import state_of
from OFS.CopySupport import CopyError
from plone import api
from plone.uuid.interfaces import IUUID
from tests.contract.company import clause
from tests.contract.company import Company
from tests.intranet import act
from tests.intranet import charter
from tests.intranet import next_edition
from tests.intranet import PATHS
from tests.intranet import programme
from tests.intranet import walk_to
from zope.lifecycleevent import modified

import pytest


AFTER_DRAFT = [state for state in PATHS if state != "draft"]


@pytest.mark.parametrize("state", AFTER_DRAFT)
@pytest.mark.parametrize("userid", ["edi", "own", "admin"])
def test_after_draft_nobody_may_write_to_an_edition_or_its_clauses(portal, state, userid):
    edition = walk_to(state, charter(programme(portal))["e1"])
    user = {"username": userid}
    if userid == "admin":
        api.user.grant_roles(username="mgr", roles=["Manager"])
        user = {"username": "mgr"}
    with api.env.adopt_user(**user):
        check = getSecurityManager().checkPermission
        for target in (edition, edition["writing"]):
            for permission in (
                "Modify portal content",
                "Add portal content",
                "Delete objects",
                "Copy or Move",
                "Change local roles",
                "Change permissions",
                "Sharing page: Delegate roles",
                "collective.socialgovernance: Edit a draft",
            ):
                assert not check(permission, target), f"{permission} on {target.id} in {state}"


@pytest.mark.parametrize("state", AFTER_DRAFT)
def test_even_code_without_security_does_not_touch_a_frozen_clause(portal, state):
    edition = walk_to(state, charter(programme(portal))["e1"])
    with pytest.raises(Refused):
        modified(edition["writing"])
    with pytest.raises(Refused):
        edition._delObject("writing")
    with pytest.raises((Refused, Unauthorized, CopyError)):
        edition.manage_renameObject("writing", "other")
    with pytest.raises((Refused, Unauthorized, ValueError)):
        api.content.create(edition, "Clause", "more", title="More")


@pytest.mark.parametrize("state", AFTER_DRAFT)
def test_an_edition_that_left_draft_is_not_removed_with_a_folder_above_it(portal, state):
    folder = api.content.create(portal, "Folder", "hr")
    text = charter(programme(folder))
    walk_to(state, text["e1"])
    for container, name in ((text, "e1"), (folder["gov"], "charte"), (folder, "gov"), (portal, "hr")):
        with pytest.raises(Refused):
            container._delObject(name)
    assert state_of(portal["hr"]["gov"]["charte"]["e1"]) == state


def test_a_draft_is_removed_like_any_other_content(portal):
    text = charter(programme(portal))
    portal["gov"].manage_delObjects([text.id])
    assert "charte" not in portal["gov"]


def test_a_folder_above_may_be_moved_and_everything_stays(portal):
    edition = walk_to("in_force", charter(programme(portal))["e1"])
    uid, digest = IUUID(edition), edition.digest
    folder = api.content.create(portal, "Folder", "hr")
    api.content.move(portal["gov"], folder)
    moved = folder["gov"]["charte"]["e1"]
    assert IUUID(moved) == uid and moved.digest == digest
    assert state_of(moved) == "in_force"
    assert digests(edition_facts(moved)) == moved.digests


def test_the_rights_block_stays_in_a_draft(portal):
    draft = charter(programme(portal))["e1"]
    with pytest.raises(Refused):
        draft.manage_delObjects(["your-rights"])


def test_a_copied_charter_holds_new_drafts_only(portal):
    text = charter(programme(portal))
    walk_to("in_force", text["e1"])
    copy = api.content.copy(text, portal["gov"], id="copy", safe_id=True)
    draft = copy["e1"]
    assert state_of(draft) == "draft"
    assert (draft.number, draft.digest, draft.in_force_on, draft.approved_on) == (None, None, None, None)
    assert draft.authors == ("admin",)
    assert state_of(copy) == "unpublished"


def test_the_next_edition_is_new_objects_with_the_same_clauses(portal):
    text = charter(programme(portal))
    first = walk_to("in_force", text["e1"])
    second = next_edition(text, "minor")
    assert second.id == "e2" and state_of(second) == "draft"
    assert IUUID(second) != IUUID(first)
    assert [each.clause_id for each in second.objectValues()] == [
        each.clause_id for each in first.objectValues()
    ]
    assert second["writing"].text.raw == first["writing"].text.raw
    assert second["your-rights"].locked
    assert second.authors == ("edi",)
    assert (second.number, second.formalities, second.effective_from) == (None, {}, None)
    second["writing"].translations["en"] = {"title": "Only in the new one"}
    assert first["writing"].translations == {}


def test_an_author_is_who_changed_this_edition_not_who_wrote_its_clauses_before(portal):
    text = charter(programme(portal))
    assert text["e1"].authors == ("edi",)
    with api.env.adopt_user(username="own"):
        modified(text["e1"]["writing"])
    assert text["e1"].authors == ("edi", "own")
    act("edi", text["e1"], "submit")
    with pytest.raises(Refused) as refused:
        act("own", text["e1"], "approve")
    assert [problem.field for problem in refused.value.problems] == ["author"]
    act("own2", text["e1"], "approve")
    assert next_edition(text, "minor").authors == ("edi",)


def test_starting_supersedes_the_edition_before_in_one_transaction(portal):
    text = charter(programme(portal))
    first = walk_to("in_force", text["e1"])
    shown = (first.title, first.number, first.digests)
    text.title = "Another title"
    second = walk_to("in_force", next_edition(text, "minor"))
    assert (state_of(first), state_of(second)) == ("superseded", "in_force")
    assert (first.title, first.number, first.digests) == shown
    assert second.number == "1.1.0" and second.title == "Another title"


def test_returning_to_draft_lifts_the_freeze_and_the_digest_is_made_anew(portal):
    edition = walk_to("review", charter(programme(portal))["e1"])
    before = edition.digest
    act("own", edition, "return_to_draft", comment="Shorter, please")
    assert edition.digest is None
    with api.env.adopt_user(username="edi"):
        edition["writing"].text = rich("<p>Court.</p>")
        modified(edition["writing"])
    act("edi", edition, "submit")
    assert edition.digest not in (None, before)


def test_an_edition_without_a_day_in_the_future_waits_for_no_clock(portal):
    edition = walk_to("in_force", charter(programme(portal))["e1"])
    assert edition.in_force_on == edition.approved_on
    assert edition.review_due > edition.in_force_on


def test_over_rest_a_frozen_edition_refuses_every_write(rest):
    company = Company(rest)
    company.programme()
    url = company.draft()
    clause_url = rest("edi").get(url)["items"][1]["@id"]
    company.publish(url)
    digest = rest("edi").get(url)["digest"]
    for userid in ("edi", "own", "leg", ""):
        client = rest(userid) if userid else rest()
        assert client.patch(url, {"one_minute": "<p>Changed</p>"}, expect=403)["errors"]
        client.patch(clause_url, {"text": "<p>Changed</p>"}, expect=401)
        client.post(url, clause("writing"), expect=None)
        assert client.last.status_code in (401, 403)
        client.delete(clause_url, expect=None)
        assert client.last.status_code in (401, 403)
        client.delete(url, expect=None)
        assert client.last.status_code in (401, 403)
        client.patch(url, {"ordering": {"obj_id": "x", "delta": 1}}, expect=403)
    assert rest("edi").get(url)["digest"] == digest
    assert [item["clause_id"] for item in rest("edi").get(url)["items"]][0] == "your-rights"


@pytest.mark.parametrize("name", ["number", "digest", "title", "authors", "approved_on", "in_force_on"])
def test_over_rest_fields_of_the_system_are_not_sent(rest, name):
    company = Company(rest)
    company.programme()
    url = company.draft()
    refused = rest("edi").patch(url, {name: "9.9.9"}, expect=403)
    assert [error["field"] for error in refused["errors"]] == [name]
    rest("edi").patch(url, {name: rest("edi").get(url)[name]}, expect=204 if name != "title" else None)

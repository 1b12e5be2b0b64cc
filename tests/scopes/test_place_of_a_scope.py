"""Who adds a scope, for which department, and what is kept of it while it moves, is copied or goes."""

from AccessControl import Unauthorized
from collective.socialgovernance.refusals import Refused
from collective.socialgovernance.scopes.asking import ask
from collective.socialgovernance.scopes.asking import question_of
from collective.socialgovernance.scopes.index import rebuild
from collective.socialgovernance.scopes.index import ScopeIndex
from collective.socialgovernance.scopes.index import scopes_of
from collective.socialgovernance.scopes.interfaces import IScopeIndex
from collective.socialgovernance.scopes.known import scope_map
from collective.socialgovernance.scopes.roles import departments_led_by
from collective.socialgovernance.scopes.roles import departments_to_define
from collective.socialgovernance.transitions.firing import fire
from collective.socialgovernance.transitions.firing import state_of
from datetime import timedelta
from plone import api
from plone.uuid.interfaces import IUUID
from tests.intranet import act
from tests.scopes.company import DEPARTMENTS
from tests.scopes.company import fill
from tests.scopes.company import let_time_pass
from tests.scopes.company import programme
from tests.scopes.company import row
from tests.scopes.company import scope
from tests.scopes.company import tell
from tests.scopes.company import today
from tests.scopes.company import walk_to
from ZODB.DB import DB
from ZODB.POSException import ConflictError
from zope.component import getUtility
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent

import pytest
import transaction


@pytest.fixture()
def gov(portal):
    return programme(portal)


def add(gov, userid: str, department: str, id: str = ""):
    with api.env.adopt_user(username=userid):
        return api.content.create(
            gov, "SpeakingScope", id or department, title=department, department=department
        )


@pytest.mark.parametrize(
    ("userid", "department", "status"),
    [
        ("head", "rd", None),
        ("mgr", "rd", None),
        ("own", "rd", None),
        ("own", "press", None),
        ("out", "labs", None),
        ("emp", "press", None),
        ("head", "press", 403),
        ("out", "rd", 403),
        ("head", "co", 403),
    ],
)
def test_who_adds_the_scope_of_which_department(gov, userid, department, status):
    if status is None:
        made = add(gov, userid, department)
        assert state_of(made) == "unpublished" and state_of(made["e1"]) == "draft"
        assert made["e1"].authors == (userid,)
        return
    with pytest.raises(Refused) as refused:
        add(gov, userid, department)
    assert refused.value.status == status and refused.value.problems[0].field == "department"


@pytest.mark.parametrize("userid", ["edi", "leg", "ref", "aud", "con"])
def test_nobody_else_adds_any(gov, userid):
    with pytest.raises(Unauthorized):
        add(gov, userid, "rd")


def test_a_department_outside_of_the_perimeter_has_no_scope(gov):
    gov.perimeter = ["rd"]
    with pytest.raises(Unauthorized):
        add(gov, "emp", "press")
    with pytest.raises(Refused) as refused:
        add(gov, "own", "press")
    assert refused.value.status == 400
    add(gov, "out", "labs")


def test_a_department_has_one_scope(gov):
    first = add(gov, "head", "rd")
    with pytest.raises(Refused) as refused:
        add(gov, "mgr", "rd", "second")
    assert refused.value.status == 409 and refused.value.problems[0].url == first.absolute_url()


def test_a_department_without_head_is_led_by_who_leads_the_one_above(gov):
    tell([{**each, "head": ""} if each["id"] == "labs" else each for each in DEPARTMENTS])
    assert departments_led_by(gov, "head", today()) == ("labs", "rd")
    made = add(gov, "head", "labs")
    with api.env.adopt_user(username="head"):
        assert "Department Head" in api.user.get_roles(obj=made)
    assert departments_to_define(gov, "head", today()) == ("rd",)


def test_the_head_of_today_looks_after_the_scope(gov):
    made = add(gov, "head", "rd")
    tell([{**each, "head": "edi", "deputies": []} if each["id"] == "rd" else each for each in DEPARTMENTS])
    for userid, expected in (("edi", True), ("head", False)):
        with api.env.adopt_user(username=userid):
            assert api.user.has_permission("Modify portal content", obj=made["e1"]) is expected
            assert api.user.has_permission("View", obj=made) is expected


def test_heads_of_other_departments_do_not_see_a_draft(gov):
    made = add(gov, "head", "rd")
    for userid in ("emp", "out"):
        with api.env.adopt_user(username=userid):
            assert not api.user.has_permission("View", obj=made)
            assert not api.user.has_permission("View", obj=made["e1"])
            assert not api.content.find(portal_type="SpeakingScope")


def test_search_finds_a_scope_once_it_is_in_force_and_never_its_editions(gov):
    made = scope(gov, "rd", "head", row("innovation", "journalists"))
    catalog = api.portal.get_tool("portal_catalog")
    for state, expected in (("submitted", []), ("in_force", ["/plone/gov/rd"])):
        if state == "submitted":
            walk_to(state, made["e1"])
        else:
            with api.env.adopt_user(username="own"):
                fire(made["e1"], "approve")
        with api.env.adopt_user(username="emp"):
            assert [brain.getPath() for brain in catalog(SearchableText="Journalistes")] == expected
    assert not catalog.unrestrictedSearchResults(portal_type="ScopeEdition")
    assert catalog.unrestrictedSearchResults(path="/plone/gov/rd/e1").actual_result_count == 0


def test_another_department_only_before_it_was_submitted(gov):
    made = add(gov, "own", "rd")
    made.department = "press"
    notify(ObjectModifiedEvent(made))
    assert getUtility(IScopeIndex).scopes(IUUID(gov)) == {"press": "rd"}
    add(gov, "head", "rd", "other")
    fill(made["e1"])
    walk_to("submitted", made["e1"], head="emp")
    made.department = "labs"
    with pytest.raises(Refused) as refused:
        notify(ObjectModifiedEvent(made))
    assert refused.value.status == 403


def test_a_head_does_not_take_another_department(gov):
    made = add(gov, "head", "rd")
    made.department = "press"
    with api.env.adopt_user(username="head"):
        with pytest.raises(Refused) as refused:
            notify(ObjectModifiedEvent(made))
    assert refused.value.status == 403


def test_a_removed_draft_frees_its_department(gov):
    add(gov, "head", "rd")
    with api.env.adopt_user(username="head"):
        gov.manage_delObjects(["rd"])
    assert getUtility(IScopeIndex).scopes(IUUID(gov)) == {}
    add(gov, "head", "rd")


def test_a_renamed_scope_and_a_moved_programme_answer_as_before(gov, portal):
    made = scope(gov)
    walk_to("in_force", made["e1"])
    api.content.rename(made, "research")
    question = question_of(gov, "innovation")
    assert ask(gov, question).answer.lead.scope.id == "research"
    folder = api.content.create(portal, "Folder", "hr")
    moved = api.content.move(gov, folder)
    assert ask(moved, question).answer.lead.scope.id == "research"
    assert state_of(moved["research"]["e1"]) == "in_force"


def test_a_copied_programme_holds_drafts_of_its_own(gov, portal):
    made = scope(gov)
    walk_to("in_force", made["e1"])
    copied = api.content.copy(gov, portal, id="other", safe_id=True)
    draft = copied["rd"]["e1"]
    assert state_of(draft) == "draft" and state_of(copied["rd"]) == "unpublished"
    assert (draft.number, draft.digest, draft.in_force_on) == (None, None, None)
    assert ask(copied, question_of(copied, "innovation")).answer.kind == "none"
    assert ask(gov, question_of(gov, "innovation")).answer.kind == "lead"


def test_a_second_copy_in_the_same_programme_is_refused(gov):
    made = scope(gov)
    with pytest.raises(Refused) as refused:
        api.content.copy(made, gov, id="copy", safe_id=True)
    assert refused.value.status == 409


def test_the_index_can_be_made_anew_and_says_the_same(gov):
    for department, head in (("rd", "head"), ("press", "emp")):
        walk_to(
            "in_force",
            scope(gov, department, head, row(f"{'innovation' if head == 'head' else 'csr'}"))["e1"],
            head,
        )
    index = getUtility(IScopeIndex)
    before = index.scopes(IUUID(gov))
    assert rebuild(gov) == 2 and index.scopes(IUUID(gov)) == before
    assert [each.getId() for each in scopes_of(gov)] == ["press", "rd"]
    assert ask(gov, question_of(gov, "csr")).answer.lead.scope.department == "press"


def test_what_is_kept_in_memory_is_that_of_this_transaction(gov):
    made = scope(gov)
    before = scope_map(gov)
    assert scope_map(gov) is before, "nothing changed: nothing is read again"
    walk_to("in_force", made["e1"])
    after = scope_map(gov)
    assert after is not before and after.by_department["rd"].in_force_on(today()) is not None
    made.title = "Research"
    notify(ObjectModifiedEvent(made))
    assert scope_map(gov).by_department["rd"].title == "Research"


def test_an_editor_of_texts_neither_changes_nor_removes_a_scope(gov):
    made = add(gov, "head", "rd")
    with api.env.adopt_user(username="edi"):
        with pytest.raises(Refused):
            notify(ObjectModifiedEvent(made))
        with pytest.raises(Refused):
            gov._delObject("rd")
    assert "rd" in gov
    for userid in ("mgr", "own"):
        with api.env.adopt_user(username=userid):
            notify(ObjectModifiedEvent(made))


def test_now_is_the_day_that_the_clock_has_reached(gov):
    ahead = today() + timedelta(days=10)
    made = scope(gov, valid_from=ahead, valid_to=ahead + timedelta(days=10))
    walk_to("submitted", made["e1"])
    act("own", made["e1"], "approve")
    assert ask(gov, question_of(gov, "innovation")).answer.kind == "none"
    let_time_pass(ahead)
    assert ask(gov, question_of(gov, "innovation")).answer.kind == "lead"
    let_time_pass(ahead + timedelta(days=11))
    assert ask(gov, question_of(gov, "innovation")).answer.kind == "none"


def test_two_people_who_add_the_scope_of_one_department_at_once_conflict():
    database = DB(None)
    one = database.open(transaction.TransactionManager())
    one.root()["index"] = ScopeIndex()
    one.root()["index"].put("gov", "press", "press")
    one.transaction_manager.commit()
    other = database.open(transaction.TransactionManager())
    for connection, id in ((one, "first"), (other, "second")):
        connection.root()["index"].put("gov", "rd", id)
    one.transaction_manager.commit()
    with pytest.raises(ConflictError):
        other.transaction_manager.commit()
    other.transaction_manager.abort()
    assert other.root()["index"].scope_of("gov", "rd") == "first"
    database.close()

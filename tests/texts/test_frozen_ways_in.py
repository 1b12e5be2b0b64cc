"""Whatever door of Plone or Zope somebody with rights knocks at: a frozen edition stays what it was."""

from collective.socialgovernance.refusals import Refused
from collective.socialgovernance.texts.digest import digests
from collective.socialgovernance.texts.gathering import clauses_of
from collective.socialgovernance.texts.gathering import edition_facts
from collective.socialgovernance.transitions.firing import history_of
from collective.socialgovernance.transitions.firing import state_of
from plone import api
from plone.app.contentrules.actions.copy import CopyAction
from plone.app.contentrules.actions.delete import DeleteAction
from plone.app.contentrules.actions.move import MoveAction
from plone.app.contentrules.actions.workflow import WorkflowAction
from plone.contentrules.rule.interfaces import IExecutable
from plone.protect.authenticator import createToken
from plone.uuid.interfaces import IUUID
from tests import intranet
from tests.client import PASSWORD
from typing import Any
from zope.component import getMultiAdapter
from zope.lifecycleevent import ObjectModifiedEvent

import pytest
import requests
import transaction


PROPPATCH = (
    '<?xml version="1.0"?><d:propertyupdate xmlns:d="DAV:"><d:set><d:prop>'
    '<title xmlns="http://www.zope.org/propsets/default">Hacked</title>'
    "</d:prop></d:set></d:propertyupdate>"
)
LOCK = (
    '<?xml version="1.0"?><d:lockinfo xmlns:d="DAV:"><d:lockscope><d:exclusive/></d:lockscope>'
    "<d:locktype><d:write/></d:locktype></d:lockinfo>"
)
E, C = "gov/charte/e1", "gov/charte/e1/writing"

DAV: tuple[tuple[str, str, str, str], ...] = (
    # method, address, destination, body
    ("PUT", C, "", "Hacked"),
    ("PUT", E, "", "Hacked"),
    ("PUT", f"{E}/new.txt", "", "Hacked"),
    ("MKCOL", f"{E}/new", "", ""),
    ("DELETE", C, "", ""),
    ("DELETE", E, "", ""),
    ("MOVE", C, f"{E}/moved", ""),
    ("MOVE", C, "gov/guide/e1/moved", ""),
    ("MOVE", E, "gov/guide/e9", ""),
    ("COPY", C, f"{E}/copied", ""),
    ("COPY", E, "gov/charte/e9", ""),
    ("PROPPATCH", E, "", PROPPATCH),
    ("PROPPATCH", C, "", PROPPATCH),
    ("LOCK", C, "", LOCK),
    ("UNLOCK", C, "", ""),
)
REST: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("PATCH", E, {"one_minute": "<p>Hacked</p>"}),
    ("PATCH", E, {"id": "e9"}),
    ("PATCH", E, {"ordering": {"obj_id": "writing", "delta": "top"}}),
    ("PATCH", E, {"sort": {"on": "id", "order": "descending"}}),
    ("PATCH", E, {"allow_discussion": True, "subjects": ["Hacked"], "effective": "2020-01-01T00:00:00"}),
    ("PATCH", C, {"text": "<p>Hacked</p>"}),
    ("PATCH", C, {"id": "hacked"}),
    ("POST", E, {"@type": "Clause", "title": "Hacked"}),
    ("POST", E, {"@type": "Document", "title": "Hacked"}),
    ("POST", f"{E}/@copy", {"source": C}),
    ("POST", f"{E}/@move", {"source": "gov/guide/e1/mine"}),
    ("POST", "gov/charte/@copy", {"source": E}),
    ("POST", "gov/guide/@move", {"source": E}),
    ("POST", "gov/guide/e1/@move", {"source": C}),
    ("POST", f"{C}/@comments/", {"text": "Hacked"}),
    ("POST", f"{E}/@comments/", {"text": "Hacked"}),
    ("PATCH", f"{E}/@history", {"version": 0}),
    ("PATCH", f"{C}/@history", {"version": 0}),
    ("POST", f"{C}/@lock", {"stealable": False, "timeout": 7200}),
    ("POST", f"{E}/@sharing", {"entries": [{"id": "emp", "type": "user", "roles": {"Editor": True}}]}),
    ("POST", f"{E}/@workingcopy", {}),
    ("POST", f"{E}/@translations", {"id": "/gov/guide"}),
    ("POST", f"{E}/@workflow/submit", {"comment": "Hacked", "effective": "2020-01-01"}),
    ("DELETE", C, {}),
    ("DELETE", E, {}),
    ("DELETE", "gov/charte", {}),
    ("DELETE", "gov", {}),
)
FORMS: tuple[tuple[str, dict[str, Any]], ...] = (
    (f"{C}/edit", {"form.widgets.IBasic.title": "Hacked", "form.buttons.save": "Save"}),
    (f"{E}/@@write", {"act": "save", "one_minute": "Hacked"}),
    (f"{E}/@@paste", {"text": "# Hacked\n\nHacked", "act": "cut"}),
    (f"{C}/object_rename", {"form.widgets.new_id": "hacked", "form.buttons.Rename": "Rename"}),
    (f"{E}/object_rename", {"form.widgets.new_id": "e9", "form.buttons.Rename": "Rename"}),
    (f"{C}/object_cut", {}),
    (f"{E}/object_paste", {}),
    (f"{C}/delete_confirmation", {"form.buttons.Delete": "Delete"}),
    (f"{E}/delete_confirmation", {"form.buttons.Delete": "Delete"}),
    (f"{E}/@@sharing", {"form.button.Save": "Save", "inherit:boolean": "True"}),
    (f"{E}/manage_delObjects", {"ids:list": "writing"}),
    (f"{E}/manage_renameObject", {"id": "writing", "new_id": "hacked"}),
    (f"{E}/manage_renameObjects", {"ids:list": "writing", "new_ids:list": "hacked"}),
    (f"{E}/manage_cutObjects", {"ids:list": "writing"}),
    (f"{E}/manage_pasteObjects", {}),
    (f"{E}/manage_importObject", {"file": "hacked.zexp"}),
    (f"{E}/manage_changeProperties", {"title": "Hacked"}),
    (f"{C}/manage_changeProperties", {"title": "Hacked"}),
    (f"{E}/manage_permission", {"permission_to_manage": "Modify portal content", "roles:list": "Editor"}),
    (f"{E}/manage_setLocalRoles", {"userid": "emp", "roles:list": "Editor"}),
    (f"{E}/manage_role", {"role_to_manage": "Editor", "permissions:list": "Modify portal content"}),
    (f"{E}/manage_proxyRoles", {"roles:list": "Manager"}),
    (f"{E}/manage_addProduct/OFSP/manage_addFolder", {"id": "hacked"}),
    (f"{E}/invokeFactory", {"type_name": "Clause", "id": "hacked"}),
    (f"{E}/moveObjectsUp", {"ids:list": "writing"}),
    (f"{E}/moveObjectsToBottom", {"ids:list": "writing"}),
    (f"{E}/folder_move", {"item_id": "writing", "delta": "1"}),
    (f"{E}/@@fc-order", {"itemOrder": "writing", "delta": "top", "id": "writing"}),
    (f"{E}/@@fc-rename", {"UID_0": "{clause}", "newid_0": "hacked", "newtitle_0": "Hacked"}),
    ("gov/charte/@@fc-delete", {"selection": '["{edition}"]', "folder": "/gov/charte"}),
    (f"{E}/@@fc-delete", {"selection": '["{clause}"]', "folder": f"/{E}"}),
    (f"{E}/@@fc-properties", {"selection": '["{clause}"]', "effectiveDate": "2020-01-01", "folder": f"/{E}"}),
    (f"{E}/@@fc-rearrange", {"rearrange_on": "id", "reversed": "true", "folder": f"/{E}"}),
    (f"{E}/revertversion", {"version_id": "0"}),
    (f"{E}/content-checkout", {"form.button.Checkout": "Check out", "checkout_location": "parent"}),
    (f"{E}/@@manage-content-rules", {"form.button.Enable": "x"}),
    (f"{E}/setTitle", {"title": "Hacked"}),
    (f"{E}/manage_workflowAction", {"action": "return_to_draft"}),
    ("manage_undo_transactions", {"transaction_info:list": "x"}),
)

BREAKING = {f"MKCOL {E}/new", f"{E}/manage_addProduct/OFSP/manage_addFolder"}
"""Doors from before Plone that refuse without a word: they know nothing of our errors."""


@pytest.fixture()
def edition(served: Any) -> Any:
    """The edition in force of a charter; beside it a draft guide; ``mgr`` is a Manager with every role."""
    api.user.grant_roles(username="mgr", roles=["Manager"])
    intranet.directory()
    made = intranet.programme(served)
    made.manage_setLocalRoles("mgr", ["Governance Owner", "Governance Editor", "Governance Legal"])
    made.reindexObjectSecurity()
    text = intranet.charter(made)
    intranet.walk_to("in_force", text["e1"])
    with api.env.adopt_user(username="edi"):
        guide = api.content.create(made, "Guide", "guide", title="Guide")
        intranet.add_clause(guide["e1"], "writing", id="mine")
    transaction.commit()
    return text["e1"]


def fingerprint(edition: Any) -> dict[str, Any]:
    """Everything that must stay."""
    return {
        "addresses": sorted(edition.__parent__.objectIds()),
        "uids": [IUUID(each) for each in (edition, *clauses_of(edition))],
        "ids": list(edition.objectIds()),
        "digest": digests(edition_facts(edition)) == edition.digests,
        "kept": (edition.digest, edition.number, edition.authors, edition.title, edition.in_force_on),
        "state": state_of(edition),
        "acts": len(history_of(edition)),
        "roles": sorted(edition.get_local_roles()),
        "rights": edition.rolesOfPermission("Modify portal content"),
        "subjects": (edition.Subject(), edition["writing"].Subject(), str(edition.EffectiveDate())),
        "title": edition["writing"].Title(),
    }


def knock(site: str, userid: str, edition: Any) -> Any:
    """Each request in turn: what was asked and the answer."""
    auth, names = (userid, PASSWORD), {"edition": IUUID(edition), "clause": IUUID(edition["writing"])}
    with api.env.adopt_user(username=userid):
        token = str(createToken())
    options: dict[str, Any] = {"auth": auth, "timeout": 60, "allow_redirects": False}
    for method, path, destination, body in DAV:
        headers = {"Content-Type": "text/xml", "Depth": "0", "Overwrite": "T"}
        if destination:
            headers["Destination"] = f"{site}/{destination}"
        url = f"{site}/{path}"
        yield f"{method} {path}", requests.request(method, url, headers=headers, data=body, **options)
    for method, path, values in REST:
        body = {**values, "source": f"{site}/{values['source']}"} if "source" in values else values
        headers = {"Accept": "application/json"}
        url = f"{site}/{path}"
        yield f"{method} {path}", requests.request(method, url, headers=headers, json=body, **options)
    for path, values in FORMS:
        form = {
            key: value.replace("{edition}", names["edition"]).replace("{clause}", names["clause"])
            for key, value in values.items()
        }
        form["_authenticator"] = token
        yield path, requests.post(f"{site}/{path}", data=form, **options)


@pytest.mark.parametrize("userid", ["edi", "mgr"])
def test_no_door_leads_to_a_frozen_text(edition, served, userid):
    before = fingerprint(edition)
    assert before["digest"] and before["state"] == "in_force"
    changed, broken = [], []
    for door, answer in knock(served.absolute_url(), userid, edition):
        if answer.status_code >= 500 and door not in BREAKING:
            broken.append((door, answer.status_code, answer.text[:200]))
        transaction.begin()
        now = fingerprint(edition)
        if now != before:
            changed.append((door, answer.status_code, [key for key in now if now[key] != before[key]]))
            before = now
    assert not changed, "\n".join(map(str, changed))
    assert not broken, "\n".join(map(str, broken))


@pytest.mark.parametrize("part", [None, "writing"])
def test_no_rule_of_the_site_copies_moves_or_removes_it(portal, part):
    text = intranet.charter(intranet.programme(portal))
    edition = intranet.walk_to("in_force", text["e1"])
    folder = api.content.create(portal, "Folder", "elsewhere")
    before = fingerprint(edition)
    target = edition if part is None else edition[part]
    for action in (DeleteAction(), MoveAction(), CopyAction(), WorkflowAction()):
        if hasattr(action, "target_folder"):
            action.target_folder = "/elsewhere"
        if hasattr(action, "transition"):
            action.transition = "withdraw"
        executable = getMultiAdapter((portal, action, ObjectModifiedEvent(target)), IExecutable)
        with api.env.adopt_user(username="edi"):
            try:
                done = executable()
            except Refused:
                done = False
        assert done is False, type(action).__name__
        assert fingerprint(edition) == before
        assert folder.objectIds() == []

"""An edition that arrives by another way than the workflow is a draft again."""

from collective.socialgovernance.evidence.interfaces import IEventLog
from collective.socialgovernance.transitions.firing import state_of
from io import BytesIO
from pathlib import Path
from persistent.mapping import PersistentMapping
from plone import api
from plone.exportimport.exporters import get_exporter
from plone.exportimport.importers import get_importer
from plone.uuid.interfaces import IUUID
from tests.intranet import charter
from tests.intranet import programme
from tests.intranet import walk_to
from typing import Any
from zope.component import getUtility
from zope.lifecycleevent import modified

import json
import pytest
import transaction


def test_a_charter_imported_from_another_site_comes_with_drafts(portal, caplog):
    text = charter(programme(portal))
    edition = walk_to("in_force", text["e1"])
    transaction.savepoint()
    exported = BytesIO()
    text._p_jar.exportFile(text._p_oid, exported)
    exported.seek(0)
    # In the other site nobody knows how this edition came into force.
    getUtility(IEventLog).__init__()
    arrived = portal._p_jar.importFile(exported)
    arrived.id = "arrived"
    portal["gov"]._setObject("arrived", arrived)
    edition = portal["gov"]["arrived"]["e1"]
    assert state_of(edition) == "draft"
    assert (edition.number, edition.digest, edition.in_force_on) == (None, None, None)
    assert "arrived as in_force" in caplog.text
    with api.env.adopt_user(username="emp"):
        assert not api.user.has_permission("View", obj=edition)


def brought_in_again(portal: Any, text: Any) -> Any:
    """The same text a second time in the same programme, by Zope's own export and import."""
    transaction.savepoint()
    exported = BytesIO()
    text._p_jar.exportFile(text._p_oid, exported)
    exported.seek(0)
    arrived = portal._p_jar.importFile(exported)
    arrived.id = "arrived"
    portal["gov"]._setObject("arrived", arrived)
    return portal["gov"]["arrived"]


def test_a_charter_that_is_here_already_arrives_as_another_one(portal):
    text = charter(programme(portal))
    edition = walk_to("in_force", text["e1"])
    uids = {IUUID(text), IUUID(edition)}
    acts = len(getUtility(IEventLog).of(IUUID(edition)))
    arrived = brought_in_again(portal, text)
    assert state_of(arrived["e1"]) == "draft" and not arrived["e1"].digest
    assert {IUUID(arrived), IUUID(arrived["e1"])}.isdisjoint(uids)
    assert {IUUID(text), IUUID(edition)} == uids and state_of(edition) == "in_force"
    assert len(getUtility(IEventLog).of(IUUID(edition))) == acts
    (event,) = getUtility(IEventLog).of(IUUID(arrived["e1"]))
    assert (event.action, event.before, event.after) == ("arrive", "in_force", "draft")
    found = api.portal.get_tool("portal_catalog").unrestrictedSearchResults(portal_type="Charter")
    assert {brain.UID: brain.getPath() for brain in found} == {
        IUUID(text): "/plone/gov/charte",
        IUUID(arrived): "/plone/gov/arrived",
    }


def history(workflow: str, state: str) -> dict[str, Any]:
    act = {
        "action": "approve",
        "actor": "x",
        "comments": "",
        "time": "2026-01-05T09:00:00",
        "review_state": state,
    }
    return {"review_state": state, "workflow_history": {workflow: [act]}}


def exported(path: Path, *items: dict[str, Any]) -> Path:
    """A folder as the site's exporter writes it, of what another site said it had."""
    content = path / "content"
    content.mkdir()
    names = []
    for number, item in enumerate(items):
        names.append(f"{number}.json")
        item = {"id": item["@id"].split("/")[-1], "UID": f"{number:032d}", **item}
        (content / names[-1]).write_text(json.dumps(item), encoding="utf-8")
    metadata = {
        "__version__": "1.0.0",
        "_data_files_": names,
        **{
            name: {} for name in ("default_page", "local_permissions", "local_roles", "ordering", "relations")
        },
    }
    (content / "__metadata__.json").write_text(json.dumps(metadata), encoding="utf-8")
    return path


@pytest.mark.parametrize("state", ["review", "approved", "in_force"])
def test_what_the_import_of_a_site_gives_a_state_is_a_draft_when_it_is_kept(served, tmp_path, caplog, state):
    programme(served)
    text = {"@id": "/gov/other", "@type": "Charter", "title": "Other", "owner_functions": ["comms", "legal"]}
    edition = {"@id": "/gov/other/e1", "@type": "Edition", "one_minute": "<p>Court</p>"}
    get_importer(served).import_site(
        exported(
            tmp_path,
            {**text, **history("address_workflow", "published")},
            {**edition, **history("edition_workflow", state)},
        )
    )
    transaction.commit()
    transaction.begin()
    arrived = served["gov"]["other"]
    assert IUUID(arrived["e1"]) == f"{1:032d}"
    assert (state_of(arrived), state_of(arrived["e1"])) == ("unpublished", "draft")
    assert f"/plone/gov/other/e1 arrived as {state}" in caplog.text
    with api.env.adopt_user(username="emp"):
        assert not api.user.has_permission("View", obj=arrived)
        assert not api.portal.get_tool("portal_catalog")(id="other")
    assert "arrive" in [event.action for event in getUtility(IEventLog).of(IUUID(arrived["e1"]))]


def test_what_is_looked_at_again_may_be_gone_by_then(served):
    made = programme(served)
    charter(made, "one")
    saved = transaction.savepoint()
    charter(made, "two")
    saved.rollback()
    made.manage_renameObject("one", "uno")
    transaction.commit()
    assert state_of(made["uno"]["e1"]) == "draft" and "two" not in made


def test_an_edition_whose_acts_are_known_keeps_its_state_when_it_is_moved(portal):
    edition = walk_to("in_force", charter(programme(portal))["e1"])
    uid = IUUID(edition)
    folder = api.content.create(portal, "Folder", "hr")
    api.content.move(portal["gov"], folder)
    assert state_of(folder["gov"]["charte"]["e1"]) == "in_force"
    assert IUUID(folder["gov"]["charte"]["e1"]) == uid


def test_an_edition_that_an_import_gives_a_state_afterwards_is_a_draft_again(portal, caplog):
    edition = charter(programme(portal))["e1"]
    tool = api.portal.get_tool("portal_workflow")
    status = dict(tool.getStatusOf("edition_workflow", edition), review_state="in_force")
    edition.workflow_history = PersistentMapping({"edition_workflow": (status,)})
    edition.number, edition.digests = "1.0.0", {"fr": "0" * 64}
    assert state_of(edition) == "in_force"
    modified(edition)
    assert (state_of(edition), edition.number, edition.digest) == ("draft", None, None)
    assert "arrived as in_force" in caplog.text


def test_the_export_of_the_whole_site_carries_no_edition(portal, tmp_path):
    text = charter(programme(portal))
    walk_to("in_force", text["e1"])
    get_exporter(portal).export_site(tmp_path)
    exported = "".join(path.read_text(encoding="utf-8") for path in tmp_path.rglob("*.json"))
    assert '"Charter"' in exported
    assert '"Edition"' not in exported and '"Clause"' not in exported and "Secretword" not in exported

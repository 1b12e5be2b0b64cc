"""An edition that arrives by another way than the workflow is a draft again."""

from collective.socialgovernance.evidence.interfaces import IEventLog
from collective.socialgovernance.transitions.firing import state_of
from io import BytesIO
from persistent.mapping import PersistentMapping
from plone import api
from plone.exportimport.exporters import get_exporter
from plone.uuid.interfaces import IUUID
from tests.intranet import charter
from tests.intranet import programme
from tests.intranet import walk_to
from zope.component import getUtility
from zope.lifecycleevent import modified

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

"""An edition that arrives by another way than the workflow is a draft again."""

from collective.socialgovernance.evidence.interfaces import IEventLog
from collective.socialgovernance.transitions.firing import state_of
from io import BytesIO
from plone import api
from plone.uuid.interfaces import IUUID
from tests.intranet import charter
from tests.intranet import programme
from tests.intranet import walk_to
from zope.component import getUtility

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

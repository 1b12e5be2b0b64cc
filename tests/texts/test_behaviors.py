"""What the behaviors of our types give to their objects."""

from plone.locking.interfaces import ITTWLockable
from plone.uuid.interfaces import IAttributeUUID
from tests import intranet

import pytest


@pytest.mark.parametrize("path", ["charte", "charte/e1", "charte/e1/writing"])
def test_two_people_do_not_write_one_thing_at_once(portal, path):
    programme = intranet.programme(portal)
    intranet.charter(programme)
    content = programme.restrictedTraverse(path)
    assert ITTWLockable.providedBy(content)
    assert IAttributeUUID.providedBy(content)

"""The demo company in a site: built by the ordinary acts of its people."""

from collective.socialgovernance.demo.load import load


def test_demo_loads(portal):
    load(portal)
    assert "prendre-la-parole" in portal.objectIds()

"""Owners of a programme see when another one covers the same people."""

from plone import api
from tests import intranet
from tests.browser.reading.visitor import Visitor

import pytest
import transaction


@pytest.fixture()
def two_programmes(served):
    intranet.directory()
    intranet.programme(served, perimeter=["rd"])
    api.content.create(served, "GovernanceProgramme", "other", title="Elsewhere", country="FR")
    transaction.commit()
    return lambda userid: Visitor(served.absolute_url(), userid)


PANEL = "//section[@id='governance-overlaps']"


def test_owners_are_told_which_departments_are_in_two_programmes(two_programmes):
    page = two_programmes("own").open("gov")
    assert "R&D" in page.text(PANEL) and "Company" not in page.text(PANEL)
    assert page.one(f"{PANEL}//a/@href").endswith("/other")


def test_readers_and_editors_are_not_bothered_with_it(two_programmes):
    for userid in ("emp", "edi", "ref"):
        assert not two_programmes(userid).open("gov").all(PANEL), userid

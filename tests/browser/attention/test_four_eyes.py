"""Owners of a programme see while something there hangs on one person."""

from tests import intranet
from tests.browser.reading.visitor import Visitor

import pytest
import transaction


PANEL = "//section[@id='governance-four-eyes']"


@pytest.fixture()
def programme(served):
    intranet.directory()
    made = intranet.programme(served, referent="ref", referent_backup="head")
    transaction.commit()
    return made


@pytest.fixture()
def visit_as(served):
    return lambda userid: Visitor(served.absolute_url(), userid)


def test_nothing_is_said_where_two_people_look_after_everything(programme, visit_as):
    assert not visit_as("own").open("gov").all(PANEL)


def test_owners_read_what_hangs_on_whom_and_how_to_change_it(programme, visit_as):
    programme.manage_delLocalRoles(["own2", "leg"])
    programme.referent_backup = None
    programme.reindexObjectSecurity()
    transaction.commit()
    words = visit_as("own").open("gov").text(PANEL)
    assert "Nobody could approve what the only owner has written." in words
    assert "Ask a site administrator to give Governance Owner to one more person. (today: own)" in words
    assert "Name a referent and a backup on the programme. (today: Rita Sol)" in words
    assert "give Governance Legal to a person who is not the referent" in words


def test_only_owners_and_those_above_them_are_told(programme, visit_as):
    programme.manage_delLocalRoles(["own2"])
    transaction.commit()
    for userid in ("emp", "edi", "leg", "ref", "aud"):
        assert not visit_as(userid).open("gov").all(PANEL), userid
    assert visit_as("own").open("gov").all(PANEL)
    assert not visit_as("own").open("gov").all(f"{PANEL}//a")


def test_the_backup_counts_without_being_given_a_role(programme, visit_as):
    programme.manage_delLocalRoles(["ref"])
    transaction.commit()
    assert not visit_as("own").open("gov").all(PANEL)

"""Programmes that cover the same departments are pointed at."""

from collective.socialgovernance.programme.perimeters import overlaps_of
from plone import api
from tests.intranet import directory
from tests.intranet import programme


def other(container, **values):
    return api.content.create(
        container, "GovernanceProgramme", "other", title="Elsewhere", country="FR", **values
    )


def test_two_programmes_for_everybody_overlap_everywhere(portal):
    directory()
    made = programme(portal)
    assert overlaps_of(made) == []
    second = other(portal)
    (overlap,) = overlaps_of(made)
    assert overlap.programme.getId() == "other"
    assert overlap.departments == ("Company", "R&D")
    assert overlaps_of(second)[0].programme.getId() == "gov"


def test_a_perimeter_counts_with_the_departments_below(portal):
    directory()
    made = programme(portal, perimeter=["rd"])
    other(portal, perimeter=["co"])
    (overlap,) = overlaps_of(made)
    assert overlap.departments == ("R&D",)


def test_without_a_directory_nothing_overlaps(portal):
    made = programme(portal)
    other(portal)
    assert overlaps_of(made) == []


def test_a_programme_that_the_reader_may_not_see_is_not_named(portal):
    directory()
    made = programme(portal)
    other(api.content.create(portal, "Folder", "closed"))
    with api.env.adopt_user(username="own"):
        (overlap,) = overlaps_of(made)
    assert overlap.programme is None and overlap.departments

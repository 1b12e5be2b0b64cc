"""What becomes of pages that were acknowledged: copied, moved, deleted, given to others."""

from collective.socialgovernance.pages.publishing import editions_of_page
from collective.socialgovernance.pages.publishing import publish_edition
from plone import api
from tests import intranet
from tests.browser.reading.visitor import Visitor
from tests.pages.test_over_rest import acknowledge
from tests.pages.test_over_rest import BEHAVIOR
from tests.pages.test_over_rest import with_behavior

import pytest
import transaction


@pytest.fixture()
def page(served):
    """A page that ``emp`` acknowledged in a programme; ``out`` owns another one and may edit the page."""
    with_behavior("Document")
    intranet.directory()
    programme = intranet.programme(served)
    other = api.content.create(
        served, "GovernanceProgramme", "other", title="Other", what_i_gain=intranet.rich("<p>Joy.</p>")
    )
    other.manage_setLocalRoles("out", ["Governance Owner"])
    made = api.content.create(
        served,
        "Document",
        "rules",
        title="House rules",
        text=intranet.rich("<p>Knock twice.</p>"),
        ack_programme=api.content.get_uuid(programme),
    )
    made.manage_setLocalRoles("out", ["Editor"])
    api.content.transition(made, "publish")
    publish_edition(made)
    transaction.commit()
    return made


@pytest.fixture()
def answered(page, rest):
    acknowledge(rest("emp"), page.absolute_url(), note="Which door?")
    transaction.begin()
    return page


def own_data(rest, served):
    """What ``emp`` finds about themself: as data, as a page."""
    (answer,) = rest("emp").get("@my-governance/data")["answers"]
    return answer, Visitor(served.absolute_url(), "emp").open("@@my-data").words


def forget_behavior():
    type_info = api.portal.get_tool("portal_types")["Document"]
    type_info.manage_changeProperties(behaviors=tuple(n for n in type_info.behaviors if n != BEHAVIOR))


@pytest.mark.parametrize("lost", ["the page", "the behavior", "the programme"])
def test_what_was_answered_stays_readable_when_something_is_gone(answered, rest, served, lost):
    if lost == "the page":
        api.content.delete(answered)
    elif lost == "the behavior":
        forget_behavior()
    else:
        answered.ack_programme = "gone"
    transaction.commit()
    answer, words = own_data(rest, served)
    assert answer["text"]["title"] == "House rules" and answer["note"] == "Which door?"
    assert "Knock twice." in words and "House rules" in words
    rest("emp").get(f"@my-governance/receipts/{answer['id']}")
    emp = Visitor(served.absolute_url(), "emp")
    assert emp.open(f"@@my-receipt?id={answer['id']}").status == 200
    for userid in ("emp", "own", "edi", "mgr"):
        assert rest(userid).get("@my-governance")["tasks"] == []
        assert Visitor(served.absolute_url(), userid).open("@@my-governance").status == 200


def test_ones_own_data_shows_the_words_of_the_page_that_was_acknowledged(answered, rest, served):
    assert "Knock twice." in own_data(rest, served)[1]


def test_a_page_without_a_programme_disturbs_nobody(page, rest, served):
    page.ack_programme = "gone"
    transaction.commit()
    for userid in ("emp", "own", "edi"):
        visitor = Visitor(served.absolute_url(), userid)
        assert rest(userid).get("@my-governance")["tasks"] == []
        for path in ("@@my-governance", "@@my-data", "rules", "rules/view"):
            assert visitor.open(path).status == 200, path
        for name in ("coverage", "acknowledgment-rows", "acknowledge", "page-edition", "publish-edition"):
            assert visitor.open(f"rules/@@{name}").status < 500, name
        for name in ("editions", "acknowledgment", "acknowledgments", "coverage", "coverage-over-time"):
            rest(userid).get(f"rules/@{name}", expect=None)
            client = rest(userid)
            client.get(f"rules/@{name}", expect=None)
            assert client.last.status_code < 500, name


def test_a_copy_has_no_editions_and_a_moved_page_keeps_its_own(answered, rest, served):
    copied = api.content.copy(answered, served, "copied")
    moved = api.content.move(
        answered, api.content.create(served, "Folder", "attic", title="Attic"), "renamed"
    )
    api.content.transition(moved.__parent__, "publish")
    transaction.commit()
    assert editions_of_page(copied) == ()
    rest("own").get("copied/@acknowledgment", expect=404)
    assert rest("emp").get("attic/renamed/@acknowledgment")["status"] == "acknowledged"
    assert rest("own").get("attic/renamed/@acknowledgments", status="acknowledged")["items_total"] == 1


@pytest.mark.parametrize(
    "values",
    [
        {"ack_audience": ["co"]},
        {"ack_optional": True},
        {"ack_validity_months": 3},
        {"ack_programme": "other"},
    ],
)
def test_only_owners_change_whom_a_published_page_asks(page, rest, served, values):
    if "ack_programme" in values:
        values = {"ack_programme": api.content.get_uuid(served["other"])}
    (field,) = values
    refused = rest("out").patch("rules", values, expect=403)
    assert field in str(refused)
    rest("out").patch("rules", {"text": "<p>Knock thrice.</p>"})
    rest().patch("rules", values)


def test_titles_of_pages_that_somebody_may_not_see_are_not_told_with_their_questions(answered, rest):
    api.content.transition(answered, "retract")
    answered.manage_delLocalRoles(["own"])
    answered.reindexObjectSecurity()
    transaction.commit()
    rest("own").get("rules", expect=401)
    assert "House rules" not in str(rest("own").get("@my-governance"))

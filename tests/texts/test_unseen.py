"""What is not in force leaks nowhere: page, search, REST, listings, feeds."""

from AccessControl import getSecurityManager
from AccessControl import Unauthorized
from AccessControl.PermissionRole import rolesForPermissionOn
from AccessControl.SecurityManagement import newSecurityManager
from AccessControl.SpecialUsers import nobody
from collective.socialgovernance.refusals import Refused
from collective.socialgovernance.texts.answering import owed_by
from collective.socialgovernance.texts.preparing import rich
from collective.socialgovernance.texts.tasks import tasks_of
from datetime import date
from plone import api
from tests.contract.company import Company
from tests.intranet import act
from tests.intranet import charter
from tests.intranet import directory
from tests.intranet import FORMALITIES
from tests.intranet import next_edition
from tests.intranet import programme
from tests.intranet import walk_to
from z3c.relationfield import RelationValue
from zope.component import getMultiAdapter
from zope.component import getUtility
from zope.intid.interfaces import IIntIds
from zope.lifecycleevent import modified

import gzip
import pytest
import transaction


WORD = "Secretword"


def seen_by(userid: str, portal) -> list[str]:
    with api.env.adopt_user(username=userid):
        catalog = api.portal.get_tool("portal_catalog")
        return sorted(
            {brain.getPath() for brain in [*catalog(SearchableText=WORD), *catalog(path="/plone/gov")]}
        )


def checked(permission: str, content) -> bool:
    return bool(getSecurityManager().checkPermission(permission, content))


@pytest.mark.parametrize("state", ["draft", "review", "legal", "formalities"])
def test_search_knows_nothing_of_a_text_before_its_first_edition_is_in_force(portal, state):
    text = charter(programme(portal))
    walk_to(state, text["e1"])
    assert seen_by("emp", portal) == ["/plone/gov"]
    assert "/plone/gov/charte" in seen_by("edi", portal)


@pytest.mark.parametrize("state", ["draft", "review", "legal", "formalities"])
def test_who_edits_the_intranet_meets_no_page_of_a_text_that_they_may_not_see(portal, state):
    text = charter(programme(portal))
    walk_to(state, text["e1"])
    text.__parent__.manage_setLocalRoles("out", ["Reader", "Contributor", "Editor", "Reviewer"])
    with api.env.adopt_user(username="out"):
        assert checked("List folder contents", text.__parent__)
        for content in (text, text["e1"], text["e1"]["writing"]):
            for permission in ("View", "List folder contents", "Sharing page: Delegate roles"):
                assert not checked(permission, content), f"{permission} on {content.id}"
        for content in (text, text["e1"]):
            for page in ("@@fc-contextInfo", "@@sharing", "folder_contents"):
                with pytest.raises(Unauthorized):
                    content.restrictedTraverse(page)


def test_who_edits_the_intranet_lists_a_text_that_everybody_reads(portal):
    text = charter(programme(portal))
    walk_to("in_force", text["e1"])
    text.__parent__.manage_setLocalRoles("out", ["Editor"])
    with api.env.adopt_user(username="out"):
        assert checked("List folder contents", text)


def test_search_finds_the_edition_in_force_by_its_text_once(portal):
    text = charter(programme(portal))
    walk_to("in_force", text["e1"])
    with api.env.adopt_user(username="emp"):
        found = api.portal.get_tool("portal_catalog")(SearchableText=WORD)
        assert [brain.getPath() for brain in found] == ["/plone/gov/charte"]


def test_search_does_not_know_the_words_of_a_draft_beside_the_one_in_force(portal):
    text = charter(programme(portal))
    walk_to("in_force", text["e1"])
    draft = next_edition(text, "minor")
    with api.env.adopt_user(username="edi"):
        draft["writing"].text = rich("<p>Tomorrowword</p>")
        modified(draft["writing"])
        text.reindexObject()
    with api.env.adopt_user(username="edi"):
        assert len(api.portal.get_tool("portal_catalog")(SearchableText="Tomorrowword")) == 0


def test_editions_and_clauses_are_never_in_the_catalog(portal):
    text = charter(programme(portal))
    walk_to("in_force", text["e1"])
    next_edition(text, "minor")
    catalog = api.portal.get_tool("portal_catalog")
    assert not catalog.unrestrictedSearchResults(portal_type=["Edition", "Clause"])


def test_a_programme_is_open_to_signed_in_people_where_anonymous_visitors_read(portal):
    made = programme(portal)
    assert "Anonymous" in rolesForPermissionOn("View", portal)
    assert "Anonymous" not in rolesForPermissionOn("View", made)
    assert made.rolesOfPermission("View")
    catalog = api.portal.get_tool("portal_catalog")
    with api.env.adopt_user(username="emp"):
        assert [brain.getPath() for brain in catalog(portal_type="GovernanceProgramme")] == ["/plone/gov"]
        assert api.user.has_permission("View", obj=made)
    newSecurityManager(None, nobody)
    assert not catalog(portal_type="GovernanceProgramme")
    assert not api.user.has_permission("View", obj=made)


def test_a_programme_in_a_closed_section_stays_closed(portal):
    folder = api.content.create(portal, "Folder", "closed")
    made = programme(folder)
    walk_to("in_force", charter(made)["e1"])
    folder.manage_permission("View", ["Manager"], acquire=0)
    folder.manage_permission("Access contents information", ["Manager"], acquire=0)
    folder.reindexObjectSecurity()
    with api.env.adopt_user(username="emp"):
        assert not api.user.has_permission("View", obj=made["charte"]["e1"])
        assert not api.portal.get_tool("portal_catalog")(path="/plone/closed")


def test_nobody_is_told_that_they_owe_what_they_may_not_see(portal):
    directory()
    folder = api.content.create(portal, "Folder", "closed")
    api.content.transition(folder, "publish")
    text = charter(programme(folder))
    walk_to("in_force", text["e1"])
    with api.env.adopt_user(username="emp"):
        assert [owed.text.id for owed in owed_by("emp")] == ["charte"]
        assert [task.title for task in tasks_of("emp")] == ["Charte"]
    api.content.transition(folder, "retract")
    with api.env.adopt_user(username="emp"):
        assert owed_by("emp") == []
        assert tasks_of("emp") == []


def test_sharing_cannot_open_a_draft(portal):
    text = charter(programme(portal))
    for target in (portal["gov"], text, text["e1"]):
        target.manage_setLocalRoles("emp", ["Reader", "Contributor", "Editor", "Reviewer"])
        target.reindexObjectSecurity()
    with api.env.adopt_user(username="emp"):
        assert not api.user.has_permission("View", obj=text["e1"])
        assert not api.user.has_permission("View", obj=text)
        assert not api.user.has_permission("Modify portal content", obj=text["e1"])
    assert seen_by("emp", portal) == ["/plone/gov"]


def test_a_binding_edition_is_shown_from_its_approval_as_published_and_not_before(portal):
    text = charter(programme(portal))
    edition = walk_to("formalities", text["e1"])
    with api.env.adopt_user(username="emp"):
        assert not api.user.has_permission("View", obj=edition)
    with api.env.adopt_user(username="con"):
        assert api.user.has_permission("View", obj=edition)
    edition.formalities = dict(FORMALITIES)
    edition.effective_from = date(2099, 1, 1)
    act("leg", edition, "approve")
    with api.env.adopt_user(username="emp"):
        assert api.user.has_permission("View", obj=edition)
        assert api.user.has_permission("View", obj=text)


def test_over_rest_a_reader_meets_no_draft(rest, served):
    company = Company(rest)
    company.programme()
    url = company.draft()
    for client, refusals in ((rest("emp"), (401, 403, 404)), (rest(None), (401, 404))):
        for path in (url, "gov/charte", f"{url}/@workflow", f"{url}/@acknowledgment", f"{url}/@coverage"):
            client.get(path, expect=None)
            assert client.last.status_code in refusals, path
        client.get(f"{url}/@workflow", expect=None)
    found = rest("emp").get("@search", SearchableText="yourself")
    assert found["items_total"] == 0
    assert rest("emp").get("gov")["items"] == []
    navigation = rest("emp").get("@navigation", **{"expand.navigation.depth": 3})
    assert "charte" not in str(navigation).lower()
    sitemap = rest("emp").session.get(f"{served.absolute_url()}/gov/RSS", timeout=30)
    assert "Charte" not in sitemap.text


def test_over_rest_a_superseded_edition_is_for_those_who_acknowledged_it(rest):
    company = Company(rest)
    company.directory()
    company.programme()
    url = company.draft()
    company.publish(url)
    shown = rest("emp").get(f"{url}/@acknowledgment")
    rest("emp").post(
        f"{url}/@acknowledgment", {"answer": "acknowledged", "digest": shown["edition"]["digest"]}, expect=201
    )
    second = company.next_draft("gov/charte", "minor")
    company.publish(second)
    assert rest("emp").get(url)["review_state"] == "superseded"
    rest("mgr").get(url, expect=401)
    assert [item["number"] for item in rest("mgr").get("gov/charte/@editions")["items"]] == ["1.1.0"]
    assert [item["number"] for item in rest("emp").get("gov/charte/@editions")["items"]] == ["1.1.0", "1.0.0"]


FEEDS = (
    "sitemap.xml.gz",
    "sitemap",
    "RSS",
    "rss.xml",
    "atom.xml",
    "gov/RSS",
    "gov/rss.xml",
    "gov/atom.xml",
    "@@search?SearchableText=Secretword",
    "search_rss?SearchableText=Secretword",
    "recently_modified",
    "@@latest-updates",
    "@@latest-updates.rss",
    "@@latest-updates-box",
    "gov",
    "",
)
HIDDEN = "Hiddentitle"


@pytest.fixture()
def hidden(served):
    """A charter that nobody may see yet, and a page that refers to it; gives the page's address."""
    text = charter(programme(served))
    text.title = text["e1"].title = HIDDEN
    text.reindexObject()
    catalog = api.portal.get_tool("portal_catalog")
    assert catalog(Title=HIDDEN)
    api.portal.set_registry_record("plone.enable_sitemap", True)
    page = api.content.create(served, "Document", "page", title="A page")
    intids = getUtility(IIntIds)
    page.relatedItems = [RelationValue(intids.getId(text))]
    modified(page)
    api.content.transition(page, "publish")
    private = api.content.create(served, "Document", "private", title=f"{HIDDEN} strategy")
    served["gov"].strategy_page = RelationValue(intids.getId(private))
    modified(served["gov"])
    transaction.commit()
    return page.absolute_url()


@pytest.mark.parametrize("userid", ["emp", None])
def test_no_feed_no_map_and_no_list_tells_the_title_of_a_text_before_its_time(served, rest, hidden, userid):
    reader = rest(userid).session
    reader.headers["Accept"] = "text/html"
    for path in FEEDS:
        answer = reader.get(f"{served.absolute_url()}/{path}", timeout=60)
        told = gzip.decompress(answer.content) if answer.content[:2] == b"\x1f\x8b" else answer.content
        assert HIDDEN.encode() not in told, path
        assert b"gov/charte" not in told, path


@pytest.mark.parametrize("userid", ["emp", None])
def test_what_refers_to_an_unseen_text_does_not_name_it(served, rest, hidden, userid):
    page = rest(userid).get(hidden)
    assert page["title"] == "A page" and HIDDEN not in str(page) and "charte" not in str(page["relatedItems"])
    reader = rest(userid).session
    reader.headers["Accept"] = "text/html"
    shown = reader.get(hidden, timeout=60)
    assert shown.status_code == 200 and HIDDEN not in shown.text
    assert HIDDEN in str(rest("edi").get(hidden)["relatedItems"])


def test_a_programme_does_not_name_a_page_that_the_reader_may_not_see(rest, hidden):
    assert rest("emp").get("gov")["strategy_page"] is None
    assert HIDDEN in str(rest().get("gov")["strategy_page"])


def test_search_finds_the_edition_in_force_by_its_text_in_each_language_once(portal):
    text = charter(programme(portal))
    text["e1"].translations = {"en": {"title": "Charter", "one_minute": "<p>Minuteword</p>"}}
    text["e1"]["writing"].translations = {"en": {"title": "Words", "text": "<p>Englishword</p>"}}
    walk_to("in_force", text["e1"])
    walk_to("in_force", next_edition(text, "minor"))
    catalog = api.portal.get_tool("portal_catalog")
    with api.env.adopt_user(username="emp"):
        for word in ("Secretword", "Englishword", "Minuteword"):
            assert [brain.getPath() for brain in catalog(SearchableText=word)] == ["/plone/gov/charte"], word


@pytest.mark.parametrize("where", ["gov", "gov/charte", "gov/charte/e1"])
def test_no_other_page_takes_the_address_of_a_programme_or_of_a_text(portal, where):
    charter(programme(portal))
    content = portal.unrestrictedTraverse(where)
    assert not content.canSetDefaultPage()
    with pytest.raises(Refused):
        content.setDefaultPage("e1")
    assert content.getDefaultPage() is None
    menu = getMultiAdapter((content, portal.REQUEST), name="plone_context_state")
    assert not menu.is_default_page()

"""The demo company in a site: built by the ordinary acts of its people, at the times they acted."""

from collections import Counter
from collective.socialgovernance import wallclock
from collective.socialgovernance.acknowledgments.entries import ON_BEHALF
from collective.socialgovernance.acknowledgments.interfaces import ILedger
from collective.socialgovernance.ambassadors.index import registrations_of
from collective.socialgovernance.ambassadors.tasks import tasks_of
from collective.socialgovernance.demo import accounts
from collective.socialgovernance.demo import cast
from collective.socialgovernance.demo import company
from collective.socialgovernance.demo import history
from collective.socialgovernance.demo.load import load
from collective.socialgovernance.demo.past import clock_set_to
from collective.socialgovernance.directory.interfaces import IDirectory
from collective.socialgovernance.evidence.interfaces import IEventLog
from collective.socialgovernance.texts.answering import owed_by
from collective.socialgovernance.texts.covering import coverage_of
from datetime import datetime
from datetime import timedelta
from datetime import timezone
from plone import api
from plone.uuid.interfaces import IUUID
from tests.site_day import site_day
from threading import Thread
from typing import Any
from zope.component import getUtility
from zope.schema import getValidationErrors

import pytest


PROGRAMME = "prendre-la-parole"


@pytest.fixture()
def loaded(portal: Any) -> Any:
    load(portal)
    return portal


def today() -> Any:
    return site_day()


def entries_of(edition: Any) -> list[Any]:
    ledger = getUtility(ILedger)
    return [entry for key in ledger.keys(IUUID(edition)) for entry in ledger.entries(IUUID(edition), key)]


def test_loading_again_changes_nothing(loaded):
    charter = loaded[PROGRAMME]["charte"]
    before = entries_of(charter["e2"])
    load(loaded)
    assert charter.objectIds() == ["e1", "e2"]
    assert entries_of(charter["e2"]) == before


def test_charter_has_a_history_and_the_guide_is_in_force(loaded):
    programme = loaded[PROGRAMME]
    charter, guide = programme["charte"], programme["carnet-de-bord"]
    states = {
        edition.id: (edition.number, api.content.get_state(edition)) for edition in charter.objectValues()
    }
    assert states == {"e1": ("1.0.0", "superseded"), "e2": ("1.1.0", "in_force")}
    assert api.content.get_state(guide["e1"]) == "in_force"
    assert charter["e1"].in_force_on == company.moved(company.CHARTER_STARTED, today())
    assert charter["e2"].in_force_on == company.moved(company.UPDATE_STARTED, today())
    assert set(charter["e2"].digests) == {"fr", "en"}
    assert charter["e2"].change_class == "minor"
    ids = charter["e2"].objectIds()
    assert len(ids) == len(charter["e1"].objectIds()) + 1
    assert ids.index("made-with-ai") == ids.index("where-you-speak-from") + 1
    assert ids.index("your-rights") > 0


def test_what_was_written_is_valid(loaded):
    programme = loaded[PROGRAMME]
    for content in (programme, programme["charte"], programme["carnet-de-bord"]):
        assert _invalid(content) == []
    for text in (programme["charte"], programme["carnet-de-bord"]):
        for edition in text.objectValues():
            assert _invalid(edition) == []
            assert [
                (clause.id, _invalid(clause)) for clause in edition.objectValues() if _invalid(clause)
            ] == []


def _invalid(content: Any) -> list[Any]:
    schema = api.portal.get_tool("portal_types")[content.portal_type].lookupSchema()
    return list(getValidationErrors(schema, content))


def test_whoever_approved_had_not_written_it(loaded):
    log = getUtility(IEventLog)
    programme = loaded[PROGRAMME]
    for edition in (*programme["charte"].objectValues(), *programme["carnet-de-bord"].objectValues()):
        actors = {event.action: event.actor for event in log.of(IUUID(edition))}
        assert edition.authors == (cast.EDITOR,)
        assert actors["submit"] == cast.EDITOR
        assert actors["approve"] in (cast.OWNER, cast.SECOND_OWNER)
        assert ("send_to_legal" in actors) == (edition.legal_force == "informative")


def test_answers_are_in_the_ledger_as_told(loaded):
    charter = loaded[PROGRAMME]["charte"]
    entries = [*entries_of(charter["e1"]), *entries_of(charter["e2"])]
    told = [answer for answer in history.answers(today()) if answer.text == history.CHARTER]
    assert Counter((entry.subject, entry.answer, entry.language) for entry in entries) == Counter(
        (answer.userid, answer.answer, answer.language) for answer in told
    )
    on_paper = [entry for entry in entries if entry.mode == ON_BEHALF]
    assert {entry.subject for entry in on_paper} >= set(history.ON_PAPER)
    assert all(entry.note for entry in on_paper)
    assert max(entry.at for entry in entries) < wallclock.now()
    languages = Counter(entry.language for entry in entries)
    assert languages["fr"] > languages["en"] > 10


def test_coverage_differs_by_department(loaded):
    coverage = coverage_of(loaded[PROGRAMME]["charte"]["e2"])
    rates = {row.id: row.figures.rate for row in coverage.rows}
    assert len(rates) == 9 and None not in rates.values()
    assert 0.33 <= rates["chantier"] <= 0.37
    assert rates["rh"] == 1.0
    assert rates["finance"] > 0.93 and rates["etudes"] > 0.85
    assert not any(row.figures.suppressed for row in coverage.rows)
    counts = coverage.total.counts
    assert coverage.total.audience == len(getUtility(IDirectory).everybody(today()))
    assert {status for status, count in counts.items() if count} >= {
        "acknowledged",
        "pending",
        "critical",
        "exception_pending",
        "exempt",
        "on_leave",
    }


def test_a_page_of_the_intranet_is_acknowledged_too(loaded):
    page = loaded["la-maison"]["notre-strategie-reseaux"]
    figures = coverage_of(page).total
    assert 20 < figures.audience < 80 and 0.5 < figures.rate < 0.9
    assert [owed.text for owed in owed_by(cast.SCOPE_WRITER) if owed.standing.owing] == [page]
    assert not any(owed.text == page for owed in owed_by(cast.EMPLOYEE))


def test_superseded_edition_keeps_the_figures_of_its_day(loaded):
    before = coverage_of(loaded[PROGRAMME]["charte"]["e1"]).total
    after = coverage_of(loaded[PROGRAMME]["charte"]["e2"]).total
    assert 0.4 < before.rate < after.rate


def test_some_have_something_to_do_and_others_nothing(loaded):
    owed = {
        login: {item.text.id: item.standing.status for item in owed_by(login)}
        for login in (cast.EMPLOYEE, cast.ENGLISH_EMPLOYEE, cast.AMBASSADOR, history.WITHDREW)
    }
    assert owed[cast.EMPLOYEE]["charte"] == "pending"
    assert owed[cast.ENGLISH_EMPLOYEE]["charte"] == "critical"
    assert owed[cast.AMBASSADOR]["charte"] == "acknowledged"
    assert owed[history.WITHDREW]["charte"] == "pending"
    states = Counter(api.content.get_state(each) for each in registrations_of(loaded[PROGRAMME]))
    assert states["active"] >= loaded[PROGRAMME].k_threshold
    assert {"draft", "applied", "deferred", "endorsed", "onboarding", "paused", "on_hold"} < set(states)
    for login, kind in ((cast.DEPARTMENT_HEAD, "endorse"), (cast.REFERENT, "certify")):
        with api.env.adopt_user(username=login):
            assert kind in {task.kind for task in tasks_of(login)}


def test_directory_knows_the_company(loaded):
    directory = getUtility(IDirectory)
    assert 290 <= len(directory.everybody(today())) <= 310
    assert len(directory.departments(today())) == 9
    assert directory.heads("etudes", today()) == (cast.DEPARTMENT_HEAD,)
    year_ago = today() - timedelta(days=365)
    assert directory.person(cast.STAFF_REPRESENTATIVE, year_ago).department == "chantier"


def test_an_employee_finds_the_texts_in_force(loaded):
    programme = loaded[PROGRAMME]
    with api.env.adopt_user(username=cast.EMPLOYEE):
        found = {brain.portal_type for brain in api.content.find(context=programme)}
        assert found == {"GovernanceProgramme", "Charter", "Guide", "SpeakingScope"}
        assert api.user.has_permission("View", obj=programme["charte"]["e2"])
        assert not api.user.has_permission("View", obj=programme["charte"]["e1"])
        titles = [brain.Title for brain in api.content.find(portal_type="News Item")]
        assert len(titles) >= 4
        listed = api.content.find(
            context=loaded, depth=1, exclude_from_nav=False, sort_on="getObjPositionInParent"
        )
        assert [brain.getId for brain in listed] == ["bienvenue", PROGRAMME, "actualites", "la-maison"]
    with api.env.adopt_user(username=cast.AMBASSADOR):
        assert api.user.has_permission("View", obj=programme["charte"]["e1"])


def test_home_page_leads_to_the_texts(loaded):
    markup = loaded[loaded.getDefaultPage()].text.raw
    assert "{" not in markup
    for text in (loaded[PROGRAMME], loaded[PROGRAMME]["charte"], loaded[PROGRAMME]["carnet-de-bord"]):
        assert f'href="resolveuid/{IUUID(text)}"' in markup


def test_everyone_of_the_cast_can_sign_in_and_nobody_else(loaded):
    named = {row["userid"] for row in company.people()}
    known = set(loaded.acl_users.source_users.getUserIds())
    assert known & named == {account.login for account in cast.ACCOUNTS}
    for _who, login, password, _try_this in accounts():
        user = loaded.acl_users.authenticate(login, password, loaded.REQUEST)
        assert user is not None and user.getId() == login
    roles = dict(loaded[PROGRAMME].get_local_roles())
    for account in cast.ACCOUNTS:
        assert set(account.roles) <= set(roles.get(account.login, ()))


def test_clock_is_the_true_one_again(loaded):
    assert abs(wallclock.now() - datetime.now(timezone.utc)) < timedelta(minutes=1)


def test_clock_is_set_for_one_thread_only():
    past = datetime(2020, 1, 1, tzinfo=timezone.utc)
    seen: list[datetime] = []
    with clock_set_to(past):
        other = Thread(target=lambda: seen.append(wallclock.now()))
        other.start()
        other.join()
        assert wallclock.now() == past
    assert seen[0] > past

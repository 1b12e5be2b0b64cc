"""What is coming up in a programme, and who may see what of it."""

from collective.socialgovernance import wallclock
from collective.socialgovernance.acknowledgments.api import Given
from collective.socialgovernance.clock.coming import coming_up
from collective.socialgovernance.clock.feeds import IFeedTokens
from collective.socialgovernance.clock.feeds import reader_of
from collective.socialgovernance.directory.interfaces import IDirectory
from collective.socialgovernance.scopes.freezing import freeze
from collective.socialgovernance.texts.answering import give_answer
from datetime import date
from datetime import datetime
from datetime import timedelta
from datetime import timezone
from plone import api
from tests import intranet
from tests.ambassadors import company
from tests.scopes import company as scopes
from typing import Any
from zope.component import getMultiAdapter
from zope.component import getUtility

import pytest


TODAY = date(2026, 9, 1)
NOW = datetime(2026, 9, 1, 8, tzinfo=timezone.utc)
ONE_DAY = timedelta(days=1)


@pytest.fixture()
def at(monkeypatch: Any) -> Any:
    """``at(day)`` lets the machine's clock show the morning of a day."""

    def show(day: date) -> None:
        instant = datetime(day.year, day.month, day.day, 8, tzinfo=timezone.utc)
        monkeypatch.setattr(wallclock, "now", lambda: instant)

    show(TODAY)
    return show


@pytest.fixture()
def gov(portal: Any, at: Any) -> Any:
    return company.programme(portal)


def seen_by(userid: str, programme: Any, first: date = TODAY) -> list[tuple[str, str, int | None]]:
    with api.env.adopt_user(username=userid):
        return [(each.kind, each.title, each.count) for each in coming_up(programme, first, "en")]


def days_of(userid: str, programme: Any, kind: str, first: date = TODAY) -> list[date]:
    with api.env.adopt_user(username=userid):
        return [each.day for each in coming_up(programme, first, "en") if each.kind == kind]


def test_each_thing_with_a_day_stands_on_it(gov: Any) -> None:
    text = intranet.charter(gov)
    intranet.walk_to("in_force", text["e1"])
    text["e1"].review_due = date(2026, 10, 5)
    coming = intranet.walk_to("approved", intranet.next_edition(text, "minor"))
    coming.effective_from = date(2026, 11, 2)
    coming.formalities = {**coming.formalities, "publicity_date": date(2026, 9, 20)}
    gov["rd"]["e1"].valid_to = date(2026, 9, 30)
    with api.env.adopt_user(username="ref"):
        freeze(gov["rd"], "A recall", date(2026, 9, 4))
    with api.env.adopt_user(username="own"):
        found = {each.kind: each.day for each in coming_up(gov, TODAY, "en")}
    assert found == {
        "review": date(2026, 10, 5),
        "start": date(2026, 11, 2),
        "formality": date(2026, 9, 20),
        "scope_end": date(2026, 9, 30),
        "freeze_end": date(2026, 9, 4),
    }


def test_a_scope_that_starts_and_nothing_beyond_ninety_days(gov: Any) -> None:
    coming = scopes.walk_to("approved", scopes.following(gov["rd"]))
    assert days_of("own", gov, "scope_start") == [coming.valid_from]
    gov["rd"]["e1"].valid_to = TODAY + 90 * ONE_DAY
    assert days_of("own", gov, "scope_end") == [TODAY + 90 * ONE_DAY]
    gov["rd"]["e1"].valid_to = TODAY + 91 * ONE_DAY
    assert days_of("own", gov, "scope_end") == []


@pytest.fixture()
def page(gov: Any, portal: Any) -> Any:
    """A page of the intranet that the owner looks after."""
    info = api.portal.get_tool("portal_types")["Document"]
    before = info.behaviors
    info.manage_changeProperties(behaviors=(*before, "collective.socialgovernance.refreshable"))
    values = {"review_owner": "own", "review_due": date(2026, 10, 8)}
    yield api.content.create(portal, "Document", "rules", title="House rules", **values)
    info.manage_changeProperties(behaviors=before)


def test_a_page_of_the_intranet_that_is_looked_at_again_is_there(gov: Any, page: Any) -> None:
    review = ("review", "House rules", None)
    assert review not in seen_by("own", gov), "the page is private"
    api.content.transition(page, "publish")
    assert review in seen_by("own", gov)


def test_a_review_that_is_past_is_still_told_and_a_freeze_that_ended_is_not(gov: Any, at: Any) -> None:
    text = intranet.charter(gov)
    intranet.walk_to("in_force", text["e1"])
    text["e1"].review_due = TODAY - ONE_DAY
    assert days_of("own", gov, "review") == [TODAY - ONE_DAY]


def test_names_are_for_who_may_see_the_registration_and_figures_for_others(gov: Any, at: Any) -> None:
    made = company.walk_to("active", company.registration(gov))
    at(made.valid_to - 30 * ONE_DAY)
    first = made.valid_to - 30 * ONE_DAY
    assert ("renewal", "Emma Petit", 1) in seen_by("own", gov, first)
    assert not [each for each in seen_by("edi", gov, first) if each[0] == "renewal"], "one is too few"
    gov.k_threshold = 1
    assert ("renewal", "", 1) in seen_by("edi", gov, first)
    assert not [each for each in seen_by("edi", gov, first) if "Emma" in each[1]]


def test_reviews_of_holds_are_there(gov: Any) -> None:
    made = company.walk_to("on_hold", company.registration(gov))
    made.hold = {**made.hold, "review_on": TODAY + 9 * ONE_DAY}
    assert days_of("leg", gov, "hold") == [TODAY + 9 * ONE_DAY]
    assert not [each for each in seen_by("edi", gov) if each[0] == "hold"], "one is too few"
    gov.k_threshold = 1
    assert ("hold", "", 1) in seen_by("edi", gov)


def test_nothing_is_told_of_a_text_that_one_may_not_see(gov: Any) -> None:
    text = intranet.charter(gov)
    intranet.walk_to("in_force", text["e1"])
    text["e1"].review_due = date(2026, 10, 5)
    assert ("review", "Charte", None) in seen_by("edi", gov)
    text["e1"].manage_permission("View", ["Governance Owner"], acquire=0)
    assert ("review", "Charte", None) in seen_by("own", gov)
    assert not [each for each in seen_by("edi", gov) if each[0] == "review"]


@pytest.mark.parametrize(("threshold", "told"), [(1, 2), (10, None)])
def test_how_many_lapse_is_told_by_week_and_not_about_too_few(
    gov: Any, at: Any, threshold: int, told: int | None
) -> None:
    gov.k_threshold = threshold
    text = intranet.charter(gov, ack_validity_months=1)
    text["e1"].translations = {"en": {"title": "Speaking up"}}
    intranet.walk_to("in_force", text["e1"])
    for number, userid in enumerate(("emp", "mgr", "head")):
        at(TODAY + (0, 1, 10)[number] * ONE_DAY)
        with api.env.adopt_user(username=userid):
            give_answer(text["e1"], userid, userid, Given("acknowledged", digest=text["e1"].digest))
    first = TODAY + 12 * ONE_DAY
    with api.env.adopt_user(username="own"):
        found = [each for each in coming_up(gov, first, "en") if each.kind == "lapse"]
        lapses, titles = {each.day: each.count for each in found}, {each.title for each in found}
    # Given on 1 and 2 September, and on the 11th: lapsing in the weeks of 28 September and 5 October.
    assert lapses == {date(2026, 9, 28): told, date(2026, 10, 5): told and 1}
    assert titles == {"Speaking up"}, "as its edition in force is called in that language"
    assert days_of("ref", gov, "lapse", first) == [], "figures are for those who may see them"


def test_who_renewed_on_a_later_edition_of_the_line_is_counted_once(gov: Any, at: Any) -> None:
    gov.k_threshold = 1
    text = intranet.charter(gov, ack_validity_months=1)
    intranet.walk_to("in_force", text["e1"])
    with api.env.adopt_user(username="emp"):
        give_answer(text["e1"], "emp", "emp", Given("acknowledged", digest=text["e1"].digest))
    at(TODAY + 5 * ONE_DAY)
    second = intranet.walk_to("in_force", intranet.next_edition(text, "minor"))
    with api.env.adopt_user(username="emp"):
        give_answer(second, "emp", "emp", Given("acknowledged", digest=second.digest))
    assert days_of("own", gov, "lapse", TODAY + 6 * ONE_DAY) == [date(2026, 10, 5)]


def test_a_token_is_kept_as_a_hash_and_one_works_at_a_time(portal: Any) -> None:
    tokens = getUtility(IFeedTokens)
    first = tokens.renew("own", None, NOW)
    assert len(first) >= 43
    assert tokens.owner_of(first) == ("own", None)
    assert first not in repr(list(tokens._owners.items())) + repr(list(tokens._hashes.items()))
    second = tokens.renew("own", None, NOW)
    assert (tokens.owner_of(first), tokens.owner_of(second)) == (None, ("own", None))
    tokens.revoke("own")
    assert tokens.owner_of(second) is None
    assert tokens.made_at("own") is None
    tokens.revoke("own")


@pytest.mark.parametrize("token", ["", "x", "é", "0" * 10_000])
def test_a_token_that_nobody_made_is_nobodys(portal: Any, token: str) -> None:
    assert reader_of(token, NOW) is None


def test_who_left_or_whose_userid_is_another_persons_reads_nothing(gov: Any, at: Any) -> None:
    tokens, directory = getUtility(IFeedTokens), getUtility(IDirectory)
    token = tokens.renew("emp", directory.key("emp"), NOW)
    assert reader_of(token, NOW).getId() == "emp"
    other = tokens.renew("mgr", directory.key("emp"), NOW)
    assert reader_of(other, NOW) is None
    row = {"userid": "emp", "fullname": "Emma Petit", "department": "rd", "joined": "2020-01-01"}
    intranet.tell([{**row, "status": "left", "left": "2026-08-31"}])
    assert reader_of(token, NOW) is None


def test_a_title_writes_nothing_into_the_feed_but_itself(gov: Any, portal: Any) -> None:
    gov.title = "A\r\nX-EVIL:1, 2; 3"
    gov["rd"].title = "R\nBEGIN:VEVENT"
    gov["rd"]["e1"].valid_to = TODAY + 9 * ONE_DAY
    request = portal.REQUEST
    request.form["token"] = getUtility(IFeedTokens).renew("own", getUtility(IDirectory).key("own"), NOW)
    told = getMultiAdapter((gov, request), name="coming-up.ics")().decode()
    lines = told.replace("\r\n ", "").split("\r\n")
    assert "X-WR-CALNAME:Coming up: A\\nX-EVIL:1\\, 2\\; 3" in lines
    assert "X-PUBLISHED-TTL:PT12H" in lines
    assert lines.count("BEGIN:VEVENT") == 1 and not any(line.startswith("X-EVIL") for line in lines)

"""Who is reminded of which review, with what they can do at once."""

from collective.socialgovernance import wallclock
from collective.socialgovernance.clock.due import week_of
from collective.socialgovernance.clock.runs import Moment
from collective.socialgovernance.days import day_of
from collective.socialgovernance.refreshing.pages import looked_after
from collective.socialgovernance.refreshing.tidings import ReviewTidings
from collective.socialgovernance.texts.tasks import tasks_of
from datetime import date
from datetime import timedelta
from plone import api
from tests import intranet
from tests.scopes import company
from typing import Any
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent

import pytest


ONE_DAY = timedelta(days=1)


def today() -> date:
    return day_of(wallclock.now(), "Europe/Paris")


def told(portal: Any, day: date) -> list[tuple[str, str, tuple[str, ...], tuple[str, ...]]]:
    """(kind, title, whom, addresses after the site) of what there is to tell on a day."""
    found = []
    for tidings, whom in ReviewTidings(portal).due(Moment(day, wallclock.now())):
        line = tidings.line("en")
        links = tuple(url.removeprefix(portal.absolute_url()) for _words, url in line.links)
        found.append((line.kind, line.title, tuple(whom), links))
    return found


@pytest.fixture()
def programme(portal: Any) -> Any:
    return company.programme(portal)


@pytest.fixture()
def text(programme: Any) -> Any:
    made = intranet.charter(programme)
    intranet.walk_to("in_force", made["e1"])
    return made


def test_the_owners_are_reminded_sixty_thirty_and_seven_days_before(portal: Any, text: Any) -> None:
    due = text["e1"].review_due
    assert told(portal, due - 61 * ONE_DAY) == []
    links = ("/gov/charte/e1/@@transition?transition=reaffirm", "/gov/charte/@@ask-editors")
    for left, kind in ((60, "review_60"), (31, "review_60"), (30, "review_30"), (7, "review_7")):
        assert told(portal, due - left * ONE_DAY) == [(kind, "Charte", ("own", "own2"), links)]


def test_an_owner_is_led_to_what_they_may_do(portal: Any, programme: Any, text: Any) -> None:
    programme.manage_setLocalRoles("own", ["Governance Owner", "Governance Editor"])
    due = text["e1"].review_due
    assert [(whom, links[1]) for _kind, _title, whom, links in told(portal, due)] == [
        (("own",), "/gov/charte/@@prepare"),
        (("own2",), "/gov/charte/@@ask-editors"),
    ]


@pytest.mark.parametrize(
    "language,subject", [("en", "To review: Charte"), ("fr", "À réexaminer\xa0: Charte")]
)
def test_a_mail_about_one_review_says_so_in_its_subject(
    portal: Any, text: Any, language: str, subject: str
) -> None:
    moment = Moment(text["e1"].review_due, wallclock.now())
    assert [tidings.line(language).subject for tidings, _whom in ReviewTidings(portal).due(moment)] == [
        subject
    ]


def test_an_owner_who_left_is_not_reminded(portal: Any, text: Any) -> None:
    gone = {"userid": "own", "fullname": "Olga", "department": "rd", "status": "left"}
    intranet.tell([gone])
    assert told(portal, text["e1"].review_due)[0][2] == ("own2",)


def test_who_prepares_the_next_edition_is_led_to_it_and_left_alone_once_it_is_approved(
    portal: Any, text: Any
) -> None:
    due = text["e1"].review_due
    draft = intranet.next_edition(text, "minor")
    assert told(portal, due)[0][3][1] == "/gov/charte/e2"
    draft.effective_from = due + ONE_DAY
    intranet.walk_to("in_force", draft)
    assert told(portal, due) == []


def test_reaffirming_moves_the_reminders_with_the_day(portal: Any, text: Any) -> None:
    text["e1"].review_due = today()
    assert told(portal, today())
    intranet.act("own", text["e1"], "reaffirm")
    assert told(portal, today()) == []


def test_the_reviews_of_the_texts_of_one_owner_are_in_different_weeks(programme: Any, text: Any) -> None:
    others = [intranet.charter(programme, f"text-{number}") for number in range(3)]
    for other in others:
        intranet.walk_to("in_force", other["e1"])
    days = [each["e1"].review_due for each in (text, *others)]
    assert days == sorted(days, reverse=True)
    assert len({week_of(day) for day in days}) == 4
    intranet.act("own", others[0]["e1"], "reaffirm")
    assert week_of(others[0]["e1"].review_due) == week_of(days[1])


def test_who_leads_the_department_is_reminded_of_the_end_of_its_scope(portal: Any, programme: Any) -> None:
    made = company.scope(programme)
    company.walk_to("in_force", made["e1"])
    last, title = made["e1"].valid_to, f"Speaking scope “{made.title}”"
    assert told(portal, last - 20 * ONE_DAY) == [("review_30", title, ("head",), ("/gov/rd/@@prepare",))]
    gone = {"userid": "head", "fullname": "Head", "department": "rd", "status": "left"}
    intranet.tell([gone])
    assert told(portal, last - 20 * ONE_DAY)[0][2] == ("mgr",)


class TestPages:
    """Any page of the intranet with the behavior."""

    @pytest.fixture()
    def page(self, programme: Any, portal: Any) -> Any:
        info = api.portal.get_tool("portal_types")["Document"]
        before = info.behaviors
        info.manage_changeProperties(behaviors=(*before, "collective.socialgovernance.refreshable"))
        made = api.content.create(
            portal, "Document", "rules", title="House rules", review_owner="emp", review_deputy="mgr"
        )
        api.content.transition(made, "publish")
        yield made
        info.manage_changeProperties(behaviors=before)

    def test_a_day_is_chosen_in_a_week_without_another_review(self, portal: Any, page: Any) -> None:
        assert page.review_due.year == today().year + 1
        second = api.content.create(portal, "Document", "more", title="More", review_owner="emp")
        assert second.review_due == page.review_due - 7 * ONE_DAY
        other = api.content.create(portal, "Document", "other", title="Other", review_owner="ref")
        assert other.review_due == page.review_due

    @pytest.mark.parametrize("role,links", [("Reader", ()), ("Editor", ("/rules/edit",))])
    def test_its_owner_is_reminded_and_led_to_what_they_may_do(
        self, portal: Any, page: Any, role: str, links: tuple[str, ...]
    ) -> None:
        page.manage_setLocalRoles("emp", [role])
        assert told(portal, page.review_due - 30 * ONE_DAY) == [
            ("review_30", "House rules", ("emp",), ("/rules/@@reaffirm", *links)),
        ]

    def test_the_deputy_steps_in_then_the_owners_of_the_programme(self, portal: Any, page: Any) -> None:
        row = next(each for each in company.PEOPLE if each["userid"] == "emp")
        intranet.tell([{**row, "department": "press"}])
        tomorrow = today() + ONE_DAY
        page.review_due = tomorrow + 5 * ONE_DAY
        notify(ObjectModifiedEvent(page))
        assert told(portal, tomorrow)[0][2] == ("emp",), "who moved before was named all the same"
        intranet.tell([{**row, "department": "press", "status": "left"}])
        (tidings, whom), *_more = ReviewTidings(portal).due(Moment(tomorrow, wallclock.now()))
        assert list(whom) == ["mgr"]
        assert "Whoever looked after it has left" in tidings.line("en").reason
        with api.env.adopt_user(username="mgr"):
            kinds = {task.kind: task.title for task in tasks_of("mgr")}
        assert "replace_contact" in kinds
        page.review_deputy = None
        with api.env.adopt_user(username="own"):
            assert "replace_contact" in {task.kind for task in tasks_of("own")}
        assert told(portal, tomorrow)[0][2] == ("own", "own2")

    def test_who_looks_after_it_has_a_task_on_the_day(self, page: Any) -> None:
        page.review_due = today()
        notify(ObjectModifiedEvent(page))
        with api.env.adopt_user(username="emp"):
            assert ("review_due", f"{page.absolute_url()}/@@reaffirm") in [
                (task.kind, task.url) for task in tasks_of("emp")
            ]
        with api.env.adopt_user(username="mgr"):
            assert "review_due" not in {task.kind for task in tasks_of("mgr")}

    def test_a_page_that_is_gone_or_that_nobody_looks_after_is_nobodys_review(
        self, portal: Any, page: Any
    ) -> None:
        second = api.content.create(portal, "Document", "more", title="More", review_owner="emp")
        assert len(looked_after()) == 2
        api.content.delete(second, check_linkintegrity=False)
        page.review_owner = None
        notify(ObjectModifiedEvent(page))
        assert looked_after() == []

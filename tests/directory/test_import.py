"""What an import makes of the directory."""

from collective.socialgovernance.directory import imports
from collective.socialgovernance.directory.interfaces import IDirectoryChanged
from collective.socialgovernance.refusals import Refused
from datetime import date
from datetime import timedelta
from tests.directory.conftest import DEPARTMENTS
from tests.directory.conftest import PEOPLE
from tests.directory.conftest import someone
from tests.directory.conftest import TODAY

import pytest
import transaction
import zope.event


TOMORROW = TODAY + timedelta(days=1)
YESTERDAY = TODAY - timedelta(days=1)


@pytest.fixture
def events():
    """The events of the directory fired while a test runs."""
    heard = []

    def listen(event):
        if IDirectoryChanged.providedBy(event):
            heard.append(event)

    zope.event.subscribers.append(listen)
    yield heard
    zope.event.subscribers.remove(listen)


def fields(refusal):
    return [problem.field for problem in refusal.value.problems]


def replaced(userid, **changes):
    """The company's people with one of them told otherwise."""
    return [{**row, **changes} if row["userid"] == userid else row for row in PEOPLE]


def test_a_new_directory_is_empty(telling):
    assert telling.directory.is_empty()
    assert telling.names(telling.directory.everybody(TODAY)) == []
    assert telling.directory.departments(TODAY) == ()
    assert telling.directory.person("emp", TODAY) is None
    assert telling.directory.history("emp") is None


def test_people_and_departments_are_counted_together(telling):
    assert telling.company() == {"created": 11, "updated": 0, "left": 0, "unchanged": 0}
    assert not telling.directory.is_empty()


def test_a_person_is_as_told(company):
    person = company.directory.person("emp", TODAY)
    assert (person.userid, person.fullname, person.email) == ("emp", "Emp", "emp@example.org")
    assert (person.department, person.manager) == ("rd", "mgr")
    assert (person.population, person.language, person.status) == ("employee", "en", "active")
    assert (person.joined, person.left) == (date(2020, 1, 1), None)
    assert company.directory.userid(person.key) == "emp"


def test_who_is_told_without_a_day_joins_on_the_day_of_the_import(telling):
    telling([{"userid": "new", "fullname": "New", "department": ""}])
    assert telling.directory.person("new", TODAY).joined == TODAY
    assert telling.directory.person("new", YESTERDAY).status == "not_joined"
    assert telling.names(telling.directory.everybody(YESTERDAY)) == []


def test_the_second_identical_import_writes_nothing(company, connection):
    counts = company.company()
    assert counts == {"created": 0, "updated": 0, "left": 0, "unchanged": 11}
    assert connection._registered_objects == []
    assert len(company.directory.imports) == 1


def test_the_second_identical_import_on_a_later_day_writes_nothing(company, connection):
    rows = [
        someone("emp", status="leave"),
        someone("mgr", since="2025-01-01"),
        someone("head", "hr", leave_from="2026-01-01", leave_until="2026-02-01"),
        someone("gone", status="left", left="2024-01-01"),
    ]
    company(rows, delta=True)
    transaction.commit()
    counts = company(rows, today=TODAY + timedelta(days=30), delta=True)
    assert counts == {"created": 0, "updated": 0, "left": 0, "unchanged": 4}
    assert connection._registered_objects == []


def test_a_plan_writes_nothing(company, connection):
    plan = company.plan(replaced("emp", department="hr"))
    assert plan.counts == {"created": 0, "updated": 1, "left": 0, "unchanged": 6}
    assert connection._registered_objects == []
    assert company.directory.person("emp", TODAY).department == "rd"


def test_who_is_not_listed_has_left_today(company):
    assert company([row for row in PEOPLE if row["userid"] != "emp"])["left"] == 1
    assert company.directory.person("emp", TODAY).status == "left"
    assert company.directory.person("emp", TODAY).left == TODAY
    assert company.directory.person("emp", YESTERDAY).status == "active"
    assert "emp" not in company.names(company.directory.everybody(TODAY))
    assert "emp" in company.names(company.directory.everybody(YESTERDAY))


def test_who_was_to_join_and_is_not_listed_never_joins(company):
    company([*PEOPLE, someone("later", joined="2026-06-01")])
    assert company.directory.person("later", date(2026, 6, 1)).status == "active"
    company(PEOPLE)
    assert company.names(company.directory.everybody(date(2026, 7, 1))).count("later") == 0


def test_delta_touches_only_what_is_listed(company):
    counts = company([{"userid": "emp", "fullname": "Emp", "department": "hr"}], delta=True)
    assert counts == {"created": 0, "updated": 1, "left": 0, "unchanged": 0}
    person = company.directory.person("emp", TODAY)
    assert (person.department, person.manager, person.email) == ("hr", "mgr", "emp@example.org")
    assert company.directory.person("mgr", TODAY).status == "active"


def test_a_complete_list_is_the_whole_truth_about_a_person(company):
    company([{"userid": "emp", "fullname": "Emp", "department": "hr"}, *PEOPLE[1:]])
    person = company.directory.person("emp", TODAY)
    assert (person.department, person.manager, person.email) == ("hr", "", "")
    assert person.joined == date(2020, 1, 1)


def test_an_absent_kind_is_left_alone(company):
    company(departments=DEPARTMENTS)
    assert len(company.directory.everybody(TODAY)) == 7
    company(PEOPLE)
    assert len(company.directory.departments(TODAY)) == 4


def test_departments_not_listed_close_and_their_people_have_none(company):
    counts = company(departments=[row for row in DEPARTMENTS if row["id"] != "hr"])
    assert counts == {"created": 0, "updated": 0, "left": 1, "unchanged": 3}
    assert company.directory.department("hr", TODAY) is None
    assert company.directory.department("hr", TODAY) is None
    assert company.directory.person("nurse", TODAY).department == ""
    assert company.names(company.directory.without_department(TODAY)) == ["nomad", "nurse"]


def test_a_closed_department_opens_again(company):
    company(departments=[row for row in DEPARTMENTS if row["id"] != "hr"])
    company(departments=DEPARTMENTS, today=TODAY + timedelta(days=9))
    assert company.directory.department("hr", TODAY + timedelta(days=8)) is None
    assert company.directory.department("hr", TODAY + timedelta(days=9)).title == "People"


class TestLeaversLimit:
    @pytest.fixture
    def hundred(self, telling):
        self.people = [someone(f"p{number}", "") for number in range(100)]
        telling(self.people)
        return telling

    def test_a_fifth_may_leave(self, hundred):
        assert hundred(self.people[20:])["left"] == 20

    def test_more_than_a_fifth_is_refused_with_the_number(self, hundred):
        with pytest.raises(Refused) as refusal:
            hundred(self.people[21:])
        assert refusal.value.status == 409
        assert fields(refusal) == ["accept_leavers"]
        assert refusal.value.problems[0].message.mapping["leaving"] == "21"
        assert len(hundred.directory.everybody(TODAY)) == 100

    def test_it_may_be_accepted(self, hundred):
        assert hundred(self.people[21:], accept_leavers=True)["left"] == 21

    def test_the_share_is_a_setting(self, hundred):
        assert hundred(self.people[21:], leavers_share=30)["left"] == 21

    def test_rows_with_status_left_count(self, hundred):
        with pytest.raises(Refused):
            hundred([{**row, "status": "left"} for row in self.people[:21]], delta=True)

    def test_fewer_than_twenty_are_never_refused(self, telling):
        people = [someone(f"p{number}", "") for number in range(19)]
        telling(people)
        assert telling([])["left"] == 19


class TestSince:
    def test_a_move_holds_from_the_day_of_the_import(self, company):
        company([someone("emp", "hr")], today=TOMORROW, delta=True)
        assert company.directory.person("emp", TODAY).department == "rd"
        assert company.directory.person("emp", TOMORROW).department == "hr"

    def test_a_membership_told_late_is_true_from_its_date(self, company):
        company([someone("emp", "hr", since="2026-01-01")], delta=True)
        assert company.directory.person("emp", date(2026, 1, 1)).department == "hr"
        assert company.directory.person("emp", date(2025, 12, 31)).department == ""
        assert company.names(company.directory.members("hr", date(2026, 1, 1))) == ["emp"]

    def test_a_membership_dated_before_the_department_was_told_opens_it(self, company):
        company([someone("chemist", "lab", since="2021-01-01")], delta=True)
        assert company.directory.ancestors("lab", date(2021, 1, 1)) == ("rd", "co")
        assert company.directory.department("hr", date(2021, 1, 1)) is None
        assert company.names(company.directory.members("co", date(2021, 1, 1), children=True)) == ["chemist"]

    def test_a_corrected_since_moves_the_beginning_and_is_logged(self, company):
        company([someone("emp", "rd", since="2025-01-01")], delta=True)
        company([someone("emp", "rd", since="2025-06-01")], delta=True)
        assert company.directory.person("emp", date(2025, 3, 1)).department == ""
        assert company.directory.person("emp", date(2025, 6, 1)).department == "rd"
        (last, _record), *_earlier = imports.history(company.directory)
        (correction,) = company.directory.corrections[last]
        assert imports.Correction._make(correction) == imports.Correction(
            "emp", "rd", date(2025, 1, 1).toordinal(), date(2025, 6, 1).toordinal()
        )

    def test_a_since_told_before_does_not_date_a_new_manager(self, company):
        company([someone("emp", "rd", manager="mgr", since="2025-01-01")], delta=True)
        company([someone("emp", "rd", manager="head", since="2025-01-01")], today=TOMORROW, delta=True)
        assert company.directory.person("emp", TODAY).manager == "mgr"
        assert company.directory.person("emp", TOMORROW).manager == "head"

    def test_later_than_today_is_refused(self, company):
        with pytest.raises(Refused) as refusal:
            company([someone("emp", since=TOMORROW.isoformat())], delta=True)
        assert fields(refusal) == ["people.0.since"]


class TestLeaves:
    def leaves(self, telling, userid="emp"):
        return [(leave.start, leave.end) for leave in telling.directory.history(userid).leaves]

    def test_they_accumulate(self, company):
        company([someone("emp", leave_from="2026-01-01", leave_until="2026-01-10")], delta=True)
        company([someone("emp", leave_from="2026-02-01", leave_until="2026-02-10")], delta=True)
        assert self.leaves(company) == [
            (date(2026, 1, 1), date(2026, 1, 10)),
            (date(2026, 2, 1), date(2026, 2, 10)),
        ]
        assert company.names(company.directory.on_leave(date(2026, 1, 10))) == ["emp"]
        assert company.names(company.directory.on_leave(date(2026, 1, 11))) == []
        history = company.directory.history("emp")
        assert history.leave_days(date(2026, 1, 6), date(2026, 2, 3)) == 8

    def test_the_same_beginning_changes_the_end(self, company):
        company([someone("emp", leave_from="2026-01-01")], delta=True)
        assert self.leaves(company) == [(date(2026, 1, 1), None)]
        company([someone("emp", leave_from="2026-01-01", leave_until="2026-01-10")], delta=True)
        assert self.leaves(company) == [(date(2026, 1, 1), date(2026, 1, 10))]

    def test_status_leave_without_days_is_open_from_today(self, company):
        company([someone("emp", status="leave")], delta=True)
        assert self.leaves(company) == [(TODAY, None)]
        assert company.directory.person("emp", TODAY).status == "leave"
        assert company.directory.person("emp", YESTERDAY).status == "active"

    def test_active_again_ends_an_open_leave_the_day_before(self, company):
        company([someone("emp", status="leave")], delta=True)
        company([someone("emp", status="active")], today=TODAY + timedelta(days=5), delta=True)
        assert self.leaves(company) == [(TODAY, TODAY + timedelta(days=4))]

    def test_leave_taken_back_the_same_day_never_was(self, company):
        company([someone("emp", status="leave")], delta=True)
        company([someone("emp", status="active")], delta=True)
        assert self.leaves(company) == []

    def test_a_row_that_tells_no_status_leaves_the_leave_alone(self, company):
        company([someone("emp", status="leave")], delta=True)
        company([someone("emp", "hr")], delta=True)
        assert company.directory.person("emp", TODAY).status == "leave"


class TestLeavingAndComingBack:
    def test_left_holds_from_its_day(self, company):
        company([someone("emp", status="left", left="2026-03-01")], delta=True)
        assert company.directory.person("emp", date(2026, 2, 28)).status == "active"
        assert company.directory.person("emp", date(2026, 3, 1)).status == "left"
        assert company.directory.leavers(date(2026, 2, 28), date(2026, 3, 1)) == ("emp",)
        assert company.directory.leavers(date(2026, 3, 1), TODAY) == ()

    def test_a_departure_may_lie_ahead(self, company):
        company([someone("emp", left="2026-04-01")], delta=True)
        assert company.directory.person("emp", TODAY).status == "active"
        assert company.directory.person("emp", TODAY).left == date(2026, 4, 1)
        assert "emp" not in company.names(company.directory.members("rd", date(2026, 4, 1)))

    def test_status_left_without_a_day_is_today(self, company):
        company([someone("emp", status="left")], delta=True)
        assert company.directory.person("emp", TODAY).left == TODAY

    def test_rehired_is_the_same_person_with_a_new_employment(self, company):
        key = company.directory.key("emp")
        company([someone("emp", status="left", left="2025-01-01")], delta=True)
        company([someone("emp", "hr", joined="2026-02-01")], delta=True)
        assert company.directory.key("emp") == key
        assert company.directory.person("emp", date(2025, 6, 1)).status == "left"
        assert company.directory.person("emp", date(2026, 2, 1)).status == "active"
        employments = company.directory.history("emp").employments
        assert [(span.start, span.end) for span in employments] == [
            (date(2020, 1, 1), date(2024, 12, 31)),
            (date(2026, 2, 1), None),
        ]

    def test_listed_again_with_the_old_day_of_joining_never_left(self, company):
        company(PEOPLE[1:])
        company(PEOPLE, today=TODAY + timedelta(days=7))
        assert company.directory.person("emp", TODAY + timedelta(days=3)).status == "active"

    def test_an_open_leave_ended_with_the_employment(self, company):
        company([someone("emp", leave_from="2024-12-01")], delta=True)
        company([someone("emp", status="left", left="2025-01-01")], delta=True)
        company([someone("emp", joined="2026-02-01")], delta=True)
        assert company.directory.person("emp", TODAY).status == "active"

    def test_somebody_else_with_an_old_userid_is_a_bad_row(self, company):
        company([someone("emp", status="left", left="2025-01-01")], delta=True)
        other = {
            "userid": "emp",
            "fullname": "Other Body",
            "email": "other@example.org",
            "department": "hr",
            "joined": "2026-02-01",
        }
        with pytest.raises(Refused) as refusal:
            company([other], delta=True)
        assert fields(refusal) == ["people.0.new_person"]

    def test_a_new_person_takes_the_userid_and_the_old_records_stay_apart(self, company, connection):
        old = company.directory.key("emp")
        company([someone("emp", status="left", left="2025-01-01")], delta=True)
        other = {
            "userid": "emp",
            "fullname": "Other Body",
            "email": "other@example.org",
            "department": "hr",
            "joined": "2026-02-01",
            "new_person": "yes",
        }
        company([other], delta=True)
        new = company.directory.key("emp")
        assert new != old
        assert company.directory.person("emp", TODAY).fullname == "Other Body"
        assert company.directory.person_of(old, TODAY).fullname == "Emp"
        assert company.directory.person_of(old, TODAY).status == "left"
        transaction.commit()
        assert company([other], delta=True)["unchanged"] == 1
        assert connection._registered_objects == []

    def test_a_renamed_person_keeps_everything(self, company, connection):
        key = company.directory.key("mgr")
        row = someone("manager", previous_userid="mgr")
        assert company([row], delta=True)["updated"] == 1
        assert company.directory.key("manager") == key
        assert company.directory.key("mgr") == key
        assert company.directory.person("emp", TODAY).manager == "manager"
        transaction.commit()
        assert company([row], delta=True)["unchanged"] == 1
        assert connection._registered_objects == []

    def test_a_former_userid_cannot_be_used(self, company):
        company([someone("manager", previous_userid="mgr")], delta=True)
        with pytest.raises(Refused) as refusal:
            company([someone("mgr"), someone("emp", manager="mgr")], delta=True)
        assert "people.0.userid" in fields(refusal)

    def test_a_renaming_can_be_taken_back(self, company):
        key = company.directory.key("mgr")
        company([someone("manager", previous_userid="mgr")], delta=True)
        assert company([someone("mgr", previous_userid="manager")], delta=True)["updated"] == 1
        assert company.directory.key("mgr") == company.directory.key("manager") == key
        assert company.directory.userid(key) == "mgr"
        assert company.directory.person("emp", TODAY).manager == "mgr"
        assert company([someone("mgr")], delta=True)["unchanged"] == 1
        with pytest.raises(Refused) as refusal:
            company([someone("manager")], delta=True)
        assert fields(refusal) == ["people.0.userid"]

    def test_an_unknown_former_userid_is_a_bad_row(self, company):
        with pytest.raises(Refused) as refusal:
            company([someone("manager", previous_userid="mrg")], delta=True)
        assert fields(refusal) == ["people.0.previous_userid"]

    def test_two_people_cannot_become_one(self, company):
        with pytest.raises(Refused) as refusal:
            company([someone("emp", previous_userid="mgr")], delta=True)
        assert fields(refusal) == ["people.0.previous_userid"]


class TestDepartments:
    def test_they_come_in_the_order_of_the_tree(self, company):
        assert [department.id for department in company.directory.departments(TODAY)] == [
            "co",
            "hr",
            "rd",
            "lab",
        ]

    def test_a_subtree_holds_what_is_below(self, company):
        assert company.directory.subtree(["rd"], TODAY) == {"rd", "lab"}
        assert company.directory.subtree(["hr", "lab"], TODAY) == {"hr", "lab"}

    def test_members_with_and_without_children(self, company):
        members = company.directory.members
        assert company.names(members("rd", TODAY)) == ["deputy", "emp", "head", "mgr"]
        assert company.names(members("rd", TODAY, children=True)) == [
            "chemist",
            "deputy",
            "emp",
            "head",
            "mgr",
        ]
        assert company.names(members("unknown", TODAY)) == []

    def test_a_new_parent_holds_from_its_day(self, company):
        moved = [{**row, "parent": "hr"} if row["id"] == "lab" else row for row in DEPARTMENTS]
        company(departments=moved, today=TOMORROW)
        assert company.directory.ancestors("lab", TODAY) == ("rd", "co")
        assert company.directory.ancestors("lab", TOMORROW) == ("hr", "co")

    def test_heads_fall_back_to_deputies_and_then_upwards(self, company):
        heads = company.directory.heads
        assert heads("rd", TODAY) == ("head",)
        assert heads("lab", TODAY) == ("head",)
        assert heads("co", TODAY) == ()
        company([someone("head", status="left")], delta=True)
        assert heads("rd", TODAY) == ("deputy",)
        assert heads("lab", TODAY) == ("deputy",)
        assert heads("rd", YESTERDAY) == ()

    def test_of_population(self, company):
        company([someone("emp", population="intern")], delta=True)
        assert company.names(company.directory.of_population("intern", TODAY)) == ["emp"]
        assert "emp" not in company.names(company.directory.of_population("employee", TODAY))


class TestEvents:
    def test_nothing_is_told_when_nothing_changed(self, company, events):
        company.company()
        assert events == []

    def test_a_new_head_names_the_departments_led(self, company, events):
        company(departments=[{"id": "rd", "title": "R&D", "head": "mgr"}], delta=True)
        assert events[0].departments == {"rd", "lab"}
        assert events[0].people == set()

    def test_a_head_who_leaves_names_the_departments_led(self, company, events):
        company([someone("head", status="left")], delta=True)
        assert events[0].departments == {"rd", "lab"}
        assert events[0].people == {"head"}

    def test_a_new_manager_names_the_person(self, company, events):
        company([someone("emp", manager="head")], delta=True)
        assert events[0].people == {"emp"}
        assert events[0].departments == set()

    def test_a_renaming_names_both_userids(self, company, events):
        company([someone("manager", previous_userid="mgr")], delta=True)
        assert events[0].renamed == {"mgr": "manager"}


def test_the_history_says_who_and_how_many(company):
    company([someone("emp", "hr")], delta=True)
    newest, first = imports.history(company.directory)
    assert (newest[0], first[0]) == (2, 1)
    assert (first[1].who, first[1].created, first[1].delta) == ("admin", 11, False)
    assert (newest[1].updated, newest[1].delta) == (1, True)


class TestBatches:
    def run(self, telling, people, commit, today=TODAY):
        day = imports.day_of_import(telling.directory, today, "fingerprint")
        plan = telling.plan(people, today=day)
        return plan, imports.apply_in_batches(
            telling.directory,
            plan,
            who="admin",
            when=None,
            commit=commit,
            fingerprint="fingerprint",
            batch=30,
        )

    def test_broken_off_and_run_again_it_ends_like_an_unbroken_run(self, telling):
        people = [someone(f"p{number}", "", manager=f"p{99 - number}") for number in range(100)]
        _plan, batches = self.run(telling, people, transaction.commit)
        assert next(batches) == 30
        batches.close()
        transaction.abort()
        assert len(telling.directory.everybody(TODAY)) == 30
        plan, batches = self.run(telling, people, transaction.commit, TOMORROW)
        assert plan.counts["unchanged"] == 30
        assert list(batches) == [30, 60, 70]
        assert len(telling.directory.everybody(TODAY)) == 100
        assert telling.directory.person("p99", TODAY).manager == "p0"
        assert telling.directory.unfinished is None

    def test_a_second_run_commits_nothing(self, telling, connection):
        people = [someone(f"p{number}", "") for number in range(100)]
        list(self.run(telling, people, transaction.commit)[1])
        assert list(self.run(telling, people, transaction.commit)[1]) == []
        assert connection._registered_objects == []

    def test_a_broken_import_leaves_no_wrong_manager_behind(self, telling):
        people = [someone(f"p{number}", "", manager=f"p{99 - number}") for number in range(100)]
        _plan, batches = self.run(telling, people, transaction.commit)
        next(batches)
        batches.close()
        telling([someone("other", "")], delta=True)
        assert telling.directory.person("p0", TODAY).manager == ""
        assert telling.directory.person("p99", TODAY) is None
        telling(people[90:], delta=True)
        assert telling.directory.person("p0", TODAY).manager == "p99"


class TestFamiliarRows:
    """Rows told before are recognised without being read, and never when they mean something new."""

    HEADER = "userid,fullname,department,manager,status,joined,leave_from,leave_until,since\n"
    EMP = "emp,Emp,rd,mgr,active,2021-01-01,,,\n"
    MGR = "mgr,Mgr,rd,,active,2021-01-01,,,\n"

    def tell(self, telling, *lines, today=TODAY, delta=True, departments=None):
        content = (self.HEADER + "".join(lines)).encode()
        people, _none = imports.read_csv(telling.directory, ("people.csv", content), None, delta)
        made = imports.plan(telling.directory, today, people, departments, delta=delta)
        return len(people.familiar), imports.apply(telling.directory, made, who="admin", when=None)

    @pytest.fixture
    def told(self, company):
        self.tell(company, self.EMP, self.MGR)
        return company

    def test_the_same_rows_are_not_read_again(self, told):
        familiar, counts = self.tell(told, self.EMP, self.MGR)
        assert familiar == 2
        assert counts == {"created": 0, "updated": 0, "left": 0, "unchanged": 2}

    def test_only_what_is_new_is_read(self, told):
        familiar, counts = self.tell(told, self.EMP.replace("rd", "hr"), self.MGR)
        assert familiar == 1
        assert counts["updated"] == 1
        assert told.directory.person("emp", TODAY).department == "hr"

    def test_who_is_recognised_has_not_left(self, company):
        self.tell(company, self.EMP, self.MGR, delta=False)
        familiar, counts = self.tell(company, self.EMP, delta=False)
        assert (familiar, counts["left"], counts["unchanged"]) == (1, 1, 1)

    def test_a_change_by_another_way_is_noticed(self, told):
        told([someone("emp", "hr", joined="2021-01-01")], delta=True)
        familiar, counts = self.tell(told, self.EMP, self.MGR)
        assert (familiar, counts["updated"]) == (1, 1)

    def test_another_mode_reads_anew(self, told):
        assert self.tell(told, self.EMP, self.MGR, delta=False)[0] == 0

    def test_a_row_that_depends_on_the_day_is_always_read(self, company):
        on_leave = "emp,Emp,rd,mgr,leave,2020-01-01,2026-03-01,2026-03-20,\n"
        undated = "emp,Emp,rd,mgr,leave,2020-01-01,,,\n"
        self.tell(company, on_leave)
        assert self.tell(company, undated, today=date(2026, 3, 15))[1]["unchanged"] == 1
        familiar, counts = self.tell(company, undated, today=date(2026, 4, 1))
        assert (familiar, counts["updated"]) == (0, 1)
        assert company.directory.person("emp", date(2026, 4, 1)).status == "leave"

    def test_a_userid_that_means_somebody_else_is_noticed(self, told):
        told([someone("manager", previous_userid="mgr")], delta=True)
        with pytest.raises(Refused) as refusal:
            self.tell(told, self.EMP)
        assert fields(refusal) == ["people.csv:2:manager"]

    def test_a_closed_department_is_noticed(self, told):
        told(departments=[row for row in DEPARTMENTS if row["id"] == "co"])
        with pytest.raises(Refused) as refusal:
            self.tell(told, self.EMP)
        assert fields(refusal) == ["people.csv:2:department"]

    def test_the_same_person_twice_is_a_bad_row(self, told):
        for lines in ((self.EMP, self.EMP), (self.EMP, self.EMP.replace("rd", "hr"))):
            with pytest.raises(Refused) as refusal:
                self.tell(told, *lines)
            assert fields(refusal) == ["people.csv:3:userid"]


class TestSearch:
    @pytest.fixture
    def named(self, telling):
        names = {"u1": "Émilie Dupont", "u2": "Emma Petit", "u3": "Jean-Émile Durand", "x9": "Ada"}
        telling([someone(userid, "", fullname=name) for userid, name in names.items()])
        return telling

    def find(self, telling, text, **options):
        return [person.userid for person in telling.directory.search(text, TODAY, **options)]

    def test_by_the_beginning_of_each_word(self, named):
        assert self.find(named, "em") == ["u1", "u2", "u3"]
        assert self.find(named, "EMIL du") == ["u1", "u3"]
        assert self.find(named, "petit emma") == ["u2"]
        assert self.find(named, "mma") == []
        assert self.find(named, " ") == []

    def test_by_userid(self, named):
        assert self.find(named, "x9") == ["x9"]
        assert self.find(named, "u", limit=2) == ["u1", "u2"]

    def test_a_new_name_replaces_the_old_one(self, named):
        named([someone("u2", "", fullname="Emma Grand")], delta=True)
        assert self.find(named, "petit") == []
        assert self.find(named, "grand") == ["u2"]

    def test_who_has_left_is_not_found(self, named):
        named([someone("u2", "", fullname="Emma Petit", status="left")], delta=True)
        assert self.find(named, "emma") == []


def test_departments_with_accents_stand_among_the_others(telling):
    titles = {"z": "Zoo", "e": "Édition", "a": "Accueil", "f": "Finance"}
    telling(departments=[{"id": id, "title": title} for id, title in titles.items()])
    assert [department.id for department in telling.directory.departments(TODAY)] == ["a", "e", "f", "z"]

"""What is read from CSV and JSON, and how bad rows are named."""

from collective.socialgovernance.directory import csv_files
from collective.socialgovernance.directory import rows
from collective.socialgovernance.refusals import Refused
from tests.directory.conftest import someone

import codecs
import pytest


HEADER = "userid,fullname,department,manager,status,joined"


def people(text, name="people.csv"):
    content = text if isinstance(text, bytes) else text.encode()
    return csv_files.csv_table(rows.PERSON_ROWS, content, name)


def departments(text):
    return csv_files.csv_table(rows.DEPARTMENT_ROWS, text.encode(), "departments.csv")


def places(table):
    return [problem.field for problem in table.problems]


class TestCsv:
    def test_a_row(self):
        table = people(f"{HEADER}\nemp, Emma Petit ,rd,mgr,active,2020-01-01\n")
        assert table.problems == ()
        (row,) = table.rows
        assert (row.userid, row.fullname, row.department) == ("emp", "Emma Petit", "rd")
        assert (row.manager, row.status, row.email) == ("mgr", "active", None)

    @pytest.mark.parametrize(
        "content",
        [
            codecs.BOM_UTF8 + "userid,fullname,department\nemp,Éma,rd\n".encode(),
            "userid;fullname;department\nemp;Éma;rd\n".encode(),
            'userid,fullname,department\r\n"emp","Éma","rd"\r\n\r\n'.encode(),
            "userid,fullname,department\remp,Éma,rd\r".encode(),
            "fullname,department,userid\nÉma,rd,emp".encode(),
        ],
        ids=["bom", "semicolons", "quoted", "old line ends", "other order"],
    )
    def test_ways_to_write_the_same(self, content):
        table = people(content)
        assert table.problems == ()
        assert [(row.userid, row.fullname, row.department) for row in table.rows] == [("emp", "Éma", "rd")]

    def test_deputies_are_separated_by_semicolons(self):
        table = departments("id,title,parent,head,deputies\nrd,R&D,,,a;b; a\n")
        assert table.rows[0].deputies == ("a", "b")

    def test_every_bad_row_is_named_by_file_line_and_column(self):
        table = people(
            f"{HEADER}\n"
            "a/b,Ann,rd,,active,\n"
            "ok,Okay,rd,,active,\n"
            "c,Cy,rd,,gone,2020-02-30\n"
            'd,"Two\nlines",rd,,active,\n'
            "e,Eve,rd,,active,01/02/2020\n"
            "ok,Again,rd,,active,\n"
            ",Nobody,rd,,active,\n"
            "f,Few\n"
        )
        assert places(table) == [
            "people.csv:2:userid",
            "people.csv:4:status",
            "people.csv:4:joined",
            "people.csv:5:fullname",
            "people.csv:7:joined",
            "people.csv:8:userid",
            "people.csv:9:userid",
            "people.csv:10",
        ]
        assert [row.userid for row in table.rows] == ["ok"]

    @pytest.mark.parametrize(
        ("text", "place"),
        [
            ("", "people.csv:1:userid"),
            ("emp,Emma,rd\n", "people.csv:1:emp"),
            ("userid,fullname\nemp,Emma\n", "people.csv:1:department"),
            ("userid,fullname,department,salary\nemp,Emma,rd,1\n", "people.csv:1:salary"),
            ("userid,fullname,department,userid\nemp,Emma,rd,emp\n", "people.csv:1:userid"),
        ],
        ids=["empty file", "no header", "missing column", "unknown column", "column twice"],
    )
    def test_bad_headers(self, text, place):
        table = people(text)
        assert place in places(table)
        assert table.rows == ()

    def test_another_encoding_is_named_for_each_line(self):
        table = people("userid,fullname,department\nemp,Éma,rd\nok,Ok,rd\nfe,Fé,rd\n".encode("latin-1"))
        assert places(table) == ["people.csv:2", "people.csv:4"]
        assert table.problems[0].message.mapping == {"byte": "0xC9", "position": "5"}

    @pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le"])
    def test_utf_16_is_named(self, encoding):
        assert people("userid,fullname,department\nemp,Emma,rd\n".encode(encoding)).problems != ()

    def test_a_nul_byte_is_named(self):
        assert places(people("userid,fullname,department\nemp,Em\0ma,rd\n")) == ["people.csv:2"]

    def test_an_endless_line_is_named(self):
        table = people("userid,fullname,department\nemp," + "x" * 10_000_000 + ",rd\n")
        assert places(table) == ["people.csv:2"]
        assert table.problems[0].message.mapping["length"] == "10000007"

    def test_a_quote_never_closed_is_named(self):
        table = people('userid,fullname,department\nemp,"Emma,rd\n')
        assert places(table) == ["people.csv:2"]


class TestJson:
    def read(self, *entries):
        return rows.json_table(rows.PERSON_ROWS, list(entries))

    def test_rows_are_those_of_csv(self):
        (row,) = self.read({"userid": "emp", "fullname": "Emma", "department": "rd", "email": None}).rows
        (same,) = people("userid,fullname,department,email\nemp,Emma,rd,\n").rows
        same.place = row.place
        assert row == same

    @pytest.mark.parametrize(
        ("changes", "column"),
        [
            ({"userid": "a/b"}, "userid"),
            ({"userid": ".."}, "userid"),
            ({"userid": 12}, "userid"),
            ({"userid": "é"}, "userid"),
            ({"fullname": " "}, "fullname"),
            ({"fullname": "Emma\nBcc: all"}, "fullname"),
            ({"email": "nowhere"}, "email"),
            ({"population": "robot"}, "population"),
            ({"language": "French"}, "language"),
            ({"status": "dead"}, "status"),
            ({"joined": "2020-13-01"}, "joined"),
            ({"joined": "20200101"}, "joined"),
            ({"joined": "2020-02-01", "left": "2020-01-01"}, "left"),
            ({"leave_from": "2020-02-01", "leave_until": "2020-01-01"}, "leave_until"),
            ({"leave_until": "2020-01-01"}, "leave_until"),
            ({"new_person": "maybe"}, "new_person"),
            ({"previous_userid": "emp"}, "previous_userid"),
            ({"salary": "1"}, "salary"),
        ],
    )
    def test_bad_values_are_named_by_field(self, changes, column):
        table = self.read(someone("other"), {**someone("emp"), **changes})
        assert places(table) == [f"people.1.{column}"]
        assert table.rows[0].userid == "other"

    def test_missing_keys_are_named_once(self):
        assert sorted(places(self.read({}))) == [
            "people.0.department",
            "people.0.fullname",
            "people.0.userid",
        ]

    def test_what_is_no_row(self):
        assert places(self.read("emp")) == ["people.0"]
        assert places(rows.json_table(rows.PERSON_ROWS, {"userid": "emp"})) == ["people"]

    def test_deputies_may_be_a_list(self):
        table = rows.json_table(rows.DEPARTMENT_ROWS, [{"id": "a", "title": "A", "deputies": ["x", "y"]}])
        assert table.rows[0].deputies == ("x", "y")


class TestAgainstTheOthers:
    """Faults that only the other rows or the directory show."""

    def refused(self, telling, *args, **options):
        with pytest.raises(Refused) as refusal:
            telling(*args, **options)
        assert refusal.value.status == 400
        return [problem.field for problem in refusal.value.problems]

    def test_unknown_manager_and_department(self, company):
        bad = [someone("emp", "sales", manager="nobody"), someone("mgr", manager="boss")]
        assert self.refused(company, bad, delta=True) == [
            "people.0.department",
            "people.0.manager",
            "people.1.manager",
        ]

    def test_unknown_head_parent_and_deputy(self, company):
        bad = [{"id": "new", "title": "New", "parent": "none", "head": "nobody", "deputies": ["emp", "who"]}]
        assert self.refused(company, departments=bad, delta=True) == [
            "departments.0.parent",
            "departments.0.head",
            "departments.0.deputies",
        ]

    def test_a_manager_may_come_later_in_the_same_import(self, telling):
        assert telling([someone("a", "", manager="b"), someone("b", "")])["created"] == 2

    def test_a_department_that_closes_cannot_be_told(self, company):
        assert "people.0.department" in self.refused(
            company, [someone("chemist", "lab")], [{"id": "co", "title": "Company"}]
        )

    def test_a_circle_of_departments(self, telling):
        bad = [
            {"id": "a", "title": "A", "parent": "c"},
            {"id": "b", "title": "B", "parent": "a"},
            {"id": "c", "title": "C", "parent": "b"},
            {"id": "d", "title": "D", "parent": "a"},
        ]
        assert self.refused(telling, departments=bad) == [
            "departments.0.parent",
            "departments.1.parent",
            "departments.2.parent",
        ]

    def test_a_circle_closed_by_what_is_known(self, company):
        bad = [{"id": "co", "title": "Company", "parent": "lab"}]
        assert self.refused(company, departments=bad, delta=True) == ["departments.0.parent"]

    def test_faults_of_both_kinds_come_together_and_nothing_is_written(self, company, connection):
        fields = self.refused(
            company,
            [someone("x", "rd", joined="soon"), someone("y", "rd", status="left", left="2030-01-01")],
            [{"id": "co", "title": ""}, {"id": "rd", "title": "R&D", "parent": "co"}],
        )
        assert fields == ["people.0.joined", "departments.0.title", "people.1.left"]
        assert connection._registered_objects == []

    def test_left_before_the_known_day_of_joining(self, company):
        row = {"userid": "emp", "fullname": "Emp", "department": "rd", "left": "2019-01-01"}
        assert self.refused(company, [row], delta=True) == ["people.0.left"]

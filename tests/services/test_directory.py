"""The directory through REST."""

from plone import api
from tests.client import PASSWORD

import pytest
import transaction


DEPARTMENTS = [
    {"id": "co", "title": "Company"},
    {"id": "rd", "title": "R&D", "parent": "co", "head": "head", "deputies": ["mgr"]},
]
PEOPLE = [
    {
        "userid": "emp",
        "fullname": "Emma Petit",
        "email": "emp@example.org",
        "department": "rd",
        "manager": "mgr",
        "joined": "2020-01-01",
    },
    {"userid": "mgr", "fullname": "Max Roy", "department": "rd", "joined": "2020-01-01"},
    {"userid": "head", "fullname": "Hugo Roux", "department": "rd", "joined": "2020-01-01"},
]


@pytest.fixture
def company(rest):
    api.user.create(username="visitor", email="visitor@example.org", password=PASSWORD)
    transaction.commit()
    admin = rest()
    counts = admin.post("@governance-directory", {"departments": DEPARTMENTS, "people": PEOPLE}, expect=200)
    assert counts == {"created": 5, "updated": 0, "left": 0, "unchanged": 0}
    return admin


def fields(answer):
    return [error["field"] for error in answer["errors"]]


def test_an_import_is_read_back_in_another_request(company):
    answer = company.get("@governance-directory/departments")
    assert [(item["id"], item["parent"], item["head"], item["deputies"]) for item in answer["items"]] == [
        ("co", "", "", []),
        ("rd", "co", "head", ["mgr"]),
    ]
    assert [item["members"] for item in answer["items"]] == [0, 3]
    assert company.get("@governance-directory/departments/rd")["title"] == "R&D"
    company.get("@governance-directory/departments/none", expect=404)
    company.get("@governance-directory/people/nobody", expect=404)
    company.get("@governance-directory/elsewhere", expect=404)


def test_the_same_import_again_changes_nothing(company):
    counts = company.post("@governance-directory", {"departments": DEPARTMENTS, "people": PEOPLE})
    assert counts == {"created": 0, "updated": 0, "left": 0, "unchanged": 5}


def test_bad_rows_are_refused_together_and_nothing_is_written(company):
    bad = [{**PEOPLE[0], "fullname": "Changed", "manager": "nobody"}, {"userid": "a/b", "fullname": "A"}]
    answer = company.post("@governance-directory", {"people": bad, "delta": True}, expect=400)
    assert sorted(fields(answer)) == ["people.0.manager", "people.1.department", "people.1.userid"]
    assert '"nobody"' in next(e["message"] for e in answer["errors"] if e["field"] == "people.0.manager")
    assert company.get("@governance-directory/people/emp")["fullname"] == "Emma Petit"


def test_a_body_of_another_shape_is_refused(company):
    assert fields(company.post("@governance-directory", {"people": {}}, expect=400)) == ["people"]
    assert fields(company.post("@governance-directory", {"persons": []}, expect=400)) == ["persons"]
    assert fields(company.post("@governance-directory", {"delta": "yes"}, expect=400)) == ["delta"]


def test_many_leavers_have_to_be_accepted(company):
    crowd = [{"userid": f"p{n}", "fullname": f"P {n}", "department": ""} for n in range(25)]
    company.post("@governance-directory", {"people": PEOPLE + crowd}, expect=200)
    answer = company.post("@governance-directory", {"people": PEOPLE}, expect=409)
    assert fields(answer) == ["accept_leavers"]
    assert "25 of 28" in answer["message"]
    counts = company.post("@governance-directory", {"people": PEOPLE, "accept_leavers": True}, expect=200)
    assert counts["left"] == 25


def test_only_who_manages_the_directory_imports(company, rest):
    rest("emp").post("@governance-directory", {"people": []}, expect=403)
    rest(None).post("@governance-directory", {"people": []}, expect=401)
    assert company.get("@governance-directory/people/emp")["status"] == "active"


def test_colleagues_see_neither_email_nor_manager(company, rest):
    colleague = rest("mgr").get("@governance-directory/people/emp")
    assert (colleague["fullname"], colleague["department"]) == ("Emma Petit", "rd")
    assert not {"email", "manager", "status", "joined"} & colleague.keys()
    own = rest("emp").get("@governance-directory/people/emp")
    assert (own["email"], own["manager"]) == ("emp@example.org", "mgr")
    assert company.get("@governance-directory/people/emp")["manager"] == "mgr"


def test_who_is_not_in_the_directory_reads_nothing_of_it(company, rest):
    rest("visitor").get("@governance-directory/departments", expect=403)
    rest("visitor").get("@governance-directory/people/emp", expect=403)
    rest(None).get("@governance-directory/departments", expect=401)


def test_a_past_day_may_be_asked(company):
    assert company.get("@governance-directory/people/emp", as_of="2019-12-31")["status"] == "not_joined"
    company.get("@governance-directory/people/emp", expect=400, as_of="yesterday")


def test_without_a_directory_nothing_breaks(rest):
    admin = rest()
    assert admin.get("@governance-directory/departments")["items"] == []
    assert admin.post("@governance-directory", {}, expect=200)["created"] == 0

"""``@@departments`` as somebody uses it whose browser runs no scripts."""

from collective.socialgovernance.directory import imports
from collective.socialgovernance.directory import site
from collective.socialgovernance.directory import waiting
from collective.socialgovernance.directory.interfaces import IDirectory
from plone import api
from tests.client import PASSWORD
from zope.component import getUtility

import io
import pytest
import transaction


DEPARTMENTS = """id,title,parent,head,deputies
co,Company,,,
rd,Research,co,head,mgr
lab,Laboratory,rd,,
"""
PEOPLE = """userid;fullname;department;manager;joined
emp;Emma Petit;rd;mgr;2020-01-01
mgr;Max Roy;rd;;2020-01-01
head;Hugo Roux;rd;;2020-01-01
nomad;Nora Madrid;;;2020-01-01
"""


@pytest.fixture
def manager(served, visit):
    """A browser of somebody who manages the site."""
    api.user.create(
        username="boss", email="boss@example.org", password=PASSWORD, roles=("Member", "Site Administrator")
    )
    transaction.commit()
    return visit("boss")


def address():
    return api.portal.get().absolute_url()


def send(browser, people=None, departments=None, delta=False):
    browser.open(f"{address()}/@@departments")
    for name, text in (("people", people), ("departments", departments)):
        if text is not None:
            content = io.BytesIO(text.encode())
            browser.getControl(name=name).add_file(content, "text/csv", f"{name}.csv")
    if delta:
        browser.getControl(name="mode").value = ["delta"]
    browser.getControl("Show what would change").click()


def imported(browser, **files):
    send(browser, **files)
    browser.getControl(name="import").click()


def directory():
    transaction.begin()
    return getUtility(IDirectory)


def table(browser, name):
    from lxml import html

    rows = html.fromstring(browser.contents).xpath(f"//table[@id='{name}']//tr")
    return [[" ".join(cell.text_content().split()) for cell in row.xpath("th|td")] for row in rows]


def test_before_the_first_import(manager):
    manager.open(f"{address()}/@@departments")
    assert "No directory yet" in manager.contents
    assert "Imports so far" not in manager.contents


def test_an_import_is_shown_before_it_is_done(manager):
    send(manager, PEOPLE, DEPARTMENTS)
    assert manager.url.endswith("/@@departments-preview")
    assert "7 new, 0 changed, 0 leave or close, 0 unchanged" in manager.contents
    (emma,) = [row for row in table(manager, "changes") if row[1] == "Emma Petit emp"]
    assert emma[0] == "New" and "Department: – → rd" in emma[2] and "Manager: – → mgr" in emma[2]
    assert directory().is_empty()
    manager.getControl(name="import").click()
    assert manager.url.endswith("/@@departments")
    assert "7 new, 0 changed" in manager.contents
    assert len(directory().everybody(site.today())) == 4


def test_the_tree_shows_who_leads_and_how_many(manager):
    imported(manager, people=PEOPLE, departments=DEPARTMENTS)
    assert table(manager, "departments")[1:] == [
        ["Company", "", "no head", "", "0"],
        ["Research", "Company", "Hugo Roux", "Max Roy", "3"],
        ["Laboratory", "Research", "no head", "", "0"],
    ]
    assert "<strong>4</strong> people in <strong>3</strong> departments" in manager.contents
    assert "led by <span>Hugo Roux</span>" in manager.contents
    assert "Without a department: <strong>1</strong>" in manager.contents


def test_the_preview_shows_values_before_and_after(manager):
    imported(manager, people=PEOPLE, departments=DEPARTMENTS)
    send(manager, "userid,fullname,department,manager\nemp,Emma Petit,lab,head\n", delta=True)
    assert table(manager, "changes")[1:] == [
        ["Changed", "Emma Petit emp", "Department: rd → lab Manager: mgr → head"]
    ]
    assert directory().person("emp", site.today()).department == "rd"


def test_files_can_be_forgotten(manager):
    send(manager, PEOPLE, DEPARTMENTS)
    manager.getControl(name="cancel").click()
    assert manager.url.endswith("/@@departments")
    assert directory().is_empty()
    assert waiting.kept(directory(), "boss") is None
    manager.open(f"{address()}/@@departments-preview")
    assert manager.url.endswith("/@@departments")


def test_bad_rows_are_shown_all_at_once(manager):
    send(manager, PEOPLE + "a/b;Ann;rd;;soon\nx;Xavier;sales;nobody;\n", DEPARTMENTS)
    for place in (
        "people.csv:6:userid",
        "people.csv:6:joined",
        "people.csv:7:department",
        "people.csv:7:manager",
    ):
        assert place in manager.contents
    assert directory().is_empty()
    assert waiting.kept(directory(), "boss") is None


def test_no_file_is_named(manager):
    send(manager)
    assert "Choose a file" in manager.contents


def test_many_leavers_have_to_be_accepted(manager):
    crowd = "".join(f"p{number};P {number};;;\n" for number in range(25))
    imported(manager, people=PEOPLE + crowd, departments=DEPARTMENTS)
    send(manager, PEOPLE)
    assert "25 of 29 people would leave" in manager.contents
    manager.getControl(name="import").click()
    assert len(directory().everybody(site.today())) == 29
    manager.getControl(name="accept_leavers").value = ["1"]
    manager.getControl(name="import").click()
    assert len(directory().everybody(site.today())) == 4


def test_the_history_names_who_and_what(manager):
    imported(manager, people=PEOPLE, departments=DEPARTMENTS)
    imported(manager, people=PEOPLE.replace("Max Roy", "Maxime Roy"))
    latest, first = table(manager, "imports")[1:]
    assert latest[1:] == ["boss", "people.csv", "0", "1", "0", "3"]
    assert first[1:] == ["boss", "people.csv, departments.csv", "7", "0", "0", "0"]


def test_a_post_from_elsewhere_does_nothing(manager, served):
    send(manager, PEOPLE, DEPARTMENTS)
    token = waiting.kept(directory(), "boss").token
    manager.post(f"{address()}/@@departments-preview", f"import=1&token={token}")
    assert directory().is_empty()


def test_looking_writes_nothing(manager):
    imported(manager, people=PEOPLE, departments=DEPARTMENTS)
    before = list(imports.history(directory()))
    manager.open(f"{address()}/@@departments")
    assert list(imports.history(directory())) == before


def test_employees_do_not_see_it(served, visit):
    browser = visit("emp")
    browser.open(f"{served.absolute_url()}/@@departments")
    assert "Import people and departments" not in browser.contents

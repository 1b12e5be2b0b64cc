"""The list of people: who sees it, what it finds, what is taken along and how that is remembered."""

from collective.socialgovernance.acknowledgments.api import Given
from collective.socialgovernance.evidence.interfaces import IEventLog
from collective.socialgovernance.texts import answering
from datetime import date
from datetime import timedelta
from io import BytesIO
from lxml import etree
from plone import api
from plone.uuid.interfaces import IUUID
from tests import intranet
from tests.contract.company import PEOPLE
from tests.site_day import site_day
from typing import Any
from zipfile import ZipFile
from zope.component import getUtility

import csv
import io
import pytest
import transaction


ROWS = "acknowledgment-rows"
COLUMNS = 17


def opened(visit: Any, edition: Any, query: str = "", userid: str = "own", language: str = "en") -> Any:
    browser = visit(userid, language)
    browser.open(f"{edition.absolute_url()}/@@{ROWS}{query}")
    return browser


def taken(visit: Any, edition: Any, format: str, query: str = "", language: str = "en") -> bytes:
    """The file that an owner takes along by pressing a button."""
    browser = opened(visit, edition, query, language=language)
    browser.getControl(name="format", index=0 if format == "xlsx" else 1).click()
    assert browser.headers["Content-Disposition"].endswith(f'.{format}"')
    body: bytes = browser.contents if isinstance(browser.contents, bytes) else browser.contents.encode()
    assert len(body) == int(browser.headers["Content-Length"])
    return body


def table(body: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(body.decode("utf-8-sig"))))


def sheet(body: bytes) -> list[list[str]]:
    with ZipFile(BytesIO(body)) as package:
        root = etree.fromstring(package.read("xl/worksheets/sheet1.xml"))
    rows = [{cell.get("r")[0]: "".join(cell.itertext()) for cell in row} for row in root.iter("{*}row")]
    return [[row.get(column, "") for column in rows[0]] for row in rows]


def exports(edition: Any) -> list[Any]:
    transaction.begin()
    return [event for event in getUtility(IEventLog).of(IUUID(edition)) if event.kind == "export"]


def test_everybody_with_where_they_stand(edition, acknowledge, shown):
    acknowledge("emp")
    with api.env.adopt_user(username="own"):
        answering.give_answer(
            edition, "ref", "own", Given("acknowledged", edition.digest, note="Signed on paper.")
        )
    transaction.commit()
    page = shown("aud", edition, page=ROWS)
    assert "1 to 4 of 4 people" in page
    assert "Emma Petit emp R&amp;D Acknowledged on" in page
    assert "Max Roy mgr R&amp;D Until" in page
    assert "Rita Sol ref Company Acknowledged on" in page and "Noted by" in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?status=acknowledged", ["Emma Petit"]),
        ("?status=waiting&department=rd", ["Max Roy", "Hugo Roux"]),
        ("?department=co", ["Rita Sol"]),
        ("?department=co&children=1", ["Emma Petit", "Max Roy", "Hugo Roux", "Rita Sol"]),
        ("?search=petit em", ["Emma Petit"]),
        ("?search=h", ["Hugo Roux"]),
        ("?search=nobody", []),
        ("?date=2020-01-01", []),
        ("?status=overdue", []),
    ],
)
def test_what_is_asked_for_is_found(edition, acknowledge, shown, query, found):
    acknowledge("emp")
    page = shown("own", edition, query, page=ROWS)
    names = ("Emma Petit", "Max Roy", "Hugo Roux", "Rita Sol")
    assert [name for name in names if name in page] == found
    assert found or "Nobody is found." in page


def test_who_answered_on_a_day(edition, acknowledge, shown):
    acknowledge("emp", "ref")
    today = answering.today_in(edition).isoformat()
    page = shown("own", edition, f"?date={today}", page=ROWS)
    assert "1 to 2 of 2 people" in page and "Max Roy" not in page


def test_late_people_were_expected_by_a_day_and_nothing_worse(edition, shown):
    edition.in_force_on = site_day() - timedelta(days=90)
    transaction.commit()
    for query in ("", "?status=overdue"):
        page = shown("own", edition, query, page=ROWS)
        assert page.count("Expected by") == 4
        assert "critical" not in page.lower()


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("?as_of=yesterday", "A day is written YYYY-MM-DD."),
        ("?date=2020-13-40", "A day is written YYYY-MM-DD."),
        ("?department=moon", "There is no such department."),
    ],
)
def test_nonsense_is_named(edition, visit, query, said):
    browser = opened(visit, edition, query)
    assert browser.headers["status"].startswith("400")
    assert said in browser.contents


def test_goes_page_by_page(edition, visit, monkeypatch):
    monkeypatch.setattr("collective.socialgovernance.browser.coverage.rows.PAGE_SIZE", 3)
    browser = opened(visit, edition, "?department=co&children=1")
    assert "Previous people" not in browser.contents
    browser.getLink("Next people").click()
    assert "4 to 4 of 4 people" in browser.contents
    browser.getLink("Previous people").click()
    assert "1 to 3 of 4 people" in browser.contents
    assert "1 to 3 of 4 people" in opened(visit, edition, "?b_start=700").contents
    assert "1 to 3 of 4 people" in opened(visit, edition, "?b_start=-1").contents


def test_another_edition_is_chosen_and_what_was_asked_for_stays(edition, visit):
    edition.in_force_on = date(2026, 1, 5)
    following = intranet.next_edition(edition.__parent__, "minor")
    intranet.walk_to("in_force", following)
    transaction.commit()
    browser = opened(visit, edition.__parent__, f"?edition={IUUID(edition)}&search=emma")
    assert browser.url == f"{edition.absolute_url()}/@@{ROWS}?search=emma"
    assert "Edition 1.0.0" in " ".join(browser.contents.split())


def test_names_are_for_owners_and_auditors_alone(edition, visit):
    for userid in ("own", "aud"):
        assert "Emma Petit" in opened(visit, edition, userid=userid).contents
    for userid in ("edi", "leg", "head", "emp", "con", "ref"):
        assert "Emma Petit" not in opened(visit, edition, userid=userid).contents


def test_heads_see_names_where_the_programme_says_so_and_the_staff_body_was_heard(edition, visit, rest):
    programme = edition.__parent__.__parent__
    programme.names_to_heads = True
    transaction.commit()
    assert "Emma Petit" not in opened(visit, edition, userid="head").contents
    programme.body_consulted_on = date(2026, 1, 12)
    transaction.commit()
    page = opened(visit, edition, userid="head").contents
    assert "Emma Petit" in page and "Rita Sol" not in page
    assert "Take the list along" not in page
    assert "The list of people" in visit_coverage(visit, edition)
    asked = {"department": "co"}
    assert rest("head").get(f"{edition.absolute_url()}/@acknowledgments")["items_total"] == 3
    rest("head").get(f"{edition.absolute_url()}/@acknowledgments", expect=400, **asked)


def visit_coverage(visit: Any, edition: Any) -> str:
    browser = visit("head")
    browser.open(f"{edition.absolute_url()}/@@coverage")
    return str(browser.contents)


def test_over_rest_the_same_is_asked_for(edition, acknowledge, rest):
    acknowledge("emp")
    url, own = f"{edition.absolute_url()}/@acknowledgments", rest("own")
    assert own.get(url, department="co")["items_total"] == 1
    assert own.get(url, department="co", children="1")["items_total"] == 4
    assert own.get(url, search="EMMA")["items"][0]["userid"] == "emp"
    today = answering.today_in(edition).isoformat()
    assert [row["userid"] for row in own.get(url, date=today)["items"]] == ["emp"]
    for wrong in ({"children": "yes"}, {"date": "today"}):
        own.get(url, expect=400, **wrong)


@pytest.mark.parametrize(("format", "read"), [("csv", table), ("xlsx", sheet)])
def test_the_file_has_what_the_list_has(edition, acknowledge, visit, format, read):
    acknowledge("emp")
    rows = read(taken(visit, edition, format, "?department=rd&search=emma"))
    assert len(rows) == 2 and len(rows[0]) == len(rows[1]) == COLUMNS
    row = dict(zip(rows[0], rows[1], strict=True))
    at = row["Answered at (UTC)"]
    local = row["Answered at (local time)"]
    assert (row["User"], row["Name"], row["Department"]) == ("emp", "Emma Petit", "R&D")
    assert (row["Standing"], row["Edition answered to"], row["Given by"]) == ("Acknowledged", "1.0.0", "emp")
    assert at[:4] == local[:4] and at != local
    (event,) = exports(edition)
    assert (event.actor, event.facts) == (
        "own",
        {"format": format, "rows": 1, "department": "rd", "search": "emma"},
    )


def test_titles_are_in_the_language_of_the_reader_and_the_order_is_the_same(edition, visit):
    english = table(taken(visit, edition, "csv"))
    french = table(taken(visit, edition, "csv", language="fr"))
    assert [row[0] for row in english[1:]] == [row[0] for row in french[1:]]
    assert [row[14] for row in english[1:]] == [row[14] for row in french[1:]]


@pytest.mark.parametrize(("format", "read"), [("csv", table), ("xlsx", sheet)])
def test_names_are_never_formulas_and_keep_their_accents(edition, visit, format, read):
    for number, name in enumerate(("=1+1", "@SUM(A1)", "+33", "-2", "\tTab", "Zoë Ñandú 𝔘 <b>&", "a;b,c")):
        intranet.tell(people=[{**PEOPLE[0], "userid": f"person{number}", "fullname": name}])
    transaction.commit()
    names = [row[1] for row in read(taken(visit, edition, format))[1:]]
    assert not [name for name in names if name.lstrip()[:1] in ("=", "+", "-", "@")]
    assert "'=1+1" in names and "Zoë Ñandú 𝔘 <b>&" in names and "a;b,c" in names


def test_numbers_stay_numbers(edition, visit):
    edition.in_force_on = site_day() - timedelta(days=90)
    transaction.commit()
    rows = table(taken(visit, edition, "csv"))
    assert {row[9] for row in rows[1:]} == {"-60"}
    with ZipFile(BytesIO(taken(visit, edition, "xlsx"))) as package:
        assert package.read("xl/worksheets/sheet1.xml").count(b"<v>-60</v>") == 4


def test_an_empty_list_is_a_file_with_its_header(edition, visit):
    body = taken(visit, edition, "csv", "?search=nobody")
    assert len(table(body)) == 1
    assert exports(edition)[0].facts["rows"] == 0


def test_who_took_it_along_stands_below_the_list_and_in_the_history(edition, visit, shown, rest):
    taken(visit, edition, "csv")
    assert "took 4 rows along (CSV)" in shown("aud", edition, page=ROWS)
    history = rest("aud").get(f"{edition.absolute_url()}/@workflow")["history"]
    assert (history[-1]["action"], history[-1]["facts"]["rows"]) == ("export", 4)
    assert "List of people taken along as a file" in shown("aud", edition, page="governance-history")


def test_a_file_is_only_made_from_a_page_of_this_site_and_for_who_may(edition, visit, served):
    url = f"{edition.absolute_url()}/@@{ROWS}"
    for userid in ("own", "head", "emp", "edi"):
        browser = visit(userid)
        browser.open(url, data="format=csv")
        assert browser.headers["status"][:3] == "403"
        assert "csv" not in browser.headers["Content-Type"]
    assert exports(edition) == []


def test_a_long_wait_is_announced(edition, visit, monkeypatch):
    assert "Press once and wait" not in opened(visit, edition).contents
    monkeypatch.setattr("collective.socialgovernance.browser.coverage.rows.LONG", 3)
    assert "Press once and wait" in opened(visit, edition).contents

"""The page of measures, and its panel where an edition is submitted and approved."""

from plone import api
from tests import intranet
from tests.browser.reading.visitor import Visitor

import pytest
import transaction


@pytest.fixture()
def draft(served):
    intranet.directory()
    draft = intranet.charter(intranet.programme(served))["e1"]
    with api.env.adopt_user(username="edi"):
        draft["brand"].kind = "rule"
        draft["brand"].text = intranet.rich("<p>Ne citez jamais le nom de l’entreprise.</p>")
        draft["brand"].why = intranet.rich("<p>Parce que.</p>")
        draft["conduct"].text = intranet.rich("<p>[Que faire face à une insulte ?]</p>")
    transaction.commit()
    return draft


@pytest.fixture()
def visit_as(served):
    return lambda userid, language="en": Visitor(served.absolute_url(), userid, language)


FINDING = "//li[starts-with(@id, 'finding-')]"


def test_what_to_look_at_stands_first_each_with_its_clause_and_how_to_mend_it(draft, visit_as):
    page = visit_as("edi").open("gov/charte/e1/@@measures")
    assert page.status == 200
    titles = [" ".join(each.text_content().split()) for each in page.all(f"{FINDING}//strong")]
    assert titles[0] == "Not yet: Every clause has a kind, a topic and a text"
    assert titles[1] == "It forbids people to name their employer"
    blocking, ban = page.all(FINDING)[:2]
    assert "Write the text of “conduct”." in blocking.text_content()
    assert "Saying where one works is free" in ban.text_content()
    assert ban.xpath(".//a/@href") == [f"{draft.absolute_url()}/@@write?clause=brand#clause-brand"]
    assert page.words.index("What to look at again") < page.words.index("What it consists of")


def test_what_is_drawn_stands_beside_it_as_numbers(draft, visit_as):
    page = visit_as("edi").open("gov/charte/e1/@@measures")
    table = "//table[@aria-labelledby='sg-kinds']"
    rows = [" ".join(each.text_content().split()) for each in page.all(f"{table}/tbody/tr")]
    assert rows[:3] == ["Rule 1 10%", "Advice 8 80%", "Right 1 10%"]
    assert set(page.all(f"{table}//svg/ancestor::td/@aria-hidden")) == {"true"}
    assert page.all(f"{table}//rect/@width")[:3] == ["10", "80", "10"]
    clauses = page.all("//section[@aria-labelledby='sg-clauses']//tbody/tr/th/a")
    assert len(clauses) == 10


def test_a_text_with_nothing_in_it_is_not_measured(served, visit_as):
    made = intranet.programme(served)
    with api.env.adopt_user(username="edi"):
        api.content.create(made, "Guide", "guide", title="Guide")
    transaction.commit()
    page = visit_as("edi").open("gov/guide/e1/@@measures")
    assert page.status == 200 and "There is no clause yet" in page.words
    assert "Not yet: There is at least one clause" in page.words


SEES = {
    # user: (draft, legal review, in force)
    "edi": (True, True, True),
    "own": (True, True, True),
    "leg": (True, True, True),
    "ref": (True, True, True),
    "aud": (True, True, True),
    "con": (False, True, True),
    "emp": (False, False, False),
    "head": (False, False, False),
}


def test_those_who_work_on_the_text_see_it_in_their_states_and_readers_never(draft, visit_as):
    draft["conduct"].text = intranet.rich("<p>Être poli.</p>")
    draft.legal_force = "informative"
    transaction.commit()

    def who(path: str) -> dict[str, bool]:
        pages = {userid: visit_as(userid).open(f"gov/charte/e1/{path}") for userid in SEES}
        return {userid: page.status == 200 and not page.refused for userid, page in pages.items()}

    seen = [(who("@@measures"), who("@@measures-panel"))]
    intranet.act("edi", draft, "submit")
    intranet.act("own", draft, "send_to_legal")
    transaction.commit()
    seen.append((who("@@measures"), who("@@measures-panel")))
    intranet.act("own", draft, "approve")
    transaction.commit()
    seen.append((who("@@measures"), who("@@measures-panel")))
    for kind in (0, 1):
        assert {userid: tuple(each[kind][userid] for each in seen) for userid in SEES} == SEES
    assert visit_as(None).open("gov/charte/e1/@@measures").refused


PANEL = "//section[@aria-labelledby='sg-measures']"


def test_who_submits_and_who_approves_sees_them_beside_the_guards(draft, visit_as):
    page = visit_as("edi").open("gov/charte/e1/@@transition?transition=submit")
    assert "It forbids people to name their employer" in page.text(PANEL)
    assert "Rule 10%, Advice 80%, Right 10%" in page.text(PANEL)
    draft["conduct"].text = intranet.rich("<p>Être poli.</p>")
    transaction.commit()
    intranet.act("edi", draft, "submit")
    transaction.commit()
    for transition in ("approve", "send_to_legal"):
        page = visit_as("own").open(f"gov/charte/e1/@@transition?transition={transition}")
        assert "It forbids people to name their employer" in page.text(PANEL)
    whole = visit_as("own").open("gov/charte/e1/@@measures")
    links = page.all(f"{PANEL}//li/a/@href")
    assert links and all(whole.all(f"//li[@id='{link.partition('#')[2]}']") for link in links)
    page = visit_as("own").open("gov/charte/e1/@@transition?transition=return_to_draft")
    assert not page.all(PANEL)


def test_the_page_of_an_edition_leads_to_its_measures_for_those_who_may(draft, visit_as):
    draft["conduct"].text = intranet.rich("<p>Être poli.</p>")
    intranet.walk_to("in_force", draft)
    transaction.commit()
    link = "//a[contains(@href, '@@measures')]"
    assert visit_as("own").open("gov/charte/e1").one(f"{link}/@href").endswith("/e1/@@measures")
    assert not visit_as("emp").open("gov/charte/e1").all(link)
    assert not visit_as("own").open("gov/charte").all(link)

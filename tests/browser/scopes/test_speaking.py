"""Asking who may speak, the page of a scope, and all topics at a glance."""

from collective.socialgovernance.scopes.freezing import freeze
from plone import api
from tests.scopes import company

import pytest
import transaction


PAGE = "gov/@@who-may-speak"


def test_before_a_choice_it_says_what_to_do(in_force, visitor):
    page = visitor("emp").open(PAGE)
    assert "Choose a topic" in page.words
    assert not page.all("//*[@id='answer']")


def test_the_lead_stands_with_the_person_to_write_to_and_a_sentence(in_force, visitor):
    page = visitor("emp").open(f"{PAGE}?topic=innovation&audience=customers")
    assert page.text("//*[@id='answer']//h2") == "✓ R&D speaks about this"
    assert "Head Martin" in page.text("//*[@id='answer']")
    assert "Mgr Martin" in page.text("//*[@aria-labelledby='sg-voices']")
    assert "I work in R&D." in page.words
    assert "In your own name you may always speak about it" in page.words
    assert "leads Innovation, Customers" in page.words


def test_a_mail_is_one_click_away(in_force, visitor):
    company.tell(
        people=[{"userid": "head", "fullname": "Ada", "department": "rd", "email": "ada@example.org"}]
    )
    transaction.commit()
    page = visitor("emp").open(f"{PAGE}?topic=innovation&audience=customers")
    (link,) = page.all("//*[@id='answer']//a[contains(@class, 'btn')]/@href")
    assert link.startswith("mailto:ada@example.org?subject=")


@pytest.mark.parametrize(
    ("query", "headline"),
    [
        ("topic=results", "→ Ask Press: they answer this"),
        ("topic=events", "– Nobody speaks about this for the company yet"),
        ("topic=litigation", "– Nobody speaks about this for the company"),
        ("topic=innovation&audience=investors", "– Nobody speaks about this for the company yet"),
    ],
)
def test_every_other_answer_names_somebody_to_ask(in_force, visitor, query, headline):
    page = visitor("emp").open(f"{PAGE}?{query}")
    assert page.text("//*[@id='answer']//h2") == headline
    assert page.all("//*[contains(@class, 'sg-contact')]//strong")


def test_a_frozen_scope_asks_to_wait(in_force, visitor):
    with api.env.adopt_user(username="ref"):
        freeze(in_force, "A recall is under way.")
    transaction.commit()
    page = visitor("emp").open(f"{PAGE}?topic=innovation&audience=customers")
    assert "Not now: R&D is asked to wait" in page.text("//*[@id='answer']//h2")
    assert "A recall is under way." in page.text("//*[@id='answer']")


def test_somebody_named_is_told_that_they_may(in_force, visitor):
    page = visitor("mgr").open(f"{PAGE}?topic=innovation&audience=customers")
    assert "You may also speak for the company about this." in page.words
    assert "For the company: not you." in visitor("emp").open(f"{PAGE}?topic=innovation").words


def test_an_unknown_word_or_day_is_said_beside_its_field(in_force, visitor):
    page = visitor("emp").open(f"{PAGE}?topic=unicorns")
    assert page.status == 400
    assert "is not in this list" in page.text("//*[@id='topic-problem']")
    assert visitor("emp").open(f"{PAGE}?topic=").status == 400
    page = visitor("emp").open(f"{PAGE}?topic=innovation&as_of=tomorrow")
    assert "YYYY-MM-DD" in page.text("//*[@id='as_of-problem']")


def test_who_is_not_signed_in_is_asked_to(in_force, visitor):
    for page in ("@@who-may-speak?topic=innovation", "@@scope-matrix", "@@scope-matrix?format=csv"):
        found = visitor(None).open(f"gov/{page}")
        assert found.refused and "Martin" not in found.words


def test_the_page_of_a_scope_says_what_and_whom(in_force, visitor):
    page = visitor("emp").open("gov/rd")
    assert "Innovation Customers" in page.text("//*[@aria-labelledby='sg-leads']")
    assert "Head Martin" in page.text("//aside[@aria-labelledby='sg-ask']")
    assert "Results → Press" in page.text("//*[@aria-labelledby='sg-refers']")
    assert "I work in R&D." in page.words
    assert not page.all("//*[@aria-labelledby='sg-next']")


def test_the_head_sees_the_state_of_the_draft_and_the_next_step(in_force, visitor):
    company.following(in_force, company.row("innovation", "customers"))
    transaction.commit()
    page = visitor("head").open("gov/rd")
    assert "The next edition is on its way: Draft." in page.words
    assert page.one("//*[@id='sg-next']/..//a[1]").get("href").endswith("/e2/@@write-scope")
    assert "on its way" not in visitor("emp").open("gov/rd").words


def test_a_draft_is_unseen_by_others(draft, visitor):
    assert visitor("emp").open("gov/rd/e1").refused
    assert visitor("emp").open("gov/rd/e1/@@write-scope").refused


def test_what_changed_is_shown_part_by_part(in_force, visitor):
    second = company.following(in_force, company.row("innovation", "customers"), company.row("events"))
    company.walk_to("in_force", second)
    transaction.commit()
    page = visitor("own").open("gov/rd/@@changes")
    assert "Compared with edition 1.0.0" in page.words
    assert "Events" in page.words


def test_the_matrix_says_who_leads_what_and_where_nobody_does(in_force, visitor):
    page = visitor("emp").open("gov/@@scope-matrix")
    line = page.one("//tr[th[starts-with(normalize-space(), 'Innovation')]]")
    squares = [" ".join(square.text_content().split()) for square in line.xpath("td")]
    assert squares[0] == "Nobody leads"
    assert squares[1] == "RD Leads"
    assert "Nobody speaks about it" in page.text("//tr[th[starts-with(normalize-space(), 'Litigation')]]")
    assert "Topics nobody leads" in page.words
    assert "Nobody leads for: Everybody, Prospects" in " ".join(line.xpath("th")[0].text_content().split())
    assert line.xpath("td/@data-whom")[:2] == ["Everybody", "Customers"]


def test_the_matrix_as_a_file_holds_no_formula(in_force, visitor):
    in_force.title = "=HYPERLINK(0)"
    from zope.event import notify
    from zope.lifecycleevent import ObjectModifiedEvent

    notify(ObjectModifiedEvent(in_force))
    transaction.commit()
    answer = visitor("emp").session.get(f"{in_force.__parent__.absolute_url()}/@@scope-matrix?format=csv")
    assert answer.headers["Content-Type"].startswith("text/csv")
    text = answer.content.decode("utf-8-sig")
    assert "'=HYPERLINK(0)" in text and ",=HYPERLINK" not in text


def test_two_scopes_that_lead_the_same_are_told_to_both_heads(in_force, visitor):
    other = company.scope(in_force.__parent__, "press", "emp", company.row("innovation", "customers"))
    company.walk_to("submitted", other["e1"], head="emp")
    transaction.commit()
    for userid, page in (("head", "gov/rd"), ("emp", "gov/press/e1"), ("own", "gov/press/e1")):
        assert "another scope leads the same" in visitor(userid).open(page).words
    assert "another scope leads the same" not in visitor("con").open("gov/rd").words
    approving = visitor("own").open("gov/press/e1/@@transition?transition=approve")
    assert "already leads" in approving.words and "who contributes" in approving.words


def test_the_programme_shows_its_scopes_and_leads_heads_to_define_theirs(in_force, visitor):
    page = visitor("emp").open("gov")
    section = "//*[@aria-labelledby='scopes']"
    assert "RD" in page.text(section) and "Who may speak?" in page.text(section)
    assert "Define what “Press” speaks about" in page.text(section)
    assert "Define" not in visitor("con").open("gov").text(section)
    assert "Without a scope:" in visitor("own").open("gov").text(section)
    assert not visitor(None).open("gov").all(section)

"""Asking who may speak, the page of a scope, and all topics at a glance."""

from collective.socialgovernance.scopes.freezing import freeze
from datetime import date
from plone import api
from tests.scopes import company

import pytest
import re
import transaction


PAGE = "gov/@@who-may-speak"


@pytest.fixture()
def draft_days(in_force):
    """The next edition, without a last day."""
    edition = company.following(in_force, valid_to=None)
    transaction.commit()
    return edition


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


def test_a_reason_is_said_unless_it_says_the_topic_again(in_force, programme, visitor):
    forbidden = [{"topic": "litigation", "reason": "litigation"}, {"topic": "security", "reason": "client"}]
    programme.topics_forbidden = forbidden
    edition = company.fill(company.following(in_force), topics_forbidden=forbidden)
    transaction.commit()
    assert "The reason: a client's matter." in visitor("emp").open(f"{PAGE}?topic=security").words
    assert "The reason" not in visitor("emp").open(f"{PAGE}?topic=litigation").words
    shown = visitor("head").open(f"gov/rd/{edition.getId()}").text("//*[@aria-labelledby='sg-forbidden']")
    assert shown == "Does not speak about Litigation Security (A client's matter)"


def test_days_are_said_in_words(in_force, draft_days, visitor):
    page = visitor("head", "fr").open(f"gov/rd/{draft_days.getId()}")
    assert "Son dernier jour n’est pas encore choisi." in page.words
    with api.env.adopt_user(username="ref"):
        freeze(in_force, "A recall is under way.", date(2099, 3, 1))
    draft_days.valid_to = date(2099, 3, 1)
    transaction.commit()
    page = visitor("emp", "fr").open(f"{PAGE}?topic=innovation&audience=customers")
    assert "« RD » est gelé jusqu’au 1er mars 2099" in page.words.replace("\u00a0", " ")
    assert "1er mars 2099" in visitor("head", "fr").open(f"gov/rd/{draft_days.getId()}/@@changes").words
    late = visitor("head", "fr").open(f"gov/rd/{draft_days.getId()}/@@write-scope?step=validity")
    assert re.search(r"jusqu’au \d+(er)? \w+ 20\d\d", late.words)


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


def test_the_head_is_offered_the_next_edition_before_the_end_of_the_present_one(in_force, visitor):
    links = visitor("head").open("gov/rd").all("//*[@id='sg-next']/..//a/@href")
    assert [link.rsplit("/", 1)[-1] for link in links] == ["@@prepare", "@@transition?transition=close"]


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


def test_a_part_that_changed_is_named_once_and_says_days_and_languages_in_words(in_force, visitor):
    second = company.following(in_force, company.row("innovation", "customers"), company.row("events"))
    second.valid_to = date(2027, 3, 2)
    second.languages = ["fr"]
    transaction.commit()
    for language, day, tongue in (("en", "2 March 2027", "French"), ("fr", "2 mars 2027", "français")):
        page = visitor("own", language).open("gov/rd/e2/@@changes")
        headings = [" ".join(each.text_content().split()) for each in page.all("//section/h2")]
        assert page.words.count(headings[0]) == 1 and not page.all("//section//h3")
        assert day in page.words and tongue in page.words and "2027-03-02" not in page.words


def test_the_matrix_says_who_leads_what_and_where_nobody_does(in_force, visitor):
    page = visitor("emp").open("gov/@@scope-matrix")
    line = page.one("//tr[th[starts-with(normalize-space(), 'Innovation')]]")
    squares = [" ".join(square.text_content().split()) for square in line.xpath("td")]
    assert squares[0] == "Nobody leads"
    assert squares[1] == "RD Leads"
    assert "Nobody speaks about it" in page.text("//tr[th[starts-with(normalize-space(), 'Litigation')]]")
    assert "Topics nobody leads" in page.words
    assert "Nobody leads for: Prospects" in " ".join(line.xpath("th")[0].text_content().split())
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


SETTLE = "//*[@aria-labelledby='sg-unsettled']"
SUBMISSION = "//*[@aria-labelledby='sg-submission']"


def test_two_scopes_that_lead_the_same_are_told_to_both_heads(in_force, visitor):
    other = company.scope(in_force.__parent__, "press", "emp", company.row("innovation", "customers"))
    company.walk_to("submitted", other["e1"], head="emp")
    transaction.commit()
    for userid, page in (("head", "gov/rd"), ("emp", "gov/press/e1"), ("own", "gov/press/e1")):
        assert "another scope leads the same" in visitor(userid).open(page).words
    assert "another scope leads the same" not in visitor("con").open("gov/rd").words
    assert "to settle with PRESS" in visitor("head").open("@@my-governance").words
    assert "to settle with RD" in visitor("emp").open("@@my-governance").words
    approving = visitor("own").open("gov/press/e1/@@transition?transition=approve")
    assert "already leads" in approving.words and "who contributes" in approving.words
    assert not visitor("emp").open("gov/press/e1").all(f"{SETTLE}//li//p/a"), "the other one decides"
    (way,) = visitor("head").open("gov/rd").all(f"{SETTLE}//li//p/a/text()")
    assert way == "“PRESS” leads: prepare an edition of “RD” that contributes"


def test_an_owner_settles_it_with_a_note_that_the_head_reads(in_force, visitor):
    other = company.scope(in_force.__parent__, "press", "emp", company.row("innovation", "customers"))
    company.walk_to("submitted", other["e1"], head="emp")
    transaction.commit()
    for page in ("gov/press/e1", "gov/rd"):
        ways = visitor("own").open(page).all(f"{SETTLE}//li//p/a")
        assert {way.text for way in ways} == {
            "“RD” leads, “PRESS” contributes",
            "“PRESS” leads: prepare an edition of “RD” that contributes",
        }
    owner = visitor("own")
    approving = "//*[@id='sg-next']/..//a[contains(@href, 'approve')]"
    assert "btn-outline" in owner.open("gov/press/e1").one(approving).get("class"), "not what is advised"
    (url,) = owner.open("gov/press/e1").all(f"{SETTLE}//a[contains(., 'PRESS” contributes')]/@href")
    form = owner.open(url).one("//form[.//textarea]")
    owner.send(form.action, dict(form.form_values()))
    said = "Decided: “RD” leads Innovation, Customers, “PRESS” contributes to it."
    assert said in visitor("emp").open("gov/press/e1").text("//body")
    assert said in visitor("emp").open("@@my-governance").words


def test_what_waits_for_a_decision_says_who_submitted_it_and_who_decides(draft, visitor):
    company.fill(draft)
    company.act("head", draft, "submit", comment="Please look at Innovation first.\nThank you.")
    transaction.commit()
    for userid in ("own", "head"):
        shown = visitor(userid).open("gov/rd/e1")
        assert "Submitted by Head Martin on" in shown.text(SUBMISSION)
        assert shown.all(f"{SUBMISSION}/p/text()")[:2] == ["Please look at Innovation first.", "Thank you."]
        assert "Waiting to be approved. These people can: Own Martin" in shown.text(SUBMISSION)
    approving = visitor("own").open("gov/rd/e1").one("//*[@id='sg-next']/..//a[contains(@href, 'approve')]")
    assert "btn-primary" in approving.get("class")
    company.act("own", draft, "send_to_legal")
    transaction.commit()
    shown = visitor("head").open("gov/rd/e1")
    assert "Waiting for legal. These people can: Leg Martin." in shown.text(SUBMISSION)
    company.act("leg", draft, "approve")
    transaction.commit()
    assert not visitor("own").open("gov/rd/e1").all(SUBMISSION)


def test_the_programme_shows_its_scopes_and_leads_heads_to_define_theirs(in_force, visitor):
    page = visitor("emp").open("gov")
    section = "//*[@aria-labelledby='scopes']"
    assert "RD" in page.text(section) and "Who may speak?" in page.text(section)
    assert "Define what “Press” speaks about" in page.text(section)
    assert "Define" not in visitor("con").open("gov").text(section)
    assert "Without a scope:" in visitor("own").open("gov").text(section)
    without = "//p[contains(., 'Without a scope:')]"
    assert "R&D" not in visitor("own").open("gov").text(without)
    company.act("own", in_force["e1"], "close", "It is over.")
    transaction.commit()
    assert "R&D" in visitor("own").open("gov").text(without)
    assert not visitor(None).open("gov").all(section)

"""A text that exists already becomes clauses of a draft: shown first, added at once, nothing half-written."""

from collections.abc import Callable
from collective.socialgovernance.texts.gathering import clauses_of
from collective.socialgovernance.texts.preparing import rich
from html import unescape
from pathlib import Path
from tests import intranet
from typing import Any

import io
import pytest
import re
import transaction


WORD = (Path(__file__).parents[2] / "texts" / "pasted" / "word.html").read_text(encoding="utf-8")
PAGES = "<p>Speak as you are.</p><h2>Our tips: profile</h2><p>Yours.</p><h2>In doubt</h2><p>Ask.</p>"


@pytest.fixture()
def draft(served: Any) -> Any:
    intranet.directory()
    edition = intranet.charter(intranet.programme(served, k_threshold=1))["e1"]
    edition.one_minute = None
    transaction.commit()
    return edition


@pytest.fixture()
def pasting(draft: Any, visit: Callable[..., Any]) -> Any:
    """The first step, before the editor."""
    browser = visit("edi")
    browser.open(f"{draft.absolute_url()}/@@paste-text")
    return browser


def words(browser: Any) -> str:
    """The text of the page, white space folded."""
    return " ".join(re.sub(r"<[^>]*>", " ", browser.contents).split())


def form(browser: Any) -> Any:
    """The form of the page, not that of the search."""
    forms = browser.contents.split("<form")[1:]
    return browser.getForm(index=next(n for n, each in enumerate(forms) if "multipart" in each))


def show(browser: Any, text: str) -> Any:
    """Paste a text and see its pieces."""
    form(browser).getControl(name="text").value = text
    form(browser).getControl("Show the clauses").click()
    return browser


BUTTONS = {"add": "Add these clauses", "again": "Cut again"}


def press(browser: Any, act: str) -> None:
    form(browser).getControl(BUTTONS[act]).click()


def titles(draft: Any) -> list[str]:
    transaction.begin()
    return [clause.title for clause in clauses_of(draft)]


def test_shows_what_each_piece_becomes_and_writes_nothing_yet(draft, pasting):
    before = titles(draft)
    show(pasting, PAGES)
    assert "Pieces found: 3" in words(pasting)
    assert form(pasting).getControl(name="becomes.0").value == ["one_minute"]
    assert form(pasting).getControl(name="title.1").value == "Our tips: profile"
    assert form(pasting).getControl(name="kind.1").value == ["advice"]
    assert form(pasting).getControl(name="topic_group.1").displayValue == [
        "Proposed: My accounts and my profile"
    ]
    assert form(pasting).getControl(name="kind.2").displayValue == ["Proposed: Your judgement"]
    assert form(pasting).getControl(name="topic_group.2").displayValue == ["Choose later"]
    assert titles(draft) == before
    assert draft.one_minute is None


def test_adds_all_in_order_after_the_clauses_there_are(draft, pasting):
    before = titles(draft)
    texts = {clause.getId(): clause.text.raw for clause in clauses_of(draft)}
    show(pasting, PAGES)
    form(pasting).getControl(name="topic_group.2").value = ["conduct"]
    press(pasting, "add")
    assert titles(draft) == [*before, "Our tips: profile", "In doubt"]
    profile, doubt = clauses_of(draft)[-2:]
    assert (profile.clause_id, profile.kind, profile.topic_group) == (
        "our-tips-profile",
        "advice",
        "accounts_profile",
    )
    assert (doubt.kind, doubt.topic_group, doubt.text.raw) == ("judgement", "conduct", "<p>Ask.</p>")
    assert draft.one_minute.raw == "<p>Speak as you are.</p>"
    assert all(draft[name].text.raw == text for name, text in texts.items())
    assert "edi" in draft.authors
    assert pasting.url.endswith(f"/@@write#clause-{profile.getId()}")
    assert "Clauses added: 2" in words(pasting)


def test_a_text_from_word_keeps_its_structure(draft, pasting):
    show(pasting, WORD)
    press(pasting, "add")
    assert titles(draft)[-2:] == ["Vos comptes et votre profil", "Article 2 – Confidentialité"]
    accounts = clauses_of(draft)[-2].text.raw
    assert "<ul><li>une photo de vous<ul><li>récente</li></ul></li>" in accounts
    assert "mso" not in accounts and "style" not in accounts


def test_titles_of_two_clauses_may_be_the_same(draft, pasting):
    show(pasting, "<h2>Tone</h2><p>a</p><h2>Tone</h2><p>b</p>")
    press(pasting, "add")
    transaction.begin()
    assert [clause.clause_id for clause in clauses_of(draft)[-2:]] == ["tone", "tone-2"]


def test_a_mistake_adds_nothing_and_keeps_what_was_chosen(draft, pasting):
    before = titles(draft)
    show(pasting, PAGES)
    form(pasting).getControl(name="becomes.0").value = ["leave"]
    form(pasting).getControl(name="title.1").value = "  "
    form(pasting).getControl(name="kind.2").value = ["right"]
    press(pasting, "add")
    assert pasting.headers["status"].startswith("400")
    assert "Give piece 2 a title." in words(pasting)
    assert form(pasting).getControl(name="becomes.0").value == ["leave"]
    assert form(pasting).getControl(name="kind.2").value == ["right"]
    assert titles(draft) == before
    form(pasting).getControl(name="title.1").value = "Profiles"
    press(pasting, "add")
    assert titles(draft)[len(before) :] == ["Profiles", "In doubt"]
    assert draft.one_minute is None


def test_pieces_are_joined_and_left_out(draft, pasting):
    show(pasting, PAGES)
    form(pasting).getControl(name="becomes.0").value = ["leave"]
    form(pasting).getControl(name="becomes.2").value = ["join"]
    press(pasting, "add")
    assert titles(draft)[-1] == "Our tips: profile"
    assert clauses_of(draft)[-1].text.raw == "<p>Yours.</p>\n<h4>In doubt</h4>\n<p>Ask.</p>"


def test_the_text_in_one_minute_that_is_written_stays(draft, pasting):
    draft.one_minute = rich("<p>Written.</p>")
    transaction.commit()
    show(pasting, PAGES)
    assert "one_minute" not in form(pasting).getControl(name="becomes.0").options
    press(pasting, "add")
    assert draft.one_minute.raw == "<p>Written.</p>"
    assert titles(draft)[-3] == "Speak as you are."


def test_it_is_cut_anew_at_fewer_headings(draft, pasting):
    show(pasting, "<h1>One</h1><h2>Inner</h2><p>a</p><h1>Two</h1><p>b</p>")
    assert form(pasting).getControl(name="levels").value == ["2"]
    form(pasting).getControl(name="levels").value = ["1"]
    press(pasting, "again")
    assert "Pieces found: 2" in words(pasting)
    press(pasting, "add")
    assert titles(draft)[-2:] == ["One", "Two"]


def test_a_file_is_read_too(draft, pasting):
    data = "<meta charset=windows-1252><h2>Été</h2><p>Œuvre</p>".encode("cp1252")
    form(pasting).getControl(name="file").add_file(io.BytesIO(data), "text/html", "charte.html")
    form(pasting).getControl("Show the clauses").click()
    assert form(pasting).getControl(name="title.0").value == "Été"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "There is no text in it yet."),
        ("a" * 2_000_001, "The text is too long: 2000001 letters with their formatting; at most 2000000"),
        ("<p>x</p>" * 20_001, "The text has too many parts: 20001 paragraphs, items and formatted passages"),
        ("x\n" * 20_001 + "x", "The text has too many parts: 20001 paragraphs"),
    ],
    ids=["nothing", "letters", "elements", "lines"],
)
def test_nothing_and_too_much_are_refused_with_words_and_what_was_pasted_comes_back(pasting, text, said):
    show(pasting, text)
    assert pasting.headers["status"].startswith("400")
    assert said in words(pasting)
    assert "Bring in a text you already have" in words(pasting)
    assert form(pasting).getControl(name="text").value.replace("\r\n", "\n").strip() == text


def test_of_a_file_that_is_refused_the_form_says_that_it_is_to_be_chosen_again(pasting):
    form(pasting).getControl(name="file").add_file(
        io.BytesIO(b"<p>x</p>" * 20_001), "text/html", "charte.html"
    )
    form(pasting).getControl("Show the clauses").click()
    assert pasting.headers["status"].startswith("400")
    assert "Nothing of charte.html was taken: choose it again" in words(pasting)


def test_a_piece_that_no_field_holds_is_refused_before_anything_is_added(draft, pasting):
    before = titles(draft)
    show(pasting, f"<h2>Long</h2><p>{'word ' * 20_000}</p><h2>Short</h2><p>b</p>")
    form(pasting).getControl(name="title.1").value = "T" * 201
    press(pasting, "add")
    assert pasting.headers["status"].startswith("400")
    assert "Piece 1 is too long for one clause" in words(pasting)
    assert "Shorten the title of piece 2: at most 200 characters." in words(pasting)
    assert form(pasting).getControl(name="title.1").value == "T" * 201
    assert titles(draft) == before


def test_a_long_text_of_many_headings_is_added(draft, rest):
    before = len(titles(draft))
    text = "".join(f"<h2>Heading {number}</h2><p>{'é words ' * 170}</p>" for number in range(150))
    assert len(text) > 200_000
    session, url = rest("edi").session, f"{draft.absolute_url()}/@@paste-text"
    html = {"Accept": "text/html"}
    (token,) = set(
        re.findall(r'name="_authenticator"[^>]*value="([^"]+)"', session.get(url, headers=html).text)
    )
    fields = {"_authenticator": token, "act": "cut", "text": text}
    shown = session.post(url, files={name: (None, value) for name, value in fields.items()}, headers=html)
    source = unescape(re.search(r'name="source"[^>]*value="([^"]*)"', shown.text)[1])
    fields = {"_authenticator": token, "act": "add", "source": source}
    for place in range(150):
        fields |= {f"becomes.{place}": "clause", f"title.{place}": f"T{place}"}
        fields |= {f"kind.{place}": "rule", f"topic_group.{place}": "brand"}
    added = session.post(
        url,
        files={name: (None, value) for name, value in fields.items()},
        headers=html,
        allow_redirects=False,
    )
    assert added.status_code == 303
    assert titles(draft)[before:] == [f"T{place}" for place in range(150)]


def test_words_of_the_text_are_never_markup_of_the_page(pasting):
    show(pasting, "<h2>&lt;script&gt;alert(1)&lt;/script&gt;</h2><p>&lt;img src=x onerror=alert(2)&gt;</p>")
    assert "<script>alert" not in pasting.contents
    assert "<img src=x" not in pasting.contents
    press(pasting, "add")
    assert "<script>alert" not in pasting.contents


def test_is_for_those_who_may_change_the_draft(draft, visit):
    for userid in ("own", "leg", "emp", "out"):
        browser = visit(userid)
        browser.open(f"{draft.absolute_url()}/@@paste-text")
        assert "Bring in a text" not in browser.contents
    intranet.complete(draft)
    intranet.walk_to("review", draft)
    transaction.commit()
    browser = visit("edi")
    browser.open(f"{draft.absolute_url()}/@@paste-text")
    assert "Bring in a text" not in browser.contents


def test_a_form_from_elsewhere_adds_nothing(draft, visit):
    before = titles(draft)
    browser = visit("edi")
    browser.post(
        f"{draft.absolute_url()}/@@paste-text",
        "act=add&source=%3Ch1%3EA%3C/h1%3E%3Cp%3Eb%3C/p%3E&becomes.0=clause&title.0=A",
    )
    assert browser.headers["status"].startswith("403")
    assert titles(draft) == before


def test_in_a_browser_formatting_survives_and_the_number_follows(draft, person):
    page = person("edi")
    page.goto(f"{draft.absolute_url()}/@@paste-text")
    page.wait_for_function("window.tinymce && window.tinymce.get('sg-text')?.initialized")
    page.evaluate("html => window.tinymce.get('sg-text').setContent(html)", PAGES)
    page.get_by_role("button", name="Show the clauses").click()
    page.get_by_role("button", name="Add these clauses (2)").wait_for()
    page.get_by_label("Becomes").nth(2).select_option("leave")
    page.get_by_role("button", name="Add these clauses (1)").click()
    page.get_by_text("Clauses added: 1").wait_for()
    assert titles(draft)[-1] == "Our tips: profile"

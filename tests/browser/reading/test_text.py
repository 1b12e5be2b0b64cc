"""The page of a charter or guide, as its readers see it."""

from collective.socialgovernance import wallclock
from collective.socialgovernance.days import day_of
from tests.contract.company import clause
from tests.contract.company import FORMALITIES
from tests.contract.company import GROUPS

import base64
import pytest


PIXEL = base64.b64encode(
    base64.b64decode(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
    )
).decode()


def test_the_short_layers_come_before_the_clauses(visitor, charter):
    page = visitor("emp", "fr").open("gov/charte")
    headings = page.all("//*[@id='content']//h2/@id")
    assert headings.index("one-minute") < headings.index("what-i-gain") < headings.index("topic-writing")
    assert "Parlez comme vous êtes." in page.text("//section[@aria-labelledby='one-minute']")
    assert "1.0.0" in page.text("//p[@class='governance-edition']")
    today = day_of(wallclock.now(), "Europe/Paris").isoformat()
    assert page.one("//p[@class='governance-edition']//time").get("datetime") == today


def test_clauses_are_grouped_by_topic_and_each_has_its_anchor(visitor, charter, rest):
    page = visitor("emp", "fr").open("gov/charte")
    shown = page.all("//section[contains(@class, 'governance-topic')]/h2/@id")
    assert shown == ["topic-your_rights", *(f"topic-{group}" for group in GROUPS)]
    ids = {item["clause_id"] for item in rest("emp").get(charter)["items"]}
    assert set(page.all("//article[contains(@class, 'governance-clause')]/@id")) == ids
    links = {link[1:] for link in page.all("//nav[@class='governance-contents']//a/@href")}
    assert ids < links and set(shown) < links
    assert all(page.all(f"//*[@id='{link}']") for link in links)


@pytest.mark.parametrize(
    ("topic", "kind", "label"),
    [
        ("writing", "advice", "Advice"),
        ("conduct", "example", "Example"),
        ("brand", "judgement", "Your judgement"),
        ("your_rights", "right", "Right"),
    ],
)
def test_each_kind_of_clause_says_what_it_is(visitor, charter, topic, kind, label):
    page = visitor("emp").open("gov/charte")
    article = page.one(f"//section[@aria-labelledby='topic-{topic}']/article")
    assert f"governance-{kind}" in article.get("class").split()
    assert article.xpath("string(.//p[@class='governance-kind'])").strip() == label


def test_stored_html_is_cleaned_translations_too(visitor, charter):
    for language in ("fr", "en"):
        page = visitor("emp", language).open("gov/charte")
        body = page.one("//div[@class='governance-topics']")
        assert "Après." in body.text_content()
        assert not body.xpath(".//script") and not body.xpath(".//@onclick")
    assert "Long ones." in body.text_content()


@pytest.mark.parametrize(("language", "title"), [("en", "Charter"), ("fr", "Charte")])
def test_the_way_to_a_text_and_the_tab_call_it_as_its_page_does(visitor, charter, language, title):
    for path in ("gov/charte", "gov/charte/@@acknowledge", "gov/charte/e1/@@verify-digest"):
        page = visitor("emp", language).open(path)
        trail = page.text("//*[@id='portal-breadcrumbs']")
        assert f"{title}" in trail.split("/")[-1] or f"/ {title}" in trail, path
        assert title in page.text("//title").split(" \u2014 "), path


def test_a_reader_has_the_text_in_their_language_and_may_choose_another(visitor, charter):
    english = visitor("emp", "en").open("gov/charte")
    assert english.text("//h1") == "Charter"
    assert english.one("//h1").get("lang") == "en"
    assert "its language: French" in english.text("//nav[@class='governance-languages']")
    assert english.all("//nav[@class='governance-languages']//a[@aria-current='true']/@lang") == ["en"]
    (french,) = english.all("//nav[@class='governance-languages']//a[@lang='fr']/@href")
    page = visitor("emp", "en").open(french)
    assert page.text("//h1") == "Charte" and page.one("//h1").get("lang") == "fr"
    assert page.form.fields["language"] == "fr"


def test_what_is_not_translated_stays_in_the_original_and_says_so(visitor, charter):
    page = visitor("emp", "en").open("gov/charte")
    translated = page.one("//section[@aria-labelledby='topic-writing']/article")
    assert "Speak plainly." in translated.text_content() and not translated.xpath(
        ".//p[@class='governance-fallback']"
    )
    original = page.one("//section[@aria-labelledby='topic-copyright']/article")
    assert "French" in original.xpath("string(.//p[@class='governance-fallback'])")
    assert original.xpath(".//div[@class='governance-prose']/@lang") == ["fr", "fr"]
    assert original.xpath("string(.//h3/@lang)") == "fr"


def test_a_language_nobody_wrote_shows_the_original(visitor, charter):
    page = visitor("emp", "en").open("gov/charte?language=de")
    assert page.status == 200 and page.one("//h1").get("lang") == "en"


def test_a_picture_is_shown_with_its_description(visitor, company):
    edition = company.draft("Guide", "guide")
    picture = {"data": PIXEL, "encoding": "base64", "filename": "pixel.png", "content-type": "image/png"}
    company.rest("edi").post(
        edition,
        clause("writing", title="Look", picture=picture, picture_alt="A hand on a keyboard"),
        expect=201,
    )
    company.publish(edition)
    page = visitor("emp").open("gov/guide")
    image = page.one("//figure[@class='governance-picture']//img")
    assert image.get("alt") == "A hand on a keyboard"
    assert visitor("emp").session.get(image.get("src"), timeout=60).status_code == 200


def test_the_edition_in_force_has_the_address_of_its_text_as_canonical_link(visitor, charter, company):
    second = company.next_draft("gov/charte", "minor")
    reader = visitor("emp")
    for url in (charter, "gov/charte"):
        (canonical,) = reader.open(url).all("//link[@rel='canonical']/@href")
        assert canonical == charter.removesuffix("/e1")
    (own,) = visitor("edi").open(second).all("//link[@rel='canonical']/@href")
    assert own == second


def test_a_clause_leads_to_its_place(visitor, charter, rest):
    item = rest("emp").get(charter)["items"][1]
    page = visitor("emp").open(item["@id"], allow_redirects=False)
    assert page.status == 302
    assert page.headers["Location"] == f"{charter}#{item['clause_id']}"


def test_a_first_draft_is_shown_to_its_editors_and_hidden_from_readers(visitor, company):
    draft = company.draft()
    for url in ("gov/charte", draft, f"{draft}/@@acknowledge"):
        hidden = visitor("emp").open(url)
        assert hidden.refused and "Parlez comme vous êtes." not in hidden.words
    page = visitor("edi").open("gov/charte")
    assert "This is a draft." in page.words and "Parlez comme vous êtes." in page.words
    assert page.all(f"//a[@href='{draft}/@@write']")
    assert not page.buttons
    auditor = visitor("aud").open("gov/charte")
    assert "This is a draft." in auditor.words and not auditor.all("//a[contains(@href, '@@write')]")


def test_readers_see_the_edition_in_force_while_the_next_is_written(visitor, charter, company):
    second = company.next_draft("gov/charte", "minor", one_minute="<p>Tout autre chose.</p>")
    reader = visitor("emp").open("gov/charte")
    assert "Tout autre chose." not in reader.words and "in preparation" not in reader.words
    assert visitor("emp").open(second).refused
    editor = visitor("edi").open("gov/charte")
    assert "An edition is in preparation: Draft." in editor.words
    assert editor.all(f"//a[@href='{second}/@@write']")


def test_a_superseded_edition_is_marked_and_leads_to_the_one_in_force(visitor, charter, company):
    page = visitor("emp").open("gov/charte")
    visitor("emp").press(page, "acknowledged")
    second = company.next_draft("gov/charte", "minor")
    company.publish(second)
    old = visitor("emp").open(charter)
    assert "This edition was replaced on" in old.words and not old.buttons
    assert old.all(f"//a[@href='{charter.removesuffix('/e1')}'][text()='Read the edition in force']")
    present = visitor("emp").open("gov/charte")
    assert present.all(f"//section[@class='governance-past']//a[@href='{charter}']")
    assert visitor("mgr").open(charter).refused


def test_a_published_binding_edition_is_not_to_be_acknowledged_yet(visitor, company, rest):
    edition = company.draft()
    rest("edi").patch(edition, {"legal_force": "binding"})
    company.fire(edition, "submit", "edi")
    company.fire(edition, "send_to_legal", "own")
    company.fire(edition, "request_formalities", "leg")
    rest("leg").patch(edition, {"formalities": FORMALITIES, "effective_from": "2199-04-05"})
    company.fire(edition, "approve", "leg")
    for url in ("gov/charte", edition):
        page = visitor("emp").open(url)
        assert "Published, in force from 5 April 2199" in page.words
        assert "not to be acknowledged yet" in page.words and not page.buttons
        assert "Parlez comme vous êtes." in page.words


def test_after_a_withdrawal_nothing_is_asked(visitor, charter, company):
    company.fire(charter, "withdraw", "own", comment="It is wrong.")
    page = visitor("emp").open("gov/charte")
    assert page.status == 200
    assert "No edition of this text is in force today." in page.words and not page.buttons
    for name in ("changes", "changes?since=mine"):
        page = visitor("emp").open(f"gov/charte/@@{name}")
        assert page.status == 404 and "No edition of this text is in force today." in page.words


def test_nobody_reads_signed_out(visitor, charter):
    for url in ("gov", "gov/charte", charter, "gov/charte/@@acknowledge", "@@my-governance"):
        assert visitor(None).open(url).refused, url

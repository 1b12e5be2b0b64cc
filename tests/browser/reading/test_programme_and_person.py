"""The page of a programme and the page of a person."""

from collective.socialgovernance import wallclock
from datetime import timedelta
from tests.contract.company import PEOPLE


def test_the_programme_says_first_what_i_gain_then_what_i_owe(visitor, charter, company):
    company.admin.patch(
        "gov", {"referent": "ref", "office_hours": "Mondays, office 12", "dpo_contact": "dpo@example.org"}
    )
    page = visitor("emp", "en").open("gov")
    headings = page.all("//*[@id='content']//h2/@id")
    assert headings[:2] == ["what-i-gain", "texts"]
    card = page.text("//li[contains(@class, 'governance-card-owed')]")
    assert "Charter" in card and "You are asked to acknowledge this text by" in card
    side = page.text("//aside[@class='governance-side']")
    assert "Rita Sol" in side and "Mondays, office 12" in side
    assert page.all("//aside//a[@href='mailto:ref@example.org']")
    assert page.all("//aside//a[@href='mailto:dpo@example.org']")


def test_outside_the_audience_a_text_may_be_read_and_is_not_asked(visitor, charter):
    page = visitor("out").open("gov")
    assert "You are not asked to acknowledge it." in page.words
    assert not page.all("//li[contains(@class, 'governance-card-owed')]")


def test_an_empty_programme_says_what_to_do_next(visitor, company):
    reader = visitor("emp").open("gov")
    assert "No charter or guide is in force yet." in reader.words
    assert not reader.all("//a[contains(@href, '++add++') or contains(@href, '@@start-text')]")
    editor = visitor("edi").open("gov")
    links = [
        link.rpartition("/")[2]
        for link in editor.all("//*[@id='content']//a[contains(@href, '@@start-text')]/@href")
    ]
    assert links == ["@@start-text?type=charter", "@@start-text?type=guide"]


def test_what_is_in_preparation_is_listed_for_governance_roles_only(visitor, charter, company):
    draft = company.draft("Guide", "guide")
    for userid in ("edi", "own", "leg", "aud", "ref"):
        row = visitor(userid).open("gov").text("//section[@aria-labelledby='preparations']//tbody/tr")
        assert "Guide" in row and "Draft" in row
    for userid in ("emp", "out", "head"):
        page = visitor(userid).open("gov")
        assert not page.all("//section[@aria-labelledby='preparations']") and draft not in page.words


def test_a_person_sees_what_is_owed_and_why(visitor, charter):
    page = visitor("emp").open("@@my-governance")
    owed = page.text("//section[@aria-labelledby='owed']")
    assert "Charter" in owed and "You are asked to acknowledge this text by" in owed
    assert "It came into force on" in owed
    assert page.headers["Cache-Control"] == "private, no-store"


def test_nobody_is_called_critical(visitor, charter, company, monkeypatch):
    now = wallclock.now()
    monkeypatch.setattr(wallclock, "now", lambda: now + timedelta(days=60))
    for url in ("@@my-governance", "gov", "gov/charte"):
        page = visitor("emp").open(url)
        assert "It has been waiting for you since" in page.words
        assert "critical" not in page.words.lower() and "overdue" not in page.words.lower()


def test_receipts_and_renewals_are_kept_on_the_page_of_the_person(visitor, charter, rest):
    emp = visitor("emp")
    emp.press(emp.open("gov/charte"), "acknowledged", note="Thank you")
    page = emp.open("@@my-governance")
    assert "No text is waiting to be read." in page.words
    assert "you will be asked again on" in page.text("//section[@aria-labelledby='renewals']")
    answered = page.text("//section[@aria-labelledby='answered']")
    assert "Acknowledged" in answered and "1.0.0" in answered and "Thank you" in answered


def test_an_answer_entered_by_an_officer_says_by_whom(visitor, charter, rest):
    shown = rest("own").get(f"{charter}/@acknowledgment", userid="emp")
    rest("own").post(
        f"{charter}/@acknowledgment",
        {
            "answer": "acknowledged",
            "digest": shown["edition"]["digest"],
            "subject": "emp",
            "note": "On paper",
        },
        expect=201,
    )
    page = visitor("emp").open("@@my-governance")
    assert "entered by own" in page.text("//section[@aria-labelledby='answered']")


def test_optional_texts_are_offered_and_never_waiting(visitor, company):
    company.publish(company.draft("Guide", "guide"))
    page = visitor("emp").open("@@my-governance")
    assert "No text is waiting to be read." in page.words
    assert "Guide" in page.text("//section[@aria-labelledby='offered']")


def test_those_who_approve_find_their_work(visitor, company):
    edition = company.draft()
    company.fire(edition, "submit", "edi")
    page = visitor("own").open("@@my-governance")
    assert page.all(f"//section[@aria-labelledby='work']//a[@href='{edition}']")
    assert not visitor("emp").open("@@my-governance").all("//section[@aria-labelledby='work']")


def test_work_stands_before_the_note_that_nothing_is_to_be_read(visitor, company):
    company.fire(company.draft(), "submit", "edi")
    page = visitor("own").open("@@my-governance")
    first, second = page.all("//div[@class='governance-mine']/section/@aria-labelledby")[:2]
    assert (first, second) == ("work", "nothing-owed")
    assert not page.all("//section[@aria-labelledby='owed']")


def test_one_can_take_away_what_is_kept_about_oneself(visitor, charter):
    emp = visitor("emp")
    emp.press(emp.open("gov/charte"), "acknowledged")
    (link,) = emp.open("@@my-governance").all("//a[@download='my-governance.json']/@href")
    data = emp.session.get(link, timeout=60).json()
    assert data["answers"][0]["answer"] == "acknowledged"


def test_somebody_whom_the_directory_does_not_know_has_a_friendly_empty_page(visitor, charter):
    assert "out" not in {person["userid"] for person in PEOPLE}
    page = visitor("out").open("@@my-governance")
    assert page.status == 200 and "No text is waiting to be read." in page.words


def test_the_user_menu_leads_to_the_page_of_the_person(visitor, company):
    links = visitor("emp").open("").all("//a[contains(@href, '@@my-governance')]/@href")
    assert links

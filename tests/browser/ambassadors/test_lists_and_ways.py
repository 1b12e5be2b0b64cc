"""Our ambassadors, the figures, and from where one comes to all these pages."""

from collective.socialgovernance.ambassadors import figures
from tests.browser.ambassadors.conftest import registered

import transaction


LIST, FIGURES = "gov/@@our-ambassadors", "gov/@@ambassador-figures"


def test_only_who_chose_it_is_shown_and_an_empty_page_says_what_to_do(programme, visitor):
    registration = registered(programme, "active")
    page = visitor("mgr").open(LIST)
    assert "Emma" not in page.words and "Nobody has chosen to be shown" in page.words
    assert page.all("//a[contains(@href, '@@be-an-ambassador')]")
    registration.directory_visibility = "department"
    transaction.commit()
    page = visitor("mgr").open(LIST)
    assert "Emma Petit" in page.words and "Secretmotive" not in page.words
    assert "Emma Petit" in visitor("mgr").open(f"{LIST}?topic=innovation&department=rd").words
    other = visitor("mgr").open(f"{LIST}?topic=results")
    assert "Emma" not in other.words and "Ask who may speak about it" in other.words
    assert "Emma" not in visitor("ref").open(LIST).words
    assert visitor(None).open(LIST).refused


def test_figures_are_for_owners_drawn_and_in_a_table_and_without_names(programme, visitor, monkeypatch):
    assert "Nobody was registered on" in visitor("own").open(FIGURES).words
    registered(programme, "active")
    for userid in ("own", "aud"):
        page = visitor(userid).open(FIGURES)
        assert page.text("//section[@aria-labelledby='by-state']//tbody") == "Active 1"
        assert page.all("//svg//circle") and len(page.all("//*[@id='over-time-table']//tbody/tr")) == 13
        assert "Emma" not in page.words and "Petit" not in page.words
    for userid in ("emp", "ref", "leg", "mgr", "head", None):
        assert visitor(userid).open(FIGURES).refused, userid
    programme.k_threshold = 10
    transaction.commit()
    page = visitor("own").open(FIGURES)
    assert "Nobody was registered on" in page.words and "Figures about fewer than 10 people" in page.words
    monkeypatch.setattr(figures, "figures_day", lambda today, k_threshold: today)
    page = visitor("own").open(FIGURES)
    assert "Fewer than 10 registrations" in page.words and "Too few to be shown: Active." in page.words
    assert not page.all("//section[@aria-labelledby='by-state']//tbody")


def test_each_reader_finds_their_pages_on_the_programme_and_on_their_own(programme, visitor):
    registration = registered(programme, "active")
    links = {
        userid: " ".join(
            visitor(userid).open("gov").all("//section[@aria-labelledby='ambassadors']//a/@href")
        )
        for userid in ("emp", "mgr", "ref", "own")
    }
    assert registration.absolute_url() in links["emp"] and "@@be-an-ambassador" not in links["emp"]
    assert "@@be-an-ambassador" in links["mgr"] and "@@our-ambassadors" in links["mgr"]
    desks = {userid for userid, found in links.items() if "@@ambassador-desk" in found}
    figures = {userid for userid, found in links.items() if "@@ambassador-figures" in found}
    assert (desks, figures) == ({"ref"}, {"own"})
    own_page = visitor("emp").open("@@my-governance")
    assert registration.absolute_url() in own_page.all("//section[@aria-labelledby='ambassador']//a/@href")
    invited = visitor("mgr").open("@@my-governance").all("//section[@aria-labelledby='ambassador']//a/@href")
    assert invited == [f"{programme.absolute_url()}/@@be-an-ambassador"]
    scopes = visitor("head").open("@@my-governance").text("//section[@aria-labelledby='my-scopes']")
    assert "in force" in scopes

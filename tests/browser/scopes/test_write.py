"""Writing a scope without scripts: six answers, steps, rows, what stands beside, and who may not."""

from collective.socialgovernance.transitions.firing import state_of
from datetime import timedelta
from tests.browser.scopes.conftest import filled
from tests.scopes import company

import pytest
import transaction


PAGE = "gov/rd/e1/@@write-scope"


def days(number: int) -> str:
    return (company.today() + timedelta(days=number)).isoformat()


def save(reader, page, act="save", **values):
    return reader.send(page.url.split("?")[0], filled(page, act, **values))


def test_adding_leads_to_the_form_which_begins_with_six_answers(programme, visitor):
    reader = visitor("head")
    page = reader.open("gov/++add++SpeakingScope?department=rd")
    assert page.all("//select[@id='department']/option/@value") == ["rd"]
    (form,) = page.all("//form[.//select[@id='department']]")
    page = reader.send(form.action, dict(form.form_values()))
    assert page.url.endswith("/e1/@@write-scope")
    assert "Six answers, then submit" in page.words
    assert "Head Martin (head)" in page.all("//input[@id='first']/@value")


def test_who_leads_no_department_adds_none(programme, visitor):
    assert visitor("con").open("gov/++add++SpeakingScope").refused
    reader = visitor("head")
    page = reader.open("gov/++add++SpeakingScope")
    (form,) = page.all("//form[.//select[@id='department']]")
    refused = reader.send(form.action, {**dict(form.form_values()), "department": "press"})
    assert refused.status == 400
    transaction.begin()
    assert list(programme.objectIds()) == []


def test_six_answers_are_enough_to_submit(draft, visitor):
    reader = visitor("head")
    page = reader.open(PAGE)
    answers = {"purpose": "expertise", "topic": "innovation", "audience": "customers"}
    page = save(reader, page, "quick", **answers, first="head", second="Mgr Martin", valid_to=days(300))
    assert "You can submit now; the rest can come later." in page.words
    transaction.begin()
    assert draft.escalation[0]["user"] == "head" and draft.escalation[0]["backup"] == "mgr"
    page = reader.open("gov/rd/e1/@@transition?transition=submit")
    assert "Everything that is needed is there" in page.words
    form = page.one("//form[.//textarea]")
    reader.send(form.action, dict(form.form_values()))
    transaction.begin()
    assert state_of(draft) == "submitted"


def test_what_is_wrong_among_the_six_stands_beside_its_field_and_nothing_is_lost(draft, visitor):
    reader = visitor("head")
    page = save(
        reader,
        reader.open(PAGE),
        "quick",
        topic="events",
        first="Nobody Here",
        second="head",
        valid_to="soon",
    )
    assert page.status == 400
    assert "knows nobody as “Nobody Here”" in page.text("//*[@id='first-problem']")
    assert "Please fill this in." in page.text("//*[@id='purpose-problem']")
    assert "YYYY-MM-DD" in page.text("//*[@id='valid_to-problem']")
    assert page.all("//select[@id='topic']/option[@selected]/@value") == ["events"]
    assert page.all("//input[@id='first']/@value") == ["Nobody Here"]
    transaction.begin()
    assert not draft.cells


@pytest.mark.parametrize(
    ("step", "values", "kept"),
    [
        ("purpose", {"purpose": ["expertise", "csr"]}, {"purpose": ["expertise", "csr"]}),
        (
            "limits",
            {"topics_refer.0.topic": "results", "topics_refer.0.department": "press", "regulated": "1"},
            {"topics_refer": [{"topic": "results", "department": "press"}], "regulated": True},
        ),
        (
            "contacts",
            {
                "escalation.0.severity": "high",
                "escalation.0.user": "mgr",
                "escalation.0.backup": "Head Martin",
                "response_hours": "9-5",
            },
            {
                "escalation": [{"severity": "high", "user": "mgr", "backup": "head", "hours": ""}],
                "response_hours": "9-5",
            },
        ),
        ("validity", {"valid_to": "2099-12-31"}, {"valid_from": None}),
    ],
)
def test_each_step_is_saved_by_itself(draft, visitor, step, values, kept):
    reader = visitor("head")
    page = save(reader, reader.open(f"{PAGE}?step={step}"), **values)
    assert page.status == 200 and f"step={step}" in page.url
    transaction.begin()
    for name, value in kept.items():
        assert getattr(draft, name) == value
    assert "head" in draft.authors


def test_the_grid_and_the_rows_below_it_become_cells_and_come_back(draft, visitor):
    reader = visitor("head")
    page = reader.open(f"{PAGE}?step=topics")
    page = save(
        reader,
        page,
        **{
            "grid.innovation.customers": "lead",
            "grid.events.everybody": "contributor",
            "cells.rows": ["7"],
            "cells.7.topic": "innovation",
            "cells.7.audience": "journalists",
            "cells.7.platform": "linkedin",
            "cells.7.territory": "FR",
            "cells.7.legitimacy": "lead",
            "languages": ["en"],
            "territories.more": "FR",
        },
    )
    transaction.begin()
    assert [(cell["topic"], cell["audience"], cell["platform"]) for cell in draft.cells] == [
        ("innovation", "customers", None),
        ("events", None, None),
        ("innovation", "journalists", "linkedin"),
    ]
    assert draft.topics_allowed == ["innovation", "events"]
    assert draft.languages == ["en"] and draft.territories == ["FR"]
    assert page.all("//select[@name='grid.innovation.customers']/option[@selected]/@value") == ["lead"]
    assert page.all("//select[@name='cells.0.platform']/option[@selected]/@value") == ["linkedin"]


def test_a_wrong_cell_is_named_by_its_row_and_leads_to_it(draft, visitor):
    reader = visitor("head")
    page = save(
        reader,
        reader.open(f"{PAGE}?step=topics"),
        **{
            "grid.innovation.customers": "lead",
            "cells.rows": ["3"],
            "cells.3.audience": "customers",
            "cells.3.platform": "pigeon",
            "cells.3.legitimacy": "lead",
        },
    )
    assert page.status == 400
    assert page.all("//*[@id='problems']//a/@href") == ["#cells-3-topic", "#cells-3-platform"]
    assert "Please fill this in." in page.text("//*[@id='cells-3-topic-problem']")
    assert page.all("//select[@name='grid.innovation.customers']/option[@selected]/@value") == ["lead"]
    transaction.begin()
    assert not draft.cells


def test_rows_are_added_moved_and_taken_out_without_saving(draft, visitor):
    reader = visitor("head")
    page = reader.open(f"{PAGE}?step=voices")
    page = save(reader, page, "add:voices", **{"voices.0.user": "mgr"})
    assert page.all("//input[@name='voices.rows'][@value != 'KEY']/@value") == ["0", "1"]
    page = save(reader, page, "up:voices:1", **{"voices.1.user": "emp"})
    assert page.all("//input[@name='voices.rows'][@value != 'KEY']/@value") == ["1", "0"]
    assert page.all("//input[@name='voices.1.user']/@value") == ["emp"]
    transaction.begin()
    assert not draft.voices
    page = save(reader, page)
    transaction.begin()
    assert [voice["user"] for voice in draft.voices] == ["emp", "mgr"]
    page = save(reader, page, "remove:voices:0")
    save(reader, page)
    transaction.begin()
    assert [voice["user"] for voice in draft.voices] == ["mgr"]


def test_an_official_voice_is_asked_for_its_mandate(draft, visitor):
    reader = visitor("head")
    values = {"voices.0.user": "mgr", "voices.0.capacity": "official"}
    page = save(reader, reader.open(f"{PAGE}?step=voices"), **values)
    assert "Mandate of Mgr Martin" in page.words
    fields = filled(page, "save")
    url = page.url.split("?")[0]
    reader.session.post(url, data=fields, files={"mandate.mgr": ("mandate.pdf", b"signed")})
    transaction.begin()
    assert draft.mandates["mgr"].filename == "mandate.pdf"
    save(reader, reader.open(f"{PAGE}?step=voices"))
    transaction.begin()
    assert draft.mandates["mgr"].data == b"signed"
    link = visitor("own").open(draft.absolute_url()).one("//a[contains(@href, '@@mandate')]/@href")
    answer = visitor("own").session.get(link, timeout=30)
    assert answer.content == b"signed" and answer.headers["Content-Disposition"].startswith("attachment")
    for stranger in ("emp", "con", None):
        assert b"signed" not in visitor(stranger).session.get(link, timeout=30).content


def test_somebody_elses_save_meanwhile_is_not_undone(draft, visitor):
    reader = visitor("head")
    old = reader.open(f"{PAGE}?step=purpose")
    save(visitor("mgr"), visitor("mgr").open(f"{PAGE}?step=purpose"), purpose=["csr"])
    refused = save(reader, old, purpose=["expertise"])
    assert refused.status == 409
    assert "Somebody changed this meanwhile" in refused.words
    assert refused.all("//input[@name='purpose'][@checked]/@value") == ["expertise"]
    transaction.begin()
    assert draft.purpose == ["csr"]


def test_beside_the_form_overlaps_are_shown_and_the_lead_is_offered(draft, programme, visitor):
    other = company.scope(programme, "press", "emp", company.row("innovation", "customers"))
    company.walk_to("submitted", other["e1"], head="emp")
    company.fill(draft, company.row("innovation", "customers"), company.row("events"))
    transaction.commit()
    reader = visitor("head")
    page = reader.open(f"{PAGE}?step=topics")
    beside = page.text("//*[@id='overlaps']")
    assert "PRESS" in beside and "not in force yet" in beside and "to settle" in beside
    note = page.one("//*[@id='overlaps']//a[contains(@href, 'comment=')]").get("href")
    assert "Please decide who leads" in reader.open(note).one("//textarea[@id='comment']").text
    page = save(reader, page, "offer:", **{"grid.events.everybody": "contributor"})
    assert "to settle" not in page.text("//*[@id='overlaps']")
    transaction.begin()
    assert [cell["legitimacy"] for cell in draft.cells] == ["contributor", "contributor"]


def test_what_is_forbidden_above_is_taken_over_with_one_click(draft, programme, visitor):
    draft.topics_forbidden = []
    transaction.commit()
    reader = visitor("head")
    page = reader.open(f"{PAGE}?step=limits")
    typed = {"topics_forbidden.0.topic": "results", "topics_forbidden.0.reason": "confidential"}
    save(reader, page, "forbid", **typed)
    transaction.begin()
    assert [row["topic"] for row in draft.topics_forbidden] == ["results", "litigation"]


def test_forbidding_it_too_needs_none_of_the_six_answers(draft, programme, visitor):
    draft.topics_forbidden = []
    transaction.commit()
    reader = visitor("head")
    page = save(reader, reader.open(PAGE), "forbid", topic="events")
    assert page.status == 200
    assert page.all("//select[@id='topic']/option[@selected]/@value") == ["events"]
    transaction.begin()
    assert [row["topic"] for row in draft.topics_forbidden] == ["litigation"] and not draft.cells


def test_what_stands_beside_can_be_asked_for_what_is_typed_and_keeps_nothing(draft, programme, visitor):
    other = company.scope(programme, "press", "emp", company.row("innovation", "customers"))
    company.walk_to("submitted", other["e1"], head="emp")
    transaction.commit()
    reader = visitor("head")
    page = reader.open(f"{PAGE}?step=topics")
    assert "Nobody." in page.text("//*[@id='overlaps']")
    typed = filled(
        page,
        "save",
        **{
            "grid.innovation.customers": "lead",
            "cells.rows": ["7"],
            "cells.7.audience": "investors",
            "cells.7.legitimacy": "lead",
        },
    )
    answers = filled(reader.open(PAGE), "quick", purpose="csr", topic="events", first="nobody", second="mgr")
    before = draft._p_jar.db().lastTransaction()
    url = f"{draft.absolute_url()}/@@scope-beside"
    beside = reader.send(url, typed)
    assert "PRESS" in beside.text("//*[@id='overlaps']") and "to settle" in beside.words
    assert not beside.all("//*[@id='overlaps']//a[text()='PRESS']"), "the reader may not open it"
    assert "Innovation" not in beside.text("//*[@id='gaps']")
    assert beside.all("//aside/@data-said") == ["Still missing: 3 · To settle: 1"]
    assert not beside.all("//*[@id='portal-header']")
    said = visitor("head", "fr").send(url, typed)
    assert "Qui d’autre pilote la même chose" in said.words and "Who else leads" not in said.words
    beside = reader.send(url, answers)
    assert beside.status == 200 and "Events" not in beside.text("//*[@id='gaps']")
    transaction.begin()
    assert not draft.cells and not draft.purpose
    assert draft._p_jar.db().lastTransaction() == before
    for userid in ("emp", "con", "leg", "aud", None):
        assert visitor(userid).send(url, typed).refused, userid


def test_what_is_missing_leads_to_its_step(draft, visitor):
    page = visitor("head").open(f"{PAGE}?step=purpose")
    links = page.all("//aside//*[contains(@class, 'sg-check-missing')]//a/@href")
    assert any("step=contacts" in link for link in links)
    assert any("step=topics" in link for link in links)
    moving = visitor("head").open("gov/rd/e1/@@transition?transition=submit")
    assert any("@@write-scope?step=validity" in link for link in moving.all("//main//a/@href"))


def test_a_draft_begins_like_a_neighbours_without_its_people_and_lead(in_force, programme, visitor):
    from plone import api

    with api.env.adopt_user(username="emp"):
        made = api.content.create(programme, "SpeakingScope", "press", title="Press", department="press")
    transaction.commit()
    reader = visitor("emp")
    page = reader.open("gov/press/e1/@@write-scope")
    form = page.one("//form[.//select[@id='like']]")
    reader.send(form.action, {**dict(form.form_values()), "act": "like"})
    transaction.begin()
    draft = made["e1"]
    assert [cell["legitimacy"] for cell in draft.cells] == ["contributor"]
    assert not draft.voices and not draft.escalation
    assert draft.levels_admitted == ["relay"]


def test_only_who_looks_after_the_scope_writes_it(draft, visitor):
    for userid in ("emp", "con", "edi", "leg", "ref", "out", None):
        assert visitor(userid).open(PAGE).refused, userid
    for userid in ("head", "mgr", "own"):
        assert visitor(userid).open(PAGE).status == 200


def test_nothing_is_written_from_another_site_nor_after_draft(draft, visitor):
    reader = visitor("head")
    page = reader.open(f"{PAGE}?step=purpose")
    url = page.url.split("?")[0]
    fields = filled(page, "save", purpose=["csr"])
    forged = [(name, value) for name, value in fields if name != "_authenticator"]
    assert reader.send(url, forged).status == 403
    company.fill(draft, company.row("innovation"), topics_forbidden=draft.topics_forbidden)
    company.walk_to("submitted", draft)
    transaction.commit()
    assert reader.send(url, fields).refused
    transaction.begin()
    assert draft.purpose == ["expertise"]


def test_preparing_the_next_edition_leads_to_the_form(in_force, visitor):
    reader = visitor("head")
    page = reader.open("gov/rd/@@prepare")
    form = page.one("//form[.//button[contains(., 'Prepare')]]")
    page = reader.send(form.action, dict(form.form_values()))
    assert page.url.endswith("/e2/@@write-scope")
    assert "next edition after 1.0.0" in page.words
    assert page.all("//*[contains(@class, 'sg-scope-steps')]")


def test_a_returned_draft_shows_its_note_to_the_head(draft, visitor):
    company.fill(draft, company.row("innovation"), topics_forbidden=draft.topics_forbidden)
    company.walk_to("submitted", draft)
    company.act("own", draft, "return_to_draft", comment="Press leads; you contribute.")
    transaction.commit()
    for page in ("gov/rd/e1", "gov/rd", f"{PAGE}?step=topics"):
        assert visitor("head").open(page).text("//body").count("Press leads; you contribute.") == 1, page
    assert "Press leads; you contribute." in visitor("head").open("@@my-governance").words

"""Choosing a person by the beginning of a name."""

from lxml import html
from plone import api
from tests import intranet

import json
import pytest
import transaction


@pytest.fixture
def programme(served):
    intranet.directory()
    made = intranet.programme(served)
    transaction.commit()
    return made


def found(browser, url, query):
    browser.open(f"{url}/@@governance-people?query={query}")
    return [each["id"] for each in json.loads(browser.contents)["results"]]


def test_people_are_found_by_name_and_userid(programme, visit):
    owner, url = visit("own"), programme.absolute_url()
    assert found(owner, url, "emm") == ["emp"]
    assert found(owner, url, "roy*") == ["mgr"]
    assert found(owner, url, '{"criteria":[{"i":"SearchableText","o":"x","v":"hug*"}]}') == ["head"]
    assert found(owner, url, "") == []
    assert found(owner, url, "{broken") == []


def test_employees_do_not_search_people(programme, visit):
    browser = visit("emp")
    browser.open(f"{programme.absolute_url()}/@@governance-people?query=emm")
    assert "Emma" not in browser.contents


def test_the_form_of_the_programme_searches_instead_of_listing(programme, visit):
    programme.referent = "ref"
    transaction.commit()
    owner = visit("own")
    owner.open(f"{programme.absolute_url()}/edit")
    (field,) = html.fromstring(owner.contents).xpath("//*[@name='form.widgets.referent']")
    options = json.loads(field.get("data-pat-select2"))
    assert options["vocabularyUrl"] == f"{api.portal.get().absolute_url()}/gov/@@governance-people"
    assert options["initialValues"] == {"ref": "Rita Sol"}
    assert options["maximumSelectionSize"] == 1
    assert field.get("value") == "ref"
    assert "Emma Petit" not in owner.contents


def test_the_form_keeps_the_userid(programme, visit):
    owner = visit("own")
    owner.open(f"{programme.absolute_url()}/edit")
    owner.getControl(name="form.widgets.referent").value = "head"
    owner.getControl(name="form.buttons.save").click()
    transaction.begin()
    assert api.portal.get()["gov"].referent == "head"

"""The settings through REST: read, replaced list by list, refused as a whole."""

from typing import Any

import pytest


PANEL = "@controlpanels/socialgovernance"
NEW = [
    {"token": "products", "title": "Products", "title_fr": "Produits"},
    {"token": "boats", "title": "Boats", "title_fr": "Bateaux", "parent": "products"},
]


def test_gives_every_setting(rest):
    data = rest().get(PANEL)["data"]
    assert [row["token"] for row in data["topics"]][:2] == ["products", "innovation"]
    assert data["territories"][0] == {"token": "world", "title": "World", "title_fr": "Monde", "parent": ""}
    assert data["department_groups"] == [] and data["leavers_share"] == 20


def test_is_listed_among_the_control_panels(rest):
    listed = {panel["@id"].rsplit("/", 1)[-1]: panel["title"] for panel in rest().get("@controlpanels")}
    assert listed["socialgovernance"] == "Social media governance"


def test_a_list_is_replaced_as_a_whole_and_the_others_stay(rest):
    rest().patch(PANEL, {"topics": NEW, "department_groups": ["rd"]})
    data = rest().get(PANEL)["data"]
    assert data["topics"] == [{**NEW[0], "parent": ""}, NEW[1]]
    assert data["department_groups"] == ["rd"]
    assert data["platforms"][0]["token"] == "linkedin"


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"topics": [{"title": "X"}]}, "topics.0.token"),
        ({"topics": [*NEW, NEW[0]]}, "topics.2.token"),
        ({"topics": [{**NEW[1], "parent": "ships"}]}, "topics.0.parent"),
        ({"topics": [{**NEW[0], "parent": "products"}]}, "topics.0.parent"),
        ({"topics": [{**NEW[0], "colour": "red"}]}, "topics.0.colour"),
        ({"topics": {}}, "topics"),
        ({"leavers_share": 0}, "leavers_share"),
        ({"mystery": 1}, "mystery"),
    ],
)
def test_a_bad_value_is_refused_by_its_place_and_nothing_is_kept(rest, body: Any, field):
    refused = rest().patch(PANEL, {"department_groups": ["rd"], **body}, expect=400)
    assert [error["field"] for error in refused["errors"]] == [field]
    data = rest().get(PANEL)["data"]
    assert data["department_groups"] == [] and len(data["topics"]) == 10


def test_only_administrators_see_and_change_it(rest):
    for method in ("GET", "PATCH"):
        rest("edi").call(method, PANEL, expect=401, json={"topics": NEW})
        rest(None).call(method, PANEL, expect=401, json={"topics": NEW})


def test_takes_json_only(rest):
    rest().call("PATCH", PANEL, expect=415, data='{"topics": []}', headers={"Content-Type": "text/plain"})

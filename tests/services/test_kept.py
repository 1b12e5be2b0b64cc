"""Plone's generic services refuse what governed content does not take, in the form of all refusals."""

from plone import api
from tests import intranet
from typing import Any

import pytest
import transaction


@pytest.fixture()
def text(served: Any) -> Any:
    api.user.grant_roles(username="out", roles=["Manager"])
    made = intranet.charter(intranet.programme(served))
    intranet.walk_to("in_force", made["e1"])
    intranet.next_edition(made, "minor")
    transaction.commit()
    return made


@pytest.mark.parametrize("service", ["@copy", "@move"])
@pytest.mark.parametrize("userid", ["edi", "own", "out"])
def test_frozen_text_is_neither_copied_nor_moved(text, rest, userid, service):
    first, second = text["e1"].absolute_url(), text["e2"].absolute_url()
    client = rest(userid)
    for source, target in (
        (f"{first}/writing", second),
        (f"{second}/writing", first),
        (first, text.absolute_url()),
        (first, text.__parent__.absolute_url()),
        (f"{first}/writing", ""),
    ):
        client.post(f"{target}/{service}", {"source": source})
        assert client.last.status_code == 403, (source, target, client.last.text)
    refused = rest("out").post(f"{text.absolute_url()}/{service}", {"source": first}, expect=403)
    assert refused["errors"][0]["field"] == "source"
    transaction.begin()
    assert sorted(text.objectIds()) == ["e1", "e2"]
    assert sorted(text["e1"].objectIds()) == sorted(text["e2"].objectIds())


def test_an_edition_takes_no_comments_and_says_where_words_go(text, rest):
    for userid in ("edi", "own", "out", "emp"):
        refused = rest(userid).post("gov/charte/e1/@comments", {"text": "Bonjour"}, expect=403)
        assert refused["errors"][0]["field"] == "comments"
    assert rest().get("gov/charte/e1/@comments")["items_total"] == 0


@pytest.mark.parametrize("path", ["gov/charte", "gov/charte/e1", "gov/charte/e1/writing", "gov"])
def test_the_history_page_of_plone_leads_to_ours(text, rest, path):
    client = rest("aud")
    answer = client.session.get(client.url(f"{path}/@@history"), timeout=60, headers={"Accept": "text/html"})
    assert answer.status_code == 200
    assert ("@@governance-history" in answer.url) == (path != "gov")

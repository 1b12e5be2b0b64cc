"""Staff representatives read an edition while legal looks at it, and say what they think."""

from tests import intranet

import pytest
import transaction


COMMENT = {"comment": "Clause 3 is too broad."}


@pytest.fixture()
def edition(served):
    made = intranet.programme(served)
    edition = intranet.charter(made)["e1"]
    intranet.walk_to("legal", edition)
    transaction.commit()
    return edition


def test_a_comment_is_kept_and_read_by_those_who_decide(edition, rest):
    url = edition.absolute_url()
    digest = rest("con").get(url)["digest"]
    kept = rest("con").post(f"{url}/@consultation", COMMENT, expect=201)
    assert (kept["actor"], kept["comment"], kept["review_state"]) == ("con", COMMENT["comment"], "legal")
    for userid in ("leg", "own", "edi", "aud"):
        shown = rest(userid).get(f"{url}/@consultation")
        assert [each["comment"] for each in shown["items"]] == [COMMENT["comment"]]
    after = rest("con").get(url)
    assert after["digest"] == digest and "con" not in (after["authors"] or ())
    assert "comment" in [each["action"] for each in rest("aud").get(f"{url}/@workflow")["history"]]


@pytest.mark.parametrize(("userid", "status"), [("edi", 403), ("aud", 403), ("emp", 404), ("ref", 403)])
def test_others_do_not_comment(edition, rest, userid, status):
    url = f"{edition.absolute_url()}/@consultation"
    rest(userid).post(url, COMMENT, expect=status)
    assert rest("leg").get(url)["items_total"] == 0


def test_plain_readers_do_not_read_comments_once_it_is_in_force(edition, rest):
    url = f"{edition.absolute_url()}/@consultation"
    rest("con").post(url, COMMENT, expect=201)
    transaction.begin()
    edition.legal_force = "informative"
    intranet.act("own", edition, "approve")
    transaction.commit()
    rest("emp").get(url, expect=403)
    assert rest("leg").get(url)["items_total"] == 1
    refused = rest("con").post(url, COMMENT, expect=400)
    assert refused["errors"][0]["field"] == "review_state"


@pytest.mark.parametrize("comment", ["", "   ", "x" * 8001, 7, None])
def test_what_is_no_comment_is_refused_with_the_reason(edition, rest, comment):
    url = f"{edition.absolute_url()}/@consultation"
    refused = rest("con").post(url, {"comment": comment}, expect=400)
    assert refused["errors"][0]["field"] == "comment"

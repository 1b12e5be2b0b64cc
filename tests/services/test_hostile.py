"""What a hostile or careless client tries: other protocols, odd values, old forms."""

from collective.socialgovernance.refusals import Refused
from collective.socialgovernance.services.base import json_object
from plone import api
from tests import intranet
from tests.client import PASSWORD
from tests.contract.company import clause

import json
import pytest
import requests
import transaction


PROPPATCH = (
    '<?xml version="1.0"?><d:propertyupdate xmlns:d="DAV:"><d:set><d:prop>'
    '<title xmlns="http://www.zope.org/propsets/default">Hacked</title>'
    "</d:prop></d:set></d:propertyupdate>"
)


@pytest.fixture()
def charter(served):
    """A charter in force; a draft guide titled Secretguide; ``out`` is a site administrator."""
    api.user.grant_roles(username="out", roles=["Site Administrator"])
    intranet.directory()
    made = intranet.programme(served)
    text = intranet.charter(made)
    intranet.walk_to("in_force", text["e1"])
    with api.env.adopt_user(username="edi"):
        api.content.create(made, "Guide", "guide", title="Secretguide")
    transaction.commit()
    return text


def dav(method, url, userid, body=""):
    return requests.request(
        method,
        url,
        data=body,
        auth=(userid, PASSWORD),
        headers={"Content-Type": "text/xml", "Depth": "0"},
        timeout=30,
    )


@pytest.mark.parametrize("userid", ["edi", "own", "leg", "out", "emp"])
def test_frozen_text_is_not_rewritten_by_webdav_or_old_forms(charter, rest, userid):
    edition = charter["e1"]
    url, part = edition.absolute_url(), edition["writing"].absolute_url()
    before = rest("aud").get(url)
    words = rest("aud").get(part)["title"]
    for target in (url, part):
        assert dav("PROPPATCH", target, userid, PROPPATCH).status_code >= 400
        for form in ("manage_changeProperties?title=Hacked", "manage_editProperties?title=Hacked"):
            requests.post(f"{target}/{form}", auth=(userid, PASSWORD), timeout=30, allow_redirects=False)
    for form in (
        "moveObjectsUp?ids:list=brand",
        "moveObjectsToTop?ids:list=brand",
        "moveObjectsByDelta?ids=brand",
    ):
        requests.post(f"{url}/{form}", auth=(userid, PASSWORD), timeout=30, allow_redirects=False)
    after = rest("aud").get(url)
    assert [item["clause_id"] for item in after["items"]] == [item["clause_id"] for item in before["items"]]
    assert (after["title"], after["digest"]) == (before["title"], before["digest"])
    assert rest("aud").get(part)["title"] == words


@pytest.mark.parametrize("state", ["draft", "review", "legal", "formalities", "in_force"])
def test_who_may_write_to_it_may_set_its_properties_and_nobody_else(portal, state):
    text = intranet.charter(intranet.programme(portal))
    edition = intranet.walk_to(state, text["e1"])
    for userid in ("edi", "own", "emp"):
        with api.env.adopt_user(username=userid):
            for target in (edition, edition["writing"]):
                allowed = api.user.has_permission("Manage properties", obj=target)
                assert allowed == (state == "draft" and userid == "edi")


def test_webdav_tells_no_titles_of_drafts(charter, served):
    gov = f"{served.absolute_url()}/gov"
    for path in ("guide", "guide/e1"):
        answer = dav("PROPFIND", f"{gov}/{path}", "emp")
        assert answer.status_code >= 400
        assert "Secretguide" not in answer.text


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "2026-1-5"])
@pytest.mark.parametrize("service", ["@acknowledgment", "@acknowledgments", "@coverage", "@impact"])
def test_days_outside_of_any_calendar_are_refused(charter, rest, service, day):
    rest().get(f"{charter['e1'].absolute_url()}/{service}", expect=400, as_of=day)


@pytest.mark.parametrize("body", [b'{"note": "\\ud800"}', b'{"note": "\\u0000"}'])
@pytest.mark.parametrize("path", ["gov/charte/e1/@acknowledgment", "@governance-directory"])
def test_json_that_cannot_be_read_or_stored_is_refused(charter, rest, path, body):
    rest().call("POST", path, expect=400, data=body, headers={"Content-Type": "application/json"})
    rest().call(
        "PATCH",
        "@controlpanels/socialgovernance",
        expect=400,
        data=body,
        headers={"Content-Type": "application/json"},
    )


def test_json_nested_beyond_reason_is_refused():
    with pytest.raises(Refused) as refused:
        json_object(b"[" * 100000)
    assert refused.value.status == 400


@pytest.mark.parametrize(
    "values",
    [
        {"one_minute": 5},
        {"one_minute": {"data": 5}},
        {"what_i_gain": ["x"]},
        {"ordering": "x"},
        {"ordering": {"obj_id": "nope", "delta": 1}},
        {"ordering": {"delta": 1}},
        {"sort": {"on": "x"}},
    ],
)
def test_values_of_the_wrong_kind_are_refused(charter, rest, values):
    before = rest("edi").get("gov/guide/e1")
    rest("edi").patch("gov/guide/e1", values, expect=400)
    assert rest("edi").get("gov/guide/e1")["modified"] == before["modified"]


@pytest.mark.parametrize(
    "values", [{"text": 5}, {"why": []}, {"url": "javascript:alert(1)"}, {"title": "a\u0000b"}]
)
def test_a_clause_of_the_wrong_kind_is_not_made(charter, rest, values):
    rest("edi").post("gov/guide/e1", clause("writing", **values), expect=400)
    assert rest("edi").get("gov/guide/e1")["items_total"] == 0


@pytest.mark.parametrize(
    "values", [{"reack_days": 10**7}, {"grace_days": 10**7}, {"retention_notices": 10**6}]
)
def test_settings_that_no_calendar_holds_are_refused(charter, rest, values):
    rest("own").patch("gov", values, expect=400)


def test_the_rights_block_keeps_its_words_and_clauses_their_ids(charter, rest):
    second = rest("edi").post("gov/charte/@editions", {}, expect=201)
    rights, first, other = (item["@id"] for item in second["items"][:3])
    editor = rest("edi")
    editor.patch(rights, {"title": "Hacked"}, expect=403)
    assert rest("edi").get(rights)["title"] != "Hacked"
    taken = rest("edi").get(first)["clause_id"]
    rest("edi").patch(other, {"clause_id": taken})
    assert rest("edi").get(other)["clause_id"] != taken
    rest("edi").patch(other, {"clause_id": "UPPER x"})
    assert rest("edi").get(other)["clause_id"] == "upper-x"


def test_formalities_are_not_entered_into_a_draft(charter, rest):
    rest("edi").patch("gov/guide/e1", {"formalities": {"opinion": "favourable"}}, expect=403)


def test_a_stale_digest_is_answered_with_the_current_text(charter, rest):
    url = charter["e1"].absolute_url()
    refused = rest("emp").post(
        f"{url}/@acknowledgment", {"answer": "acknowledged", "digest": "0" * 64}, expect=409
    )
    assert refused["errors"][0]["field"] == "digest"
    assert refused["current"]["digest"] == rest("emp").get(url)["digest"]
    assert refused["current"]["text"]["clauses"]
    assert rest("emp").get(f"{url}/@acknowledgment")["record"] is None


def test_what_is_acknowledged_needs_no_exception(charter, rest):
    url = f"{charter['e1'].absolute_url()}/@acknowledgment"
    digest = rest("emp").get(url)["edition"]["digest"]
    rest("emp").post(url, {"answer": "acknowledged", "digest": digest}, expect=201)
    rest("emp").post(url, {"answer": "exception_requested", "note": "Why"}, expect=409)


def test_nobody_answers_before_they_joined(charter, rest):
    url = f"{charter['e1'].absolute_url()}/@acknowledgment"
    digest = rest("emp").get(url)["edition"]["digest"]
    body = {"answer": "acknowledged", "digest": digest, "subject": "emp", "note": "Paper"}
    refused = rest("own").post(url, {**body, "at": "2019-01-01"}, expect=400)
    assert refused["errors"][0]["field"] == "at"


@pytest.mark.parametrize("service", ["@acknowledgment", "@coverage", "@changes", "@impact", "@workflow"])
def test_an_address_that_goes_on_is_no_page(charter, rest, service):
    rest("own").get(f"{charter['e1'].absolute_url()}/{service}/extra", expect=404)


def test_departments_are_not_told_to_anonymous_visitors(charter, rest):
    names = rest(None).get("@vocabularies/collective.socialgovernance.departments", expect=None)
    assert "R&D" not in str(names)
    assert "R&D" in str(rest("edi").get("@vocabularies/collective.socialgovernance.departments"))


@pytest.mark.parametrize("userid", [None, "emp"])
@pytest.mark.parametrize("path", ["guide", "guide/e1", "rd", "rd/e1"])
def test_the_way_to_a_draft_tells_no_title(charter, rest, userid, path):
    with api.env.adopt_user(username="head"):
        api.content.create(charter.aq_parent, "SpeakingScope", "rd", title="Secretscope", department="rd")
    transaction.commit()
    auth = (userid, PASSWORD) if userid else None
    trail = f"{charter.aq_parent.absolute_url()}/{path}/breadcrumbs_view/breadcrumbs"
    answer = requests.get(trail, auth=auth, timeout=30, allow_redirects=False)
    assert answer.status_code != 200 and "Secret" not in answer.text
    assert "Secret" in str(rest("out").get(f"gov/{path}/@breadcrumbs"))


FAR = ["9999-12-31", "0001-01-01"]


@pytest.mark.parametrize("day", FAR)
@pytest.mark.parametrize(
    ("path", "values"),
    [
        ("gov", {"body_informed_on": "day"}),
        ("gov", {"holidays": ["day"]}),
        ("gov/guide/e1", {"effective_from": "day"}),
        ("gov/guide/e1", {"review_due": "day"}),
        ("gov/rd/e1", {"valid_from": "day"}),
        ("gov/rd/e1", {"valid_to": "day"}),
        (
            "gov/rd/e1",
            {"voices": [{"user": "head", "capacity": "professional", "topics": [], "valid_to": "day"}]},
        ),
    ],
)
def test_no_day_is_kept_from_which_no_term_can_be_counted(charter, rest, path, values, day):
    with api.env.adopt_user(username="head"):
        api.content.create(charter.aq_parent, "SpeakingScope", "rd", title="R&D", department="rd")
    transaction.commit()
    body = json.loads(json.dumps(values).replace('"day"', f'"{day}"'))
    rest("out" if path == "gov" else "head" if "rd" in path else "edi").patch(path, body, expect=400)


@pytest.mark.parametrize("day", FAR)
@pytest.mark.parametrize("column", ["joined", "left", "leave_from", "leave_until"])
def test_nobody_joins_or_leaves_outside_of_any_calendar(charter, rest, column, day):
    row = {"userid": "new", "fullname": "New", "department": "", column: day}
    refused = rest().post("@governance-directory", {"people": [row], "delta": True}, expect=400)
    assert refused["errors"][0]["field"] == f"people.0.{column}"


def test_a_link_with_accents_is_kept_as_addresses_are_written(charter, rest):
    made = rest("edi").post("gov/guide/e1", clause("writing"), expect=201)["@id"]
    rest("edi").patch(made, {"url": "https://example.org/Liberté?q=a%20b#là"})
    assert rest("edi").get(made)["url"] == "https://example.org/Libert%C3%A9?q=a%20b#l%C3%A0"
    for url in ("\u202eéà", "https://example.org/a b", "javascript:é"):
        rest("edi").patch(made, {"url": url}, expect=400)

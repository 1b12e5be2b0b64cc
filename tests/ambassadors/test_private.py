"""A registration is private: page, search, listings and the interface for programs give nothing away."""

from tests.ambassadors.company import programme
from tests.ambassadors.company import proposed
from tests.ambassadors.company import registration
from tests.ambassadors.company import walk_to
from tests.site_day import site_day

import datetime
import pytest
import transaction


STRANGERS = ("edi", "con", "head", "out", "own2")
SECRETS = ("Secretmotive", "secretprofile")


def made_in(served, state):
    made = walk_to(state, registration(programme(served)))
    transaction.commit()
    return made.absolute_url()


@pytest.mark.parametrize("state", ["draft", "applied", "active", "ended"])
def test_each_reader_sees_what_is_theirs(rest, served, state):
    url = made_in(served, state)
    for userid in ("emp", "ref"):
        shown = rest(userid).get(url)
        assert shown["motivation"] == "Secretmotive" and shown["declared_profiles"]
    owner = rest("own").get(url)
    assert "motivation" not in owner and owner["declared_profiles"] and "endorsement" in owner
    auditor = rest("aud").get(url)
    assert not {"motivation", "declared_profiles"} & set(auditor) and "endorsement" in auditor
    admin = rest().get(url)
    assert not {"motivation", "declared_profiles", "endorsement"} & set(admin)
    for userid in ("own", "aud", ""):
        for service in ("", "/@workflow", "/@eligibility", "?fullobjects=1", "?expand=workflow,breadcrumbs"):
            rest(userid).get(f"{url}{service}", expect=None)
        assert "Secretmotive" not in str(rest(userid).get(f"{url}/@workflow"))


@pytest.mark.parametrize("state", ["applied", "active", "on_hold"])
def test_nobody_else_learns_anything(rest, served, state):
    url = made_in(served, state)
    for userid in ("edi", "con", "head", "out"):
        client = rest(userid)
        for service in ("", "/@workflow", "/@eligibility", "/@history", "/@sharing", "/@breadcrumbs"):
            client.get(f"{url}{service}", expect=None)
            assert client.last.status_code in (401, 403, 404), (userid, service, client.last.text)
            assert not any(secret in client.last.text for secret in SECRETS)
        for service in ("@endorsement", "@hold", "@workflow/withdraw"):
            client.post(f"{url}/{service}", {})
            assert client.last.status_code in (401, 403, 404), (userid, service)
    anonymous = rest(None)
    anonymous.get(url, expect=401)
    anonymous.post("gov", {"@type": "AmbassadorRegistration"}, expect=401)


def test_a_manager_sees_the_person_and_their_own_answer_only(rest, served):
    url = made_in(served, "applied")
    shown = rest("mgr").get(url)
    assert shown["person"] == "emp" and shown["endorsement"] is None
    hidden = {"motivation", "topics", "scopes", "level_requested", "declared_profiles", "voluntary_statement"}
    assert not hidden & set(shown)
    rest("mgr").get(f"{url}/@eligibility", expect=403)
    assert rest("mgr").get(f"{url}/@workflow")["history"] == []
    for service in ("/@history", "/@sharing", "/@users"):
        answer = rest("mgr").get(f"{url}{service}", expect=None)
        assert not any(secret in str(answer) for secret in SECRETS)
    rest("mgr").patch(url, {"motivation": "x"}, expect=403)
    rest("mgr").post(f"{url}/@endorsement", {"result": "available"}, expect=200)
    rest("mgr").get(url, expect=401)
    rest("mgr").post(f"{url}/@endorsement", {"result": "available"}, expect=404)


def test_administrators_do_not_read_what_a_manager_answered(rest, served):
    url = made_in(served, "endorsed")
    actions = [act["action"] for act in rest().get(f"{url}/@workflow")["history"]]
    assert "apply" in actions and "endorse" not in actions
    assert "endorse" in [act["action"] for act in rest("emp").get(f"{url}/@workflow")["history"]]
    rest().post(f"{url}/@endorsement", {"result": "available"}, expect=403)


def test_search_and_listings_never_know_it(rest, served):
    url = made_in(served, "active")
    id_ = url.rsplit("/", 1)[1]
    for userid in ("emp", "ref", "own", "mgr", "edi", ""):
        client = rest(userid)
        for path in ("@search?SearchableText=Secretmotive", "@search?portal_type=AmbassadorRegistration"):
            assert client.get(path)["items_total"] == 0
        for path in ("gov", "gov?fullobjects=1", "gov/@navigation", "gov/@contextnavigation", "gov/rd"):
            client.get(path, expect=None)
            assert id_ not in client.last.text, (userid, path)


def test_the_page_shows_the_words_of_the_person_to_those_who_may_read_them(rest, served):
    url = made_in(served, "applied")
    for userid, seen in (
        ("emp", SECRETS),
        ("ref", SECRETS),
        ("own", SECRETS[1:]),
        ("mgr", ()),
        ("", ()),
        ("edi", ()),
    ):
        answer = rest(userid).session.get(
            url, headers={"Accept": "text/html"}, allow_redirects=False, timeout=60
        )
        assert answer.status_code in (200, 302, 401), userid
        assert {secret for secret in SECRETS if secret in answer.text} <= set(seen), userid
    for view in ("edit", "@@edit", "@@sharing", "content_status_history", "manage_main"):
        answer = rest("emp").session.get(
            f"{url}/{view}", headers={"Accept": "text/html"}, allow_redirects=False, timeout=60
        )
        assert answer.status_code in (302, 401, 403, 404), view


def test_the_person_is_not_shown_a_proposal(rest, served):
    made = walk_to("active", registration(programme(served)))
    proposed(made)
    transaction.commit()
    url = made.absolute_url()
    assert "hold" not in rest("emp").get(url) and "hold" not in rest("own").get(url)
    assert "propose_hold" not in str(rest("emp").get(f"{url}/@workflow")["history"])
    assert rest("leg").get(url)["hold"]["proposed_by"] == "ref"
    rest("leg").post(f"{url}/@hold", {"drop": True}, expect=200)
    assert rest("leg").get(url)["hold"] is None


def test_nobody_deletes_copies_or_shares_one(rest, served):
    url = made_in(served, "active")
    for userid in ("emp", "ref", "own", ""):
        client = rest(userid)
        client.delete(url, expect=None)
        assert client.last.status_code in (401, 403), userid
        client.post("gov/@copy", {"source": url})
        client.post("@move", {"source": url})
        client.post(f"{url}/@sharing", {"entries": []})
        assert client.last.status_code in (400, 401, 403, 404), userid
    assert rest("emp").get(url)["review_state"] == "active"
    assert rest("emp").get("@search", portal_type="AmbassadorRegistration")["items_total"] == 0


def test_the_clock_carries_out_what_is_due_and_counts_it(rest, served):
    url = made_in(served, "applied")
    later = (site_day() + datetime.timedelta(days=40)).isoformat()
    dry = rest().post("@governance-clock", {"as_of": later, "dry_run": True}, expect=200)
    assert dry["transitions"]["ambassador_workflow"] == {"auto_forward": 1}
    assert rest("emp").get(url)["review_state"] == "applied"
    done = rest().post("@governance-clock", {"as_of": later}, expect=200)
    assert done["transitions"]["ambassador_workflow"] == {"auto_forward": 1}
    assert rest("emp").get(url)["review_state"] == "endorsed"
    again = rest().post("@governance-clock", {"as_of": later}, expect=200)
    assert "ambassador_workflow" not in again["transitions"]

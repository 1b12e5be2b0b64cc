"""The measures of a text over REST, for those who write it, decide on it and audit it."""

from plone import api
from tests import intranet

import pytest
import transaction


@pytest.fixture()
def draft(served):
    made = intranet.programme(served, entity="Gabarre")
    text = intranet.charter(made)
    draft = text["e1"]
    with api.env.adopt_user(username="edi"):
        draft["brand"].kind = "rule"
        draft["brand"].text = intranet.rich("<p>Ne mentionnez jamais Gabarre en ligne.</p>")
        draft["writing"].restricts_freedom = True
        draft["writing"].benefits = ["me"]
    transaction.commit()
    return draft


@pytest.fixture()
def url(draft):
    return draft.absolute_url()


def test_shares_readings_and_findings_are_told_with_their_clauses(rest, url, draft):
    draft["conduct"].why = intranet.rich("<p>Sinon, un licenciement.</p>")
    transaction.commit()
    told = rest("edi").get(f"{url}/@measures")
    assert told["@id"] == f"{url}/@measures"
    assert told["clauses_total"] == len(told["clauses"]) == 10
    assert told["orders_ratio"] == 0.1 and told["employee_gain_ratio"] == 0.2
    assert {share["token"]: share["clauses"] for share in told["kinds"]} == {
        "rule": 1,
        "advice": 8,
        "right": 1,
        "example": 0,
        "judgement": 0,
    }
    assert told["restrictions"] == 1 and told["can_do"] == 1
    assert told["sanction_words"] == [{"title": "conduct", "words": ["licenciement"]}]
    assert [each["language"] for each in told["languages"]][0] == "fr"
    found = {each["code"]: each for each in told["findings"]}
    assert found["justification"]["severity"] == "blocking"
    assert found["employer_ban"]["severity"] == "advice" and found["employer_ban"]["mend"]
    (place,) = found["employer_ban"]["places"]
    assert place["clause_id"] == "brand" and place["title"] == "brand"
    assert place["url"] == f"{url}/@@write?clause=brand#clause-brand"
    assert place["said"] == "“Ne mentionnez jamais Gabarre en ligne.”"
    assert {"employee_share", "connections", "no_guide", "no_referent", "no_strategy_page", "why"} <= set(
        found
    )
    assert [each["severity"] for each in told["findings"]] == sorted(
        (each["severity"] for each in told["findings"]), reverse=True
    )


def test_a_programme_with_guide_referent_and_strategy_gives_no_cause(rest, url, draft):
    programme = draft.__parent__.__parent__
    programme.referent = "ref"
    with api.env.adopt_user(username="edi"):
        api.content.create(programme, "Guide", "guide", title="Guide")
    transaction.commit()
    codes = {each["code"] for each in rest("edi").get(f"{url}/@measures")["findings"]}
    assert not {"no_guide", "no_referent"} & codes and "no_strategy_page" in codes


def test_once_frozen_the_clauses_are_where_they_are_read_and_nothing_stands_in_the_way(rest, draft, url):
    draft["writing"].restricts_freedom = False
    intranet.walk_to("in_force", draft)
    transaction.commit()
    told = rest("own").get(f"{url}/@measures")
    assert {each["severity"] for each in told["findings"]} == {"advice"}
    (ban,) = [each for each in told["findings"] if each["code"] == "employer_ban"]
    assert ban["places"][0]["url"] == f"{url}#brand"


def status(client, url) -> int:
    client.get(f"{url}/@measures", expect=None)
    return client.last.status_code


STATUS = {
    # user: (draft, legal review, in force)
    "edi": (200, 200, 200),
    "own": (200, 200, 200),
    "leg": (200, 200, 200),
    "ref": (200, 200, 200),
    "aud": (200, 200, 200),
    "con": (404, 200, 200),
    "emp": (404, 404, 403),
}


def test_who_may_see_the_draft_may_see_its_measures_and_readers_may_not(rest, draft, url):
    draft["writing"].restricts_freedom = False
    transaction.commit()

    def statuses() -> dict[str, int]:
        return {userid: status(rest(userid), url) for userid in STATUS}

    seen = [statuses()]
    draft.legal_force = "informative"
    intranet.act("edi", draft, "submit")
    intranet.act("own", draft, "send_to_legal")
    transaction.commit()
    seen.append(statuses())
    intranet.act("own", draft, "approve")
    transaction.commit()
    seen.append(statuses())
    assert {userid: tuple(each[userid] for each in seen) for userid in STATUS} == STATUS
    assert status(rest(None), url) == 401

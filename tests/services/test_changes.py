"""What changed since the edition that the reader knows, over REST."""

from tests.contract.company import Company

import pytest


@pytest.fixture()
def company(rest):
    company = Company(rest)
    company.start()
    company.publish(company.draft())
    return company


def acknowledge(rest, userid, url):
    digest = rest(userid).get(f"{url}/@acknowledgment")["edition"]["digest"]
    rest(userid).post(f"{url}/@acknowledgment", {"answer": "acknowledged", "digest": digest}, expect=201)


def test_a_reader_sees_what_changed_since_their_own_acknowledgment(company, rest):
    first = rest("edi").get("gov/charte")["edition_in_force"]
    acknowledge(rest, "emp", first["@id"])
    second = company.next_draft("gov/charte", "minor")
    clause = next(item for item in rest("edi").get(second)["items"] if item["topic_group"] == "writing")
    rest("edi").patch(clause["@id"], {"text": "<p>Say it <script>alert(1)</script>in your words.</p>"})
    company.publish(second)
    told = rest("emp").get(f"{second}/@changes", since="mine")
    assert told["from"]["number"] == "1.0.0" and told["to"]["number"] == "1.1.0"
    (changed,) = [each for each in told["clauses"] if each["change"] != "same"]
    assert changed["clause_id"] == clause["clause_id"] and changed["change"] == "changed"
    assert "<ins>" in changed["html"] and "<del>" in changed["html"] and "<script" not in changed["html"]
    assert rest("emp").get(f"{second}/@changes", since=first["uid"])["clauses"] == told["clauses"]


def test_for_a_reader_who_knows_none_everything_is_new(company, rest):
    url = rest("edi").get("gov/charte")["edition_in_force"]["@id"]
    told = rest("emp").get(f"{url}/@changes", since="mine")
    assert told["from"] is None
    assert {each["change"] for each in told["clauses"]} == {"added"}


def test_an_edition_that_the_reader_may_not_see_is_not_compared_with(company, rest):
    first = rest("edi").get("gov/charte")["edition_in_force"]
    second = company.next_draft("gov/charte", "minor")
    rest("emp").get(f"{first['@id']}/@changes", expect=404, since=rest("edi").get(second)["UID"])
    company.publish(second)
    rest("emp").get(f"{second}/@changes", expect=404, since=first["uid"])
    assert rest("emp").get(f"{second}/@changes")["from"] is None
    assert rest("aud").get(f"{second}/@changes")["from"]["number"] == "1.0.0"
    rest("emp").get(f"{second}/@changes", expect=404, since="no-such")
    rest("emp").get(f"{second}/@changes", expect=400, language="xx")

"""Papers of the formalities: kept with their edition, told of over REST, opened by those who govern."""

from base64 import b64encode
from tests.contract.company import Company
from tests.contract.company import FORMALITIES

import pytest


PAPER = {
    "data": b64encode(b"Favourable, 12 January").decode(),
    "encoding": "base64",
    "filename": "avis \u00e9mis.txt",
    "content-type": "text/html",
}


@pytest.fixture()
def edition(rest):
    company = Company(rest)
    company.start()
    url = company.draft()
    rest("edi").patch(url, {"legal_force": "binding"})
    company.fire(url, "submit", "edi")
    company.fire(url, "send_to_legal", "own")
    company.fire(url, "request_formalities", "leg")
    rest("leg").patch(url, {"formalities": {**FORMALITIES, "opinion_file": PAPER}})
    return url


def test_a_paper_is_told_of_and_opened_by_those_who_govern(edition, rest):
    told = rest("leg").get(edition)["formalities"]
    paper = told.pop("opinion_file")
    assert told == FORMALITIES
    assert (paper["filename"], paper["size"]) == ("avis \u00e9mis.txt", 22)
    auditor = rest("aud")
    auditor.session.headers["Accept"] = "*/*"
    answer = auditor.session.get(paper["download"], timeout=60)
    assert answer.content == b"Favourable, 12 January"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    for place in ("formalities/deposit_receipt", "formalities/opinion", "authors/0", "formalities"):
        address = f"{edition}/@@formality-paper/{place}"
        assert auditor.session.get(address, timeout=60).status_code == 404, place
    Company(rest).fire(edition, "approve", "leg")
    rest("emp").get(edition, expect=200)
    employee = rest("emp")
    employee.session.headers["Accept"] = "*/*"
    refused = employee.session.get(paper["download"], timeout=60, allow_redirects=False)
    assert refused.status_code in (302, 401, 403) and b"Favourable" not in refused.content


def test_what_was_told_of_a_paper_may_come_back_and_what_is_no_file_is_refused(edition, rest):
    legal = rest("leg")
    told = legal.get(edition)["formalities"]
    legal.patch(edition, {"formalities": told})
    assert legal.get(edition)["formalities"] == told
    for wrong in ("x", 5, {"data": 5}, {"filename": "x"}):
        refused = legal.patch(edition, {"formalities": {"deposit_receipt": wrong}}, expect=400)
        assert [error["field"] for error in refused["errors"]] == ["formalities.deposit_receipt"]
    legal.patch(edition, {"formalities": {"opinion_file": None}})
    assert "opinion_file" not in legal.get(edition)["formalities"]

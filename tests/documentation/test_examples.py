"""Every call that the documentation shows is answered as it says, in the order in which it stands there."""

from collective.socialgovernance import wallclock
from datetime import datetime
from datetime import timezone
from pathlib import Path
from Products.MailHost.MailHost import MailBase
from tests.documentation import examples
from tests.documentation.examples import Known
from tests.services.test_every_service import services
from typing import Any
from unittest.mock import Mock

import pytest
import transaction


CALLS = "reference/rest-by-example.md"
DOCS = Path(__file__).resolve().parent.parent.parent / "docs"
PAGES = sorted(str(page.relative_to(DOCS)) for page in DOCS.rglob("*.md") if examples.messages(page))
MORNING = datetime(2027, 3, 1, 9, tzinfo=timezone.utc)
"""When the examples are told."""


SHOWN = """
```http
GET /intranet/a/@b HTTP/1.1
Authorization: Basic emp
```

```http
HTTP/1.1 200 OK

{"id": "9f2b...", "list": [1, "..."], "title": "Hello ..."}
```

```http
POST /intranet/a/@b/9f2b... HTTP/1.1

{"of": ["9f2b..."]}
```

```http
HTTP/1.1 204 No Content
```
"""


@pytest.fixture()
def at_nine(served: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(wallclock, "now", lambda: MORNING)
    monkeypatch.setattr(MailBase, "_makeMailer", lambda self: Mock())
    transaction.commit()


@pytest.mark.parametrize("page", PAGES)
def test_each_example_is_answered_as_shown(page, rest, at_nine):
    known, wrong = Known(rest().site), []
    for example in examples.examples(DOCS / page):
        client = rest("" if example.user == "admin" else example.user)
        sent = example.request.body
        answered = client.call(
            example.method,
            known.filled(example.path).removeprefix("/intranet"),
            **({} if sent is None else {"json": known.filled(sent)}),
        )
        found = known.differences(example.answer.body, answered)
        if client.last.status_code != example.status:
            found = [f"{client.last.status_code} {client.last.text[:1000]}"]
        wrong += [f"{page}:{example.request.line} {example.request.first}: {each}" for each in found]
    assert wrong == [], "\n".join(wrong)


def test_every_service_stands_in_the_examples(portal):
    shown = {example.service for example in examples.examples(DOCS / CALLS)}
    panels = {key for key in services() if key[1].startswith("@controlpanels")}
    assert len(services()) > 30
    assert sorted(set(services()) - panels - shown) == []
    assert {("GET", "@controlpanels"), ("PATCH", "@controlpanels")} <= shown


def test_no_answer_is_shown_that_is_not_compared():
    pages = [page for page in DOCS.rglob("*.md") if "```json" in page.read_text(encoding="utf-8")]
    assert pages == []


@pytest.fixture()
def shown(tmp_path: Path) -> list[examples.Example]:
    page = tmp_path / "page.md"
    page.write_text(SHOWN, encoding="utf-8")
    return examples.examples(page)


def test_a_call_says_who_sends_what_where(shown):
    first, second = shown
    assert (first.service, first.user, first.status) == (("GET", "@b"), "emp", 200)
    assert (second.service, second.user, second.status) == (("POST", "@b"), None, 204)


@pytest.mark.parametrize(
    ("answered", "wrong"),
    [
        ({"id": "x-1", "list": [1, 2], "title": "Hello you", "more": 1}, []),
        ({"id": "x-1", "list": [1], "title": "Hello "}, []),
        ({"id": "x-1", "list": [True], "title": "Hello you"}, [".list.0"]),
        ({"id": "x-1", "list": [], "title": "Hello you"}, [".list"]),
        ({"id": None, "list": [2], "title": "Goodbye"}, [".id", ".list.0", ".title"]),
        ({"id": "x-1"}, [".list", ".title"]),
        (None, [""]),
    ],
)
def test_an_answer_that_is_not_as_shown_is_noticed(shown, answered, wrong):
    found = Known("http://site").differences(shown[0].answer.body, answered)
    assert [line.split(":")[0] for line in found] == wrong


def test_what_was_answered_is_sent_and_expected_afterwards(shown):
    known = Known("http://site")
    known.differences(shown[0].answer.body, {"id": "x-1", "list": [1], "title": "Hello"})
    assert known.filled(shown[1].path) == "/intranet/a/@b/x-1"
    assert known.filled(shown[1].request.body) == {"of": ["x-1"]}
    assert known.differences({"id": "9f2b..."}, {"id": "x-1"}) == []
    assert known.differences({"id": "9f2b..."}, {"id": "x-2"}) != []


def test_a_request_without_an_answer_is_noticed(tmp_path):
    page = tmp_path / "page.md"
    page.write_text(SHOWN.rsplit("```http", 1)[0], encoding="utf-8")
    with pytest.raises(ValueError, match="no answer"):
        examples.examples(page)

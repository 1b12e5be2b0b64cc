"""How one mail is written."""

from collective.socialgovernance.clock.mails import Line
from collective.socialgovernance.clock.mails import message
from collective.socialgovernance.clock.mails import why
from datetime import date
from email import message_from_string
from email.policy import default
from typing import Any

import pytest


DUE = date(2026, 10, 1)
SENDER = ("L’intranet", "intranet@example.org")
OWN = "https://intranet.example.com/@@my-governance"


def mail(*lines: Line, to: tuple[str, str] = ("Zoë Petit", "zoe@example.org"), language: str = "en") -> Any:
    made = message(SENDER, to, lines, OWN, language)
    return message_from_string(made.as_string(), policy=default)


def line(kind: str = "first", title: str = "La charte", **values: Any) -> Line:
    return Line(kind, title, "https://intranet.example.com/charte", **{"due": DUE, **values})


def test_both_parts_say_the_same():
    made = mail(line(), line(title="Le <guide>"))
    plain, html = (made.get_body((kind,)).get_content() for kind in ("plain", "html"))
    assert made["Subject"] == "2 texts are waiting for you"
    assert made["To"].addresses[0].display_name == "Zoë Petit"
    for body in (plain, html):
        assert body.count("by October 1, 2026") == 2
        assert OWN in body
    assert "Le <guide>" in plain
    assert "Le &lt;guide&gt;" in html


def test_no_machine_answers_it():
    made = mail(line())
    assert made["Auto-Submitted"] == "auto-generated"
    assert made["Precedence"] == "bulk"


def test_a_name_cannot_carry_another_header():
    made = mail(line(title="A\r\nBcc: all@example.org"), to=("Eve\nBcc: all@example.org", "eve@example.org"))
    assert made["Bcc"] is None


@pytest.mark.parametrize("address", ["", "nobody", "a@b, c@d", "a@b\nBcc: c@d", "a b@c", "@"])
def test_what_is_no_address_is_refused(address: str):
    with pytest.raises(ValueError):
        mail(line(), to=("Eve", address))


@pytest.mark.parametrize(
    "values,words",
    [
        ({}, "Please read it and say so by October 1, 2026."),
        ({"due": None}, "Please read it and say so."),
        ({"status": "lapsed"}, "You read it some time ago. Please read it again by October 1, 2026."),
        ({"status": "overdue"}, "It has been waiting for you since October 1, 2026."),
        ({"status": "critical"}, "It has been waiting for you since October 1, 2026."),
        ({"optional": True}, "It is there for you. Whether you acknowledge it is up to you."),
        ({"kind": "news"}, "It has changed a little. Your acknowledgment still counts; have a look."),
    ],
)
def test_a_text_is_asked_for_kindly(values: dict[str, Any], words: str):
    assert why(line(**values), "en") == words

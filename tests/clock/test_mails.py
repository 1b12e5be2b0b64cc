"""How one mail is written."""

from collective.socialgovernance.clock.mails import address
from collective.socialgovernance.clock.mails import draft
from collective.socialgovernance.clock.mails import Line
from collective.socialgovernance.clock.mails import message
from collective.socialgovernance.clock.mails import why
from dataclasses import replace
from datetime import date
from email import message_from_bytes
from email.policy import default
from typing import Any

import pytest


DUE = date(2026, 10, 1)
SENDER = address("L’intranet", "intranet@example.org")
OWN = "https://intranet.example.com/@@my-governance"


def mail(*lines: Line, to: tuple[str, str] = ("Zoë Petit", "zoe@example.org"), language: str = "en") -> Any:
    made = message(SENDER, to, draft(lines, OWN, language), "Tue, 01 Sep 2026 10:00:00 +0200")
    assert b"\n" not in made.replace(b"\r\n", b"")
    return message_from_bytes(made, policy=default)


def parts(made: Any) -> tuple[str, ...]:
    return tuple(made.get_body((kind,)).get_content() for kind in ("plain", "html"))


def line(kind: str = "first", title: str = "La charte", **values: Any) -> Line:
    return Line(kind, title, "https://intranet.example.com/charte", **{"due": DUE, **values})


def test_both_parts_say_the_same():
    made = mail(line(), line(title="Le <guide>"))
    plain, html = parts(made)
    assert made["Subject"] == "2 texts are waiting for you"
    assert made["To"].addresses[0].display_name == "Zoë Petit"
    for body in (plain, html):
        assert body.count("by 1 October 2026") == 2
        assert OWN in body
    assert "Le <guide>" in plain
    assert "Le &lt;guide&gt;" in html


def test_what_is_told_besides_texts_says_why_itself():
    review = Line(
        "review",
        "Review “La charte”",
        "https://intranet.example.com/charte",
        reason="Nobody has looked at it for a year.",
        rows=("Bühne & Co: 3", "R&D: 1"),
        links=(("Reaffirm it, unchanged", "https://intranet.example.com/charte/e1/@@transition?a=1&b=2"),),
    )
    made = mail(review)
    plain, html = parts(made)
    assert made["Subject"] == "Review “La charte”"
    assert "- Bühne & Co: 3\r\n- R&D: 1\r\n" in plain
    assert "Reaffirm it, unchanged: https://intranet.example.com/charte/e1/@@transition?a=1&b=2" in plain
    assert "<li>Bühne &amp; Co: 3</li>" in html
    assert 'href="https://intranet.example.com/charte/e1/@@transition?a=1&amp;b=2"' in html
    whole = replace(review, links=(("Read and acknowledge: Le guide.", review.url),))
    assert f"Read and acknowledge: Le guide: {review.url}" in parts(mail(whole))[0], "one stop is enough"
    assert mail(review, line())["Subject"] == "2 things are waiting for you"
    assert mail(replace(review, subject="To review: La charte"))["Subject"] == "To review: La charte"
    french = parts(mail(review, language="fr"))
    assert "Reaffirm it, unchanged : https://" in french[0], "a colon as in French"
    assert french[1].index("Bühne") < french[1].index("@@transition"), "figures first, then what can be done"


def test_long_lines_and_names_come_through():
    title = "Où " + "très " * 60 + "long"
    made = mail(line(title=title), to=("Žofie " * 30, "z@example.org"))
    plain, html = parts(made)
    assert title in " ".join(plain.split())
    assert title in html
    assert "Žofie " * 29 in plain
    assert "Žofie " * 29 in html
    assert max(len(each) for each in made.as_bytes().splitlines()) < 998


def test_no_machine_answers_it():
    made = mail(line())
    assert made["Auto-Submitted"] == "auto-generated"
    assert made["Precedence"] == "bulk"
    assert made["List-Id"] == "<socialgovernance.intranet.example.com>"


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
        ({}, "Please read it and say so by 1 October 2026."),
        ({"due": None}, "Please read it and say so."),
        ({"status": "lapsed"}, "You read it some time ago. Please read it again by 1 October 2026."),
        ({"status": "overdue"}, "It has been waiting for you since 1 October 2026."),
        ({"status": "critical"}, "It has been waiting for you since 1 October 2026."),
        ({"optional": True}, "It is there for you. Whether you acknowledge it is up to you."),
        ({"kind": "news"}, "It has changed a little. Your acknowledgment still counts; have a look."),
    ],
)
def test_a_text_is_asked_for_kindly(values: dict[str, Any], words: str):
    assert why(line(**values), "en") == words

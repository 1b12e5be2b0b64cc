"""How one mail is written."""

from collective.socialgovernance.clock.desk import Desk
from collective.socialgovernance.clock.desk import Reader
from collective.socialgovernance.clock.mails import address
from collective.socialgovernance.clock.mails import draft
from collective.socialgovernance.clock.mails import Line
from collective.socialgovernance.clock.mails import message
from collective.socialgovernance.clock.mails import why
from dataclasses import replace
from datetime import date
from email import message_from_bytes
from email.header import decode_header
from email.header import make_header
from email.policy import default
from email.utils import parseaddr
from typing import Any

import pytest


DUE = date(2026, 10, 1)
SENDER = address("L’intranet", "intranet@example.org")
OWN = "https://intranet.example.com/@@my-governance"


def mail(
    *lines: Line,
    to: tuple[str, str] = ("Zoë Petit", "zoe@example.org"),
    language: str = "en",
    own: str = OWN,
) -> Any:
    made = message(SENDER, to, draft(lines, own, language), "Tue, 01 Sep 2026 10:00:00 +0200")
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
    assert "Reaffirm it, unchanged\u00a0: https://" in french[0], "a colon as in French"
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


ODD = [
    "Line\nBcc: all@example.org",
    "=?utf-8?q?Something_else?=",
    'A "quoted", comma; and <tag>',
    "\N{GRINNING FACE}" * 500,
    "x" * 1200,
    "Ångström " * 60,
    "\N{HEBREW LETTER ALEF}\N{HEBREW LETTER BET} abc",
    "A\x00\x07 B\u2028C",
]


@pytest.mark.parametrize("words", ODD, ids=range(len(ODD)))
@pytest.mark.parametrize("kind", ["first", "review"])
def test_whatever_a_title_and_a_name_are_headers_say_them_and_nothing_more(kind: str, words: str):
    told = Line(kind, words, "https://intranet.example.com/a", reason=words, links=((words, OWN),))
    drafted = draft([told], OWN, "en")
    made = message(
        address(words, "intranet@example.org"),
        (words, "zoe@example.org"),
        drafted,
        "Tue, 01 Sep 2026 10:00:00 +0200",
    )
    assert max(len(each) for each in made.split(b"\r\n")) <= 998, "longer lines are refused by mail servers"
    read = message_from_bytes(made, policy=default)
    said = " ".join(words.replace("\x00", "").replace("\x07", "").split())
    assert read["Subject"] == (said if kind == "review" else f"To read: {said}")
    for header in ("From", "To"):
        phrase = parseaddr(message_from_bytes(made)[header])[0]
        assert str(make_header(decode_header(phrase))) == said
    expected = mail(line()).keys()
    assert read.keys() == expected
    plain, _html = parts(read)
    assert plain.splitlines()[0] == f"Hello {said},"


def test_the_envelope_takes_a_folded_sender():
    assert parseaddr(address("\N{GRINNING FACE}" * 99, "a@example.org"))[1] == "a@example.org"


def test_a_host_in_any_letters_names_the_list():
    made = mail(line(), own="https://intranet.exämple.com/@@my-governance")
    assert made["List-Id"] == "<socialgovernance.intranet.xn--exmple-cua.com>"


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
        ({"status": "overdue"}, "You were asked to acknowledge it by 1 October 2026."),
        ({"status": "critical"}, "You were asked to acknowledge it by 1 October 2026."),
        ({"optional": True}, "It is there for you. Whether you acknowledge it is up to you."),
        ({"kind": "news"}, "It has changed a little. Your acknowledgment still counts; have a look."),
    ],
)
def test_a_text_is_asked_for_kindly(values: dict[str, Any], words: str):
    assert why(line(**values), "en") == words


@pytest.mark.parametrize(
    "said,written", [("fr", "fr"), ("en-gb", "en-gb"), ("", "en"), ("fr\nBcc: all@example.org", "en")]
)
def test_what_is_no_language_is_that_of_the_site(portal, said: str, written: str):
    reader = Reader("out", "out", "Out", "out@example.org", said)
    assert Desk(portal).language_of(reader) == written

"""Files of a text that exists already."""

from collective.socialgovernance.refusals import Refused
from collective.socialgovernance.texts.uploaded import decoded
from collective.socialgovernance.texts.uploaded import text_of_file

import pytest


ACCENTS = "Été à l’œuvre"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_is_read_in_every_usual_encoding(encoding):
    assert decoded(ACCENTS.encode(encoding)) == ACCENTS


@pytest.mark.parametrize("said", ["iso-8859-15", "windows-1252", "nonsense", "rot13", "utf-8"])
def test_what_a_page_says_of_itself_is_tried_first(said):
    page = f"<html><head><meta charset={said}></head><p>Prix</p>".encode()
    assert "Prix" in decoded(page)


def test_a_page_of_the_time_of_latin_letters_keeps_its_euro():
    page = "<meta http-equiv=Content-Type content='text/html; charset=iso-8859-15'><p>10 €</p>"
    assert decoded(page.encode("iso-8859-15")) == page


@pytest.mark.parametrize("name", ["Charte.HTML", "charte.htm", "charte.txt", "charte.md"])
def test_pages_and_plain_text_are_read(name):
    assert text_of_file(name, b"Charte") == "Charte"


@pytest.mark.parametrize(
    ("name", "data"),
    [("charte.docx", b"x"), ("charte.pdf", b"%PDF"), ("charte.html", b"PK\x03\x04"), ("charte", b"x")],
)
def test_other_files_are_refused_with_what_to_do_instead(name, data):
    with pytest.raises(Refused) as refused:
        text_of_file(name, data)
    assert refused.value.problems[0].field == "file"


@pytest.mark.parametrize("said", ["undefined", "punycode", "unicode_escape", "utf-7", "utf-16le"])
def test_a_page_cannot_choose_a_codec_that_no_page_is_saved_in(said):
    page = f"<meta charset={said}>\\x41 +AEE- words-abc"
    page += " " * (len(page) % 2)
    assert decoded(page.encode()) == page

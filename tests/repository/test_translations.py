"""English stands in the code; French is complete."""

from pathlib import Path
from tools import messages

import collective.socialgovernance
import re


PACKAGE = Path(collective.socialgovernance.__file__).parent
USES = re.compile(r"use-macro|i18n:translate|i18n:attributes")


def test_every_message_is_in_the_template_and_in_french():
    assert messages.problems() == []


def test_a_catalog_with_a_hole_is_noticed(tmp_path):
    catalog = tmp_path / "a.po"
    catalog.write_text(
        'msgid ""\nmsgstr "Domain: collective.socialgovernance\\n"\n\n'
        'msgid "Charter"\nmsgstr "Charte"\n\nmsgid "Guide"\nmsgstr ""\n',
        encoding="utf-8",
    )
    assert messages.untranslated(catalog) == ["Guide"]


def test_the_names_a_message_fills_in_are_found():
    assert messages.variables("${count} people in ${department}, 5 $ each") == {"count", "department"}


def test_french_punctuation_stays_with_its_word():
    catalog = PACKAGE / "locales" / "fr" / "LC_MESSAGES" / "collective.socialgovernance.po"
    lines = [line for line in catalog.read_text(encoding="utf-8").splitlines() if line.startswith("msgstr")]
    assert len(lines) > 2000
    assert [line for line in lines if re.search(r"« |\S [:;?!»]", line)] == []


def test_every_template_says_whose_messages_it_shows():
    # A macro is translated in the domain of who uses it.
    templates = [path for path in PACKAGE.rglob("*.pt") if USES.search(path.read_text(encoding="utf-8"))]
    assert len(templates) > 50
    silent = [path.name for path in templates if "i18n:domain" not in path.read_text(encoding="utf-8")]
    assert silent == []

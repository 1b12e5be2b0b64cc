"""English stands in the code; French is complete."""

from tools import messages


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

"""The demo's texts: complete in French and English, and of the kind this product asks for."""

from collections import Counter
from collective.socialgovernance.demo import words
from collective.socialgovernance.demo.words import WrittenClause
from collective.socialgovernance.texts.rights import RIGHTS
from collective.socialgovernance.vocabularies.fixed import beneficiaries
from collective.socialgovernance.vocabularies.fixed import capacities
from collective.socialgovernance.vocabularies.fixed import clause_kinds
from collective.socialgovernance.vocabularies.fixed import rule_sources
from collective.socialgovernance.vocabularies.fixed import topic_groups
from html.parser import HTMLParser

import pytest
import re


CHARTER = words.charter()
GUIDE = words.guide()

REQUIRED_GROUPS = {
    "accounts_profile",
    "writing",
    "brand",
    "conduct",
    "confidentiality",
    "copyright",
    "security",
    "referent",
    "what_i_can_do",
    "disclosure",
    "image_rights",
    "connections",
}

SANCTIONS = re.compile(
    r"sanction|licenci|mise à pied|blâme|avertissement|faute grave|disciplin|dismiss|terminat",
    re.IGNORECASE,
)

NARROW, WIDE = "\u202f", "\u00a0"


class Tags(HTMLParser):
    """The elements of a piece of HTML, and whether they close in order."""

    def __init__(self, markup: str):
        super().__init__(convert_charrefs=True)
        self.seen: Counter[str] = Counter()
        self.open: list[str] = []
        self.attributes: list[str] = []
        self.words = ""
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen[tag] += 1
        self.open.append(tag)
        self.attributes += [name for name, _value in attrs]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words += data


def every_clause() -> list[WrittenClause]:
    assert CHARTER.update is not None
    return [*CHARTER.clauses, *CHARTER.update.clauses, *GUIDE.clauses]


def every_wording() -> list[tuple[str, str, dict[str, str]]]:
    """(what, language, words by field) of everything in the demo, and of the rights block."""
    assert CHARTER.update is not None
    wordings = [
        ("charter", CHARTER.wording),
        ("update", CHARTER.update.wording),
        ("guide", GUIDE.wording),
        ("programme", words.programme()[1]),
        *((clause.clause_id, clause.wording) for clause in every_clause()),
        *words.pages(),
        *((f"rights {country}", texts) for country, texts in RIGHTS.items()),
    ]
    found = [(what, language, wording[language]) for what, wording in wordings for language in wording]
    for item in words.news():
        fields = {name: item[name] for name in ("title", "description", "text")}
        found.append((item["id"], item["language"], fields))
    return found


def every_text(language: str) -> list[tuple[str, str]]:
    return [
        (f"{what}.{name}", text)
        for what, spoken, wording in every_wording()
        if spoken == language
        for name, text in wording.items()
    ]


def test_charter_and_guide_are_long_enough_to_be_real():
    assert len(CHARTER.clauses) >= 20
    assert len(GUIDE.clauses) >= 15


@pytest.mark.parametrize("clause", every_clause(), ids=lambda clause: clause.clause_id)
def test_clause_is_complete_in_both_languages(clause):
    for language in ("fr", "en"):
        assert set(clause.wording[language]) == {"title", "text", "why"}
        for name, text in clause.wording[language].items():
            assert len(Tags(text).words.strip()) > 3, f"{language} {name}"
        assert len(Tags(clause.wording[language]["text"]).words.split()) >= 35
    assert clause.wording["fr"]["text"] != clause.wording["en"]["text"]


def test_both_languages_of_a_clause_are_built_alike():
    for clause in every_clause():
        french, english = (Tags(clause.wording[language]["text"]).seen for language in ("fr", "en"))
        assert french == english, clause.clause_id


@pytest.mark.parametrize("text", [CHARTER, GUIDE], ids=["charter", "guide"])
def test_text_has_its_introductions_in_both_languages(text):
    for language in ("fr", "en"):
        assert set(text.wording[language]) == {"title", "description", "one_minute", "what_i_gain"}
        assert len(Tags(text.wording[language]["one_minute"]).words.split()) <= 200


def test_update_says_what_changes_and_changes_a_few_clauses():
    update = CHARTER.update
    assert update is not None
    known = {clause.clause_id: clause for clause in CHARTER.clauses}
    assert update.change_class == "minor"
    assert all("change_summary" in update.wording[language] for language in ("fr", "en"))
    assert 2 <= len(update.clauses) <= 3
    for clause in update.clauses:
        if clause.after:
            assert clause.clause_id not in known and clause.after in known
        else:
            assert clause.wording["fr"]["text"] != known[clause.clause_id].wording["fr"]["text"]
            assert clause.wording["en"]["text"] != known[clause.clause_id].wording["en"]["text"]


def test_settings_of_clauses_are_those_of_the_model():
    for clause in [*CHARTER.clauses, *GUIDE.clauses]:
        settings = clause.settings
        assert settings["kind"] in clause_kinds.tokens
        assert settings["topic_group"] in topic_groups.tokens
        assert settings["rule_source"] in rule_sources.tokens
        assert settings["benefits"] and set(settings["benefits"]) <= set(beneficiaries.tokens)
        assert settings["capacity"] and set(settings["capacity"]) <= set(capacities.tokens)


def test_clause_ids_are_unique():
    for text in (CHARTER, GUIDE):
        ids = [clause.clause_id for clause in text.clauses]
        assert len(ids) == len(set(ids))
        assert all(re.fullmatch("[a-z0-9-]+", clause_id) for clause_id in ids)


def test_charter_has_every_topic_group():
    groups = {clause.settings["topic_group"] for clause in CHARTER.clauses}
    assert groups >= REQUIRED_GROUPS
    # The rights block is put in by the system.
    assert "your_rights" not in groups


def test_charter_gives_more_than_it_asks():
    clauses = CHARTER.clauses
    possible = [clause for clause in clauses if clause.settings["topic_group"] == "what_i_can_do"]
    restricting = [clause for clause in clauses if clause.settings.get("restricts_freedom")]
    orders = [clause for clause in clauses if clause.settings["kind"] == "rule"]
    assert restricting
    assert len(possible) > len(restricting)
    assert len(orders) / len(clauses) < 0.3


@pytest.mark.parametrize("text", [CHARTER, GUIDE], ids=["charter", "guide"])
def test_employees_gain_more_than_the_company(text):
    gains = Counter(gain for clause in text.clauses for gain in clause.settings["benefits"])
    employee = gains["me"] + gains["family"]
    assert employee / gains.total() > 0.4
    assert gains["me"] > gains["company"]


def test_restrictions_are_justified_and_name_their_source():
    for clause in CHARTER.clauses:
        if clause.settings.get("restricts_freedom"):
            assert clause.settings["justification"].strip()
            assert clause.settings["proportionality"].strip()
        if clause.settings["kind"] == "rule":
            assert clause.settings["rule_source"] != "advice"
            assert clause.settings["reference"]


def test_tip_answers_the_six_questions_with_opportunity_and_risk():
    prompts = {
        "fr": ("Quoi", "Où", "Quand", "Comment", "Pour qui", "L’occasion", "Le risque"),
        "en": ("What", "Where", "When", "How", "For whom", "The opportunity", "The risk"),
    }
    for clause in GUIDE.clauses:
        for language, asked in prompts.items():
            bold = re.findall(r"<strong>([^<]*?)[\s\u00a0]*:</strong>", clause.wording[language]["text"])
            assert tuple(bold) == asked, f"{clause.clause_id} {language}"
            assert clause.wording[language]["why"]


def test_nothing_speaks_of_sanctions():
    for language in ("fr", "en"):
        found = {where: SANCTIONS.findall(text) for where, text in every_text(language)}
        assert not {where: hits for where, hits in found.items() if hits}


def test_html_is_plain_and_well_formed():
    for language in ("fr", "en"):
        for where, text in every_text(language):
            tags = Tags(text)
            linked = {"a"} if where == "bienvenue.text" else set()
            assert set(tags.seen) <= {"p", "ul", "li", "strong", *linked}, where
            assert set(tags.attributes) <= ({"href"} if linked else set()), where
            assert not tags.open, where


def test_french_is_set_as_french_is():
    for where, text in every_text("fr"):
        plain = Tags(text).words
        assert "'" not in plain and '"' not in plain, where
        assert not re.search(r"[^\u202f\u00a0!?]([!?;])", plain.replace("…", "")), where
        assert not re.search(r"«[^\u00a0]|[^\u00a0]»", plain), where
        assert not re.search(r" :|[^\s\u00a0\d]:", plain), where


def test_english_has_no_straight_quotes_and_no_french_spaces():
    for where, text in every_text("en"):
        plain = Tags(text).words
        assert "'" not in plain and '"' not in plain, where
        assert NARROW not in plain, where
        assert not re.search(rf"[ {WIDE}][;:!?]", plain), where


def test_rights_of_france_name_the_law_in_both_languages():
    for language in ("fr", "en"):
        text = RIGHTS["FR"][language]["text"]
        for article in ("L1121-1", "L2281-1", "L1132-3-3", "L2141-4", "L2242-17"):
            assert article in text


def test_every_country_without_rights_of_its_own_has_the_neutral_ones():
    assert set(RIGHTS[""]) == {"fr", "en"}
    for texts in RIGHTS.values():
        assert all(text["title"] and text["text"] and text["why"] for text in texts.values())

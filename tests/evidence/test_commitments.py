"""What is published about an entry proves it and names nobody."""

from collective.socialgovernance.evidence.commitments import canonical_form
from collective.socialgovernance.evidence.commitments import commitment
from collective.socialgovernance.evidence.commitments import CommitmentKey
from collective.socialgovernance.evidence.commitments import leaf_hash
from collective.socialgovernance.evidence.commitments import note_commitment
from dataclasses import replace
from tests.acknowledgments.company import entry

import hashlib
import hmac
import json
import pytest


SECRET = bytes(range(32))
SALT = bytes(16)


def test_a_commitment_is_the_hmac_of_salt_and_userid():
    expected = hmac.new(SECRET, SALT + b"emma", hashlib.sha256).hexdigest()
    assert commitment(SECRET, SALT, "emma") == expected


def test_two_entries_of_one_person_look_unrelated():
    one, other = entry(), entry()
    assert commitment(SECRET, one.salt, "emma") != commitment(SECRET, other.salt, "emma")


def test_a_note_is_never_mistaken_for_a_person():
    assert note_commitment(SECRET, SALT, "emma") != commitment(SECRET, SALT, "emma")
    assert note_commitment(SECRET, SALT, "") == ""


def test_the_canonical_form_names_nobody():
    given = entry(subject="emma.petit", actor="olga.owner", note="au sujet de Emma")
    form = canonical_form(given, SECRET).decode("utf-8")
    assert "emma" not in form.lower()
    assert "olga" not in form


def test_the_canonical_form_is_sorted_json_without_spaces():
    form = canonical_form(entry(), SECRET)
    parsed = json.loads(form)
    assert form == json.dumps(parsed, sort_keys=True, separators=(",", ":")).encode("utf-8")
    assert parsed["at"] == "2026-01-02T10:00:00+00:00"


@pytest.mark.parametrize(
    ("part", "value"),
    [
        ("edition", "two"),
        ("subject", "eric"),
        ("actor", "eric"),
        ("number", "1.0.1"),
        ("digest", "cd" * 32),
        ("language", "en"),
        ("answer", "withdrawn"),
        ("mode", "import"),
        ("at", entry(at=2).at),
        ("recorded", entry(at=2).at),
        ("statement", "other"),
        ("statement_version", "2"),
        ("note", "but why?"),
        ("salt", bytes(16)),
    ],
)
def test_changing_any_part_changes_the_leaf(part, value):
    given = entry()
    changed = replace(given, **{part: value})
    assert leaf_hash(canonical_form(given, SECRET)) != leaf_hash(canonical_form(changed, SECRET))


def test_a_leaf_is_hashed_as_a_transparency_log_does():
    assert leaf_hash(b"") == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"


def test_each_site_has_its_own_key():
    one, other = CommitmentKey(), CommitmentKey()
    assert len(one.reveal()) == 32
    assert one.reveal() == one.reveal()
    assert one.reveal() != other.reveal()

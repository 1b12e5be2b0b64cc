"""What is published about an entry proves it and names nobody."""

from collective.socialgovernance.evidence.commitments import canonical_form
from collective.socialgovernance.evidence.commitments import commitment
from collective.socialgovernance.evidence.commitments import CommitmentKey
from collective.socialgovernance.evidence.commitments import flat
from collective.socialgovernance.evidence.commitments import leaf_hash
from collective.socialgovernance.evidence.commitments import note_commitment
from dataclasses import replace
from tests.acknowledgments.company import entry

import hashlib
import hmac
import json
import pytest
import random
import rfc8785


SECRET = bytes(range(32))
SALT = bytes(16)
RANGES = (
    lambda chance: chance.randrange(0x20),
    lambda chance: chance.randrange(0x20, 0x100),
    lambda chance: chance.randrange(0x100, 0xD800),
    lambda chance: chance.randrange(0xE000, 0x110000),
)
"""Control characters, Latin letters, the rest of the plane without surrogates, everything beyond it."""


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


def test_the_canonical_form_is_byte_for_byte_that_of_the_rfc():
    chance = random.Random(8785)
    for _attempt in range(500):
        note = "".join(chr(chance.choice(RANGES)(chance)) for _letter in range(40))
        form = {
            "edition": note,
            "answer": note[::-1],
            "form": chance.randrange(1000),
            "at": "",
            "Z": note[:3],
        }
        assert flat(form) == rfc8785.dumps(form)
    everything = {"note": "".join(map(chr, range(0xD800))), "beyond": "\ue000\uffff\U0001f600\U0010ffff"}
    assert flat(everything) == rfc8785.dumps(everything)


def test_half_of_a_surrogate_pair_has_no_canonical_form():
    with pytest.raises(UnicodeEncodeError):
        flat({"note": "\ud83d"})


def test_who_answers_for_somebody_else_has_a_commitment_of_their_own():
    own, other = entry(subject="emma", actor="emma"), entry(subject="emma", actor="olga")
    for given in (own, other):
        form = json.loads(canonical_form(given, SECRET))
        assert form["subject"] == commitment(SECRET, given.salt, given.subject)
        assert form["actor"] == commitment(SECRET, given.salt, given.actor)


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

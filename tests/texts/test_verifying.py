"""What is stored now is compared with what was submitted, in each language, down to the clause."""

from collective.socialgovernance.texts.preparing import rich
from collective.socialgovernance.texts.verifying import canonical_text
from collective.socialgovernance.texts.verifying import verify
from tests.intranet import act
from tests.intranet import charter
from tests.intranet import programme
from tests.intranet import walk_to

import hashlib
import pytest


@pytest.fixture()
def bilingual(portal):
    """A charter in French with a clause in English too, submitted."""
    draft = charter(programme(portal))["e1"]
    draft["writing"].translations = {"en": {"title": "Writing", "text": "<p>Your way.</p>", "why": ""}}
    return walk_to("review", draft)


def test_a_draft_has_nothing_to_verify(portal):
    assert verify(charter(programme(portal))["e1"]) == ()


@pytest.mark.parametrize("state", ["review", "legal", "formalities", "approved", "in_force", "withdrawn"])
def test_after_draft_every_language_is_what_was_submitted(portal, state):
    edition = walk_to(state, charter(programme(portal))["e1"])
    assert [verification.language for verification in verify(edition)] == ["fr", "en"]
    assert all(verification.same for verification in verify(edition))


def test_a_text_made_informative_is_verified_against_what_it_became(portal):
    edition = walk_to("formalities", charter(programme(portal))["e1"])
    act("leg", edition, "downgrade")
    assert all(verification.same for verification in verify(edition))


def test_a_clause_changed_in_the_database_is_named_in_the_languages_that_show_it(bilingual):
    bilingual["writing"].text = rich("<p>Autre chose.</p>")
    french, english = verify(bilingual)
    assert (french.same, french.clauses) == (False, ("writing",))
    assert (english.same, english.clauses) == (True, ())


def test_a_translation_changed_in_the_database_leaves_the_original_the_same(bilingual):
    bilingual["writing"].translations["en"]["text"] = "<p>Somebody else’s way.</p>"
    french, english = verify(bilingual)
    assert french.same
    assert (english.same, english.parts) == (False, ("clause:writing",))


def test_another_order_a_lost_clause_and_another_title_are_named(bilingual):
    # As somebody would with a hand in the database: everything else is refused.
    order = bilingual.getOrdering()._order()
    order.insert(0, order.pop(order.index("writing")))
    assert verify(bilingual)[0].parts == ("order",)
    bilingual._delOb("brand")
    bilingual.title = "Autre"
    assert verify(bilingual)[0].parts == ("title", "order", "clause:brand")


def test_a_language_that_was_added_afterwards_is_not_the_same(bilingual):
    bilingual["writing"].translations["de"] = {"title": "Schreiben"}
    assert {each.language: each.same for each in verify(bilingual)} == {"fr": True, "en": True, "de": False}


def test_text_and_digest_changed_together_still_differ_from_the_log(bilingual):
    bilingual["writing"].text = rich("<p>Autre chose.</p>")
    now = {each.language: each.now for each in verify(bilingual)}
    bilingual.digests, bilingual.part_digests = now, None
    french = verify(bilingual)[0]
    assert french.kept == french.now and french.kept != french.logged
    assert not french.same


def test_the_canonical_text_hashes_to_the_digest_with_any_tool(bilingual):
    for language, digest in bilingual.digests.items():
        assert hashlib.sha256(canonical_text(bilingual, language)).hexdigest() == digest

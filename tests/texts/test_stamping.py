"""Facts kept in memory: never those of a state that was not committed."""

from collective.socialgovernance import wallclock
from collective.socialgovernance.acknowledgments.interfaces import IAcknowledgeable
from collective.socialgovernance.acknowledgments.interfaces import IAskedText
from collective.socialgovernance.days import day_of
from collective.socialgovernance.texts.acknowledging import text_facts
from collective.socialgovernance.texts.stamping import stamp_of
from datetime import timedelta
from tests import intranet

import pytest
import transaction


@pytest.fixture()
def charter(served):
    made = intranet.charter(intranet.programme(served))
    intranet.walk_to("in_force", made["e1"])
    transaction.commit()
    return made


def test_the_same_state_is_read_once(charter):
    assert text_facts(charter) is text_facts(charter)


def test_a_change_is_seen_in_its_own_transaction_and_gone_when_it_is_aborted(charter):
    before = text_facts(charter)
    charter.ack_validity_months = 3
    assert text_facts(charter).settings[-1].ack_validity_months == 3
    transaction.abort()
    assert text_facts(charter) == before


def test_a_change_before_a_savepoint_is_seen_and_not_kept_for_others(charter):
    before = text_facts(charter)
    charter.ack_validity_months = 3
    transaction.savepoint()
    assert text_facts(charter).settings[-1].ack_validity_months == 3
    transaction.abort()
    assert text_facts(charter) == before


def test_a_committed_change_is_another_state(charter):
    text_facts(charter)
    charter.ack_validity_months = 3
    transaction.commit()
    assert text_facts(charter).settings[-1].ack_validity_months == 3


def test_a_transition_is_another_state(charter):
    assert text_facts(charter).editions[0].ended_at is None
    intranet.act("own", charter["e1"], "withdraw", comment="No longer")
    assert text_facts(charter).editions[0].ended_at is not None
    transaction.commit()
    assert text_facts(charter).editions[0].ended_at is not None


def test_whether_an_edition_is_in_force_follows_its_transitions(charter):
    assert IAcknowledgeable(charter["e1"]).in_force
    second = intranet.next_edition(charter, "minor")
    assert not IAcknowledgeable(second).in_force
    intranet.walk_to("in_force", second)
    assert in_force(charter) == {"e1": False, "e2": True}
    transaction.commit()
    assert in_force(charter) == {"e1": False, "e2": True}
    intranet.act("own", second, "withdraw", comment="No longer")
    assert in_force(charter) == {"e1": False, "e2": False}
    transaction.abort()
    assert in_force(charter) == {"e1": False, "e2": True}


def test_today_is_never_before_an_edition_that_was_started_ahead_of_its_day(charter):
    today = day_of(wallclock.now(), charter.__parent__.timezone)
    assert IAskedText(charter).today == today
    charter["e1"].in_force_on = ahead = today + timedelta(days=9)
    assert IAskedText(charter).today == ahead
    transaction.commit()
    assert IAskedText(charter).today == ahead


def in_force(charter):
    """Whether each edition is in force, asked anew."""
    return {id_: IAcknowledgeable(charter[id_]).in_force for id_ in ("e1", "e2")}


def test_a_setting_of_the_programme_is_part_of_it(charter):
    text_facts(charter)
    charter.__parent__.reack_days = 7
    transaction.commit()
    assert text_facts(charter).settings[-1].reack_days == 7


def test_what_was_never_committed_has_no_stamp(portal):
    assert stamp_of([intranet.programme(portal)]) is None

"""A text that is optional for others and mandatory for ambassadors: everywhere, only ambassadors owe it."""

from collective.socialgovernance import wallclock
from collective.socialgovernance.acknowledgments.api import Given
from collective.socialgovernance.acknowledgments.interfaces import IAcknowledgeable
from collective.socialgovernance.clock.gathering import gather
from collective.socialgovernance.clock.runs import Moment
from collective.socialgovernance.directory.interfaces import IDirectory
from collective.socialgovernance.refusals import Refused
from collective.socialgovernance.texts import answering
from collective.socialgovernance.texts.attention import waiting_for
from collective.socialgovernance.texts.register import Register
from collective.socialgovernance.texts.register import Wanted
from collective.socialgovernance.texts.settings_impact import settings_impact
from collective.socialgovernance.texts.tasks import tasks_of
from datetime import timedelta
from plone import api
from tests import intranet
from tests.ambassadors.company import programme
from tests.ambassadors.company import registration
from tests.ambassadors.company import walk_to
from typing import Any
from zope.component import getUtility

import pytest


@pytest.fixture()
def edition(portal: Any, monkeypatch: Any) -> Any:
    """In force for 40 days; ``emp`` was an ambassador before, ``head`` is none."""
    now = wallclock.now()
    with monkeypatch.context() as patched:
        patched.setattr(wallclock, "now", lambda: now - timedelta(days=40))
        gov = programme(portal, k_threshold=1)
        walk_to("active", registration(gov))
        text = intranet.charter(gov, ack_optional=True, mandatory_for_ambassadors=True)
        return intranet.walk_to("in_force", text["e1"])


def give(edition: Any, userid: str, answer: str) -> None:
    digests = IAcknowledgeable(edition).digests
    with api.env.adopt_user(username=userid):
        answering.give_answer(edition, userid, userid, Given(answer, digest=digests["fr"]))


def statuses(edition: Any, days_ago: int = 0) -> dict[str, str]:
    directory, day = getUtility(IDirectory), answering.today_in(edition) - timedelta(days=days_ago)
    found = answering.statuses_of(edition, day)
    return {directory.userid(key): status for status, keys in found.items() for key in keys}


def test_figures_list_and_own_tasks_agree_on_who_owes_it(edition):
    told = statuses(edition)
    assert (told["emp"], told["head"]) == ("critical", "pending")
    for userid, status in told.items():
        stands = answering.standing_on(edition, userid)
        assert (stands.status, stands.optional) == (status, userid != "emp")
        with api.env.adopt_user(username=userid):
            assert [task.status for task in tasks_of(userid) if task.kind == "acknowledge"] == [status]
            assert len(waiting_for(userid)) == (1 if userid == "emp" else 0)
    register = Register(edition, Wanted())
    rows = [(row.person.userid, row.status, row.due) for row in register.rows()]
    one_by_one = [register.row(key) for key in register.keys]
    assert rows == [(row.person.userid, row.status, row.due) for row in one_by_one]
    assert {userid: status for userid, status, _due in rows} == told


def test_only_who_is_no_ambassador_declines_it(edition):
    give(edition, "head", "declined")
    with pytest.raises(Refused):
        give(edition, "emp", "declined")
    assert (statuses(edition)["head"], statuses(edition)["emp"]) == ("declined", "critical")


def test_only_ambassadors_are_reminded(edition):
    today = answering.today_in(edition)
    day = today + timedelta(days=-today.weekday() % 7)
    items = gather(Moment(day, wallclock.now(), chosen=True)).people
    directory = getUtility(IDirectory)
    told = {
        directory.userid(key): item for key, (item, *_others) in items.items() if item.text.id == "charte"
    }
    assert not told["emp"].optional and told["emp"].due is not None
    assert told["head"].optional and told["head"].due is None


def test_whoever_ends_it_owes_it_no_longer_and_the_days_before_stay_as_they_were(edition):
    gov = edition.aq_parent.aq_parent
    (own,) = [each for each in gov.objectValues() if each.portal_type == "AmbassadorRegistration"]
    intranet.act("emp", own, "withdraw")
    assert statuses(edition)["emp"] == "pending"
    assert statuses(edition, days_ago=1)["emp"] == "critical"
    yesterday = answering.today_in(edition) - timedelta(days=1)
    assert answering.standing_on(edition, "emp", yesterday).status == "critical"
    assert answering.standing_on(edition, "emp").status == "pending"


def test_a_change_of_the_setting_asks_and_frees_ambassadors_alone(edition):
    text = edition.aq_parent
    freed = settings_impact(text, {"mandatory_for_ambassadors": False})
    assert (freed.asked, freed.freed) == (0, 1)
    text.mandatory_for_ambassadors = False
    asked = settings_impact(text, {"mandatory_for_ambassadors": True})
    assert (asked.asked, asked.freed) == (1, 0)
    text.mandatory_for_ambassadors = True
    optional_no_more = settings_impact(text, {"ack_optional": False})
    assert (optional_no_more.asked, optional_no_more.freed) == (3, 0)

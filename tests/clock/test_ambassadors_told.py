"""An ambassador from the application to the end, by the mails that leave: who is told what, and when."""

from collective.socialgovernance import wallclock
from collective.socialgovernance.clock import address
from collective.socialgovernance.clock.interfaces import IClockRecord
from collective.socialgovernance.clock.runs import run
from datetime import datetime
from datetime import timedelta
from datetime import timezone
from tests.ambassadors import company
from tests.intranet import act
from typing import Any
from zope.component import getUtility

import pytest
import transaction


TUESDAY = datetime(2026, 9, 1, 8, tzinfo=timezone.utc)
EMP, MGR, REF, LEG = (f"{name}@example.org" for name in ("emp", "mgr", "ref", "leg"))


@pytest.fixture()
def at(monkeypatch: Any) -> Any:
    def show(days: int) -> None:
        instant = TUESDAY + timedelta(days=days)
        monkeypatch.setattr(wallclock, "now", lambda: instant)

    show(0)
    return show


def words(mail: Any) -> str:
    return " ".join(mail.get_body(("plain",)).get_content().split())


def did(userid: str, made: Any, transition: str, **inputs: Any) -> None:
    act(userid, made, transition, **inputs)
    transaction.commit()


def test_each_is_told_their_part_in_time_once_and_nobody_else(
    served: Any, post: Any, at: Any, monkeypatch: Any
) -> None:
    monkeypatch.setattr(address, "NOWHERE", ("http://nohost",))
    made = company.registration(company.programme(served))
    getUtility(IClockRecord).address = "https://intranet.example.com"
    transaction.commit()

    did("emp", made, "apply")
    asked = post.taken()
    assert list(asked) == [MGR] and "Emma Petit" in asked[MGR]["Subject"]
    assert "@@availability?answer=available" in words(asked[MGR])
    assert "Secretmotive" not in words(asked[MGR])

    at(21)
    run()
    silent = post.taken()
    assert set(silent) == {EMP, REF} and "without an answer" in words(silent[EMP])
    run()
    assert post.taken() == {}

    did("ref", made, "start_onboarding")
    assert post.taken() == {}
    did("ref", made, "activate")
    begun = post.taken()
    assert list(begun) == [EMP] and "You are an ambassador" in begun[EMP]["Subject"]

    company.proposed(made)
    transaction.commit()
    run()
    assert EMP not in (mails := post.taken()) and LEG in mails
    did("leg", made, "hold")
    held = post.taken()
    assert list(held) == [EMP] and "on hold" in held[EMP]["Subject"] and "Because" in words(held[EMP])

    # Nobody reviews it on its day: it ends by itself.
    at(22)
    run()
    free = post.taken()
    assert list(free) == [EMP] and "again" in free[EMP]["Subject"]

    did("emp", made, "withdraw")
    run()
    assert post.taken() == {}

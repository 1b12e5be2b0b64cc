"""An owner who does not write asks those who do for the next edition."""

from collective.socialgovernance import wallclock
from collective.socialgovernance.clock.interfaces import INotices
from datetime import datetime
from datetime import timezone
from tests import intranet
from typing import Any
from zope.component import getUtility

import pytest
import re
import requests
import transaction


SUNDAY = datetime(2026, 9, 6, 10, tzinfo=timezone.utc)


@pytest.fixture()
def ask(served: Any, rest: Any, monkeypatch: Any) -> Any:
    """``ask(userid)`` opens the page as somebody and, when it is shown, presses its button."""
    monkeypatch.setattr(wallclock, "now", lambda: SUNDAY)
    intranet.directory()
    text = intranet.charter(intranet.programme(served))
    intranet.walk_to("in_force", text["e1"])
    transaction.commit()

    def pressed(userid: str) -> tuple[Any, Any]:
        client = rest(userid)
        url, options = f"{text.absolute_url()}/@@ask-editors", {"auth": client.session.auth, "timeout": 60}
        shown = requests.get(url, **options)
        token = re.search(r'name="_authenticator"[^>]*value="([^"]+)"', shown.text)
        data = {"_authenticator": token.group(1) if token else ""}
        done = requests.post(url, data=data, **options)
        transaction.begin()
        return shown, done

    return pressed


def asked() -> list[tuple[Any, str, str]]:
    """Whom a mail waits for out of hours, what it says, and where it leads."""
    return [(who, each.title, each.links[0][1]) for who, each in getUtility(INotices).waiting()]


def test_the_editors_get_a_mail_that_leads_to_the_next_edition(served: Any, ask: Any) -> None:
    shown, done = ask("own")
    assert "<strong>edi</strong>" in shown.text and "Asked for a new edition: edi." in done.text
    [(_who, title, url)] = asked()
    assert title == "Please prepare the next edition of “Charte”"
    assert url == f"{served.absolute_url()}/gov/charte/@@prepare"
    ask("own")
    assert len(asked()) == 1, "asked once a day"


def test_nobody_is_asked_while_an_edition_is_on_its_way(served: Any, ask: Any) -> None:
    intranet.next_edition(served["gov"]["charte"], "minor")
    transaction.commit()
    shown, done = ask("own")
    assert "is on its way already" in shown.text and "Ask them" not in shown.text
    assert asked() == []


def test_where_nobody_writes_that_is_said(served: Any, ask: Any) -> None:
    served["gov"].manage_delLocalRoles(["edi"])
    transaction.commit()
    shown, _done = ask("own")
    assert "There is no editor here" in shown.text and "Ask them" not in shown.text
    assert asked() == []


@pytest.mark.parametrize("userid", ["emp", "edi", "aud"])
def test_only_owners_ask(ask: Any, userid: str) -> None:
    _shown, done = ask(userid)
    assert asked() == [] and "Asked for" not in done.text

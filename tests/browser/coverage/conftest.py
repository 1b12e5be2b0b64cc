"""A charter in force that four people are asked to acknowledge."""

from collections.abc import Callable
from collective.socialgovernance.acknowledgments.api import Given
from collective.socialgovernance.texts import answering
from plone import api
from tests import intranet
from typing import Any

import pytest
import re
import transaction


@pytest.fixture()
def edition(served: Any) -> Any:
    intranet.directory()
    made = intranet.charter(intranet.programme(served, k_threshold=1))["e1"]
    intranet.walk_to("in_force", made)
    transaction.commit()
    return made


@pytest.fixture()
def acknowledge(edition: Any) -> Callable[..., None]:
    """``acknowledge("emp", "mgr")``: these people do, each by themself."""

    def act(*userids: str) -> None:
        for userid in userids:
            with api.env.adopt_user(username=userid):
                answering.give_answer(edition, userid, userid, Given("acknowledged", edition.digest))
        transaction.commit()

    return act


@pytest.fixture()
def shown(visit: Any) -> Callable[..., str]:
    """``shown("own", content, "?as_of=...")`` is what that person reads on the page, without its markup."""

    def words(userid: str, content: Any, query: str = "", page: str = "coverage") -> str:
        browser = visit(userid)
        browser.open(f"{content.absolute_url()}/@@{page}{query}")
        return " ".join(re.sub(r"<[^>]*>", " ", browser.contents).split())

    return words

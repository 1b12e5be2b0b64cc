"""Letting the clock run from a URL."""

from collective.socialgovernance import _
from collective.socialgovernance.clock.runs import run
from collective.socialgovernance.refusals import refuse
from collective.socialgovernance.services.base import GovernanceWrite
from collective.socialgovernance.services.base import parsed_day
from typing import Any


KEYS = ("as_of", "dry_run")


class ClockPost(GovernanceWrite):
    """One run: answers what happened, or with ``dry_run`` what would.

    ``as_of`` is a day, also a later one than today; without it, it is today.
    """

    right = "collective.socialgovernance: Run the clock"

    def perform(self, body: dict[str, Any]) -> dict[str, Any]:
        self.known_keys(body, KEYS)
        named, dry_run = body.get("as_of"), body.get("dry_run", False)
        if not isinstance(dry_run, bool):
            raise refuse(400, "dry_run", _("bad_flag", default="this must be true or false"))
        as_of = None if named is None else parsed_day(named, "as_of")
        return run(as_of, dry_run=dry_run).as_json()

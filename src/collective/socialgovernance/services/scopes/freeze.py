"""``POST {scope}/@freeze`` and ``@unfreeze``."""

from collective.socialgovernance import _
from collective.socialgovernance.refusals import refuse
from collective.socialgovernance.scopes.freezing import FREEZE
from collective.socialgovernance.scopes.freezing import freeze
from collective.socialgovernance.scopes.freezing import unfreeze
from collective.socialgovernance.services.base import GovernanceWrite
from collective.socialgovernance.services.base import parsed_day
from collective.socialgovernance.services.scopes.content import freeze_json
from typing import Any


class FreezePost(GovernanceWrite):
    """From now on the resolver answers hold for what the scope leads."""

    right = FREEZE

    def perform(self, body: dict[str, Any]) -> dict[str, Any]:
        self.known_keys(body, ("reason", "until"))
        until = body.get("until")
        last = None if until in (None, "") else parsed_day(until, "until")
        freeze(self.context, _text(body, "reason"), last)
        return {"@id": f"{self.context.absolute_url()}/@freeze", **freeze_json(self.context)}


class UnfreezePost(GovernanceWrite):
    """The answers are again what they were."""

    right = FREEZE

    def perform(self, body: dict[str, Any]) -> dict[str, Any]:
        self.known_keys(body, ("reason",))
        unfreeze(self.context, _text(body, "reason"))
        return {"@id": f"{self.context.absolute_url()}/@unfreeze", **freeze_json(self.context)}


def _text(body: dict[str, Any], name: str) -> str:
    value = body.get(name) or ""
    if not isinstance(value, str):
        raise refuse(400, name, _("This is a text."))
    return value

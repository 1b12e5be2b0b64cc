"""The base of all services: JSON only, refusing by raising, one way of saying no.

GET never writes. A write declares that plone.protect's token does not apply (a JSON body cannot be sent by a
foreign form without the browser asking this site first) and accepts only ``application/json``.
"""

from AccessControl import getSecurityManager
from collections.abc import Mapping
from collective.socialgovernance import _
from collective.socialgovernance.days import written_day
from collective.socialgovernance.refusals import Problem
from collective.socialgovernance.refusals import refuse
from collective.socialgovernance.refusals import Refused
from datetime import date
from plone.protect.interfaces import IDisableCSRFProtection
from plone.restapi.services import Service
from typing import Any
from zExceptions import Unauthorized
from zope.i18n import translate
from zope.interface import alsoProvides
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse
from zope.publisher.interfaces.browser import IBrowserView

import json


ANONYMOUS = "Anonymous User"
"""The user name of who has not signed in, as Zope's own folders and tools know it."""


def parsed_day(value: object, field: str) -> date:
    """A day written ``YYYY-MM-DD``, in a year that calendars of a company reach; else refused with 400."""
    try:
        return written_day(str(value))
    except ValueError:
        raise refuse(400, field, _("A day is written YYYY-MM-DD.")) from None


def is_sayable(value: Any) -> bool:
    """Whether every text in a JSON value can be stored and shown: no NUL, no half of a surrogate pair."""
    if isinstance(value, str):
        return "\x00" not in value and not any("\ud800" <= character <= "\udfff" for character in value)
    if isinstance(value, Mapping):
        return all(is_sayable(part) for pair in value.items() for part in pair)
    if isinstance(value, list):
        return all(is_sayable(part) for part in value)
    return True


def json_object(raw: bytes) -> dict[str, Any]:
    """The JSON object of a body; an empty body is an empty object. Anything else is refused with 400."""
    try:
        data = json.loads(raw or b"{}")
        sayable = is_sayable(data)
    except (ValueError, RecursionError):
        raise refuse(400, "body", _("This is not valid JSON.")) from None
    if not sayable:
        raise refuse(400, "body", _("A text holds a character that cannot be stored."))
    if not isinstance(data, Mapping):
        raise refuse(400, "body", _("Send a JSON object."))
    return dict(data)


def _whole(value: str | None, lowest: int, highest: int) -> bool:
    return value is None or (value.isdecimal() and lowest <= int(value) <= highest)


_without_form_check: dict[Any, Any] = {}
"""What a request provides once it is known to be no form post, by what it provided before.

Requests declare the same few interfaces again and again, and working out in which order those count costs a
tenth of a whole write.
"""
MOST_KINDS_OF_REQUESTS = 100


def expect_no_form(request: Any) -> None:
    """Take a request for one that no page of another site can send: Plone looks for no token of a form."""
    before = getattr(request, "__provides__", None)
    after = _without_form_check.get(before)
    if after is not None:
        request.__provides__ = after
        return
    alsoProvides(request, IDisableCSRFProtection)
    if before is not None and len(_without_form_check) < MOST_KINDS_OF_REQUESTS:
        _without_form_check[before] = request.__provides__


@implementer(IPublishTraverse)
class GovernanceService(Service):
    """A service of ours.

    ``right`` is the Zope permission title a caller needs on the context beside seeing it; None when seeing it
    is enough. Path segments after the service name are in ``self.path``.
    """

    right: str | None = None
    longest_path = 0

    def __init__(self, context: Any, request: Any):
        super().__init__(context, request)
        self.path: list[str] = []

    def publishTraverse(self, request: Any, name: str) -> "GovernanceService":
        self.path.append(name)
        return self

    def check_permission(self) -> None:
        """401 for anonymous callers, 404 for who may not see the context, 403 for who lacks the right."""
        super().check_permission()
        if len(self.path) > self.longest_path:
            raise refuse(404, "@id", _("There is no such page."))
        if getSecurityManager().getUser().getUserName() == ANONYMOUS:
            raise Unauthorized(translate(_("Please sign in."), context=self.request))
        if not self.allowed("View"):
            raise refuse(404, "@id", _("There is no such page."))
        if self.right is not None:
            self.require(self.right)

    def allowed(self, permission: str, context: Any = None) -> bool:
        """Whether the caller has a permission on the context (or on another object)."""
        target = self.context if context is None else context
        return bool(getSecurityManager().checkPermission(permission, target))

    def require(self, permission: str, context: Any = None) -> None:
        """Refuse with 403 who lacks a permission."""
        if not self.allowed(permission, context):
            raise refuse(403, "permission", _("You are not entitled to do this."))

    @property
    def userid(self) -> str:
        """The userid of the caller."""
        return str(getSecurityManager().getUser().getId())

    def parameter(self, name: str) -> str | None:
        """A query parameter; None when absent or empty."""
        value = self.request.form.get(name)
        return str(value) if value not in (None, "") else None

    def as_of(self) -> date | None:
        """The day asked for with ``?as_of=``; None means now. Refused with 400 when it is no day."""
        value = self.parameter("as_of")
        return None if value is None else parsed_day(value, "as_of")

    def check_page(self, largest: int = 1000) -> None:
        """Refuse with 400 a ``b_start`` or ``b_size`` that no page can have, both at once."""
        problems = [
            Problem(name, _("This is not a whole number that a page can have."))
            for name, lowest, highest in (("b_start", 0, 10**9), ("b_size", 1, largest))
            if not _whole(self.parameter(name), lowest, highest)
        ]
        if problems:
            raise Refused(400, problems)

    def answer(self) -> Any:
        """What a GET returns; writes nothing."""
        raise NotImplementedError

    def reply(self) -> Any:
        return self.answer()


class GovernanceWrite(GovernanceService):
    """A service that changes something: POST or PATCH with a JSON object."""

    status = 200

    def render(self) -> str | None:
        # Asked first: a form post from another site must not even reach the rules.
        expect_no_form(self.request)
        self._require_json()
        return super().render()

    def _require_json(self) -> None:
        kind = (self.request.getHeader("Content-Type") or "").split(";")[0].strip().lower()
        if kind != "application/json":
            raise refuse(415, "Content-Type", _("Send application/json."))

    def body(self) -> dict[str, Any]:
        """The JSON object that was sent; an empty body is an empty object."""
        return json_object(self.request.get("BODY") or b"")

    def known_keys(self, body: Mapping[str, Any], known: tuple[str, ...]) -> None:
        """Refuse keys that mean nothing here, all at once."""
        unknown = sorted(set(body) - set(known))
        if unknown:
            raise Refused(400, [Problem(key, _("This key is not known here.")) for key in unknown])

    def perform(self, body: dict[str, Any]) -> Any:
        """Carry it out and return what is answered; refuse by raising."""
        raise NotImplementedError

    def reply(self) -> Any:
        self.request.response.setStatus(self.status)
        return self.perform(self.body())


@implementer(IBrowserView)
class RefusalAsJson:
    """The one error view of refusals for programs."""

    def __init__(self, context: Refused, request: Any):
        self.context = context
        self.request = request

    def __call__(self) -> None:
        response = self.request.response
        response.setHeader("Content-Type", "application/json")
        response.setStatus(self.context.status, lock=1)
        response.setBody(json.dumps(self.data(), indent=2, sort_keys=True), lock=1)
        response._has_challenged = True

    def data(self) -> dict[str, Any]:
        """``{"type", "message", "errors": [{"field", "message", "url"?}]}`` in the caller's language."""
        errors = []
        for problem in self.context.problems:
            error = {"field": problem.field, "message": self._words(problem.message)}
            if problem.url:
                error["url"] = problem.url
            errors.append(error)
        return {
            **self.context.details,
            "type": "Refused",
            "message": self._words(self.context.message),
            "errors": errors,
        }

    def _words(self, message: str) -> str:
        return str(translate(message, context=self.request))

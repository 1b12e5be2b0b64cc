"""Moving governed content through its workflow: by a person, or as the system."""

from AccessControl import getSecurityManager
from AccessControl.users import system
from collections.abc import Mapping
from collective.socialgovernance import _
from collective.socialgovernance import PACKAGE
from collective.socialgovernance import wallclock
from collective.socialgovernance.days import iso_instant
from collective.socialgovernance.evidence.events import Event
from collective.socialgovernance.evidence.interfaces import IEventLog
from collective.socialgovernance.refusals import Problem
from collective.socialgovernance.refusals import refuse
from collective.socialgovernance.refusals import Refused
from collective.socialgovernance.transitions.guards import Act
from collective.socialgovernance.transitions.guards import Guard
from collective.socialgovernance.transitions.interfaces import IGoverned
from collective.socialgovernance.transitions.interfaces import ITransitioned
from collective.socialgovernance.transitions.interfaces import ITransitionRules
from dataclasses import dataclass
from datetime import datetime
from plone import api
from plone.api.exc import InvalidParameterError
from plone.exportimport.interfaces import IExportImportRequestMarker
from plone.uuid.interfaces import IUUID
from Products.CMFCore.interfaces import IWorkflowTool
from Products.DCWorkflow.interfaces import IAfterTransitionEvent
from Products.DCWorkflow.interfaces import IBeforeTransitionEvent
from typing import Any
from zope.component import adapter
from zope.component import getUtility
from zope.event import notify
from zope.globalrequest import getRequest
from zope.i18nmessageid import Message
from zope.interface import implementer


SYSTEM_RIGHT = "collective.socialgovernance: System transition"
INPUTS = "governance_inputs"
ACT = "governance_act"
GUARDS = "governance_guards"


@implementer(ITransitioned)
@dataclass(frozen=True)
class Transitioned:
    """See :class:`~.interfaces.ITransitioned`."""

    object: Any
    act: Act
    old_state: str
    new_state: str


def state_of(content: Any) -> str:
    """The present workflow state.

    A run of the clock asks it thousands of times: the tool is asked without the checks of ``plone.api``.
    """
    return str(getUtility(IWorkflowTool).getInfoFor(content, "review_state"))


def workflow_of(content: Any) -> Any:
    """The workflow definition of governed content."""
    return api.portal.get_tool("portal_workflow").getWorkflowsFor(content)[0]


def outgoing(content: Any) -> tuple[str, ...]:
    """The ids of the transitions that leave from the present state, those of the system included."""
    return tuple(workflow_of(content).states[state_of(content)].transitions)


def present_act(content: Any, transition: str, comment: str = "", inputs: Mapping | None = None) -> Act:
    """The act that the current user would make now."""
    return Act(
        transition=transition,
        state=state_of(content),
        actor=str(api.user.get_current().getId()),
        at=wallclock.now(),
        comment=comment.strip(),
        inputs=dict(inputs or {}),
    )


def is_entitled(content: Any, transition: str) -> bool:
    """Whether the current user's roles allow the transition from the present state."""
    roles = ITransitionRules(content).entitled(transition, state_of(content))
    return bool(set(roles) & set(api.user.get_roles(obj=content)))


def available(content: Any) -> list[str]:
    """The transitions that the current user's roles allow from the present state, failed guards or not."""
    return [transition for transition in outgoing(content) if is_entitled(content, transition)]


def offered(content: Any) -> list[str]:
    """Of the :func:`available` transitions those that could succeed: what a page offers."""
    rules, state = ITransitionRules(content), state_of(content)
    return [transition for transition in available(content) if rules.leads_on(transition, state)]


def fire(content: Any, transition: str, comment: str = "", inputs: Mapping | None = None) -> None:
    """Make a transition as the current user.

    Raises :class:`~..refusals.Refused`: 400 with the field ``review_state`` when it does not leave from the
    present state, 403 when the caller's roles do not allow it, 400 with every failed guard otherwise. Nothing
    changes then.
    """
    if transition not in outgoing(content):
        raise refuse(
            400,
            "review_state",
            _(
                "This cannot be done now: the present state is ${state}.",
                mapping={"state": state_title(content)},
            ),
        )
    if not is_entitled(content, transition):
        raise refuse(403, "permission", _("You are not entitled to do this."))
    api.portal.get_tool("portal_workflow").doActionFor(
        content, transition, comment=comment.strip(), **{INPUTS: dict(inputs or {})}
    )


def fire_as_system(content: Any, transition: str, actor: str, at: datetime, comment: str = "") -> None:
    """Make a transition that no person may make: ``start``, ``supersede``, ``publish`` what the clock does.

    ``actor`` is the person whose act caused it, or ``clock``; ``at`` the aware instant at which it counts.
    """
    with api.env.adopt_user(user=system):
        api.portal.get_tool("portal_workflow").doActionFor(
            content, transition, comment=comment, **{ACT: (actor, at)}
        )


def state_title(content: Any) -> str:
    """The title of the present state, a message for people."""
    return Message(str(workflow_of(content).states[state_of(content)].title), domain=PACKAGE)


def transition_title(content: Any, transition: str) -> str:
    """The title of a transition, a message for people."""
    return Message(str(workflow_of(content).transitions[transition].title), domain=PACKAGE)


def history_of(content: Any) -> list[dict[str, Any]]:
    """Every logged act on the content, oldest first, as plain values."""
    return [
        {
            "action": event.action,
            "actor": event.actor,
            "time": iso_instant(event.at),
            "before": event.before,
            "review_state": event.after,
            "comments": event.comment,
            "guards": dict(event.guards),
            "facts": dict(event.facts),
        }
        for event in getUtility(IEventLog).of(IUUID(content))
    ]


def _act(event: Any) -> Act:
    kwargs = event.kwargs or {}
    made_by_system = getSecurityManager().checkPermission(SYSTEM_RIGHT, event.object)
    if made_by_system and ACT in kwargs:
        actor, at = kwargs[ACT]
    else:
        actor, at = str(api.user.get_current().getId()), wallclock.now()
    return Act(
        transition=event.transition.getId(),
        state=event.old_state.getId(),
        actor=actor,
        at=at,
        comment=str(kwargs.get("comment") or "").strip(),
        inputs=kwargs.get(INPUTS) or {},
    )


def as_problems(guards: list[Guard]) -> list[Problem]:
    """The failed guards as reasons of a refusal."""
    return [
        Problem(guard.code, guard.detail or guard.title, guard.url) for guard in guards if not guard.passed
    ]


class RefusedToImport(Refused, InvalidParameterError):
    """A transition that Plone's import of a site asked for: its importer notes it and goes on."""


def _refused(status: int, problems: list[Problem]) -> Refused:
    importing = IExportImportRequestMarker.providedBy(getRequest())
    return RefusedToImport(status, problems) if importing else Refused(status, problems)


@adapter(IGoverned, IBeforeTransitionEvent)
def evaluate_guards(content: Any, event: Any) -> None:
    """Refuse a transition whose guards fail, with all of them at once, whatever way it came in."""
    if event.transition is None:
        return
    rules = ITransitionRules(content)
    act = _act(event)
    system = ACT in (event.kwargs or {}) and getSecurityManager().checkPermission(SYSTEM_RIGHT, content)
    if not system and not is_entitled(content, act.transition):
        raise _refused(403, [Problem("permission", _("You are not entitled to do this."))])
    guards = rules.guards(act)
    problems = as_problems(guards)
    if problems:
        raise _refused(400, problems)
    event.kwargs[GUARDS] = {guard.code: guard.passed for guard in guards}
    rules.prepare(act)


@adapter(IGoverned, IAfterTransitionEvent)
def log_and_follow(content: Any, event: Any) -> None:
    """Log the transition, let its effects follow, and tell the other rooms."""
    if event.transition is None:
        return
    act, rules = _act(event), ITransitionRules(content)
    inputs = {key: value for key, value in act.inputs.items() if isinstance(value, str | int | bool)}
    log_event(
        content,
        Event(
            kind=event.workflow.getId(),
            action=act.transition,
            actor=act.actor,
            at=act.at,
            before=event.old_state.getId(),
            after=event.new_state.getId(),
            comment=act.comment,
            guards=event.kwargs.get(GUARDS, {}),
            facts={**inputs, **rules.facts(act)},
        ),
    )
    rules.effects(act)
    notify(Transitioned(content, act, event.old_state.getId(), event.new_state.getId()))


def log_event(content: Any, event: Event) -> None:
    """Add an event to the history of an object."""
    getUtility(IEventLog).append(IUUID(content), event)

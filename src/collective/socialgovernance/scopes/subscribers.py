"""What happens when a scope is added, changed, copied or about to go, and when the corporate list changes."""

from Acquisition import aq_base
from collective.socialgovernance import _
from collective.socialgovernance import wallclock
from collective.socialgovernance.days import day_of
from collective.socialgovernance.directory.interfaces import IDirectory
from collective.socialgovernance.editions.addresses import editions_of
from collective.socialgovernance.editions.freezing import current_actor
from collective.socialgovernance.editions.interfaces import IEditionMaker
from collective.socialgovernance.evidence.events import Event
from collective.socialgovernance.programme.content import IGovernanceProgramme
from collective.socialgovernance.programme.perimeters import covered
from collective.socialgovernance.programme.zones import zone_of
from collective.socialgovernance.refusals import refuse
from collective.socialgovernance.scopes.corporate import KIND
from collective.socialgovernance.scopes.corporate import last_logged
from collective.socialgovernance.scopes.corporate import rows_of
from collective.socialgovernance.scopes.index import changed
from collective.socialgovernance.scopes.index import scope_of_department
from collective.socialgovernance.scopes.interfaces import IScopeIndex
from collective.socialgovernance.scopes.roles import may_add_scope_of
from collective.socialgovernance.texts.gathering import programme_of
from collective.socialgovernance.transitions.firing import log_event
from collective.socialgovernance.transitions.firing import state_of
from plone.uuid.interfaces import IUUID
from typing import Any
from zope.component import getUtility
from zope.component import queryUtility


def scope_placed(scope: Any, event: Any) -> None:
    """A new scope takes the place of its department and begins with its first draft.

    One that is moved or renamed keeps what it holds, and takes its place where it is now.
    """
    if event.newParent is None:
        return
    programme = programme_of(scope)
    itself = aq_base(event.object) is aq_base(scope)
    if itself and event.oldParent is None:
        _check_department(programme, scope)
    elif itself:
        _refuse_second(programme, scope)
    getUtility(IScopeIndex).put(IUUID(programme), scope.department, scope.getId())
    if event.oldParent is None and not editions_of(scope):
        IEditionMaker(scope).first()


def scope_modified(scope: Any, event: Any) -> None:
    """Another department, while nobody has seen the scope yet; another title is shown at once."""
    programme = programme_of(scope)
    former = _department_of(programme, scope)
    if former is not None and not may_add_scope_of(programme, former):
        raise _others()
    if getUtility(IScopeIndex).scope_of(IUUID(programme), scope.department) != scope.getId():
        if any(state_of(edition) != "draft" for edition in editions_of(scope)):
            raise refuse(
                403,
                "department",
                _("This scope was submitted for its department: add another scope for another one."),
            )
        _check_department(programme, scope)
        getUtility(IScopeIndex).put(IUUID(programme), scope.department, scope.getId())
        scope.reindexObjectSecurity()
    changed(programme, scope)
    scope.reindexObject()


def scope_going(scope: Any, event: Any) -> None:
    """The department of a scope that is removed or moved away has none any more."""
    if event.oldParent is None or queryUtility(IScopeIndex) is None:
        return
    if aq_base(event.object) is aq_base(scope) and IGovernanceProgramme.providedBy(event.oldParent):
        if not may_add_scope_of(event.oldParent, scope.department):
            raise _others()
        getUtility(IScopeIndex).take(IUUID(event.oldParent), event.oldName)


def scope_copied(scope: Any, event: Any) -> None:
    """A copy was never frozen."""
    scope.freezes = ()


def programme_going(programme: Any, event: Any) -> None:
    """Nothing is kept about the scopes of a programme that is gone."""
    if aq_base(event.object) is aq_base(programme) and event.newParent is None:
        index = queryUtility(IScopeIndex)
        if index is not None:
            index.forget(IUUID(programme))


def corporate_list_changed(programme: Any, event: Any) -> None:
    """Log the list of topics nobody speaks about when it is another one: answers about the past need it."""
    rows = rows_of(programme)
    if rows != last_logged(programme):
        log_event(
            programme,
            Event(KIND, "change", current_actor(), wallclock.now(), facts={"topics_forbidden": rows}),
        )


def _department_of(programme: Any, scope: Any) -> str | None:
    """The department for which a scope stands in the index, None when it stands nowhere yet."""
    known = getUtility(IScopeIndex).scopes(IUUID(programme))
    return next((department for department, id in known.items() if id == scope.getId()), None)


def _others() -> Exception:
    return refuse(403, "department", _("This scope is looked after by who leads its department."))


def check_place(programme: Any, department: str) -> None:
    """Refuse another scope for a department that has one: 403 to whom it is not theirs, else 409."""
    present = scope_of_department(programme, department)
    if present is not None:
        if not may_add_scope_of(programme, department):
            raise _not_led()
        raise _taken(present)


def _not_led() -> Exception:
    return refuse(403, "department", _("You add the scope of a department that you head or deputise."))


def _taken(present: Any) -> Exception:
    return refuse(
        409,
        "department",
        _("This department has a scope in this programme already."),
        present.absolute_url(),
    )


def _check_department(programme: Any, scope: Any) -> None:
    department = scope.department
    if not may_add_scope_of(programme, department):
        raise _not_led()
    today = day_of(wallclock.now(), zone_of(programme))
    directory = getUtility(IDirectory)
    if not directory.is_empty() and department not in covered(programme.perimeter or (), today):
        raise refuse(400, "department", _("This department is not among those that the programme covers."))
    _refuse_second(programme, scope)


def _refuse_second(programme: Any, scope: Any) -> None:
    present = scope_of_department(programme, scope.department)
    if present is not None and aq_base(present) is not aq_base(scope):
        raise _taken(present)

"""An edition is changed while it is a draft and frozen afterwards, whatever it is an edition of."""

from Acquisition import aq_base
from collective.socialgovernance import _
from collective.socialgovernance.editions.interfaces import IEditionAddress
from collective.socialgovernance.refusals import refuse
from collective.socialgovernance.transitions.firing import state_of
from copy import copy
from plone import api
from plone.base.interfaces import IPloneSiteRoot
from typing import Any


FROZEN = _("This text is frozen: prepare a new edition instead.")


def current_actor() -> str:
    """The userid of whoever acts now."""
    return str(api.user.get_current().getId())


def add_author(edition: Any) -> None:
    """Note that the current user changed a draft."""
    actor = current_actor()
    if actor not in edition.authors:
        edition.authors = (*edition.authors, actor)


def edition_modified(edition: Any, event: Any) -> None:
    """Who changes a draft becomes one of its authors."""
    if state_of(edition) == "draft":
        add_author(edition)


def veto_moving_edition(edition: Any, event: Any) -> None:
    """An edition that has left draft is neither removed nor moved away from its address; none is elsewhere.

    Moving a folder above is allowed: records hold uids, never paths. Removing the whole site is allowed.
    """
    moved_itself = aq_base(event.object) is aq_base(edition)
    removed = event.newParent is None
    if moved_itself and not removed and not IEditionAddress.providedBy(event.newParent):
        raise refuse(400, "parent", _("An edition stands in its charter, guide or scope, nowhere else."))
    if IPloneSiteRoot.providedBy(event.object) or event.oldParent is None:
        return
    if (removed or moved_itself) and state_of(edition) != "draft":
        raise refuse(
            403,
            "review_state",
            _(
                "“${title}” holds an edition that has left draft: "
                "it is kept as a record and cannot be removed or moved.",
                mapping={"title": edition.title},
            ),
        )


def edition_copied(edition: Any, event: Any) -> None:
    """A copy is a new draft: number, digests, dates, formalities and authors are cleared."""
    clear(edition)


def clear(edition: Any) -> None:
    """Take away everything that belongs to the history of another edition."""
    for name, empty in edition.own_history.items():
        setattr(edition, name, copy(empty))
    edition.authors = (current_actor(),)

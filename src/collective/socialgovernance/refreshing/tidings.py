"""Reminders of reviews: sixty, thirty and seven days before the day, to whoever looks after it."""

from collections.abc import Collection
from collections.abc import Iterator
from collective.socialgovernance import _
from collective.socialgovernance.clock.interfaces import ITidings
from collective.socialgovernance.clock.runs import Moment
from collective.socialgovernance.clock.telling import say
from collective.socialgovernance.clock.telling import Tidings
from collective.socialgovernance.days_in_words import day_in_words
from collective.socialgovernance.refreshing.asking import ASKED
from collective.socialgovernance.refreshing.pages import stale
from collective.socialgovernance.refreshing.reviews import PAGE
from collective.socialgovernance.refreshing.reviews import Review
from collective.socialgovernance.refreshing.reviews import reviews
from collective.socialgovernance.refreshing.reviews import SCOPE
from collective.socialgovernance.refreshing.reviews import TEXT
from collective.socialgovernance.refreshing.stages import stage
from collective.socialgovernance.refreshing.stages import STAGES
from collective.socialgovernance.texts.answering import title_of
from collective.socialgovernance.texts.answering import where_read
from collective.socialgovernance.transitions.firing import state_of
from datetime import date
from datetime import timedelta
from functools import partial
from plone import api
from plone.base.interfaces import IPloneSiteRoot
from typing import Any
from zope.component import adapter
from zope.interface import implementer


REAFFIRM = _("Reaffirm it, unchanged")

CHANGE = {
    TEXT: "collective.socialgovernance: Prepare an edition",
    SCOPE: "collective.socialgovernance: Prepare a scope edition",
    PAGE: "Modify portal content",
}
"""The right to change what is looked at."""


@implementer(ITidings)
@adapter(IPloneSiteRoot)
class ReviewTidings:
    """See :class:`~..clock.interfaces.ITidings`."""

    kinds = {
        "review_60": _("A review in sixty days"),
        "review_30": _("A review in thirty days"),
        "review_7": _("A review in a week"),
        ASKED: _("You were asked for the next edition"),
    }

    def __init__(self, site: Any):
        self.site = site

    def due(self, moment: Moment) -> Iterator[tuple[Tidings, Collection[str]]]:
        """The present stage of every review that is near; one that was missed is not caught up with."""
        for review in reviews(moment.as_of + timedelta(days=max(STAGES))):
            at = stage(review.due, moment.as_of)
            if at is not None and not _is_settled(review):
                for may_change, owners in _by_right(review, review.owners(moment.as_of)):
                    yield _tidings(review, at, moment.as_of, may_change), owners


def _is_settled(review: Review) -> bool:
    """Whether the next edition is approved already and only waits for its day."""
    return review.coming is not None and state_of(review.coming) == "approved"


def _by_right(review: Review, owners: Collection[str]) -> Iterator[tuple[bool, Collection[str]]]:
    """Those who may themselves change what is looked at, and the others: nobody is led to a closed door."""
    able = [userid for userid in owners if _may(userid, CHANGE[review.kind], review.content)]
    others = [userid for userid in owners if userid not in able]
    yield from ((may, people) for may, people in ((True, able), (False, others)) if people)


def _may(userid: str, permission: str, content: Any) -> bool:
    user = api.user.get(userid=userid)
    return user is not None and bool(user.has_permission(permission, content))


def _tidings(review: Review, at: int, day: date, may_change: bool) -> Tidings:
    return Tidings(
        f"review_{at}",
        review.uid,
        review.due,
        partial(_title, review),
        partial(_why, review, day),
        where_read(review.content),
        review.programme,
        links=tuple(_links(review, may_change)),
        content=review.content,
        subject=partial(_subject, review),
    )


def _subject(review: Review, language: str) -> str:
    about = {"title": _title(review, language)}
    if review.kind == SCOPE:
        return say(_("Ends soon: ${title}", mapping=about), language)
    return say(_("To review: ${title}", mapping=about), language)


def _title(review: Review, language: str) -> str:
    if review.kind == SCOPE:
        return say(_("Speaking scope “${title}”", mapping={"title": review.content.Title()}), language)
    title = title_of(review.edition, language) if review.kind == TEXT else ""
    return title or str(review.content.Title())


def _why(review: Review, day: date, language: str) -> str:
    due = {"day": day_in_words(review.due, language)}
    if review.kind == SCOPE:
        return say(_("It ends on ${day}. Prepare the next edition in time.", mapping=due), language)
    words = say(_("Does it still hold? Its review is due on ${day}.", mapping=due), language)
    if review.kind == PAGE and stale(review.content, day):
        gone = say(_("Whoever looked after it has left or works elsewhere."), language)
        return f"{gone} {words}"
    return words


def _links(review: Review, may_change: bool) -> Iterator[tuple[str, str]]:
    """What can be done at once, each a page with one button."""
    url = review.content.absolute_url()
    if review.kind == PAGE:
        yield REAFFIRM, f"{url}/@@reaffirm"
        if may_change:
            yield _("Change it"), f"{url}/edit"
        return
    if review.kind == TEXT:
        yield REAFFIRM, f"{review.edition.absolute_url()}/@@transition?transition=reaffirm"
    if review.coming is not None:
        yield _("Go on with the edition that is being prepared"), str(review.coming.absolute_url())
    elif may_change:
        yield _("Prepare a new edition"), f"{url}/@@prepare"
    elif review.kind == TEXT:
        yield _("Ask the editors for a new edition"), f"{url}/@@ask-editors"

"""Everything that is to be looked at again, with its day and whose it is."""

from collections.abc import Callable
from collections.abc import Collection
from collections.abc import Iterator
from collective.socialgovernance.editions.addresses import in_force
from collective.socialgovernance.editions.addresses import in_preparation
from collective.socialgovernance.programme.four_eyes import OWNER
from collective.socialgovernance.programme.holders import holders_of
from collective.socialgovernance.refreshing.pages import looked_after
from collective.socialgovernance.refreshing.pages import looking_after
from collective.socialgovernance.refreshing.pages import programme_of_page
from collective.socialgovernance.refreshing.pages import refreshable_pages
from collective.socialgovernance.scopes.index import scopes_of
from collective.socialgovernance.scopes.tasks import managers_of
from collective.socialgovernance.texts.answering import texts_everywhere
from collective.socialgovernance.texts.gathering import programme_of
from collective.socialgovernance.texts.interfaces import IGovernedText
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from functools import partial
from plone import api
from plone.uuid.interfaces import IUUID
from typing import Any


TEXT, SCOPE, PAGE = "text", "scope", "page"


@dataclass(frozen=True, eq=False)
class Review:
    """Something to be looked at again until the day ``due``: ``content`` is what is shown, ``edition`` the
    edition in force of a text or scope and the page itself otherwise, ``coming`` the edition on its way.
    ``owners`` gives the userids of those whose it is on a day.
    """

    kind: str
    content: Any
    edition: Any
    due: date
    programme: Any
    owners: Callable[[date], Collection[str]]
    coming: Any = None

    @property
    def uid(self) -> str:
        """The UID of what is looked at."""
        return str(IUUID(self.edition))


def reviews(until: date) -> Iterator[Review]:
    """Every review, and every end of a scope, until a day, whoever asks. Nothing is written."""
    yield from (review for review in _of_texts() if review.due <= until)
    yield from (review for review in _of_scopes() if review.due <= until)
    for page in refreshable_pages(until):
        programme = programme_of_page(page)
        yield Review(PAGE, page, page, page.review_due, programme, partial(looking_after, page))


def days_taken_by(owners: Collection[str], uid: str) -> list[date]:
    """The days of the reviews of texts and pages that any of these people has.

    But for that of the text or page with this UID.
    """
    mine = set(owners)
    found = []
    for review in _of_texts():
        if IUUID(review.content) != uid and mine & set(review.owners(review.due)):
            found.append(review.due)
    found += [kept.due for page, kept in looked_after() if page != uid and kept.owner in mine]
    return found


def _of_texts() -> Iterator[Review]:
    holders = lru_cache(maxsize=None)(_owners_of)
    for text in texts_everywhere():
        edition = in_force(text) if IGovernedText.providedBy(text) else None
        if edition is not None and edition.review_due is not None:
            programme = programme_of(text)
            owners = partial(_on_any_day, holders, "/".join(programme.getPhysicalPath()))
            yield Review(TEXT, text, edition, edition.review_due, programme, owners, in_preparation(text))


def _on_any_day(holders: Callable[[str], Collection[str]], path: str, day: date) -> Collection[str]:
    return holders(path)


def _owners_of(path: str) -> Collection[str]:
    programme = api.portal.get().unrestrictedTraverse(path)
    return sorted(holders_of(programme)[OWNER])


def _of_scopes() -> Iterator[Review]:
    catalog = api.portal.get_tool("portal_catalog")
    for brain in catalog.unrestrictedSearchResults(portal_type="GovernanceProgramme", sort_on="created"):
        programme = brain._unrestrictedGetObject()
        for scope in scopes_of(programme):
            edition = in_force(scope)
            if edition is not None and edition.valid_to is not None:
                owners = partial(managers_of, programme, scope.department)
                yield Review(
                    SCOPE, scope, edition, edition.valid_to, programme, owners, in_preparation(scope)
                )

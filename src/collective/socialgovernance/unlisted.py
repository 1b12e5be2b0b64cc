"""Content that the catalog never knows.

Editions, clauses and registrations must not appear in search, listings, navigation, feeds or anybody's recent
items, whatever their state. The surest way is that the catalog never holds them.
"""

from collections.abc import Iterable
from plone.dexterity.content import FTIAwareSpecification


class Unlisted:
    """Mixed into a content class before its Dexterity base: nothing of it is ever indexed."""

    # A plain class among the bases would hide what the behaviors of the type provide, locking for one.
    __providedBy__ = FTIAwareSpecification()

    def indexObject(self) -> None:
        """Nothing to index."""

    def unindexObject(self) -> None:
        """Nothing was indexed."""

    def reindexObject(self, idxs: Iterable[str] = ()) -> None:
        """Nothing to index."""

    def reindexObjectSecurity(self, skip_self: bool = False) -> None:
        """Nothing below is indexed either."""

    def _reindexWorkflowVariables(self) -> None:
        """Nothing to index."""

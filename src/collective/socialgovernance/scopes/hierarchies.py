"""Words above words: topics, platforms, territories and audiences as trees."""

from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class Hierarchy:
    """One list of words; ``parents`` gives the word above each, nothing or "" for a top one.

    A word that is not in the list stands alone: a list may have changed since a scope was approved.
    """

    parents: Mapping[str, str]

    def path(self, token: str) -> tuple[str, ...]:
        """The word and all above it, nearest first."""
        known = self._paths.get(token)
        if known is None:
            found = [token]
            while (above := self.parents.get(found[-1], "")) and above not in found:
                found.append(above)
            known = self._paths[token] = tuple(found)
        return known

    @cached_property
    def _paths(self) -> dict[str, tuple[str, ...]]:
        return {}

    def covers(self, wide: str, token: str) -> bool:
        """Whether ``wide`` is the word itself, stands above it, or is empty (every word)."""
        return not wide or wide == token or (bool(token) and wide in self.path(token))

    def meet(self, one: str, other: str) -> bool:
        """Whether two values of a cell have something in common: equal, one above the other, or one empty."""
        return self.covers(one, other) or self.covers(other, one)

    @cached_property
    def below(self) -> Mapping[str, frozenset[str]]:
        """All words below each word."""
        found: dict[str, set[str]] = {}
        for token in self.parents:
            for above in self.path(token)[1:]:
                found.setdefault(above, set()).add(token)
        return {token: frozenset(words) for token, words in found.items()}

    def meeting(self, token: str) -> frozenset[str] | None:
        """Every value that meets this one; None for the empty one, which meets all."""
        if not token:
            return None
        return frozenset((*self.path(token), "")) | self.below.get(token, frozenset())

    def covering(self, token: str) -> frozenset[str]:
        """Every value that covers this one; only the empty one covers the empty one."""
        return frozenset((*self.path(token), "")) if token else frozenset(("",))


@dataclass(frozen=True)
class Words:
    """The four lists that make up a cell."""

    topics: Hierarchy
    audiences: Hierarchy
    platforms: Hierarchy
    territories: Hierarchy


def hierarchy(rows: Iterable[Mapping[str, str]]) -> Hierarchy:
    """A hierarchy of rows with ``token`` and ``parent``."""
    return Hierarchy({row["token"]: row.get("parent") or "" for row in rows})

"""Which figures of departments counted with those below them would tell about too few people.

Departments are a tree, so every figure shown - a department alone, a department with those below it,
everybody - is a sum of *remainders*: what is left of a shown figure when the shown figures inside it are
taken away. Remainders do not overlap, and whatever can be worked out by adding and subtracting is a sum of
some of them. So nothing small can be worked out as long as no remainder is small. The rows of departments
alone are suppressed first (:func:`.coverage.suppress`) and stay as they are; here it is decided which rows
with children must be suppressed beside them.
"""

from collections.abc import Collection
from collections.abc import Mapping


def suppressed_with_children(
    sizes: Mapping[str, int],
    parents: Mapping[str, str],
    suppressed: Collection[str],
    others: int,
    k_threshold: int,
) -> frozenset[str]:
    """The ids of the departments whose figures with children are not shown.

    ``sizes`` says how many people of each department alone are asked, ``parents`` which department is above
    ("" or one that is not among them: none). ``suppressed`` are those whose own rows are not shown;
    ``others`` is how many people are asked in rows of no department that are not shown.
    """
    tree = _Tree(sizes, parents, suppressed)
    for id in tree.upwards:
        whole, left = tree.whole[id], tree.remainder(id)
        if 0 < whole < k_threshold or 0 < left < k_threshold or tree.same_as_suppressed(id):
            tree.shut.add(id)
    # What is left of everybody is small: another figure is given up until it is not, or nothing helps.
    while 0 < others + tree.remainder_of_all() < k_threshold:
        candidates = [id for id in tree.outermost() if tree.holds_suppressed(id)]
        if not candidates:
            break
        tree.shut.add(min(candidates, key=lambda id: (tree.whole[id], id)))
    return frozenset(tree.shut)


class _Tree:
    """The tree with what has been given up so far."""

    def __init__(self, sizes: Mapping[str, int], parents: Mapping[str, str], suppressed: Collection[str]):
        self.sizes = sizes
        self.suppressed = set(suppressed)
        self.shut: set[str] = set()
        self.below: dict[str, list[str]] = {id: [] for id in sizes}
        self.tops: list[str] = []
        for id in sizes:
            self.below.get(parents.get(id, ""), self.tops).append(id)
        self.upwards = self._upwards()
        self.whole: dict[str, int] = {}
        for id in self.upwards:
            self.whole[id] = sizes[id] + sum(self.whole[child] for child in self.below[id])

    def remainder(self, id: str) -> int:
        """How many people of the figure with children are in no figure shown inside it."""
        own = self.sizes[id] if id in self.suppressed else 0
        return own + sum(self.remainder(child) for child in self.below[id] if child in self.shut)

    def remainder_of_all(self) -> int:
        """How many people of departments are in no figure shown."""
        return sum(self.remainder(id) for id in self.tops if id in self.shut)

    def same_as_suppressed(self, id: str) -> bool:
        """Whether a row that is not shown is about the very same people."""
        whole = self.whole[id]
        if not whole:
            return False
        alone = id in self.suppressed and self.sizes[id] == whole
        return alone or any(child in self.shut and self.whole[child] == whole for child in self.below[id])

    def holds_suppressed(self, id: str) -> bool:
        """Whether somebody in or below the department is in a row that is not shown."""
        here = id in self.suppressed and self.sizes[id] > 0
        return here or any(self.holds_suppressed(child) for child in self.below[id])

    def outermost(self) -> list[str]:
        """The departments whose figure with children is shown and lies in no other that is."""
        found: list[str] = []
        waiting = list(self.tops)
        while waiting:
            id = waiting.pop()
            if id in self.shut:
                waiting.extend(self.below[id])
            elif self.whole[id]:
                found.append(id)
        return found

    def _upwards(self) -> list[str]:
        ordered: list[str] = []
        waiting = list(self.tops)
        while waiting:
            id = waiting.pop()
            ordered.append(id)
            waiting.extend(self.below[id])
        return ordered[::-1]

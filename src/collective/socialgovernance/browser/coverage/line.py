"""A share over time as a drawing: plain SVG, so that it needs no script and prints."""

from collections.abc import Sequence
from collective.socialgovernance.texts.covering import Share
from dataclasses import dataclass


WIDTH, HEIGHT = 640, 200
LEFT, RIGHT, TOP, BOTTOM = 64, 14, 16, 28
STEPS = (0, 25, 50, 75, 100)


@dataclass(frozen=True)
class Dot:
    """A day on the drawing, in its units from the top left corner."""

    x: float
    y: float
    share: Share


@dataclass(frozen=True)
class Drawing:
    """The days with a share; those without (too few people, nobody asked) leave a gap in the line."""

    dots: tuple[Dot, ...]
    paths: tuple[str, ...]

    width = WIDTH
    height = HEIGHT
    left = LEFT
    right = WIDTH - RIGHT
    base = HEIGHT - BOTTOM

    @property
    def marks(self) -> list[tuple[int, float]]:
        """The percentages at the side, with how far down they stand."""
        return [(step, _height(step)) for step in STEPS]


def drawing(shares: Sequence[Share]) -> Drawing:
    """The drawing of shares in the order of their days."""
    dots: list[Dot] = []
    runs: list[list[Dot]] = [[]]
    for share in shares:
        if share.percent is None:
            runs.append([])
            continue
        dot = Dot(_place(share, shares), _height(share.percent), share)
        dots.append(dot)
        runs[-1].append(dot)
    paths = [" ".join(f"{dot.x},{dot.y}" for dot in run) for run in runs if len(run) > 1]
    return Drawing(tuple(dots), tuple(paths))


def _place(share: Share, shares: Sequence[Share]) -> float:
    length = (shares[-1].day - shares[0].day).days
    part = (share.day - shares[0].day).days / length if length else 0.5
    return round(LEFT + part * (WIDTH - LEFT - RIGHT), 1)


def _height(percent: int) -> float:
    return round(TOP + (100 - percent) / 100 * (HEIGHT - TOP - BOTTOM), 1)

"""The lines of the figure "in context": drivers at the left, dependents at the right.

The boxes are links on the page; pages.css gives them the height and the gap counted on here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

ROW = 52
"""Height in pixels of one row of boxes, gap included."""
BOX = 44
REACH = 160
"""Width of the room that the lines cross."""
SLOT = 9
HEAD = 9
WIDTHS = {"strong": 4.0, "moderate": 2.4, "weak": 1.4}


class End(NamedTuple):
    """What a line says of the dependency it stands for."""

    strength: str
    is_feedback: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the figure: a path, its head, and the width its strength gives it."""

    path: str
    head: str
    width: float
    is_feedback: bool


@dataclass(frozen=True, slots=True)
class Context:
    """The lines of the figure, drivers at the left, dependents at the right."""

    height: int
    left: tuple[Line, ...]
    right: tuple[Line, ...]


def context(drivers: Sequence[End], dependents: Sequence[End]) -> Context:
    rows = max(len(drivers), len(dependents), 2)
    height = rows * ROW - (ROW - BOX)
    left = zip(drivers, _slots(len(drivers), height), strict=True)
    right = zip(dependents, _slots(len(dependents), height), strict=True)
    return Context(
        height=height,
        left=tuple(_line(side, middle, end) for end, (middle, side) in left),
        right=tuple(_line(middle, side, end) for end, (middle, side) in right),
    )


def _slots(count: int, height: int) -> list[tuple[float, float]]:
    """Where each line meets the box in the middle, and the box at the side."""
    middle = height / 2
    apart = min(SLOT, (BOX - 8) / max(count - 1, 1))
    return [
        (
            middle + (index - (count - 1) / 2) * apart,
            middle + (index - (count - 1) / 2) * ROW,
        )
        for index in range(count)
    ]


def _line(start: float, stop: float, end: End) -> Line:
    neck, half = REACH - HEAD, REACH / 2
    return Line(
        path=f"M0 {start:g}C{half:g} {start:g} {half:g} {stop:g} {neck:g} {stop:g}",
        head=f"M{neck - 1:g} {stop - 5:g}L{REACH - 1} {stop:g}L{neck - 1:g} {stop + 5:g}Z",
        width=WIDTHS[end.strength],
        is_feedback=end.is_feedback,
    )

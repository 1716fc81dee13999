"""How long one person takes for an answer, from the times of the answers already given."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from statistics import median

SECONDS_PER_ITEM = 15.0
"""What reading five sentences and choosing one takes somebody who knows the organisation."""
SECONDS_PER_BLOCK = 20.0
"""A block asks for a picture of several things at once."""
PAUSE = 120.0
"""A longer gap is a pause, not an answer."""
AT_ONCE = 1.0
"""Answers closer together were brought in, not read and chosen."""
ENOUGH = 5
"""From this many gaps on, the person's own pace says more than the usual one."""


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds for one item and for one block of the quick scan."""

    item: float = SECONDS_PER_ITEM
    block: float = SECONDS_PER_BLOCK


USUAL = Pace()
"""Of somebody about whom nothing is known yet."""


def pace_of(items: Iterable[datetime], blocks: Iterable[datetime] = ()) -> Pace:
    """One person's pace. Items and blocks are timed apart, for they take differently long.

    Args:
        items: when the person answered items, in any order.
        blocks: when the person answered blocks.

    Returns:
        The median gap between answers, pauses left out; the usual pace where the gaps are few.
    """
    return Pace(_seconds(items, SECONDS_PER_ITEM), _seconds(blocks, SECONDS_PER_BLOCK))


def _seconds(times: Iterable[datetime], usual: float) -> float:
    gaps = [(later - at).total_seconds() for at, later in pairwise(sorted(times))]
    read = [gap for gap in gaps if AT_ONCE <= gap <= PAUSE]
    return median(read) if len(read) >= ENOUGH else usual

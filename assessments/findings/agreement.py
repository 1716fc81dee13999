"""How several raters agree."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from assessments.engine.constants import APART_FROM, CLOSE_BELOW


class Agreement(StrEnum):
    """The spread of several answers, in words: the exact one could tell a single answer."""

    CLOSE = "close together"
    DIFFER = "differ"
    APART = "far apart"

    @classmethod
    def of(cls, deviation: float) -> "Agreement":
        if deviation < CLOSE_BELOW:
            return cls.CLOSE
        return cls.DIFFER if deviation < APART_FROM else cls.APART

    @property
    def deviation(self) -> float:
        """What the engine takes the standard deviation for: the middle of the band, in points."""
        return {Agreement.CLOSE: 0.5, Agreement.DIFFER: 1.0, Agreement.APART: 1.5}[self]


@dataclass(frozen=True, slots=True)
class PoolScore:
    """The median of rater groups that are taken together."""

    groups: tuple[str, ...]
    raters: int
    score: float


@dataclass(frozen=True, slots=True)
class Agreed:
    """What a workshop agreed on, who wrote it down and when, and what raters said before."""

    score: int
    by: str
    at: datetime
    note: str = ""
    rated: float | None = None  # the raters' own score, which it stands beside


@dataclass(frozen=True, slots=True)
class Doubtful:
    """How many raters gave the same answer everywhere, or answered faster than one can read."""

    raters: int
    straight: int = 0
    speeding: int = 0
    floor: int | None = None  # fewest who may be counted out; None where all gave their names

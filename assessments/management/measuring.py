"""Repeated measurements and how they are told: median, range, limit."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from time import perf_counter

NAME, COLUMN = 44, 12
FEWEST_DIGITS = {"s": 2, "ms": 1, "MB": 0, "KB": 0, "": 0}
"""Decimals worth printing, by unit."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What one step took, run by run. `most` is what it should take at the most, if anything."""

    name: str
    unit: str
    values: Sequence[float]
    most: float | None = None

    @property
    def median(self) -> float:
        return median(self.values)

    @property
    def is_over(self) -> bool:
        return self.most is not None and self.median > self.most

    def number(self, value: float) -> str:
        return f"{value:,.{FEWEST_DIGITS[self.unit]}f}"

    @property
    def _limit(self) -> str:
        if self.most is None:
            return ""
        return f"≤ {self.most:g} {self.unit}".rstrip() if self.most else "none"

    @property
    def line(self) -> str:
        low, high = self.number(min(self.values)), self.number(max(self.values))
        spread = "" if low == high else f"{low}–{high}"
        verdict = "OVER" if self.is_over else "ok" if self._limit else ""
        middle = f"{self.number(self.median)} {self.unit}".rstrip()
        return (
            f"{self.name:<{NAME}}{middle:>{COLUMN}}{spread:>{COLUMN + 3}}{self._limit:>{COLUMN}}  "
            f"{verdict}"
        ).rstrip()


HEADING = f"{'step':<{NAME}}{'median':>{COLUMN}}{'range':>{COLUMN + 3}}{'limit':>{COLUMN}}"


def milliseconds(work: Callable[[], object], runs: int) -> list[float]:
    """How long each of several runs took, after one that does not count."""
    work()
    found = []
    for _ in range(runs):
        began = perf_counter()
        work()
        found.append((perf_counter() - began) * 1000)
    return found


def over(steps: Iterable[Measured]) -> list[str]:
    return [step.name for step in steps if step.is_over]

"""What the context of an item shows, as plain values."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from assessments.sentences import number, percent


class Link(StrEnum):
    """What comes along a dependency as things stand."""

    FROM_ROOT = "from root"  # weakness that begins at its driver
    FLOW = "flow"  # weakness
    RISK = "risk"  # a weak driver, what hangs on it not weak yet
    LOOP = "loop"  # set aside, as it would close a circle
    QUIET = "quiet"  # nothing


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A driver or dependent; `said` is what stands beside it: a share, a word or nothing."""

    name: str
    label: str
    state: str
    score: str
    link: Link
    share: float
    said: str
    strength: float
    reason: str
    weak: bool


@dataclass(frozen=True, slots=True)
class Context:
    title: str
    name: str
    label: str
    state: str
    score: str
    headline: bool
    drivers: tuple[Neighbour, ...]
    dependents: tuple[Neighbour, ...]
    shown_drivers: int
    shown_dependents: int

    @property
    def more_drivers(self) -> str:
        return more(len(self.drivers) - self.shown_drivers)

    @property
    def more_dependents(self) -> str:
        return more(len(self.dependents) - self.shown_dependents)

    @property
    def description(self) -> str:
        parts = [f"{self.name} {self.score}, {self.state.lower()}, in the middle."]
        if self.drivers:
            parts.append(f"What drives it: {told(self.drivers[: self.shown_drivers])}.")
        if self.dependents:
            parts.append(f"What it drives: {told(self.dependents[: self.shown_dependents])}.")
        return " ".join(parts)


def more(count: int) -> str:
    return f"and {number(count)} more" if count else ""


def told(neighbours: Sequence[Neighbour]) -> str:
    said = []
    for one in neighbours:
        carried = percent(one.share) if one.link in (Link.FROM_ROOT, Link.FLOW) else ""
        words = (f"{one.name} {one.score}", one.state.lower(), carried or loop(one))
        said.append(", ".join(filter(None, words)))
    return "; ".join(said)


def loop(one: Neighbour) -> str:
    return "a loop" if one.link == Link.LOOP else ""

"""One pillar of a report in context: what drives it, what has moved, what it drives elsewhere.

For the page and the paper alike, from the report alone.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from assessments.charts.words import decimal, tenth
from assessments.findings import (
    ChangeFinding,
    ComponentFinding,
    ItemFinding,
    PillarFinding,
    Report,
)
from assessments.sentences import counted, day_words, number
from ecosystem.sentences import first_upper, joined

MOST_DRIVERS = 8
LEAST_SHARE = 0.005
"""What is printed as nothing is not named as where something starts."""
IMPORTANCE_WEIGHTS = {"critical": 3.0, "important": 2.0, "minor": 1.0}
FINDINGS = ("root", "contributing", "symptom", "local", "unexplained", "provisional", "at-risk")
"""The labels of what is found in a pillar, in the order they are told."""


@dataclass(frozen=True, slots=True)
class Driver:
    """An item of another pillar that bears on this one; `share` of what is weak here starts there.

    `drives` are the items of the pillar it drives directly; none if it acts from further up.
    """

    item: ItemFinding
    drives: tuple[str, ...]
    strength: float
    share: float


@dataclass(frozen=True)
class InContext:
    """A pillar with everything around it that tells how it stands."""

    report: Report
    pillar: PillarFinding

    @cached_property
    def items(self) -> tuple[ItemFinding, ...]:
        """Its items as far as they were asked or something is known of them."""
        inside = (item for item in self.report.items if item.pillar == self.pillar.slug)
        return tuple(item for item in inside if item.in_scope or item.score is not None)

    @cached_property
    def components(self) -> tuple[ComponentFinding, ...]:
        """Its components that apply, furthest from their targets first, without a score last."""
        found = [
            component
            for component in self.report.top_components
            if component.pillar == self.pillar.slug and component.applicable
        ]
        return tuple(sorted(found, key=lambda c: (c.score is None, -(c.short or 0), c.score or 0)))

    @property
    def scored(self) -> tuple[tuple[ComponentFinding, float | None], ...]:
        """Components with a score, each with that of the last time, where it is an item."""
        return tuple(
            (part, self.report.item[part.slug].before if part.slug in self.report.item else None)
            for part in self.components
            if part.score is not None
        )

    @property
    def without_score(self) -> str:
        names = [part.short_name for part in self.components if part.score is None]
        if not names:
            return ""
        has = "has" if len(names) == 1 else "have"
        return f"{joined(names)} {has} no score yet."

    # -- since last time ---------------------------------------------------------------------------

    @property
    def before(self) -> float | None:
        """The pillar's score of the round before; None where there was none."""
        last = self.report.round_before
        if last is None or self.pillar.carried:
            return None
        return dict(last.scores).get(self.pillar.slug)

    @property
    def before_on(self) -> date | None:
        last = self.report.round_before
        return last.as_of if last and self.before is not None else None

    @property
    def since(self) -> str:
        """`It was 2.1 on 20 May 2026 and is 2.9 now.`"""
        if self.before is None or self.before_on is None:
            return ""
        then = f"It was {decimal(self.before)} on {day_words(self.before_on)}"
        if self.pillar.score is None:
            return f"{then}; now there are too few answers for a score."
        if decimal(self.before) == decimal(self.pillar.score):
            return f"{then} and is the same now."
        return f"{then} and is {decimal(self.pillar.score)} now."

    @property
    def target_word(self) -> str:
        """How the score stands to the target, true to the figures beside it."""
        if self.pillar.score is None:
            return ""
        if short := tenth(self.pillar.short or 0.0):
            return f"{short:.1f} short"
        met = tenth(self.pillar.score) >= tenth(self.pillar.target)
        return "met" if met else "within a tenth"

    @property
    def compared(self) -> bool:
        """Whether an item of it was asked before and again."""
        return any(item.before is not None and item.score is not None for item in self.items)

    @cached_property
    def changes(self) -> tuple[ChangeFinding, ...]:
        inside = {item.slug for item in self.items}
        return tuple(change for change in self.report.changes if change.slug in inside)

    @property
    def better(self) -> tuple[ChangeFinding, ...]:
        return tuple(change for change in self.changes if change.is_better)

    @property
    def worse(self) -> tuple[ChangeFinding, ...]:
        return tuple(change for change in self.changes if not change.is_better)

    @property
    def moved(self) -> str:
        """How many items moved by a point or more, as a title."""
        better, worse = len(self.better), len(self.worse)
        if not better and not worse:
            return "No item has moved by a whole point"
        told = [f"{number(count)} {word}" for count, word in _told(better, worse)]
        start = first_upper(counted(better + worse, "item"))
        return f"{start} moved by a point or more: {' and '.join(told)}"

    # -- upstream ----------------------------------------------------------------------------------

    @cached_property
    def drivers(self) -> tuple[Driver, ...]:
        """Where what is weak here starts, then what drives the pillar hardest, at most eight."""
        links = self._links
        found = [
            Driver(
                self.report.item[slug],
                tuple(self.report.name(step) for step in links[slug]),
                sum(links[slug].values()),
                self._origins.get(slug, 0.0),
            )
            for slug in {**links, **self._origins}
        ]
        found.sort(key=lambda driver: (-driver.share, -driver.strength))
        return tuple(found[:MOST_DRIVERS])

    @cached_property
    def _links(self) -> dict[str, dict[str, float]]:
        """Item outside → the items of the pillar it drives, with their strengths."""
        found: dict[str, dict[str, float]] = defaultdict(dict)
        for item in self.items:
            for step in item.drivers:
                driver = self.report.item[step.driver]
                outside = driver.pillar != self.pillar.slug
                if outside and step.layer != "feedback" and driver.state != "not-applicable":
                    found[driver.slug][item.slug] = step.strength
        return found

    @cached_property
    def _origins(self) -> dict[str, float]:
        """Item outside → the share of all that is weak in the pillar that starts there."""
        found: dict[str, float] = defaultdict(float)
        total = 0.0
        for item in self.items:
            if item.is_weak:
                weight = IMPORTANCE_WEIGHTS[item.importance] * (item.shortfall or 0.0)
                total += weight
                for chain in item.chains:
                    found[chain.origin] += weight * chain.share
        return {
            slug: weight / total
            for slug, weight in found.items()
            if self.report.item[slug].pillar != self.pillar.slug and weight / total >= LEAST_SHARE
        }

    @cached_property
    def probes(self) -> tuple[ItemFinding, ...]:
        """What is asked along and waits for an answer."""
        return tuple(item for item in self._offered if not is_answered(item))

    @cached_property
    def probed(self) -> tuple[ItemFinding, ...]:
        return tuple(item for item in self._offered if is_answered(item))

    @property
    def _offered(self) -> Iterable[ItemFinding]:
        return (self.report.item[slug] for slug in self.report.offered)

    # -- downstream, and what is found -------------------------------------------------------------

    @cached_property
    def passes_on(self) -> tuple[ItemFinding, ...]:
        """Weak items elsewhere that go back to an item of this pillar."""
        return tuple(
            item
            for item in self.report.weak
            if item.pillar != self.pillar.slug
            and any(self.report.item[c.origin].pillar == self.pillar.slug for c in item.chains)
        )

    @cached_property
    def findings(self) -> tuple[tuple[str, tuple[ItemFinding, ...]], ...]:
        """Label and items, where there are any; weak ones by depth."""
        told = {item.slug for item in self.items}
        listed = (
            (label, tuple(i for i in self.report.labelled(label) if i.slug in told))
            for label in FINDINGS
        )
        return tuple((label, items) for label, items in listed if items)

    @property
    def carried(self) -> str:
        """The days from which scores of other pillars, and of this one, are carried forward."""
        return self.report.carried_on


def is_answered(item: ItemFinding) -> bool:
    """In this round: a score that was carried forward still waits for an answer."""
    return item.state != "unanswered" and not item.is_carried


def _told(better: int, worse: int) -> Iterable[tuple[int, str]]:
    return ((n, word) for n, word in ((better, "better"), (worse, "worse")) if n)

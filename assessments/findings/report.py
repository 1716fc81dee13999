"""Everything one assessment means, in one value."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from assessments.findings.parts import (
    ChangeFinding,
    ComponentFinding,
    HeadlineFinding,
    ItemFinding,
    LoopFinding,
    PillarFinding,
    Probe,
    Roadmap,
    RootFinding,
    RoundFinding,
    SymptomFinding,
    ViewFinding,
)
from assessments.findings.unsettled import NOT_OPEN, DoubtGroup, FamilyFinding, Sharpening
from assessments.sentences import others_sentence, remaining_sentence, span_words
from ecosystem.content import FrameworkContent

GAPS_TOLD = 5
"""Perception gaps that are said in a sentence each."""


@dataclass(frozen=True)
class Report:
    """Everything a page, a PDF or an export says about one assessment."""

    framework: FrameworkContent
    organisation: str
    title: str
    as_of: date | None
    engine_version: str
    digest: str  # of answers, framework and engine: the same digest is the same report
    raters: int
    scope: tuple[str, ...]
    coverage: float
    answered: int
    estimated: int
    dont_know: int
    applicable: int
    headline: HeadlineFinding
    pillars: tuple[PillarFinding, ...]
    components: tuple[ComponentFinding, ...]  # the 81 top-level ones and all groups
    items: tuple[ItemFinding, ...]
    roots: tuple[RootFinding, ...]  # in the headline's order
    symptoms: tuple[SymptomFinding, ...]
    flow: tuple[tuple[float, ...], ...]  # pillar it starts in × pillar it shows in, adds to 1
    loops: tuple[LoopFinding, ...]
    probes: tuple[Probe, ...]
    warnings: tuple[str, ...]  # what makes the answers themselves doubtful
    roadmap: Roadmap | None = None  # None where no root with a move is named
    views: tuple[ViewFinding, ...] = ()  # largest gap first; empty without groups of raters
    rounds: tuple[RoundFinding, ...] = ()  # this one last; empty without an earlier one
    families: tuple[FamilyFinding, ...] = ()
    sharpens: tuple[Sharpening, ...] = ()  # what to answer next, at most five
    doubts: tuple[DoubtGroup, ...] = ()  # what weakens the result, by kind
    offered: tuple[str, ...] = ()  # items from outside the scope that are asked along
    changes: tuple[ChangeFinding, ...] = ()  # items that moved since, the largest step first

    floor: int = 4  # fewest people without a name behind a figure
    waiting: int = 0  # people whose answers come in at the close only
    closed_on: date | None = None  # since when what was said without a name is in
    component_views: tuple[ViewFinding, ...] = ()  # the same of components, rolled up

    @property
    def round_before(self) -> RoundFinding | None:
        return self.rounds[-2] if len(self.rounds) > 1 else None

    @cached_property
    def carried_on(self) -> str:
        """The days from which scores are carried forward: `5 to 20 May 2026`; "" without any."""
        return span_words(item.as_of for item in self.items if item.is_carried and item.as_of)

    @cached_property
    def item(self) -> dict[str, ItemFinding]:
        return {item.slug: item for item in self.items}

    @cached_property
    def component(self) -> dict[str, ComponentFinding]:
        return {component.slug: component for component in self.components}

    @cached_property
    def pillar(self) -> dict[str, PillarFinding]:
        return {pillar.slug: pillar for pillar in self.pillars}

    @property
    def remaining(self) -> str:
        """What still weakens the findings, counted in a sentence; nothing where none are made."""
        if not self.answered + self.estimated + self.dont_know:
            return ""
        return remaining_sentence([one.said for one in self.doubts if one.kind not in NOT_OPEN])

    @property
    def open_items(self) -> int:
        """Items in scope that nobody answered themselves; not knowing is an answer."""
        return self.applicable - self.answered - self.dont_know

    @cached_property
    def top_components(self) -> tuple[ComponentFinding, ...]:
        """The children of the pillars, in framework order."""
        return tuple(component for component in self.components if component.parent is None)

    @property
    def standing_of_others(self) -> str:
        """What is in and what is not yet, where people answer without a name."""
        return others_sentence(self.waiting, self.closed_on)

    @cached_property
    def gaps(self) -> tuple[ViewFinding, ...]:
        """Items that leaders and sellers see a whole point or more apart, the largest first."""
        return tuple(view for view in self.views if view.is_gap)

    @property
    def gaps_told(self) -> tuple[ViewFinding, ...]:
        """The largest gaps, each with its sentence; the figure's table has all of them."""
        return self.gaps[:GAPS_TOLD]

    @cached_property
    def component_gaps(self) -> tuple[ViewFinding, ...]:
        """The same of components, over all their items that both groups rated."""
        return tuple(view for view in self.component_views if view.is_gap)

    @cached_property
    def withheld(self) -> tuple[ItemFinding, ...]:
        """Items that too few people scored without a name to show what they said."""
        return tuple(item for item in self.items if item.withheld)

    @cached_property
    def weak(self) -> tuple[ItemFinding, ...]:
        """Weak items, deepest shortfall first."""
        found = (item for item in self.items if item.is_weak)
        return tuple(sorted(found, key=lambda item: -(item.shortfall or 0)))

    def labelled(self, *labels: str) -> Iterator[ItemFinding]:
        """Items with one of the labels: weak ones by depth, the others in framework order."""
        return (item for item in (*self.weak, *self._not_weak) if item.label in labels)

    @cached_property
    def _not_weak(self) -> tuple[ItemFinding, ...]:
        return tuple(item for item in self.items if not item.is_weak)

    def name(self, slug: str) -> str:
        """The short name of any component, pillar or symptom."""
        if slug in self.framework.by_slug:
            return self.framework.by_slug[slug].short_name
        if slug in self.framework.pillar_by_slug:
            return self.framework.pillar_by_slug[slug].name
        return self.framework.symptom_by_slug[slug].name

"""What the heat map shows: every top-level component by pillar, as it is printed."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from assessments.charts.words import DASH, NOT_APPLICABLE, decimal
from assessments.findings import ComponentFinding, Report
from assessments.sentences import counted, number
from ecosystem.sentences import first_upper


@dataclass(frozen=True)
class Cell:
    """One component as it is printed; `depth` is None where there is no score."""

    name: str
    short_name: str
    score: str
    word: str
    target: str
    short: str
    importance: str
    depth: int | None
    weak: bool
    estimated: bool
    basis: str
    carried: bool = False

    @property
    def weight(self) -> int:
        return 600 if self.importance == "critical" else 400

    @property
    def colour(self) -> str:
        return "ink3" if self.depth is None else f"t{self.depth}"


@dataclass(frozen=True)
class Column:
    pillar: str
    score: str
    cells: tuple[Cell, ...]

    @cached_property
    def rated(self) -> int:
        return sum(cell.depth is not None for cell in self.cells)

    @cached_property
    def weak(self) -> int:
        return sum(cell.weak for cell in self.cells)

    @property
    def remark(self) -> str:
        if not self.rated:
            return "none rated"
        known = "" if self.rated == len(self.cells) else " rated"
        return f"{self.weak or 'none'} weak of {self.rated}{known}"


@dataclass(frozen=True)
class HeatMap:
    columns: tuple[Column, ...]
    carried_on: str = ""  # the days from which scores are carried forward

    @cached_property
    def weak(self) -> int:
        return sum(column.weak for column in self.columns)

    @cached_property
    def rated(self) -> int:
        return sum(column.rated for column in self.columns)

    @cached_property
    def title(self) -> str:
        rated, weak = self.rated, self.weak
        of = "" if rated == sum(len(column.cells) for column in self.columns) else "rated "
        if not weak:
            return _none_weak(rated, of)
        most = max(self.columns, key=lambda column: column.weak)
        if rated == weak:
            return f"{'The one' if rated == 1 else f'All {number(rated)}'} {of}" + (
                f"component{'s are' if rated > 1 else ' is'} weak"
            )
        verb = "is" if weak == 1 else "are"
        start = f"{first_upper(number(weak))} of {number(rated)} {of}components {verb} weak"
        return start + self._where(most)

    def _where(self, most: Column) -> str:
        if sum(column.rated > 0 for column in self.columns) == 1:
            return ""
        if most.weak == self.weak:
            return f", {'' if self.weak == 1 else 'both ' if self.weak == 2 else 'all '}in " + (
                most.pillar
            )
        if most.weak * 2 > self.weak:
            return f", most of them in {most.pillar}"
        if sum(column.weak == most.weak for column in self.columns) > 1:
            found = sum(column.weak > 0 for column in self.columns)
            return f", spread over {counted(found, 'pillar')}"
        return f", {number(most.weak)} of them in {most.pillar}"

    @property
    def description(self) -> str:
        told = "; ".join(f"{column.pillar}: {column.remark}" for column in self.columns)
        estimated = sum(cell.estimated for column in self.columns for cell in column.cells)
        hatched = f" Estimated and hatched: {number(estimated)}." if estimated else ""
        carried = sum(cell.carried for column in self.columns for cell in column.cells)
        ringed = f" Carried forward, with a ring: {number(carried)}." if carried else ""
        return f"One column per pillar, the weakest component on top. {told}.{hatched}{ringed}"

    @property
    def carries(self) -> str:
        """What a ring says; empty where no cell has one."""
        if not any(cell.carried for column in self.columns for cell in column.cells):
            return ""
        return f"carried forward from {self.carried_on}" if self.carried_on else "carried forward"


def _none_weak(rated: int, of: str) -> str:
    if rated == 1:
        return f"The one {of}component is not weak"
    return f"None of the {number(rated)} {of}components is weak"


def cell_of(component: ComponentFinding) -> Cell:
    scored = component.score is not None
    return Cell(
        name=component.name,
        short_name=component.short_name,
        score=decimal(component.score) if component.applicable else NOT_APPLICABLE,
        word=component.word or DASH,
        target=decimal(component.target),
        short=decimal(component.short) if scored else DASH,
        importance=component.importance,
        depth=component.depth if scored and component.applicable else None,
        weak=scored and component.band == "weak",
        estimated=scored and component.estimated,
        basis=_basis(component),
        carried=scored and component.carried and component.applicable,
    )


def _basis(component: ComponentFinding) -> str:
    if not component.applicable:
        return "not applicable"
    if component.score is None:
        return "not enough answers" if component.coverage else "unrated"
    if component.carried:
        return "carried forward"
    return "estimated" if component.estimated else "rated"


def _weakest_first(component: ComponentFinding) -> tuple[bool, bool, float, float]:
    score = component.score
    return (not component.applicable, score is None, -(component.shortfall or 0), score or 0)


def columns_of(report: Report) -> Iterable[Column]:
    shown = [c for c in report.top_components if c.in_scope or c.score is not None]
    for pillar in report.pillars:
        components = sorted((c for c in shown if c.pillar == pillar.slug), key=_weakest_first)
        if components:
            yield Column(pillar.name, decimal(pillar.score), tuple(map(cell_of, components)))

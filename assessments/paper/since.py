"""Where views differ, what has changed since last time, and how important what is weak is."""

from dataclasses import dataclass

from assessments.charts.figure import Figure
from assessments.charts.words import decimal, tenth
from assessments.findings import ItemFinding, Report, RoundFinding, ViewFinding
from assessments.paper.marks import Mark, day, item_mark, target
from assessments.paper.sections import Source
from assessments.sentences import percent

VIEWS = 12
PRIORITIES = 8
MOVED = 0.1
"""Points between two rounds from which a score has moved: what a reader sees."""


@dataclass(frozen=True, slots=True)
class ViewRow:
    name: str
    leaders: str
    managers: str
    sellers: str
    gap: str


@dataclass(frozen=True, slots=True)
class Views:
    figure: Figure | None
    rows: tuple[ViewRow, ...]
    sentences: tuple[str, ...]  # of components first, then of the largest gaps


@dataclass(frozen=True, slots=True)
class RoundRow:
    name: str
    scores: tuple[str, ...]
    change: str


@dataclass(frozen=True, slots=True)
class Rounds:
    figure: Figure | None
    dates: tuple[str, ...]
    rows: tuple[RoundRow, ...]


@dataclass(frozen=True, slots=True)
class Priority:
    """A weak item with the parts its leverage is made of."""

    mark: Mark
    importance: str
    target: str
    own: str
    confidence: str
    leverage: str


@dataclass(frozen=True, slots=True)
class Importance:
    figure: Figure
    rows: tuple[Priority, ...]


def views(source: Source) -> Views:
    found = source.report.gaps[:VIEWS]
    rows = tuple(_view(source.report, view) for view in found)
    told = (*source.report.component_gaps, *source.report.gaps_told)
    return Views(source.figures.get("dumbbell"), rows, tuple(view.sentence for view in told))


def _view(report: Report, view: ViewFinding) -> ViewRow:
    return ViewRow(
        name=report.name(view.slug),
        leaders=decimal(view.leaders),
        managers=decimal(view.managers),
        sellers=decimal(view.sellers),
        gap=decimal(abs(view.gap)),
    )


def rounds(source: Source) -> Rounds:
    report = source.report
    found = report.rounds
    return Rounds(
        figure=source.figures.get("trend"),
        dates=tuple(day(one.as_of) for one in found),
        rows=tuple(_round(report.name(p.slug), p.slug, found) for p in report.pillars),
    )


def _round(name: str, slug: str, found: tuple[RoundFinding, ...]) -> RoundRow:
    scores = tuple(
        f"{decimal(dict(one.scores).get(slug))}{' carried' if slug in one.carried else ''}"
        for one in found
    )
    return RoundRow(name, scores, moved(slug, found))


def moved(slug: str, found: tuple[RoundFinding, ...]) -> str:
    """Better, same or worse than in the round before; nothing where one has no score."""
    if len(found) < 2:
        return ""
    before, now = (dict(one.scores).get(slug) for one in found[-2:])
    if before is None or now is None:
        return ""
    if abs(tenth(now) - tenth(before)) < MOVED - 1e-9:
        return "same"
    return "better" if now > before else "worse"


def importance(source: Source) -> Importance | None:
    figure = source.figures.get("quadrant")
    if figure is None:
        return None
    found = sorted(source.report.weak, key=lambda item: -(item.leverage or 0))[:PRIORITIES]
    return Importance(figure, tuple(_priority(item) for item in found))


def _priority(item: ItemFinding) -> Priority:
    return Priority(
        mark=item_mark(item),
        importance=item.importance.capitalize(),
        target=target(item.target),
        own="" if item.own_share is None else percent(item.own_share),
        confidence=(item.confidence_word or "").capitalize(),
        leverage="" if item.leverage is None else f"{item.leverage:.2f}",
    )

"""Importance and maturity: what is weak and critical stands on top, by name."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from assessments.charts.explore import label, token
from assessments.charts.figure import COLUMN, NARROW, PAGE, Figure, Plot, Table
from assessments.charts.heat_cells import Cell, cell_of
from assessments.charts.quadrant_drawing import Drawing, Lane, Mark
from assessments.charts.words import DASH
from assessments.engine.constants import WEAK_FROM
from assessments.findings import Report
from assessments.sentences import counted, number
from ecosystem.sentences import first_upper

MOST_NAMED = 24
"""So many weak components get a row of their own; the others stand in the swarm."""
MOST_CRITICAL = 16
"""Of these rows so many may go to critical components, so that the others keep some."""


@dataclass(frozen=True)
class Placed:
    """A component with a score, and where it stands."""

    cell: Cell
    pillar: str
    shortfall: float

    @property
    def mark(self) -> Mark:
        cell = self.cell
        short = f"{cell.short} short of {cell.target}" if cell.short != "0.0" else "at its target"
        return Mark(self.shortfall, cell.short_name, cell.score, short, cell.weak, cell.estimated)


@dataclass(frozen=True)
class Quadrant:
    critical: tuple[Placed, ...]  # deepest shortfall first
    others: tuple[Placed, ...]
    some_critical: bool  # whether a component that applies is marked critical, rated or not

    @cached_property
    def lanes(self) -> tuple[Lane, Lane]:
        first = min(sum(placed.cell.weak for placed in self.critical), MOST_CRITICAL)
        return (
            lane("Critical", self.critical, first, self._no_critical),
            lane("Important and minor", self.others, MOST_NAMED - first, "none rated"),
        )

    @property
    def _no_critical(self) -> str:
        return "none rated" if self.some_critical else "no component is marked critical"

    @property
    def rated(self) -> int:
        return len(self.critical) + len(self.others)

    @property
    def title(self) -> str:
        critical, others = weak(self.critical), weak(self.others)
        if not critical and not others:
            return self._none_weak()
        if critical:
            return self._critical(critical)
        one = f": {others[0].cell.short_name}" if len(others) == 1 else ""
        if self.critical:
            verb = "are" if len(others) > 1 else "is"
            return (
                f"Nothing critical is weak; {counted(len(others), 'other component')} {verb}{one}"
            )
        if one:
            return f"One component is weak, and it is not marked critical{one}"
        weak_ones = first_upper(counted(len(others), "component"))
        return f"{weak_ones} are weak, and none of them is marked critical"

    def _none_weak(self) -> str:
        if self.rated == 1:
            return "The one rated component is not weak"
        return "No component is weak, critical or not" if self.critical else "No component is weak"

    def _critical(self, weak: Sequence[Placed]) -> str:
        if len(weak) == 1:
            name = weak[0].cell.short_name
            return f"One critical component is weak and comes first: {name}"
        which = first_upper(number(len(weak)))
        if len(weak) == len(self.critical):
            which = "Both" if len(weak) == 2 else f"All {number(len(weak))}"
        return f"{which} critical components are weak and come first"

    @property
    def description(self) -> str:
        told = "; ".join(f"{lane.name}: {lane.remark}" for lane in self.lanes)
        named = [mark.told for lane in self.lanes for mark in lane.named]
        weak = f" Weak: {'; '.join(named)}." if named else ""
        more = sum(mark.weak for lane in self.lanes for mark in lane.swarm)
        rest = f" Weak besides these: {number(more)}." if more else ""
        return (
            "Components from left to right by shortfall, weak from "
            f"{WEAK_FROM:.2f}, in two lanes by importance. {told}.{weak}{rest}"
        )


def weak(placed: Sequence[Placed]) -> list[Placed]:
    return [one for one in placed if one.cell.weak]


def lane(name: str, placed: Sequence[Placed], rows: int, empty: str) -> Lane:
    """The deepest weak ones by name, as many as there are rows; all others in the swarm."""
    weak_first = sorted(placed, key=lambda one: not one.cell.weak)
    rows = min(rows, len(weak(placed)))
    marks = tuple(one.mark for one in weak_first)
    return Lane(name, marks[:rows], marks[rows:], empty)


def quadrant(report: Report) -> Figure | None:
    """The figure, or None while no component has a score."""
    found = quadrant_of(report)
    if not found.rated:
        return None
    drawings = [Drawing(found.lanes, found.title, found.description, w) for w in WIDTHS]
    return Figure(
        name="quadrant",
        title=found.title,
        description=found.description,
        wide=drawings[0].svg(),
        narrow=drawings[1].svg(),
        print=drawings[2].svg(),
        plotly=plot(drawings[0]),
        table=table(found),
    )


WIDTHS = (COLUMN, NARROW, PAGE)


def quadrant_of(report: Report) -> Quadrant:
    placed = [
        Placed(cell_of(component), report.pillar[component.pillar].name, component.shortfall)
        for component in report.top_components
        if component.applicable and component.score is not None and component.shortfall is not None
    ]
    placed.sort(key=lambda one: -one.shortfall)
    return Quadrant(
        tuple(one for one in placed if one.cell.importance == "critical"),
        tuple(one for one in placed if one.cell.importance != "critical"),
        any(c.importance == "critical" and c.applicable for c in report.top_components),
    )


def table(found: Quadrant) -> Table:
    head = ("Component", "Pillar", "Importance", "Score", "Target", "Points short", "Shortfall")
    rows = tuple(
        (
            one.cell.name,
            one.pillar,
            one.cell.importance,
            one.cell.score,
            one.cell.target,
            one.cell.short,
            f"{one.shortfall:.2f}",
            "weak" if one.cell.weak else DASH,
            one.cell.basis,
        )
        for one in (*found.critical, *found.others)
    )
    return Table((*head, "Weak", "Basis"), rows)


def plot(drawn: Drawing) -> Plot:
    """The same dots in the same places; names and numbers show when pointed at."""
    threshold = {"width": 1.2, "color": token("ink2"), "dash": "dash"}
    layout = {
        "height": drawn.canvas.height + 80,
        "xaxis": {"range": [-0.07, 1.02], "title": {"text": "shortfall"}, "zeroline": False},
        "yaxis": {"range": [drawn.canvas.height, 0], "visible": False},
        "legend": {"orientation": "h", "y": -0.15},
        "shapes": [
            {
                "type": "line",
                "x0": WEAK_FROM,
                "x1": WEAK_FROM,
                "yref": "paper",
                "y0": 0,
                "y1": 1,
                "line": threshold,
            }
        ],
        "annotations": [
            {
                "text": f"<b>{drawn_lane.lane.name}</b>",
                "x": -0.06,
                "y": drawn_lane.head,
                "xanchor": "left",
                "showarrow": False,
            }
            for drawn_lane in drawn.lanes
        ],
    }
    return {"data": [dots(drawn, True), dots(drawn, False)], "layout": layout}


def dots(drawn: Drawing, weak: bool) -> Plot:
    spots = [spot for lane in drawn.lanes for spot in lane.spots if spot.mark.weak == weak]
    line = {"width": 1.3, "color": token("accent" if weak else "ink3")}
    colour = token("accent" if weak else "sheet")
    return {
        "type": "scatter",
        "mode": "markers",
        "name": "Weak" if weak else "Not weak",
        "x": [round(drawn.shortfall(spot.x), 3) for spot in spots],
        "y": [round(spot.y, 1) for spot in spots],
        "customdata": [[label(spot.mark.told), f"{spot.mark.shortfall:.2f}"] for spot in spots],
        "hovertemplate": "%{customdata[0]}<br>shortfall %{customdata[1]}<extra></extra>",
        "marker": {
            "size": 10,
            "color": colour,
            "line": line,
            "symbol": ["square" if spot.mark.estimated else "circle" for spot in spots],
        },
    }

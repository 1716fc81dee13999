"""Radar: the pillars against their targets at one glance; the pillar bars say it better."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import cos, pi, sin

from assessments.charts.canvas import Canvas, Paint, Type
from assessments.charts.explore import label, token
from assessments.charts.figure import COLUMN, NARROW, PAGE, Figure, Plot
from assessments.charts.pillars import Bar, Bars, bar_of
from assessments.charts.pillars import table as table_of
from assessments.charts.text import wrap
from assessments.charts.words import LEVELS, decimal
from assessments.findings import Report
from assessments.sentences import number
from ecosystem.sentences import first_upper, joined

FEWEST, MOST = 3, 8
"""So many corners make a shape that can be read."""
LOWEST, HIGHEST = 1, len(LEVELS)
HOLE = 0.16
"""Where the lowest level lies between the middle and the rim: it is a ring too, not a point."""
LEADING = 14.5
FEW = 2
"""Up to so many pillars are named in the title."""

RING = Paint(stroke="line")
SPOKE = Paint(stroke="line2", width=0.8)
SHORT = Paint(fill="d2")
INSIDE = Paint(fill="sheet")
TARGET = Paint(stroke="ink", width=1.6, dash="4 3")
SCORE = Paint(stroke="ink", width=2.2)
DOT = Paint(fill="ink")
HOLLOW = Paint(fill="sheet", stroke="ink", width=1.6)
"""A score that was carried forward."""
SMALL = Type(12, "ink3")

KEY = 38
"""Room for the key, under everything."""
type Point = tuple[float, float]


@dataclass(frozen=True)
class Radar:
    rows: tuple[Bar, ...]

    @cached_property
    def scored(self) -> list[Bar]:
        return [row for row in self.rows if row.score is not None]

    @property
    def whole(self) -> bool:
        """Whether every corner has a score, so that the shape closes."""
        return len(self.scored) == len(self.rows)

    @property
    def title(self) -> str:
        met = [row.name for row in self.scored if not row.short]
        count = len(self.scored)
        of = (
            f"the {number(count)} pillars"
            if self.whole
            else f"{number(count)} pillars with a score"
        )
        if not met:
            return f"None of {of} meets its target"
        if len(met) == count:
            which = "pillars meet their" if self.whole else "pillars with a score meet their"
            return f"All {number(count)} {which} target{'s' if count > 1 else ''}"
        named = f": {joined(met)}" if len(met) <= FEW else ""
        verb = "meets its target" if len(met) == 1 else "meet their targets"
        return f"{first_upper(number(len(met)))} of {of} {verb}{named}"

    @property
    def description(self) -> str:
        told = (
            f"{row.name} {decimal(row.score)}, target {row.target:.1f}"
            if row.score is not None
            else f"{row.name}: {row.word}"
            for row in self.rows
        )
        return f"One spoke per pillar, {LOWEST} inside to {HIGHEST} at the rim. {'; '.join(told)}."


def radar(report: Report) -> Figure | None:
    """The figure, or None where too few pillars have a score, or there are too many."""
    asked = {item.pillar for item in report.items if item.in_scope}
    rows = tuple(bar_of(pillar, pillar.slug in asked) for pillar in report.pillars)
    found = Radar(rows)
    if len(found.scored) < FEWEST or len(rows) > MOST:
        return None
    return Figure(
        name="radar",
        title=found.title,
        description=found.description,
        wide=Drawing(found, COLUMN).svg(),
        narrow=Drawing(found, NARROW).svg(),
        print=Drawing(found, PAGE).svg(),
        plotly=plot(found),
        table=table_of(Bars(found.title, found.rows)),
    )


@dataclass(frozen=True)
class Corner:
    """The words at the end of a spoke; `top` is counted from the middle of the shape."""

    name: tuple[str, ...]
    score: str
    remark: str
    x: float
    top: float
    anchor: str

    @property
    def lines(self) -> int:
        return len(self.name) + bool(self.score) + 1


class Drawing:
    """The shape in one width, names around it."""

    def __init__(self, radar: Radar, width: float) -> None:
        self.radar = radar
        self.narrow = width < COLUMN / 2
        self.rim = 92.0 if self.narrow else 150.0
        self.size = 13.0 if self.narrow else 15.0
        self.middle = (width / 2, 0.0)
        self.canvas = Canvas(width, 0, radar.title, radar.description)
        self.corners = [self.corner(place, row) for place, row in enumerate(radar.rows)]
        top = min(corner.top for corner in self.corners)
        self.middle = (width / 2, -top)
        bottom = max(corner.top + LEADING * corner.lines for corner in self.corners)
        self.canvas.height = max(bottom, self.rim) - top + KEY + (18 if self.narrow else 0)

    def svg(self) -> str:
        self.draw_shapes()
        for corner in self.corners:
            self.draw_corner(corner)
        self.draw_key()
        return self.canvas.svg()

    def at(self, place: int, level: float) -> Point:
        """Where a level lies on a spoke; the first one points up, the others follow the clock."""
        share = HOLE + (1 - HOLE) * (level - LOWEST) / (HIGHEST - LOWEST)
        return self.towards(place, share * self.rim)

    def towards(self, place: int, distance: float) -> Point:
        angle = 2 * pi * place / len(self.radar.rows)
        x, y = self.middle
        return x + distance * sin(angle), y - distance * cos(angle)

    def ring(self, levels: Sequence[float]) -> list[Point]:
        corners = [self.at(place, level) for place, level in enumerate(levels)]
        return [*corners, corners[0]]

    def draw_shapes(self) -> None:
        rows, canvas = self.radar.rows, self.canvas
        targets = self.ring([row.target for row in rows])
        scores = [row.score for row in rows if row.score is not None]
        if self.radar.whole:
            canvas.polyline(targets, SHORT)
            canvas.polyline(self.ring(scores), INSIDE)
        for level in range(LOWEST, HIGHEST + 1):
            canvas.polyline(self.ring([level] * len(rows)), RING)
        for place in range(len(rows)):
            canvas.line(*self.at(place, LOWEST), *self.at(place, HIGHEST), SPOKE)
        canvas.polyline(targets, TARGET)
        self.draw_scores()

    def draw_scores(self) -> None:
        """Lines only between neighbours that both have a score."""
        rows = self.radar.rows
        for place, row in enumerate(rows):
            after = (place + 1) % len(rows)
            following = rows[after].score
            if row.score is None:
                continue
            if following is not None:
                self.canvas.line(*self.at(place, row.score), *self.at(after, following), SCORE)
            self.canvas.circle(*self.at(place, row.score), 4, HOLLOW if row.carried else DOT)

    def corner(self, place: int, row: Bar) -> Corner:
        """What stands at the end of a spoke: inwards of it nothing, outwards all of it."""
        angle = 2 * pi * place / len(self.radar.rows)
        x, y = self.towards(place, self.rim + 10)
        aside = abs(sin(angle)) > 0.1
        anchor = ("start" if sin(angle) > 0 else "end") if aside else "middle"
        room = min(x, self.canvas.width - x) if aside else 1.3 * self.rim
        name = wrap(row.name, room, self.size, 600, 3 if self.narrow else 2)
        score = "" if row.score is None else decimal(row.score)
        remark = f"target {row.target:.1f}" if score else row.word
        corner = Corner(name, score, wrap(remark, room, SMALL.size)[0], x, 0, anchor)
        return replace(corner, top=y - LEADING * corner.lines * (1 + cos(angle)) / 2)

    def draw_corner(self, corner: Corner) -> None:
        x, y = corner.x, self.middle[1] + corner.top + 11
        name = Type(self.size, "ink", 600, corner.anchor)
        self.canvas.lines(x, y, corner.name, name, LEADING / self.size)
        y += LEADING * len(corner.name)
        if corner.score:
            self.canvas.text(x, y, corner.score, Type(14, "ink", 600, corner.anchor))
            y += LEADING
        self.canvas.text(x, y, corner.remark, Type(SMALL.size, "ink3", anchor=corner.anchor))

    def draw_key(self) -> None:
        """Marks in words, and what the rings stand for; two lines where one is too short."""
        y = self.canvas.height - (26 if self.narrow else 8)
        self.canvas.line(0, y - 4, 22, y - 4, SCORE)
        self.canvas.circle(11, y - 4, 4, DOT)
        self.canvas.text(28, y, "score", SMALL)
        self.canvas.line(74, y - 4, 96, y - 4, TARGET)
        self.canvas.text(102, y, "target", SMALL)
        x = 152
        if self.radar.whole and any(row.short for row in self.radar.rows):
            self.canvas.rect(x, y - 10, 18, 11, SHORT)
            self.canvas.text(x + 24, y, "shortfall", SMALL)
            x += 90
        rings = f"rings: {LOWEST} inside to {HIGHEST} at the rim"
        if any(row.carried and row.score is not None for row in self.radar.rows):
            rings += "; hollow: carried forward"
        self.canvas.text(*((0, y + 18) if self.narrow else (x, y)), rings, SMALL)


def plot(found: Radar) -> Plot:
    """Two closed lines; a pillar without a score leaves a gap."""
    names = [label(row.name) for row in found.rows]
    levels = list(range(LOWEST, HIGHEST + 1))
    radial = {"range": [LOWEST - 1, HIGHEST], "tickvals": levels, "angle": 90, "tickangle": 90}
    layout = {
        "height": 460,
        "polar": {
            "radialaxis": radial,
            "angularaxis": {"direction": "clockwise", "rotation": 90, "type": "category"},
            "gridshape": "linear",
        },
        "legend": {"orientation": "h", "y": -0.1},
    }
    targets = _line("Target", names, [row.target for row in found.rows], "dash")
    scores = _line("Score", names, [row.score for row in found.rows], "solid")
    return {"data": [targets, scores], "layout": layout}


def _line(name: str, around: list[str], values: Sequence[float | None], dash: str) -> Plot:
    return {
        "type": "scatterpolar",
        "mode": "lines+markers",
        "name": name,
        "theta": [*around, around[0]],
        "r": [*values, values[0]],
        "line": {"color": token("ink"), "width": 2, "dash": dash},
        "marker": {"size": 8 if dash == "solid" else 3},
        "hovertemplate": f"%{{theta}}: {name.lower()} %{{r:.1f}}<extra></extra>",
    }

"""How importance and maturity are drawn: two lanes, a row per weak component, the rest a swarm."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import floor

from assessments.charts.canvas import Canvas, Paint, Type
from assessments.charts.figure import COLUMN
from assessments.charts.icons import draw_icon
from assessments.charts.text import measure, wrap
from assessments.engine.constants import WATCH_FROM, WEAK_FROM
from assessments.sentences import number

TOP = 26.0
"""Room for the words of the zones."""
HEAD = 34.0
"""Room for the name of a lane."""
LEADING = 14.5
"""From line to line of a name that needs two."""
SWARM_GAP = 10.0
FAR = 2
"""No dot of a swarm stands further than so many columns from its place."""
DEEP = 0.75
"""Shortfall from which the deepest step of the ramp begins."""

TINT = Paint(fill="d1")
RULE = Paint(stroke="line2")
GRID = Paint(stroke="line")
THRESHOLD = Paint(stroke="ink2", width=1.2, dash="3 3")
LEADER = Paint(stroke="flow2")
WEAK = Paint(fill="accent")
NOT_WEAK = Paint(fill="sheet", stroke="ink3", width=1.3)
SMALL = Type(12.5, "ink3")


@dataclass(frozen=True)
class Mark:
    """One component as a dot: its numbers are as they are printed."""

    shortfall: float
    name: str
    score: str
    short: str
    weak: bool
    estimated: bool

    @property
    def told(self) -> str:
        estimated = ", estimated" if self.estimated else ""
        return f"{self.name} {self.score}, {self.short}{estimated}"


@dataclass(frozen=True)
class Lane:
    name: str
    named: tuple[Mark, ...]
    swarm: tuple[Mark, ...]
    empty: str  # what to say where nothing stands in it

    @property
    def rated(self) -> int:
        return len(self.named) + len(self.swarm)

    @property
    def remark(self) -> str:
        weak = len(self.named) + sum(mark.weak for mark in self.swarm)
        return f"{weak or 'none'} weak of {self.rated} rated" if self.rated else self.empty

    @property
    def more(self) -> str:
        """What stands beside weak dots that have no row of their own."""
        left = sum(mark.weak for mark in self.swarm)
        which = f"{number(left)} more" if self.named else number(left)
        return f"and {which}, named in the table" if left else ""


@dataclass(frozen=True)
class Spot:
    """Where a mark is drawn."""

    mark: Mark
    x: float
    y: float


@dataclass(frozen=True)
class DrawnLane:
    lane: Lane
    head: float  # baseline of its name
    top: float
    bottom: float
    rows: tuple[tuple[Spot, tuple[str, ...]], ...]  # with the lines of the name
    swarm: tuple[Spot, ...]

    @property
    def spots(self) -> Iterator[Spot]:
        yield from (spot for spot, _ in self.rows)
        yield from self.swarm


class Drawing:
    """The lanes in one width: shortfall runs to the right, names stand right of it."""

    def __init__(self, lanes: Sequence[Lane], title: str, description: str, width: float) -> None:
        self.given = lanes
        self.narrow = width < COLUMN / 2
        self.dot = 9.5 if self.narrow else 11.5
        self.row = 20.0 if self.narrow else 21.0
        self.start = self.dot * (FAR + 0.5)
        self.end = width * (0.4 if self.narrow else 0.46)
        self.score_at = self.end + 8
        self.name_at = self.score_at + 26
        self.name = Type(13 if self.narrow else 13.5)
        self.room = width - self.name_at - (0 if self.narrow else 92)
        self.canvas = Canvas(width, 0, title, description)
        self.canvas.height = self.lanes[-1].bottom + 46

    def x(self, shortfall: float) -> float:
        return self.start + shortfall * (self.end - self.start)

    def shortfall(self, x: float) -> float:
        """What a place stands for: a dot of a swarm may lean away from its own shortfall."""
        return (x - self.start) / (self.end - self.start)

    @cached_property
    def lanes(self) -> tuple[DrawnLane, ...]:
        placed, y = [], TOP
        for lane in self.given:
            drawn = self.place(lane, y)
            placed.append(drawn)
            y = drawn.bottom
        return tuple(placed)

    def place(self, lane: Lane, y: float) -> DrawnLane:
        head, top = y + 23, y + HEAD
        if not lane.rated:
            return DrawnLane(lane, head, top, top, (), ())
        rows, below = [], top + 6
        for mark in lane.named:
            lines = wrap(mark.name, self.room, self.name.size, 400, 2 if self.narrow else 1)
            tall = self.row + LEADING * (len(lines) - 1)
            rows.append((Spot(mark, self.x(mark.shortfall), below + tall / 2), lines))
            below += tall
        below += self.row * bool(lane.more)
        stacked = [*self.stacked(lane.swarm)]
        left, right = self.highest(stacked, weak=False), self.highest(stacked, weak=True)
        bottom = max(below + right, top + left) + 8
        swarm = tuple(
            Spot(mark, x, bottom - (level + 0.5) * self.dot - 3) for mark, x, level in stacked
        )
        return DrawnLane(lane, head, top, bottom, tuple(rows), swarm)

    def highest(self, stacked: Sequence[tuple[Mark, float, int]], weak: bool) -> float:
        """How high the dots on one side of the threshold stand."""
        levels = [level for mark, _, level in stacked if mark.weak == weak]
        return (max(levels) + 1) * self.dot + SWARM_GAP if levels else 0

    def stacked(self, marks: Sequence[Mark]) -> Iterator[tuple[Mark, float, int]]:
        """Each mark, the middle of its column and its level there; high columns lean outwards.

        Columns are counted from the threshold both ways, so that no dot crosses it.
        """
        threshold, high = self.x(WEAK_FROM), Counter[int]()
        first, last = -int(threshold / self.dot), int((self.end - threshold) / self.dot) - 1
        for mark in marks:
            low, most = (0, last) if mark.weak else (first, -1)
            own = floor((self.x(mark.shortfall) - threshold) / self.dot)
            own = min(max(own, low), most)
            at = own
            if high[own] > 1:
                near = range(max(own - FAR, low), min(own + FAR, most) + 1)
                at = min(near, key=lambda column: (high[column] + 2 * abs(column - own), column))
            yield mark, threshold + (at + 0.5) * self.dot, high[at]
            high[at] += 1

    def svg(self) -> str:
        self.draw_zones()
        for lane in self.lanes:
            self.draw_lane(lane)
        self.draw_scale()
        self.draw_key()
        return self.canvas.svg()

    def draw_zones(self) -> None:
        """What the stretches of the scale are called, on top."""
        threshold, watch = self.x(WEAK_FROM), self.x(WATCH_FROM)
        self.canvas.text(threshold + 6, 14, "weak", Type(12.5, "ink2", 600))
        if self.narrow:
            self.canvas.text(threshold - 6, 14, "not weak", Type(12.5, "ink3", anchor="end"))
            return
        self.canvas.text((threshold + watch) / 2, 14, "watch", Type(12.5, "ink3", anchor="middle"))
        self.canvas.text((self.x(0) + watch) / 2, 14, "sound", Type(12.5, "ink3", anchor="middle"))

    def draw_lane(self, drawn: DrawnLane) -> None:
        lane, threshold, width = drawn.lane, self.x(WEAK_FROM), self.canvas.width
        name = Type(15, "ink", 600)
        self.canvas.text(0, drawn.head, lane.name, name)
        after = measure(lane.name, name.size, name.weight) + 10
        self.canvas.text(after, drawn.head, lane.remark, SMALL)
        self.canvas.line(0, drawn.bottom, width, drawn.bottom, RULE)
        if not lane.rated:
            return
        tall = drawn.bottom - drawn.top
        self.canvas.rect(threshold, drawn.top, self.end - threshold, tall, TINT)
        for limit in (0, WATCH_FROM, DEEP):
            self.canvas.line(self.x(limit), drawn.top, self.x(limit), drawn.bottom, GRID)
        self.canvas.line(threshold, drawn.top, threshold, drawn.bottom, THRESHOLD)
        for spot, lines in drawn.rows:
            self.draw_row(spot, lines)
        if lane.more:
            y = drawn.rows[-1][0].y + self.row if drawn.rows else drawn.top + self.row / 2
            self.canvas.text(self.score_at, y + 4.5, lane.more, SMALL)
        for spot in drawn.swarm:
            self.draw_dot(spot, self.dot * 0.4)

    def draw_row(self, spot: Spot, lines: Sequence[str]) -> None:
        mark, x, y = spot.mark, spot.x, spot.y
        self.canvas.line(x + 6, y, self.score_at - 4, y, LEADER)
        self.draw_dot(spot, 5.4)
        size = self.name.size
        self.canvas.text(self.score_at, y + 4.6, mark.score, Type(size, "ink", 600))
        first = y + 4.6 - LEADING / 2 * (len(lines) - 1)
        self.canvas.lines(self.name_at, first, lines, self.name, LEADING / size)
        if not self.narrow:
            end = Type(12.5, "ink3", anchor="end")
            self.canvas.text(self.canvas.width, y + 4.6, mark.short, end)

    def draw_dot(self, spot: Spot, radius: float) -> None:
        if spot.mark.estimated:
            size = radius * 2.6
            colour = "accent" if spot.mark.weak else "ink3"
            draw_icon(self.canvas, "estimated", spot.x - size / 2, spot.y - size / 2, size, colour)
            return
        self.canvas.circle(spot.x, spot.y, radius, WEAK if spot.mark.weak else NOT_WEAK)

    def draw_scale(self) -> None:
        y = self.lanes[-1].bottom + 16
        limits = (0, WEAK_FROM) if self.narrow else (0, WATCH_FROM, WEAK_FROM, DEEP)
        for limit in limits:
            said = f"{limit:.2f}" if limit else "0"
            self.canvas.text(self.x(limit), y, said, Type(12, "ink3", anchor="middle"))
        self.canvas.text(self.score_at, y, "shortfall", Type(12, "ink3"))
        tip = self.end
        start = self.x(DEEP if not self.narrow else WEAK_FROM) + 18
        self.canvas.line(start, y - 4, tip - 2, y - 4, RULE)
        self.canvas.polyline([(tip - 6, y - 8), (tip - 1, y - 4), (tip - 6, y)], RULE)

    def draw_key(self) -> None:
        y = self.lanes[-1].bottom + 38
        self.canvas.circle(5, y - 4, 4.6, WEAK)
        self.canvas.text(15, y, "weak", SMALL)
        self.canvas.circle(61, y - 4, 4.6, NOT_WEAK)
        self.canvas.text(71, y, "not weak, named in the table", SMALL)
        if any(mark.estimated for lane in self.given for mark in (*lane.named, *lane.swarm)):
            draw_icon(self.canvas, "estimated", 250, y - 11, 13, "ink3")
            self.canvas.text(267, y, "estimated", SMALL)

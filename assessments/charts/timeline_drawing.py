"""The time line drawn: bars over the days for page and paper, a list by root for a phone."""

from dataclasses import dataclass
from itertools import pairwise

from assessments.charts.canvas import Canvas, Paint, Type, number
from assessments.charts.figure import NARROW, WIDE
from assessments.charts.icons import draw_icon
from assessments.charts.text import wrap
from assessments.charts.timeline_plan import Group, Plan, Row

FIRST = Paint("accent", "accent", 1.3)
NEXT = Paint("tint", "accent", 1.3)
BAND = Paint(fill="sunk")
WAVE = Paint(stroke="line2")
RULE = Paint(stroke="line")
AXIS = Paint(stroke="ink", width=1.4)
CONNECTOR = Paint(stroke="ink2", width=1.3)
BAR = 18.0
TOP = 46.0
"""Where the axis lies, under the days."""
FOOT = 30.0
TURN = 7.0
"""How far right of the start of a bar its arrow comes down; each further one as much again."""
LINES = 3


@dataclass(frozen=True, slots=True)
class Laid:
    """Where a group begins and where each of its bars lies."""

    top: float
    bars: tuple[float, ...]
    bottom: float


class Chart:
    """Names and moves at the left, bars over the days at the right, arrows between bars."""

    def __init__(self, plan: Plan, width: float) -> None:
        self.plan = plan
        on_paper = width < WIDE
        self.size = 10.4 if on_paper else 13.0
        self.name = Type(11.6 if on_paper else 14.5, "ink", 600)
        self.move = Type(self.size, "ink2")
        self.small = Type(10 if on_paper else 12.5, "ink3")
        self.start = 296.0 if on_paper else 470.0
        self.days = plan.waves[-1]
        self.laid = self.lay()
        self.bottom = self.laid[-1].bottom
        self.canvas = Canvas(width, self.bottom + FOOT, plan.title, plan.description)

    def x(self, day: float) -> float:
        return self.start + day / self.days * (self.canvas.width - self.start)

    def told(self, row: Row) -> tuple[str, ...]:
        return wrap(row.text, self.start - 62, self.size, 400, LINES)

    def lay(self) -> tuple[Laid, ...]:
        found, y = [], TOP + 8
        for group in self.plan.groups:
            top, bars = y, []
            y += self.name.size * 1.2 + 16
            for row in group.rows:
                height = max(len(self.told(row)) * self.size * 1.2, BAR)
                bars.append(y + height / 2 - BAR / 2)
                y += height + 11
            found.append(Laid(top, tuple(bars), y + 3))
            y += 3
        return tuple(found)

    def svg(self) -> str:
        self.draw_waves()
        for place, group in enumerate(self.plan.groups):
            self.draw_group(group, self.laid[place], first=place == 0)
        for place in range(len(self.plan.groups)):
            self.draw_connectors(place)
        for group, laid in zip(self.plan.groups, self.laid, strict=True):
            for row, y in zip(group.rows, laid.bars, strict=True):
                self.draw_bar(row, y)
        y = self.bottom + FOOT - 9
        self.canvas.text(self.start, y, "arrow: must be in place first", self.small)
        end = Type(self.small.size, "ink3", anchor="end")
        self.canvas.text(self.canvas.width, y, "at each line: look back", end)
        return self.canvas.svg()

    def draw_waves(self) -> None:
        begins = 0
        for wave, ends in enumerate(self.plan.waves):
            left, right = self.x(begins), self.x(ends)
            if wave % 2 == 0:
                self.canvas.rect(left, TOP, right - left, self.bottom - TOP, BAND)
            begins = ends
        for ends in self.plan.waves:
            right = self.x(ends) - (0.5 if ends == self.days else 0)
            self.canvas.line(right, TOP - 18, right, self.bottom, WAVE)
            day = Type(self.small.size, "ink2", 600, "end")
            self.canvas.text(right - 5, TOP - 7, str(ends), day)
        self.canvas.line(self.start, TOP, self.canvas.width, TOP, AXIS)
        self.canvas.text(self.start, TOP - 31, "days from the start", self.small)

    def draw_group(self, group: Group, laid: Laid, first: bool) -> None:
        if not first:
            self.canvas.line(0, laid.top, self.canvas.width, laid.top, RULE)
        base = laid.top + self.name.size * 1.2 + 3
        draw_icon(self.canvas, group.label, 0, base - 12, 15, "accent")
        (name,) = wrap(group.name, self.start - 34, self.name.size, 600)
        self.canvas.text(24, base, name, self.name)
        for row, y in zip(group.rows, laid.bars, strict=True):
            lines = self.told(row)
            middle = y + BAR / 2
            text = middle + self.size * (0.36 - 0.6 * (len(lines) - 1))
            self.canvas.text(24, text, str(row.number), Type(self.size, "ink2", 600))
            self.canvas.lines(40, text, lines, self.move, 1.2)

    def draw_bar(self, row: Row, y: float) -> None:
        left, right = self.x(row.start), self.x(row.end)
        paint = FIRST if row.number == 1 else NEXT
        self.canvas.rect(left + 0.7, y, max(right - left - 1.4, 3), BAR, paint, 2)

    def draw_connectors(self, place: int) -> None:
        """Arrows into the group's bars, behind all bars: out of an end, down, into a start."""
        group, laid = self.plan.groups[place], self.laid[place]
        for turn, root in enumerate(group.after, start=2):
            above = self.plan.place[root]
            source = self.plan.groups[above].rows[0], self.laid[above].bars[0]
            self.draw_connector(source, (group.rows[0], laid.bars[0]), turn)
        pairs = list(zip(group.rows, laid.bars, strict=True))
        for upper, lower in pairwise(pairs):
            self.draw_connector(upper, lower, 1)

    def draw_connector(self, upper: tuple[Row, float], lower: tuple[Row, float], turn: int) -> None:
        down = self.x(lower[0].start) + turn * TURN
        out, tip = upper[1] + BAR / 2, lower[1] - 1
        start = f"M{number(self.x(upper[0].end) - 2)} {number(out)}"
        self.canvas.path(f"{start}H{number(down)}V{number(tip - 4)}", CONNECTOR)
        self.canvas.arrow_down(down, tip, 6, 4, "ink2")


class Lists:
    """For a phone: the moves under their root, each over a bar of its days; the order says it."""

    def __init__(self, plan: Plan, width: float = NARROW) -> None:
        self.plan = plan
        self.track = width - 96
        self.canvas = Canvas(width, 0, plan.title, plan.description)

    def svg(self) -> str:
        y = 4.0
        for place, group in enumerate(self.plan.groups):
            if place:
                self.canvas.line(0, y, self.canvas.width, y, RULE)
                y += 14
            y = self.draw_head(group, y)
            for row in group.rows:
                y = self.draw_row(row, y)
            y += 4
        ends = ", ".join(str(day) for day in self.plan.waves[:-1])
        note = f"ticks: days {ends} and {self.plan.waves[-1]}; look back at each"
        self.canvas.text(0, y + 10, note, Type(12, "ink3"))
        self.canvas.height = y + 16
        return self.canvas.svg()

    def draw_head(self, group: Group, y: float) -> float:
        width = self.canvas.width - 24
        lines = wrap(group.name, width, 15, 600, 2)
        draw_icon(self.canvas, group.label, 0, y + 1, 15, "accent")
        self.canvas.lines(24, y + 13, lines, Type(15, "ink", 600), 1.2)
        y += 13 + (len(lines) - 1) * 18
        if group.after:
            said = f"once the first move of {group.waits_for} is in place"
            waits = wrap(said, width, 12.5, 400, 3)
            self.canvas.lines(24, y + 17, waits, Type(12.5, "ink3"), 1.2)
            y += 17 + (len(waits) - 1) * 15
        return y + 12

    def draw_row(self, row: Row, y: float) -> float:
        lines = wrap(row.text, self.canvas.width - 24, 13.5, 400, 5)
        self.canvas.text(4, y + 13, str(row.number), Type(13.5, "ink2", 600))
        self.canvas.lines(24, y + 13, lines, Type(13.5, "ink2"), 1.22)
        y += 13 + (len(lines) - 1) * 13.5 * 1.22 + 16
        last, left = self.plan.waves[-1], 24
        scale = (self.track - left) / last
        self.canvas.line(left, y, self.track, y, WAVE)
        for day in (0, *self.plan.waves):
            self.canvas.line(left + day * scale, y - 5, left + day * scale, y + 5, WAVE)
        paint = FIRST if row.number == 1 else NEXT
        width = (row.end - row.start) * scale
        self.canvas.rect(left + row.start * scale, y - 5, width, 10, paint, 2)
        said = Type(12.5, "ink2", anchor="end")
        self.canvas.text(self.canvas.width, y + 4.5, f"day {row.start} to {row.end}", said)
        return y + 18

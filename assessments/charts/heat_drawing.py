"""The heat map drawn: columns of named cells for page and paper, blocks of scores for a phone."""

from dataclasses import dataclass

from assessments.charts.canvas import Canvas, Paint, Type
from assessments.charts.figure import NARROW
from assessments.charts.heat_cells import Cell, Column, HeatMap
from assessments.charts.palette import PALE_STEPS, STEPS
from assessments.charts.text import measure, wrap
from assessments.charts.words import DASH, NOT_APPLICABLE
from assessments.engine.constants import WEAK_FROM
from assessments.sentences import number

WEAK_AT = tuple((target, f"{target + 1 - WEAK_FROM * target:.1f}") for target in (3, 4))
"""Target → the highest score that is weak at it."""
WIDEST = 360
"""No column is wider than this, however few pillars there are."""
ONE_LINE = 190
"""Columns narrower than this take names in two lines."""
IN_A_ROW = 8
"""Cells in a row on a phone."""
NAMED = 8
"""Weak components named under a pillar's cells on a phone; the table names all of them."""
NUMBER = 24
"""Room for a score at the right of a cell."""
SMALLER = 0.9
"""A name too long for its line is set smaller before it is cut."""
RING = 3.2
"""Radius of the ring beside a score that was carried forward."""
STRIP = 16
"""Width of the hatched strip of an estimate, between name and score."""

UNRATED = Paint(fill="sheet", stroke="line2", dash="2 3")
RULE = Paint(stroke="ink", width=1.4)
STEP_PAINTS = tuple(
    Paint(fill=f"d{step}", stroke="line" if step < 2 else None, width=0.8) for step in range(STEPS)
)
SWATCHES = tuple(
    Paint(fill=f"d{step}", stroke="line2" if step < 2 else None, width=0.8) for step in range(STEPS)
)
HATCHES = tuple(
    Paint(stroke="line2" if step < PALE_STEPS else "sheet", width=0.9) for step in range(STEPS)
)


class Columns:
    """One column of cells per pillar, side by side."""

    def __init__(self, heat: HeatMap, width: float, on_paper: bool = False) -> None:
        self.heat = heat
        count = len(heat.columns)
        self.gap = 9.0 if on_paper else 16.0
        self.column = min(WIDEST, (width - (count - 1) * self.gap) / count)
        self.two_lines = self.column < ONE_LINE
        self.size = 10.1 if on_paper else 12.5
        self.cell = 35.0 if self.two_lines else 27.0
        self.number = NUMBER if self.size > 12 else 20
        self.heading = Type(12.5 if on_paper else 15, "ink", 600)
        self.small = Type(10 if on_paper else 12.5, "ink3")
        self.heads = [
            wrap(c.pillar, self.column - 36, self.heading.size, 600, 2) for c in heat.columns
        ]
        self.remarks = [wrap(c.remark, self.column, self.small.size, 400, 2) for c in heat.columns]
        self.lines = max(map(len, self.heads))
        below = max(map(len, self.remarks)) - 1
        self.top = 40 + self.lines * self.heading.size * 1.15 + below * self.small.size * 1.15
        self.bottom = self.top + self.cell * max(len(c.cells) for c in heat.columns)
        self.canvas = Canvas(width, self.bottom, heat.title, heat.description)

    def svg(self) -> str:
        for index, column in enumerate(self.heat.columns):
            x = index * (self.column + self.gap)
            self.draw_head(column, index, x)
            for place, cell in enumerate(column.cells):
                self.draw_cell(cell, x, self.top + place * self.cell)
        size = self.small.size
        self.canvas.height = draw_legend(self.canvas, self.bottom + 20, size, self.heat.carries) + 2
        return self.canvas.svg()

    def draw_head(self, column: Column, index: int, x: float) -> None:
        size, lines = self.heading.size, self.heads[index]
        first = 18 + (self.lines - len(lines)) * size * 1.15
        last = 18 + (self.lines - 1) * size * 1.15
        end = x + self.column
        self.canvas.lines(x, first, lines, self.heading)
        self.canvas.text(end, last, column.score, Type(size, "ink", 600, "end"))
        self.canvas.lines(x, last + self.small.size * 1.5, self.remarks[index], self.small)
        self.canvas.line(x, self.top - 11, end, self.top - 11, RULE)

    def draw_cell(self, cell: Cell, x: float, y: float) -> None:
        height, size = self.cell - 2, self.size
        paint = UNRATED if cell.depth is None else STEP_PAINTS[cell.depth]
        self.canvas.rect(x + 0.5, y + 0.5, self.column - 1, height - 1, paint)
        number_at = x + self.column - self.number
        room = self.column - self.number - 12
        if cell.estimated and cell.depth is not None:
            room -= STRIP + 4
            hatch = HATCHES[cell.depth]
            self.canvas.hatch(number_at - STRIP - 2, y + 3, STRIP, height - 6, hatch, 5)
        if cell.carried:
            room -= 2 * RING + 4
            draw_ring(self.canvas, number_at - RING - 2, y + height / 2, cell.colour)
        if not self.two_lines and measure(cell.short_name, size, cell.weight) > room:
            size *= SMALLER
        lines = wrap(cell.short_name, room, size, cell.weight, 2 if self.two_lines else 1)
        first = y + height / 2 + size * (0.36 - 0.55 * (len(lines) - 1))
        self.canvas.lines(x + 7, first, lines, Type(size, cell.colour, cell.weight), 1.1)
        score = Type(self.size + 0.5, cell.colour, 600, "end")
        self.canvas.text(x + self.column - 6, y + height / 2 + self.size * 0.37, cell.score, score)


class Blocks:
    """For a phone: a block of cells per pillar with scores alone, the weak ones named below."""

    gap = 3.0
    height = 34.0

    def __init__(self, heat: HeatMap) -> None:
        self.heat = heat
        self.cell = (NARROW - (IN_A_ROW - 1) * self.gap) / IN_A_ROW
        self.canvas = Canvas(NARROW, 0, heat.title, heat.description)

    def svg(self) -> str:
        y = 0.0
        for column in self.heat.columns:
            y = self.draw_head(column, y)
            for index, cell in enumerate(column.cells):
                row, place = divmod(index, IN_A_ROW)
                x = place * (self.cell + self.gap)
                self.draw_cell(cell, x, y + row * (self.height + self.gap))
            y += -(-len(column.cells) // IN_A_ROW) * (self.height + self.gap) + 2
            y = self.draw_names(column, y) + 14
        self.canvas.height = draw_legend(self.canvas, y, 12.5, self.heat.carries) + 2
        return self.canvas.svg()

    def draw_head(self, column: Column, y: float) -> float:
        remark = measure(column.remark, 12.5)
        lines = wrap(column.pillar, NARROW - 44 - remark, 15, 600, 2)
        self.canvas.lines(0, y + 17, lines, Type(15, "ink", 600))
        last = y + 17 + (len(lines) - 1) * 15 * 1.15
        self.canvas.text(NARROW, last, column.score, Type(15, "ink", 600, "end"))
        self.canvas.text(NARROW - 34, last, column.remark, Type(12.5, "ink3", anchor="end"))
        self.canvas.line(0, last + 8, NARROW, last + 8, RULE)
        return last + 15

    def draw_cell(self, cell: Cell, x: float, y: float) -> None:
        paint = UNRATED if cell.depth is None else STEP_PAINTS[cell.depth]
        self.canvas.rect(x + 0.5, y + 0.5, self.cell - 1, self.height - 1, paint)
        if cell.estimated and cell.depth is not None:
            hatch = HATCHES[cell.depth]
            self.canvas.hatch(x + 2, y + 2, self.cell - 4, 7, hatch, 5)
            self.canvas.hatch(x + 2, y + self.height - 9, self.cell - 4, 7, hatch, 5)
        if cell.carried:
            draw_ring(self.canvas, x + self.cell - 7, y + 7, cell.colour)
        set_in = Type(13.5, cell.colour, cell.weight, "middle")
        self.canvas.text(x + self.cell / 2, y + 22, cell.score, set_in)

    def draw_names(self, column: Column, y: float) -> float:
        weak = [cell for cell in column.cells if cell.weak]
        named = weak if len(weak) <= NAMED else weak[: NAMED - 1]
        for cell in named:
            (name,) = wrap(cell.short_name, NARROW - 30, 13, cell.weight)
            self.canvas.text(0, y + 15, cell.score, Type(13, "ink", 600))
            self.canvas.text(26, y + 15, name, Type(13, "ink2", cell.weight))
            y += 20
        if len(named) < len(weak):
            more = f"and {number(len(weak) - len(named))} more, named in the table"
            self.canvas.text(26, y + 15, more, Type(13, "ink3"))
            y += 20
        return y


def draw_ring(canvas: Canvas, x: float, y: float, colour: str) -> None:
    """What was carried forward is hollow, as on the lines since last time."""
    canvas.circle(x, y, RING, Paint(stroke=colour, width=1.3))


def draw_legend(canvas: Canvas, y: float, size: float, carries: str = "") -> float:
    """The key, in as many lines as it needs; returns where it ends."""
    pen = Key(canvas, y, size)
    pen.entry("weak", [SWATCHES[5], SWATCHES[4], SWATCHES[3]])
    pen.entry("watch", [SWATCHES[2]])
    pen.entry("sound", [SWATCHES[1], SWATCHES[0]])
    pen.entry("estimated", [SWATCHES[1]], HATCHES[0])
    pen.entry(f"{DASH} unrated, {NOT_APPLICABLE} not applicable", [UNRATED])
    if carries:
        pen.ring(carries)
    pen.words("Bold: critical", 600)
    at = ", ".join(f"{score} or less at target {target}" for target, score in WEAK_AT)
    pen.words(f"Weak: {at}", 400)
    return pen.y + size * 1.25


@dataclass
class Key:
    """Sets entries one after the other and begins a new line where the next would not fit."""

    canvas: Canvas
    y: float
    size: float
    x: float = 0

    @property
    def scale(self) -> float:
        return self.size / 12.5

    def entry(self, word: str, swatches: list[Paint], hatch: Paint | None = None) -> None:
        width, height = 16 * self.scale, 13 * self.scale
        self.make_room(len(swatches) * (width + 2) + 4 + measure(word, self.size))
        for paint in swatches:
            self.canvas.rect(self.x, self.y, width, height, paint)
            if hatch:
                self.canvas.hatch(self.x, self.y, width, height, hatch, 5)
            self.x += width + 2
        self.x += 3
        self.words(word, 400)

    def ring(self, words: str) -> None:
        self.make_room(2 * RING + 6 + measure(words, self.size))
        draw_ring(self.canvas, self.x + RING, self.y + self.size * 0.55, "ink2")
        self.x += 2 * RING + 6
        self.words(words, 400)

    def words(self, words: str, weight: int) -> None:
        length = measure(words, self.size, weight)
        self.make_room(length)
        baseline = self.y + self.size * 0.88
        self.canvas.text(self.x, baseline, words, Type(self.size, "ink2", weight))
        self.x += length + 16 * self.scale

    def make_room(self, width: float) -> None:
        if self.x and self.x + width > self.canvas.width:
            self.x = 0
            self.y += self.size * 1.75

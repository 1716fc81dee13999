"""An item in context drawn: three columns for page and paper, three groups for a phone."""

from collections.abc import Sequence
from dataclasses import dataclass

from assessments.charts.canvas import Canvas, Paint, Type, number
from assessments.charts.cause_node import Box, draw_frame
from assessments.charts.context_neighbours import Context, Link, Neighbour
from assessments.charts.figure import NARROW, PAGE, WIDE
from assessments.charts.icons import draw_icon
from assessments.charts.text import wrap

HEAD = 32.0
"""Room for the headings, above the first box."""


@dataclass(frozen=True, slots=True)
class Measures:
    """Widths and sizes: `said` beside the boxes at the left and at the right."""

    said: tuple[float, float]
    box: tuple[float, float]
    centre: float
    row: float
    height: float
    size: float
    name: float  # type size in the middle
    thick: float  # of a line that carries everything
    small: float


MEASURES = {
    WIDE: Measures((46, 56), (262, 262), 220, 46, 38, 13.5, 17, 6, 12),
    PAGE: Measures((36, 44), (146, 188), 138, 38, 32, 10.6, 13, 3.6, 10),
}
COLOURS = {Link.FROM_ROOT: "flow", Link.FLOW: "flow2", Link.RISK: "ink3", Link.LOOP: "ink2"}
DASHES = {Link.RISK: "2 3", Link.LOOP: "6 4"}
APART = 7.0
"""Between the ends of lines at the middle box, at most."""


def colour(link: Link) -> str:
    return COLOURS.get(link, "line2")


class Sides:
    """Drivers left, the item in the middle, dependents right."""

    def __init__(self, context: Context, width: int) -> None:
        self.context = context
        self.at = at = MEASURES[width]
        self.name = wrap(context.name, at.centre - 30, at.name, 600, 4)
        self.middle_height = len(self.name) * at.name * 1.2 + at.name * 1.6 + 34
        self.left = context.drivers[: context.shown_drivers]
        self.right = context.dependents[: context.shown_dependents]
        rows = max(
            len(self.left) + bool(context.more_drivers),
            len(self.right) + bool(context.more_dependents),
        )
        height = HEAD + max(rows * at.row, self.middle_height + 8)
        self.canvas = Canvas(width, height, context.title, context.description)
        self.middle = HEAD + (height - HEAD) / 2
        self.right_x = width - at.said[1] - at.box[1]
        free = self.right_x - at.said[0] - at.box[0] - at.centre
        self.centre_x = at.said[0] + at.box[0] + free * 0.48

    def tops(self, count: int, extra: str) -> list[float]:
        """Where the boxes of a column begin; the column stands level with the middle."""
        rows = count + bool(extra)
        first = self.middle - rows * self.at.row / 2 + (self.at.row - self.at.height) / 2
        return [first + place * self.at.row for place in range(rows)]

    def svg(self) -> str:
        context = self.context
        left = self.tops(len(self.left), context.more_drivers)
        right = self.tops(len(self.right), context.more_dependents)
        self.draw_heads()
        self.draw_lines(left, right)
        for one, top in zip(self.left, left, strict=False):
            self.draw_driver(one, top)
        for one, top in zip(self.right, right, strict=False):
            self.draw_dependent(one, top)
        small = Type(self.at.small, "ink3")
        for extra, x, tops in (
            (context.more_drivers, self.at.said[0], left),
            (context.more_dependents, self.right_x, right),
        ):
            if extra:
                self.canvas.text(x, tops[-1] + self.at.height / 2 + 4, extra, small)
        self.draw_middle()
        return self.canvas.svg()

    def draw_heads(self) -> None:
        small = self.at.small
        head = Type(small, "ink3", 600)
        if self.left:
            self.canvas.text(self.at.said[0], small, "What drives it", head)
            self.canvas.text(0, small, "share", Type(small, "ink3"))
        if self.right:
            self.canvas.text(self.right_x, small, "What it drives", head)
            share = Type(small, "ink3", anchor="end")
            self.canvas.text(self.canvas.width, small, "share from here", share)

    def draw_lines(self, left: Sequence[float], right: Sequence[float]) -> None:
        half = self.at.height / 2
        box = self.at.said[0] + self.at.box[0]
        for one, top, slot in zip(self.left, left, self.slots(len(self.left)), strict=False):
            self.draw_line(one, (box, top + half), (self.centre_x, slot))
        start = self.centre_x + self.at.centre
        for one, top, slot in zip(self.right, right, self.slots(len(self.right)), strict=False):
            self.draw_line(one, (start, slot), (self.right_x, top + half))

    def slots(self, count: int) -> list[float]:
        """Where lines end at the middle box, one under the other in the order of the boxes."""
        apart = min(APART, (self.middle_height - 24) / max(count - 1, 1))
        return [self.middle + (place - (count - 1) / 2) * apart for place in range(count)]

    def draw_line(
        self, one: Neighbour, start: tuple[float, float], end: tuple[float, float]
    ) -> None:
        flows = one.link in (Link.FROM_ROOT, Link.FLOW)
        width = 1.2 + one.share * self.at.thick if flows else 1.3
        paint = Paint(stroke=colour(one.link), width=width, dash=DASHES.get(one.link))
        bend = (end[0] - start[0]) * 0.45
        curve = (
            f"M{number(start[0])} {number(start[1])}"
            f"C{number(start[0] + bend)} {number(start[1])}"
            f" {number(end[0] - bend - 7)} {number(end[1])}"
            f" {number(end[0] - 7)} {number(end[1])}"
        )
        self.canvas.path(curve, paint)
        self.canvas.arrow_right(end[0] - 0.5, end[1], 8, 3 + width / 2, colour(one.link))

    def draw_driver(self, one: Neighbour, top: float) -> None:
        x = self.at.said[0]
        self.draw_box(one, Box(x, top, self.at.box[0], self.at.height))
        beside = said_in(one, self.at.small, "end")
        self.canvas.text(x - 8, top + self.at.height / 2 + 4.5, one.said, beside)

    def draw_dependent(self, one: Neighbour, top: float) -> None:
        self.draw_box(one, Box(self.right_x, top, self.at.box[1], self.at.height))
        beside = said_in(one, self.at.small, "end")
        self.canvas.text(self.canvas.width, top + self.at.height / 2 + 4.5, one.said, beside)

    def draw_box(self, one: Neighbour, box: Box) -> None:
        size = self.at.size
        pattern = draw_frame(self.canvas, one.label, box)
        icon = size * 1.1
        middle = box.y + box.height / 2
        draw_icon(self.canvas, one.label, box.x + 8, middle - icon / 2, icon, pattern.quiet)
        lines = wrap(one.name, box.width - icon - 18 - size * 2.7, size, 600, 2)
        first = middle + size * (0.36 - 0.54 * (len(lines) - 1))
        name = Type(size, pattern.text, 600)
        self.canvas.lines(box.x + 14 + icon, first, lines, name, 1.08)
        score = Type(size + 1, pattern.text, 600, "end")
        self.canvas.text(box.x + box.width - 9, middle + size * 0.38, one.score, score)

    def draw_middle(self) -> None:
        context, size = self.context, self.at.name
        top = self.middle - self.middle_height / 2
        box = Box(self.centre_x, top, self.at.centre, self.middle_height)
        pattern = draw_frame(self.canvas, context.label, box, context.headline)
        x = box.x + 15
        first = top + 16 + size * 0.8
        self.canvas.lines(x, first, self.name, Type(size, pattern.text, 600), 1.2)
        base = top + self.middle_height - 17
        icon = size * 0.95
        draw_icon(self.canvas, context.label, x, base - icon * 0.85, icon, pattern.quiet)
        self.canvas.text(x + icon + 6, base, context.state, Type(size * 0.82, pattern.quiet))
        score = Type(size * 1.3, pattern.text, 600, "end")
        self.canvas.text(box.x + box.width - 15, base + 1, context.score, score)


def said_in(one: Neighbour, small: float, anchor: str) -> Type:
    """A share that flows is set in bold; a word or a nought is quiet."""
    if one.link in (Link.FROM_ROOT, Link.FLOW):
        return Type(small + 1, "ink", 600, anchor)
    return Type(small, "ink3", 400, anchor)


class Stack:
    """For a phone: what drives it, the item, what it drives, one under the other."""

    said = 62.0

    def __init__(self, context: Context) -> None:
        self.context = context
        self.canvas = Canvas(NARROW, 0, context.title, context.description)

    def svg(self) -> str:
        context, y = self.context, 0.0
        if context.drivers:
            drivers = context.drivers[: context.shown_drivers]
            y = self.draw_side("What drives it", "share", drivers, context.more_drivers, y)
            y = self.draw_step(y)
        y = self.draw_item(y)
        if context.dependents:
            y = self.draw_step(y + 6)
            dependents = context.dependents[: context.shown_dependents]
            head = ("What it drives", "share from here")
            y = self.draw_side(*head, dependents, context.more_dependents, y)
        self.canvas.height = y + 2
        return self.canvas.svg()

    def draw_side(
        self, head: str, share: str, rows: Sequence[Neighbour], extra: str, y: float
    ) -> float:
        self.canvas.text(0, y + 14, head, Type(13.5, "ink2", 600))
        self.canvas.text(NARROW, y + 14, share, Type(12, "ink3", anchor="end"))
        y += 22
        for one in rows:
            y = self.draw_row(one, y)
        if extra:
            self.canvas.text(0, y + 12, extra, Type(12.5, "ink3"))
            y += 22
        return y

    def draw_row(self, one: Neighbour, y: float) -> float:
        width = NARROW - self.said
        lines = wrap(one.name, width - 84, 13.5, 600, 2)
        height = 34.0 + 15 * (len(lines) - 1)
        pattern = draw_frame(self.canvas, one.label, Box(0, y, width, height))
        middle = y + height / 2
        draw_icon(self.canvas, one.label, 9, middle - 7.5, 15, pattern.quiet)
        first = middle + 4.8 - 7.5 * (len(lines) - 1)
        self.canvas.lines(32, first, lines, Type(13.5, pattern.text, 600), 15 / 13.5)
        score = Type(14.5, pattern.text, 600, "end")
        self.canvas.text(width - 11, middle + 5, one.score, score)
        self.canvas.text(NARROW, middle + 4.5, one.said, said_in(one, 12.5, "end"))
        return y + height + 6

    def draw_item(self, y: float) -> float:
        context = self.context
        lines = wrap(context.name, NARROW - 90, 16, 600, 3)
        height = 40.0 + 19 * len(lines)
        box = Box(0, y, NARROW, height)
        pattern = draw_frame(self.canvas, context.label, box, context.headline)
        self.canvas.lines(15, y + 25, lines, Type(16, pattern.text, 600), 19 / 16)
        base = y + height - 14
        draw_icon(self.canvas, context.label, 15, base - 12, 14, pattern.quiet)
        self.canvas.text(36, base, context.state, Type(13, pattern.quiet))
        score = Type(22, pattern.text, 600, "end")
        self.canvas.text(NARROW - 15, y + height / 2 + 8, context.score, score)
        return y + height

    def draw_step(self, y: float) -> float:
        """The arrow from one group down to the next."""
        self.canvas.line(28, y, 28, y + 12, Paint(stroke="flow2", width=3))
        self.canvas.arrow_down(28, y + 19, 9, 7, "flow2")
        return y + 26

"""How the pillars' scores over the rounds are drawn: small lines on one scale, side by side."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from assessments.charts.canvas import Canvas, Paint, Type
from assessments.charts.figure import COLUMN
from assessments.charts.text import measure, wrap

GAP = 26.0
"""Between two pillars."""
ACROSS, ACROSS_NARROW = 5, 2
"""Pillars beside each other."""
CARRIED_WIDTH = 110.0
"""Of the key for hollow dots."""
CHART = 118.0
"""Height of the lines alone, with room for a number above and below."""
MARGIN = 24.0
DATES = 30.0
"""Room for the dates under the lines."""
LEADING = 16.0
LEAST = 1.0
"""The scale spans at least so many points, so that small changes look small."""
STEEP = 0.55
"""A line that falls or rises more than this against its run would cross a number at its dot."""
NEAR = 9.0
"""A number so close to the target's line interrupts it."""

type Spot = tuple[float, float]

TARGET = Paint(stroke="line2", width=1.4, dash="2 3")
AXIS = Paint(stroke="line")
SMALL = Type(12, "ink3")


@dataclass(frozen=True)
class Stop:
    """A pillar's score in one round, as it is printed."""

    score: float | None
    carried: bool = False


@dataclass(frozen=True)
class Line:
    """One pillar: `change` since the last round is None where the two cannot be compared."""

    name: str
    target: float
    stops: tuple[Stop, ...]
    change: float | None
    word: str

    @property
    def moved(self) -> bool:
        return self.word in ("better", "worse")

    @property
    def signed(self) -> str:
        if self.change is None:
            return ""
        sign = "+" if self.change > 0 else "\N{MINUS SIGN}" if self.change < 0 else ""
        return f"{sign}{abs(self.change):.1f}"

    @property
    def remark(self) -> str:
        return f"{self.signed} {self.word}".strip()

    @property
    def told(self) -> str:
        scores = ", ".join(
            f"{stop.score:.1f}{' carried' if stop.carried else ''}" if stop.score else "no score"
            for stop in self.stops
        )
        return f"{self.name}: {scores}; target {self.target:.1f}; {self.remark}"

    def last(self, count: int) -> "Line":
        return replace(self, stops=self.stops[-count:])


@dataclass(frozen=True)
class Number:
    """A score at its dot."""

    text: str
    x: float
    y: float
    type: Type

    @property
    def width(self) -> float:
        return measure(self.text, self.type.size, self.type.weight)

    @property
    def left(self) -> float:
        return self.x - {"start": 0, "middle": 0.5, "end": 1}[self.type.anchor] * self.width


class Drawing:
    """All pillars in one width, `labels` telling the rounds apart."""

    def __init__(
        self,
        lines: Sequence[Line],
        labels: Sequence[str],
        width: float,
        note: str,
        texts: tuple[str, str],
    ) -> None:
        self.lines, self.labels, self.note = lines, labels, note
        self.across = ACROSS_NARROW if width < COLUMN / 2 else ACROSS
        self.cell = (width - (self.across - 1) * GAP) / self.across
        self.names = [wrap(line.name, self.cell, 14, 600, 2) for line in lines]
        self.head = LEADING * (max(map(len, self.names)) + 2) + 4
        known = [stop.score for line in lines for stop in line.stops if stop.score is not None]
        known += [line.target for line in lines]
        middle, span = (min(known) + max(known)) / 2, max(max(known) - min(known), LEAST)
        self.low, self.high = middle - span / 2, middle + span / 2
        self.tall = self.head + CHART + DATES
        rows = -(-len(lines) // self.across)
        self.canvas = Canvas(width, rows * (self.tall + 12) + 8, *texts)
        if self.carries and not self.carried_at:
            self.canvas.height += LEADING

    def svg(self) -> str:
        for place, line in enumerate(self.lines):
            row, column = divmod(place, self.across)
            x, y = column * (self.cell + GAP), row * (self.tall + 12)
            name = self.names[place]
            self.draw_head(line, name, x, y + self.head - LEADING * (len(name) + 2) - 4)
            self.draw_line(line, x, y + self.head)
            self.draw_dates(x, y + self.head + CHART)
        self.draw_note(self.canvas.height - 5)
        return self.canvas.svg()

    def draw_head(self, line: Line, name: Sequence[str], x: float, y: float) -> None:
        self.canvas.lines(x, y + 13, name, Type(14, "ink", 600), LEADING / 14)
        y += 13 + LEADING * len(name)
        strong = Type(13, "ink", 600) if line.moved else Type(13, "ink3")
        self.canvas.text(x, y, line.remark, strong)
        y += LEADING
        self.canvas.line(x, y - 4, x + 16, y - 4, TARGET)
        self.canvas.text(x + 21, y, f"target {line.target:.1f}", SMALL)

    def y(self, score: float, top: float) -> float:
        share = (self.high - score) / (self.high - self.low)
        return top + MARGIN + share * (CHART - 2 * MARGIN)

    @property
    def step(self) -> float:
        """From one round to the next."""
        return (self.cell - 24) / (len(self.labels) - 1)

    def spots(self, line: Line, x: float, top: float) -> list[Spot | None]:
        """Where the dots stand; None where there is no score."""
        return [
            None if stop.score is None else (x + 12 + self.step * place, self.y(stop.score, top))
            for place, stop in enumerate(line.stops)
        ]

    def draw_line(self, line: Line, x: float, top: float) -> None:
        colour = "ink" if line.moved else "ink3"
        spots = self.spots(line, x, top)
        numbers = [*self.numbers(line, spots)]
        self.draw_target(x, self.y(line.target, top), numbers)
        for place, (one, other) in enumerate(pairwise(spots), start=1):
            if one and other:
                dash = "3 3" if line.stops[place].carried else None
                self.canvas.line(*one, *other, Paint(stroke=colour, width=2.2, dash=dash))
        for stop, spot in zip(line.stops, spots, strict=True):
            if spot:
                fill = "sheet" if stop.carried else colour
                self.canvas.circle(*spot, 4, Paint(fill=fill, stroke=colour, width=1.8))
        for number in numbers:
            self.canvas.text(number.x, number.y, number.text, number.type)

    def draw_target(self, x: float, y: float, numbers: Sequence[Number]) -> None:
        """Dotted from side to side, but not through a number."""
        end = x + self.cell
        for number in sorted(numbers, key=lambda number: number.left):
            if abs(number.y - 4.5 - y) < NEAR:
                if number.left - 8 > x:
                    self.canvas.line(x, y, number.left - 2, y, TARGET)
                x = number.left + number.width + 2
        if x < end:
            self.canvas.line(x, y, end, y, TARGET)

    def numbers(self, line: Line, spots: Sequence[Spot | None]) -> Iterator[Number]:
        """The scores: under their dots, or where no line runs."""
        for place, (stop, spot) in enumerate(zip(line.stops, spots, strict=True)):
            if spot and stop.score is not None:
                weight = 600 if place == len(spots) - 1 else 400
                before, after = self.slope(spots, place - 1), self.slope(spots, place)
                across, down, anchor = 0, 18, "middle"
                if before > STEEP and after > STEEP:  # falls through: free at the lower left
                    across, down, anchor = -3, 19, "end"
                elif before < -STEEP and after < -STEEP:
                    across, down, anchor = 3, 19, "start"
                elif before < -STEEP or after > STEEP:
                    down = -9
                type = Type(13, "ink", weight, anchor)
                yield Number(f"{stop.score:.1f}", spot[0] + across, spot[1] + down, type)

    def slope(self, spots: Sequence[Spot | None], place: int) -> float:
        """How steeply the line falls from one dot to the next; level where there is none."""
        if not 0 <= place < len(spots) - 1:
            return 0
        one, other = spots[place], spots[place + 1]
        return (other[1] - one[1]) / self.step if one and other else 0

    def draw_dates(self, x: float, y: float) -> None:
        self.canvas.line(x, y, x + self.cell, y, AXIS)
        for left, label in self.placed(x):
            self.canvas.text(left, y + 16, label, SMALL)

    def placed(self, x: float) -> Iterator[tuple[float, str]]:
        """First and last date, and those between that have room."""
        taken: list[tuple[float, float]] = []
        places = [0, len(self.labels) - 1, *range(1, len(self.labels) - 1)]
        for place in places:
            width = measure(self.labels[place], SMALL.size)
            left = x + 12 + self.step * place - width / 2
            left = min(max(left, x), x + self.cell - width)
            if all(left + width + 6 < start or end + 6 < left for start, end in taken):
                taken.append((left, left + width))
                yield left, self.labels[place]

    @property
    def carries(self) -> bool:
        return any(stop.carried for line in self.lines for stop in line.stops)

    @property
    def carried_at(self) -> float:
        """Where the word for hollow dots begins: behind the note, or under it."""
        behind = measure(self.note, SMALL.size) + 20
        return behind if behind + CARRIED_WIDTH <= self.canvas.width else 0

    def draw_note(self, y: float) -> None:
        x = self.carried_at
        self.canvas.text(0, y if x or not self.carries else y - LEADING, self.note, SMALL)
        if self.carries:
            self.canvas.line(x, y - 4, x + 22, y - 4, Paint(stroke="ink3", width=2.2, dash="3 3"))
            self.canvas.circle(x + 22, y - 4, 4, Paint(fill="sheet", stroke="ink3", width=1.8))
            self.canvas.text(x + 32, y, "carried forward", SMALL)

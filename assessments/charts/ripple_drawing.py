"""The ripple of a root drawn: a short table with a bar for how much gets through."""

from dataclasses import dataclass

from assessments.charts.canvas import Canvas, Paint, Type
from assessments.charts.figure import COLUMN, NARROW, PAGE
from assessments.charts.icons import draw_icon
from assessments.charts.ripple_rows import Part, Ripple, Touched
from assessments.charts.text import wrap

TRACK = Paint(fill="sunk")
REACH = Paint(fill="bar")
RULE = Paint(stroke="line")
STRONG_RULE = Paint(stroke="ink", width=1.4)


@dataclass(frozen=True, slots=True)
class Places:
    """Where the columns lie: scores and shares end there, the others begin."""

    head: float  # of the part, at the left; a phone sets it above its rows
    name: float
    score: float
    bar: float
    length: float
    readiness: float
    size: float


PLACES = {
    COLUMN: Places(0, 100, 384, 408, 70, 560, 13.5),
    PAGE: Places(0, 80, 330, 350, 56, 480, 10.6),
    NARROW: Places(0, 0, 282, 24, 44, 134, 13.5),
}


class Rows:
    """One row for an item; on a phone its bar and readiness stand under its name."""

    def __init__(self, ripple: Ripple, width: int) -> None:
        self.ripple = ripple
        self.at = PLACES[width]
        self.narrow = width == NARROW
        self.small = self.at.size - (1 if width != PAGE else 0.6)
        self.canvas = Canvas(width, 0, ripple.title, ripple.description)

    def svg(self) -> str:
        y = self.draw_heads()
        for part in self.ripple.parts:
            y = self.draw_part(part, y)
        if self.ripple.more:
            self.canvas.text(self.at.name, y + self.small + 4, self.ripple.more, self.quiet())
            y += self.small + 10
        self.canvas.height = y + 2
        return self.canvas.svg()

    def quiet(self, anchor: str = "start") -> Type:
        return Type(self.small, "ink3", anchor=anchor)

    def draw_heads(self) -> float:
        at, base = self.at, self.small
        if self.ripple.has_scores:
            self.canvas.text(at.score, base, "score", self.quiet("end"))
        if self.ripple.has_shares:
            share = "from here" if self.narrow else "share from here"
            self.canvas.text(self.canvas.width, base, share, self.quiet("end"))
        if not self.narrow:
            self.canvas.text(at.bar, base, "gets through", self.quiet())
        if not self.narrow and self.ripple.has_scores:
            self.canvas.text(at.readiness, base, "readiness", self.quiet())
        self.canvas.line(0, base + 7, self.canvas.width, base + 7, STRONG_RULE)
        return base + 8

    def draw_part(self, part: Part, y: float) -> float:
        head = Type(self.at.size, "ink", 600)
        base = y + self.at.size * 1.45
        self.canvas.text(self.at.head, base, part.head, head)
        if self.narrow:
            y += self.at.size * 1.6
        for one in part.rows:
            y = self.draw_row(one, y)
        self.canvas.line(0, y + 3, self.canvas.width, y + 3, RULE)
        return y + 4

    def draw_row(self, one: Touched, y: float) -> float:
        at, size = self.at, self.at.size
        left = at.name + (size * 1.75 if one.label else 0)
        lines = wrap(one.name, at.score - size * 2.6 - left, size, 400, 2)
        base = y + size * 1.45
        if one.label:
            draw_icon(self.canvas, one.label, at.name, base - size * 0.9, size * 1.05, "ink2")
        self.canvas.lines(left, base, lines, Type(size), 1.2)
        self.canvas.text(at.score, base, one.score, Type(size, "ink", 600, "end"))
        self.canvas.text(self.canvas.width, base, one.share, Type(size, "ink", 600, "end"))
        last = base + (len(lines) - 1) * size * 1.2
        if self.narrow:
            last += size * 1.3
        self.draw_effect(one, last if self.narrow else base)
        return last + size * 0.5

    def draw_effect(self, one: Touched, base: float) -> None:
        at, height = self.at, self.at.size * 0.5
        if one.effect:
            top = base - height - self.at.size * 0.08
            self.canvas.rect(at.bar, top, at.length, height, TRACK)
            self.canvas.rect(at.bar, top, at.length * one.strength, height, REACH)
            word = Type(self.small, "ink2")
            self.canvas.text(at.bar + at.length + 7, base, one.effect, word)
        readiness = at.readiness if one.effect or not self.narrow else at.bar
        self.canvas.text(readiness, base, one.readiness, Type(self.small, "ink2"))

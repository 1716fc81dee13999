"""A node of the cause map: icon, word and score in a box whose pattern shows the state."""

from dataclasses import dataclass

from assessments.charts.canvas import Canvas, Paint, Type
from assessments.charts.cause_network import Node
from assessments.charts.icons import draw_icon
from assessments.charts.text import measure, wrap

SLIM = 130
"""Boxes narrower than this have smaller margins."""
RING = 3.2
"""Radius of the ring beside a score that was carried forward."""
SQUARE = 11
"""Side of the hatched square beside a score that was estimated."""
HEADLINE = Paint(stroke="onaccent", width=1)


@dataclass(frozen=True)
class Pattern:
    fill: str
    stroke: str
    dash: str | None = None
    text: str = "ink"
    quiet: str = "ink2"

    @property
    def box(self) -> Paint:
        return Paint(self.fill, self.stroke, 1.4, self.dash)


PLAIN = Pattern("sheet", "ink2")
PATTERNS = {
    "root": Pattern("accent", "accent", text="onaccent", quiet="onaccent"),
    "contributing": Pattern("tint", "accent"),
    "symptom": PLAIN,
    "local": Pattern("sheet", "line2"),
    "unexplained": Pattern("sheet", "ink2", "4 3"),
    "provisional": Pattern("sheet", "ink2", "1.6 2.4"),
    "at-risk": Pattern("d1", "line2"),
    "healthy": Pattern("d1", "line"),
    "unrated": Pattern("sheet", "line2", "2 3", "ink3", "ink3"),
    "not-applicable": Pattern("sheet", "line", "2 3", "ink3", "ink3"),
}


@dataclass(frozen=True)
class Box:
    x: float
    y: float
    width: float
    height: float


def draw_frame(canvas: Canvas, label: str, box: Box, headline: bool = False) -> Pattern:
    pattern = PATTERNS.get(label, PLAIN)
    canvas.rect(box.x + 0.7, box.y + 0.7, box.width - 1.4, box.height - 1.4, pattern.box, radius=3)
    if headline:
        canvas.rect(box.x + 3.5, box.y + 3.5, box.width - 7, box.height - 7, HEADLINE, radius=2)
    return pattern


def draw_node(canvas: Canvas, node: Node, box: Box, size: float) -> None:
    """The name in at most two lines; under it icon, word and score."""
    pattern = draw_frame(canvas, node.label, box, node.headline)
    pad = 11 if box.width > SLIM else 8
    name = wrap(node.name, box.width - 2 * pad, size, 600, 2)
    leading = 1.18
    text = len(name) * size * leading
    first = box.y + (box.height - text - 17) / 2 + size * 0.92
    canvas.lines(box.x + pad, first, name, Type(size, pattern.text, 600), leading)
    base = first + text + 2.5
    draw_icon(canvas, node.label, box.x + pad, base - 11, 13, pattern.quiet)
    canvas.text(box.x + pad + 17, base, node.state, Type(size - 0.8, pattern.quiet))
    score = Type(size + 1, pattern.text, 600, "end")
    canvas.text(box.x + box.width - pad, base, node.score, score)
    if node.carried:
        at = box.x + box.width - pad - measure(node.score, size + 1, 600) - 7
        canvas.circle(at, base - 4, RING, Paint(stroke=pattern.quiet, width=1.3))
    if node.estimated:
        at = box.x + box.width - pad - measure(node.score, size + 1, 600) - 4 - SQUARE
        draw_icon(canvas, "estimated", at, base - SQUARE, SQUARE, pattern.quiet)


def row_height(name: tuple[str, ...]) -> float:
    return 40 + 16 * (len(name) - 1)


def draw_row(canvas: Canvas, node: Node, box: Box, name: tuple[str, ...]) -> None:
    """For a phone: the score in the middle of the right end, the word under the name."""
    pattern = draw_frame(canvas, node.label, box, node.headline)
    canvas.lines(box.x + 11, box.y + 17, name, Type(13.5, pattern.text, 600), 16 / 13.5)
    base = box.y + 17 + 16 * len(name)
    draw_icon(canvas, node.label, box.x + 11, base - 11, 13, pattern.quiet)
    canvas.text(box.x + 29, base, node.state, Type(12, pattern.quiet))
    score = Type(16, pattern.text, 600, "end")
    canvas.text(box.x + box.width - 11, box.y + box.height / 2 + 6, node.score, score)
    if node.carried:
        at = box.x + box.width - 11 - measure(node.score, 16, 600) - 9
        canvas.circle(at, box.y + box.height / 2, RING, Paint(stroke=pattern.quiet, width=1.3))
    if node.estimated:
        at = box.x + box.width - 11 - measure(node.score, 16, 600) - 6 - SQUARE
        middle = box.y + box.height / 2
        draw_icon(canvas, "estimated", at, middle - SQUARE / 2, SQUARE, pattern.quiet)

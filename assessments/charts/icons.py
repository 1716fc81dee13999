"""The state icons: each shows the place of an item in the stream, on a field of 16 by 16."""

from collections.abc import Callable
from dataclasses import dataclass

from assessments.charts.canvas import Canvas, Paint, number

FIELD = 16
STROKE = 1.6


@dataclass(frozen=True)
class Pen:
    """Draws on the field wherever it lies on the canvas, at whatever size, in one colour."""

    canvas: Canvas
    x: float
    y: float
    size: float
    colour: str

    @property
    def scale(self) -> float:
        return self.size / FIELD

    def at(self, x: float, y: float) -> str:
        return f"{number(self.x + x * self.scale)} {number(self.y + y * self.scale)}"

    def outline(self, width: float = STROKE, dash: tuple[float, float] | None = None) -> Paint:
        dashes = " ".join(number(part * self.scale) for part in dash) if dash else None
        return Paint(stroke=self.colour, width=width * self.scale, dash=dashes)

    def stroke(self, *points: tuple[float, float], width: float = STROKE) -> None:
        self.canvas.path("M" + "L".join(self.at(*p) for p in points), self.outline(width))

    def curve(self, start: tuple[float, float], *points: float, width: float = 1.4) -> None:
        """Cubic curves from start, six numbers each."""
        pairs = [self.at(*points[i : i + 2]) for i in range(0, len(points), 2)]
        groups = [" ".join(pairs[i : i + 3]) for i in range(0, len(pairs), 3)]
        self.canvas.path(f"M{self.at(*start)}C{'C'.join(groups)}", self.outline(width))

    def ring(
        self,
        x: float,
        y: float,
        radius: float,
        width: float = STROKE,
        dash: tuple[float, float] | None = None,
    ) -> None:
        paint = self.outline(width, dash)
        self._circle(x, y, radius, paint)

    def dot(self, x: float, y: float, radius: float) -> None:
        self._circle(x, y, radius, Paint(fill=self.colour))

    def square(self, start: float, side: float, paint: Paint) -> None:
        x, y = self.x + start * self.scale, self.y + start * self.scale
        self.canvas.rect(x, y, side * self.scale, side * self.scale, paint)

    def _circle(self, x: float, y: float, radius: float, paint: Paint) -> None:
        scale = self.scale
        self.canvas.circle(self.x + x * scale, self.y + y * scale, radius * scale, paint)


def root(pen: Pen) -> None:
    pen.dot(5.5, 8, 4.5)
    pen.stroke((10, 8), (15.2, 8))
    pen.stroke((12.6, 5.4), (15.2, 8), (12.6, 10.6))


def contributing(pen: Pen) -> None:
    pen.stroke((0.6, 8), (3.6, 8))
    pen.stroke((12.4, 8), (15.4, 8))
    pen.ring(8, 8, 4.2)
    radius = number(4.2 * pen.scale)
    half = f"M{pen.at(8, 3.8)}A{radius} {radius} 0 0 0 {pen.at(8, 12.2)}Z"
    pen.canvas.path(half, Paint(fill=pen.colour))


def symptom(pen: Pen) -> None:
    pen.stroke((0.6, 8), (6.2, 8))
    pen.stroke((3.8, 5.6), (6.2, 8), (3.8, 10.4))
    pen.ring(11, 8, 4.2)


def local(pen: Pen) -> None:
    pen.square(3.5, 9, pen.outline())
    pen.square(6.8, 2.4, Paint(fill=pen.colour))


def unexplained(pen: Pen) -> None:
    pen.ring(8, 8, 6.2)
    pen.curve((6, 6.6), 6, 3.8, 10.2, 3.9, 10, 6.5, 9.9, 7.9, 8, 7.9, 8, 9.4)
    pen.dot(8, 11.4, 0.9)


def at_risk(pen: Pen) -> None:
    pen.curve((0.6, 8), 1.8, 5.4, 2.8, 5.4, 3.6, 8, 4.4, 10.6, 5.2, 10.6, 6.2, 8)
    pen.ring(11, 8, 4.4)
    pen.stroke((9.1, 8.1), (10.5, 9.6), (12.9, 6.7), width=1.3)


def healthy(pen: Pen) -> None:
    pen.stroke((2.6, 8.4), (6.4, 12), (13.4, 4), width=2)


def unrated(pen: Pen) -> None:
    pen.ring(8, 8, 5.6, dash=(2.2, 2.2))


def not_applicable(pen: Pen) -> None:
    pen.ring(8, 8, 5.6, width=1.3)
    pen.stroke((4, 12), (12, 4), width=1.3)


def estimated(pen: Pen) -> None:
    pen.square(2.2, 11.6, pen.outline(1.3))
    scale = pen.scale
    x, y, side = pen.x + 2.2 * scale, pen.y + 2.2 * scale, 11.6 * scale
    pen.canvas.hatch(x, y, side, side, pen.outline(1.1), 4 * scale)


def provisional(pen: Pen) -> None:
    pen.ring(8, 8, 6, width=1.3, dash=(1.6, 2))
    pen.dot(8, 8, 2.2)


def loop(pen: Pen) -> None:
    radius = number(5.4 * pen.scale)
    arc = f"M{pen.at(12.6, 5)}A{radius} {radius} 0 1 0 {pen.at(13.4, 8.6)}"
    pen.canvas.path(arc, pen.outline())
    pen.stroke((12.9, 1.6), (12.9, 5.2), (9.4, 5.2))


def gap(pen: Pen) -> None:
    pen.stroke((5, 3.4), (1.4, 8), (5, 12.6), width=1.4)
    pen.stroke((11, 3.4), (14.6, 8), (11, 12.6), width=1.4)
    pen.stroke((1.6, 8), (14.4, 8), width=1.4)


ICONS: dict[str, Callable[[Pen], None]] = {
    "root": root,
    "contributing": contributing,
    "symptom": symptom,
    "local": local,
    "unexplained": unexplained,
    "at-risk": at_risk,
    "healthy": healthy,
    "unrated": unrated,
    "not-applicable": not_applicable,
    "estimated": estimated,
    "provisional": provisional,
    "loop": loop,
    "gap": gap,
}


def draw_icon(
    canvas: Canvas, name: str, x: float, y: float, size: float = FIELD, colour: str = "ink"
) -> None:
    """Draw an icon whose field starts at x and y.

    Raises:
        ValueError: there is no icon of that name.
    """
    if name not in ICONS:
        raise ValueError(f"no icon for: {name}")
    ICONS[name](Pen(canvas, x, y, size, colour))


def icon(label: str) -> str:
    """The icon of a label, also of estimated, loop and gap, to stand beside its word on a page."""
    canvas = Canvas(FIELD, FIELD)
    draw_icon(canvas, label, 0, 0, FIELD, "accent" if label == "root" else "ink")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {FIELD} {FIELD}" width="{FIELD}"'
        f' height="{FIELD}" class="ico" aria-hidden="true">{"".join(canvas.elements)}</svg>'
    )

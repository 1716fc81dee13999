"""SVG by hand: four shapes and text, painted by presentation attributes and a class per colour.

The attributes hold the light palette, so that a drawing needs no stylesheet (in a PDF, as a
download); the classes let the stylesheet of a page re-theme it. Everything written is escaped.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from xml.sax.saxutils import escape

from assessments.charts.palette import LIGHT
from assessments.charts.text import clean

REMEMBERED = 16384
"""So many coordinates and ways to paint stay in memory: they come back in every report."""
FONT = "'Source Sans 3','Source Sans 3 Ext','Source Sans Pro',sans-serif"
"""On paper the letters of Central Europe are a family of their own, as it knows no unicode-range,
and a space after a comma would hide a family from it."""


@lru_cache(REMEMBERED)
def number(value: float) -> str:
    """A coordinate: a tenth of a unit is finer than print."""
    return f"{value:.1f}".removesuffix(".0")


def escaped(text: str) -> str:
    text = clean(text)
    return escape(text) if "&" in text or "<" in text or ">" in text else text


@dataclass(frozen=True, slots=True)
class Paint:
    """How a shape is filled and outlined; None is not at all. Colours are tokens."""

    fill: str | None = None
    stroke: str | None = None
    width: float = 1
    dash: str | None = None

    @property
    def attributes(self) -> str:
        return painted(self.fill, self.stroke, self.width, self.dash)


@lru_cache(REMEMBERED)
def painted(fill: str | None, stroke: str | None, width: float, dash: str | None) -> str:
    classes = [f"f-{fill}"] if fill else []
    parts = [f'fill="{LIGHT[fill]}"' if fill else 'fill="none"']
    if stroke:
        classes.append(f"s-{stroke}")
        parts.append(f'stroke="{LIGHT[stroke]}" stroke-width="{number(width)}"')
        if dash:
            parts.append(f'stroke-dasharray="{dash}"')
    return f'class="{" ".join(classes)}" {" ".join(parts)}'


@dataclass(frozen=True, slots=True)
class Type:
    """How a text is set. `anchor` is start, middle or end."""

    size: float = 13
    colour: str = "ink"
    weight: int = 400
    anchor: str = "start"

    @property
    def attributes(self) -> str:
        return set_in(self.size, self.colour, self.weight, self.anchor)


@lru_cache(REMEMBERED)
def set_in(size: float, colour: str, weight: int, anchor: str) -> str:
    parts = [f'class="f-{colour}" fill="{LIGHT[colour]}" font-size="{number(size)}"']
    if weight != 400:
        parts.append(f'font-weight="{weight}"')
    if anchor != "start":
        parts.append(f'text-anchor="{anchor}"')
    return " ".join(parts)


class Canvas:
    """A drawing under way. Coordinates run right and down from the upper left corner."""

    def __init__(self, width: float, height: float, title: str = "", description: str = "") -> None:
        self.width = width
        self.height = height
        self.title = title
        self.description = description
        self.elements: list[str] = []

    def rect(
        self, x: float, y: float, width: float, height: float, paint: Paint, radius: float = 0
    ) -> None:
        rounded = f' rx="{number(radius)}"' if radius else ""
        self.elements.append(
            f'<rect x="{number(x)}" y="{number(y)}" width="{number(width)}"'
            f' height="{number(height)}"{rounded} {paint.attributes}/>'
        )

    def line(self, x1: float, y1: float, x2: float, y2: float, paint: Paint) -> None:
        self.elements.append(
            f'<line x1="{number(x1)}" y1="{number(y1)}" x2="{number(x2)}" y2="{number(y2)}"'
            f" {paint.attributes}/>"
        )

    def path(self, data: str, paint: Paint) -> None:
        self.elements.append(f'<path d="{data}" {paint.attributes}/>')

    def polyline(self, points: Sequence[tuple[float, float]], paint: Paint) -> None:
        """Straight lines from point to point; with a fill it closes by itself."""
        self.path("M" + "L".join(f"{number(x)} {number(y)}" for x, y in points), paint)

    def circle(self, x: float, y: float, radius: float, paint: Paint) -> None:
        self.elements.append(
            f'<circle cx="{number(x)}" cy="{number(y)}" r="{number(radius)}" {paint.attributes}/>'
        )

    def text(self, x: float, y: float, text: str, type: Type) -> None:
        """One line of text; y is its baseline."""
        self.elements.append(
            f'<text x="{number(x)}" y="{number(y)}" {type.attributes}>{escaped(text)}</text>'
        )

    def lines(
        self, x: float, y: float, texts: Sequence[str], type: Type, leading: float = 1.15
    ) -> None:
        """Lines of text below each other, the first one's baseline at y."""
        for index, text in enumerate(texts):
            self.text(x, y + index * leading * type.size, text, type)

    def hatch(
        self, x: float, y: float, width: float, height: float, paint: Paint, gap: float = 6
    ) -> None:
        """Slanted lines that end at the edges of a box: one path, as patterns do not print."""
        parts = []
        offset = gap / 2 - height
        while offset < width:
            x1, y1 = max(offset, 0), min(height, height + offset)
            x2, y2 = min(offset + height, width), max(0, offset + height - width)
            parts.append(f"M{number(x + x1)} {number(y + y1)}L{number(x + x2)} {number(y + y2)}")
            offset += gap
        self.path("".join(parts), paint)

    def arrow_right(self, x: float, y: float, length: float, half: float, colour: str) -> None:
        """A solid head whose point is at x; a negative length points to the left."""
        self.polyline([(x - length, y - half), (x, y), (x - length, y + half)], Paint(fill=colour))

    def arrow_down(self, x: float, y: float, length: float, half: float, colour: str) -> None:
        """A solid head whose point is at y; a negative length points up."""
        self.polyline([(x - half, y - length), (x, y), (x + half, y - length)], Paint(fill=colour))

    def svg(self, classes: str = "fig") -> str:
        width, height = number(self.width), number(self.height)
        described = f"<desc>{escaped(self.description)}</desc>" if self.description else ""
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"'
            f' width="{width}" height="{height}" role="img" font-family="{FONT}"'
            f' class="{classes}"><title>{escaped(self.title)}</title>{described}'
            f"{''.join(self.elements)}</svg>"
        )

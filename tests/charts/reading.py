"""What is in a drawing, read back from its SVG, and what is wrong with how its labels lie."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from xml.etree import ElementTree

from assessments.charts.text import measure

NAMESPACE = "{http://www.w3.org/2000/svg}"
ALLOWED = {"svg", "title", "desc", "rect", "line", "path", "circle", "text"}
ASCENT, DESCENT = 0.7, 0.2
SLACK = 0.6
"""Coordinates are rounded to a tenth, advances to a thousandth of the size."""


@dataclass(frozen=True)
class Area:
    left: float
    right: float
    top: float
    bottom: float

    def touches(self, other: "Area") -> bool:
        return (
            self.top + SLACK < other.bottom
            and other.top + SLACK < self.bottom
            and self.left + SLACK < other.right
            and other.left + SLACK < self.right
        )

    def holds(self, other: "Area") -> bool:
        return (
            self.left <= other.left + SLACK
            and self.right >= other.right - SLACK
            and self.top <= other.top + SLACK
            and self.bottom >= other.bottom - SLACK
        )


@dataclass(frozen=True)
class Label(Area):
    text: str = ""
    size: float = 0


@dataclass(frozen=True)
class Box(Area):
    filled: bool = False


def parsed(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)


def kinds(svg: str) -> set[str]:
    return {element.tag.removeprefix(NAMESPACE) for element in parsed(svg).iter()}


def attributes(svg: str) -> set[str]:
    return {name for element in parsed(svg).iter() for name in element.attrib}


def size(svg: str | ElementTree.Element) -> tuple[float, float]:
    drawing = parsed(svg) if isinstance(svg, str) else svg
    _, _, width, height = map(float, drawing.attrib["viewBox"].split())
    return width, height


def marks(svg: str | ElementTree.Element) -> list[Label | Box]:
    """Labels and boxes in the order in which they are painted."""
    drawing = parsed(svg) if isinstance(svg, str) else svg
    return [mark for element in drawing.iter() if (mark := marked(element))]


def marked(element: ElementTree.Element) -> Label | Box | None:
    makers = {f"{NAMESPACE}text": _label, f"{NAMESPACE}rect": _box}
    return makers[element.tag](element) if element.tag in makers else None


def labels(svg: str) -> list[Label]:
    return [mark for mark in marks(svg) if isinstance(mark, Label)]


def texts(svg: str) -> list[str]:
    return [label.text for label in labels(svg)]


def _label(element: ElementTree.Element) -> Label:
    text, at = element.text or "", element.attrib
    letters = float(at["font-size"])
    width = measure(text, letters, int(at.get("font-weight", 400)))
    x, y = float(at["x"]), float(at["y"])
    left = x - {"start": 0, "middle": width / 2, "end": width}[at.get("text-anchor", "start")]
    top, bottom = y - ASCENT * letters, y + DESCENT * letters
    return Label(left, left + width, top, bottom, text, letters)


def _box(element: ElementTree.Element) -> Box:
    at = element.attrib
    x, y = float(at["x"]), float(at["y"])
    right, bottom = x + float(at["width"]), y + float(at["height"])
    return Box(x, right, y, bottom, filled=at["fill"] != "none")


# -- what is wrong ---------------------------------------------------------------------------------


def collisions(svg: str) -> list[tuple[str, str]]:
    return [(one.text, other.text) for one, other in touching(labels(svg))]


def outside(svg: str) -> list[str]:
    width, height = size(svg)
    picture = Area(0, width, 0, height)
    return [label.text for label in labels(svg) if not picture.holds(label)]


def faults(svg: str, spans: Sequence[Sequence[float]] = ()) -> list[str]:
    """Labels that touch, leave the picture, cross the edge of a box or lie under one.

    Args:
        svg: the drawing.
        spans: left end and right end of each label as something else measured them, in the
            drawing's own units; without them the advance widths of the font tell.
    """
    drawing = parsed(svg)
    width, height = size(drawing)
    found = marks(drawing)
    if spans:
        measured = iter(spans)
        found = [_measured(mark, measured) for mark in found]
    picture = Area(0, width, 0, height)
    written = [mark for mark in found if isinstance(mark, Label)]
    return [
        *(f"{a.text!r} touches {b.text!r}" for a, b in touching(written)),
        *(f"{label.text!r} leaves the picture" for label in written if not picture.holds(label)),
        *_at_boxes(found),
    ]


def touching(areas: Sequence[Label]) -> Iterator[tuple[Label, Label]]:
    """Pairs that overlap, found from the top down."""
    open_ones: list[Label] = []
    for area in sorted(areas, key=lambda area: area.top):
        open_ones = [other for other in open_ones if other.bottom > area.top]
        yield from ((other, area) for other in open_ones if other.touches(area))
        open_ones.append(area)


def _measured(mark: Label | Box, spans: Iterator[Sequence[float]]) -> Label | Box:
    if isinstance(mark, Box):
        return mark
    left, right = next(spans)
    return replace(mark, left=left, right=right)


def _at_boxes(found: Sequence[Label | Box]) -> Iterator[str]:
    """A label stands inside a box that was painted before it, or beside it; never half inside."""
    boxes = [(place, mark) for place, mark in enumerate(found) if isinstance(mark, Box)]
    for place, label in enumerate(found):
        if isinstance(label, Box):
            continue
        for order, box in boxes:
            if not box.touches(label):
                continue
            if order > place and box.filled:
                yield f"{label.text!r} lies under a box"
            elif not box.holds(label):
                yield f"{label.text!r} crosses the edge of a box"

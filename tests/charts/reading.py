"""What is in a drawing, read back from its SVG."""

from dataclasses import dataclass
from itertools import combinations
from xml.etree import ElementTree

from assessments.charts.text import measure

NAMESPACE = "{http://www.w3.org/2000/svg}"
ALLOWED = {"svg", "title", "desc", "rect", "line", "path", "circle", "text"}
ASCENT, DESCENT = 0.7, 0.2
SLACK = 0.6
"""Coordinates are rounded to a tenth, advances to a thousandth of the size."""


@dataclass(frozen=True)
class Label:
    text: str
    left: float
    right: float
    top: float
    bottom: float

    def touches(self, other: "Label") -> bool:
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across > SLACK and down > SLACK


def parsed(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)


def kinds(svg: str) -> set[str]:
    return {element.tag.removeprefix(NAMESPACE) for element in parsed(svg).iter()}


def attributes(svg: str) -> set[str]:
    return {name for element in parsed(svg).iter() for name in element.attrib}


def size(svg: str) -> tuple[float, float]:
    _, _, width, height = map(float, parsed(svg).attrib["viewBox"].split())
    return width, height


def labels(svg: str) -> list[Label]:
    return [_label(element) for element in parsed(svg).iter(f"{NAMESPACE}text")]


def texts(svg: str) -> list[str]:
    return [label.text for label in labels(svg)]


def _label(element: ElementTree.Element) -> Label:
    text, at = element.text or "", element.attrib
    letters = float(at["font-size"])
    width = measure(text, letters, int(at.get("font-weight", 400)))
    x, y = float(at["x"]), float(at["y"])
    left = x - {"start": 0, "middle": width / 2, "end": width}[at.get("text-anchor", "start")]
    return Label(text, left, left + width, y - ASCENT * letters, y + DESCENT * letters)


def collisions(svg: str) -> list[tuple[str, str]]:
    return [(a.text, b.text) for a, b in combinations(labels(svg), 2) if a.touches(b)]


def outside(svg: str) -> list[str]:
    width, height = size(svg)
    return [
        label.text
        for label in labels(svg)
        if label.left < -SLACK
        or label.right > width + SLACK
        or label.top < -SLACK
        or label.bottom > height + SLACK
    ]

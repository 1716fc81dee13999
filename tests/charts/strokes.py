"""Lines of a drawing as points along them, and the labels they run through."""

import re
from collections.abc import Iterator
from xml.etree import ElementTree

from tests.charts.reading import NAMESPACE, SLACK, Box, Label, marked, parsed

STEP = 3.0
"""Distance of the points along a straight line: less than any letter is high."""
ON_A_CURVE = 40
COMMAND = re.compile(r"([MLCQA])([^MLCQAZ]*)")
NUMBER = re.compile(r"-?[\d.]+")

type Point = tuple[float, float]


def crossed(svg: str) -> list[str]:
    """Labels a line runs through, unless a filled box lies between the two."""
    strokes: list[list[Point]] = []
    boxes: list[tuple[int, Box]] = []
    found = []
    for element in parsed(svg).iter():
        mark = marked(element)
        if isinstance(mark, Box) and mark.filled:
            boxes.append((len(strokes), mark))
        elif isinstance(mark, Label):
            covered = max((drawn for drawn, box in boxes if box.holds(mark)), default=0)
            found.append((covered, mark))
        elif element.attrib.get("stroke"):
            strokes.append([*_points(element)])
    return [
        f"a line runs through {label.text!r}"
        for covered, label in found
        if any(_meets(stroke, label) for stroke in strokes[covered:])
    ]


def _meets(points: list[Point], label: Label) -> bool:
    return any(
        label.left + SLACK < x < label.right - SLACK
        and label.top + SLACK < y < label.bottom - SLACK
        for x, y in points
    )


def _points(element: ElementTree.Element) -> Iterator[Point]:
    at = element.attrib
    if element.tag == f"{NAMESPACE}line":
        yield from _straight((float(at["x1"]), float(at["y1"])), (float(at["x2"]), float(at["y2"])))
    for command, numbers in COMMAND.findall(at.get("d", "")):
        values = [float(value) for value in NUMBER.findall(numbers)]
        ends = [*zip(values[::2], values[1::2], strict=False)]
        if command == "M":
            here = ends.pop(0)
        elif command == "C":
            yield from _curve(here, *ends)
        if command in "CQA":
            here = (values[-2], values[-1])
        for end in ends if command in "ML" else ():
            yield from _straight(here, end)
            here = end


def _straight(start: Point, end: Point) -> Iterator[Point]:
    across, down = end[0] - start[0], end[1] - start[1]
    steps = 1 + int(max(abs(across), abs(down)) / STEP)
    for step in range(steps + 1):
        yield start[0] + across * step / steps, start[1] + down * step / steps


def _curve(a: Point, b: Point, c: Point, d: Point) -> Iterator[Point]:
    for step in range(ON_A_CURVE + 1):
        t = step / ON_A_CURVE
        parts = ((1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t**2, t**3)
        yield (
            sum(part * point[0] for part, point in zip(parts, (a, b, c, d), strict=True)),
            sum(part * point[1] for part, point in zip(parts, (a, b, c, d), strict=True)),
        )

"""The cause map for a phone: the same nodes in one list, upstream on top, lines as arcs."""

from collections import defaultdict
from collections.abc import Iterable

from assessments.charts.canvas import Canvas, Paint, Type, number
from assessments.charts.cause_layout import Layout
from assessments.charts.cause_network import CauseNetwork, Link, Node
from assessments.charts.cause_node import Box, draw_row, row_height
from assessments.charts.figure import NARROW
from assessments.charts.text import wrap

GUTTER = 104.0
"""Room for the arcs, left of the list."""
SLOT = 7.0
THINNEST, THICKEST = 1.2, 5.6
CAPITALS = Type(11.5, "ink3", 600)
HEAD = Type(13.5, "ink", 600)
SMALL = Type(12.5, "ink2")


class Arcs:
    """One list of boxes; a line leaves and enters at the left of them."""

    def __init__(self, network: CauseNetwork, layout: Layout) -> None:
        self.network = network
        self.layout = layout
        self.boxes: dict[str, Box] = {}
        self.canvas = Canvas(NARROW, 0, network.title, network.description)

    def svg(self) -> str:
        y = 24.0
        self.canvas.text(0, 12, "UPSTREAM", CAPITALS)
        groups = [*self.groups()]
        for head, nodes in groups:
            y = self.place(head, nodes, y)
        self.slots = self.find_slots()
        for line in sorted(self.network.lines, key=lambda line: (line.from_root, line.share)):
            width = THINNEST + line.share * (THICKEST - THINNEST)
            colour = "flow" if line.from_root else "flow2"
            self.draw_arc(line, Paint(stroke=colour, width=width), width / 2 + 3)
        for loop in self.network.loops:
            self.draw_arc(loop, Paint(stroke="ink2", width=1.3, dash="5 4"), 4)
        for _, nodes in groups:
            for node in nodes:
                box = self.boxes[node.slug]
                draw_row(self.canvas, node, box, self.name_of(node))
        self.draw_end(y)
        return self.canvas.svg()

    def groups(self) -> Iterable[tuple[str, list[Node]]]:
        """Head and nodes of each pillar, in the order of the columns."""
        columns = self.layout.columns
        for slug, name in self.network.columns:
            stops = [
                stop
                for pillar, column in zip(self.layout.pillars, columns, strict=True)
                if pillar == slug
                for stop in column
            ]
            yield name, [self.network.node[stop] for stop in stops if isinstance(stop, str)]
        if self.network.band:
            yield f"{self.network.band_name}, under all pillars", list(self.network.band)

    def name_of(self, node: Node) -> tuple[str, ...]:
        return wrap(node.name, NARROW - GUTTER - 62, 13.5, 600, 2)

    def place(self, head: str, nodes: list[Node], y: float) -> float:
        lines = wrap(head, NARROW - GUTTER, HEAD.size, 600, 2)
        self.canvas.lines(GUTTER, y + 21, lines, HEAD, 1.2)
        y += 26 + (len(lines) - 1) * HEAD.size * 1.2
        self.canvas.line(GUTTER, y, NARROW, y, Paint(stroke="ink", width=1.2))
        y += 6
        for node in nodes:
            height = row_height(self.name_of(node))
            self.boxes[node.slug] = Box(GUTTER, y, NARROW - GUTTER, height)
            y += height + 6
        return y

    def find_slots(self) -> dict[tuple[str, str, str], float]:
        """Ends of arcs at one box, apart from each other and ordered so that arcs nest."""
        ends: dict[str, list[tuple[int, float, Link]]] = defaultdict(list)
        links: list[Link] = [*self.network.lines, *self.network.loops]
        for link in links:
            for slug, other in (
                (link.driver, link.dependent),
                (link.dependent, link.driver),
            ):
                way = self.boxes[other].y - self.boxes[slug].y
                ends[slug].append((int(way > 0), -way, link))
        found = {}
        for slug, arcs in ends.items():
            box = self.boxes[slug]
            pitch = min(SLOT, (box.height - 10) / max(1, len(arcs) - 1))
            arcs.sort(key=lambda arc: arc[:2])
            for place, (_, _, link) in enumerate(arcs):
                offset = (place - (len(arcs) - 1) / 2) * pitch
                found[slug, link.driver, link.dependent] = box.y + box.height / 2 + offset
        return found

    def draw_arc(self, link: Link, paint: Paint, half: float) -> None:
        start = self.slots[link.driver, link.driver, link.dependent]
        end = self.slots[link.dependent, link.driver, link.dependent]
        span = abs(end - start)
        farther = 12 if paint.dash else 0  # beside the line that runs the other way
        reach = GUTTER - 3 - farther - 1.25 * min(GUTTER - 14, 14 + span * 0.13)
        lean = span * 0.08 * (1 if end > start else -1)
        self.canvas.path(
            f"M{number(GUTTER)} {number(start)}C{number(reach)} {number(start + lean)}"
            f" {number(reach)} {number(end - lean)} {number(GUTTER - 8)} {number(end)}",
            paint,
        )
        self.canvas.arrow_right(GUTTER - 1, end, 7, half, paint.stroke or "ink2")

    def draw_end(self, y: float) -> None:
        self.canvas.text(0, y + 14, "DOWNSTREAM", CAPITALS)
        y += 20
        loops = [f"Loop, dashed: {loop.sentence}." for loop in self.network.loops]
        for note in [*loops, *self.network.notes]:
            for line in wrap(note, NARROW, SMALL.size, 400, 4):
                y += 16
                self.canvas.text(0, y, line, SMALL)
        self.canvas.height = y + 8

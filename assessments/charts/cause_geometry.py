"""The measures of a cause map in columns: where columns, lanes, tracks and slots lie."""

from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass

from assessments.charts.canvas import number
from assessments.charts.cause_layout import BETWEEN, NODE, Layout, Stop
from assessments.charts.cause_network import CauseNetwork, Link, Loop
from assessments.charts.cause_node import Box

SLOT = 9.0
"""Lines leave and enter a node at most this far apart."""
TRACK = 6.0
"""Distance between lines that run side by side through a gutter or under the columns."""
EDGE = 34.0
"""Room beside the outer columns, where lines turn there."""
CORNER = 6.0
WIDEST_GAP = 220.0
LOOP_LANE = 24.0
BAND_LABEL = 168.0
"""Room for the name of the band, left of its nodes."""


@dataclass(frozen=True)
class Sizes:
    """What differs between page and paper."""

    width: float
    node: float
    height: float
    least_node: float
    least_gap: float
    type: float

    @property
    def scale(self) -> float:
        return (self.height + (9 if self.height < NODE else BETWEEN)) / (NODE + BETWEEN)


ON_PAGE = Sizes(width=1180, node=172, height=60, least_node=136, least_gap=52, type=13)
ON_PAPER = Sizes(width=986, node=152, height=51, least_node=116, least_gap=44, type=11.8)

type End = tuple[str, str]
"""A node and one of its sides: left, right or top."""


class Geometry:
    """Where everything of a layout lies on the canvas, all in its units."""

    def __init__(self, network: CauseNetwork, layout: Layout, sizes: Sizes) -> None:
        self.network = network
        self.layout = layout
        self.sizes = sizes
        columns = layout.columns
        self.first = {
            next(stop for stop in column if isinstance(stop, str))
            for column in columns
            if any(isinstance(stop, str) for stop in column)
        }
        self.below = [line for line in network.lines if self._is_below(line)]
        self.loops_below = [loop for loop in network.loops if self._is_below(loop)]
        self.loops_above = [loop for loop in network.loops if not self._is_below(loop)]
        self._measure_columns(len(columns))
        self._tracks: dict[tuple[int, str], list[Hashable]] = defaultdict(list)

    def _is_below(self, link: Link) -> bool:
        columns = self.layout.column_of
        return link.driver not in columns or link.dependent not in columns

    def _measure_columns(self, count: int) -> None:
        sizes = self.sizes
        self.left = EDGE if self._turns_at_left() else 0.0
        self.right = EDGE if self._turns_at_right(count - 1) else 0.0
        least = count * sizes.least_node + (count - 1) * sizes.least_gap + self.left + self.right
        self.width = max(sizes.width, least)
        room = self.width - self.left - self.right
        self.node = min(sizes.node, (room - (count - 1) * sizes.least_gap) / count)
        gaps = (room - count * self.node) / (count - 1) if count > 1 else 0.0
        self.gap = min(gaps, WIDEST_GAP)
        self.end = self.left + count * self.node + (count - 1) * self.gap

    def _turns_at_left(self) -> bool:
        columns = self.layout.column_of
        links: list[Link] = [*self.below, *self.loops_below]
        return any(columns.get(link.dependent) == 0 for link in links) or any(
            columns[loop.dependent] == 0 and loop.dependent not in self.first
            for loop in self.loops_above
        )

    def _turns_at_right(self, last: int) -> bool:
        columns, layout = self.layout.column_of, self.layout
        links: list[Link] = [*self.below, *self.loops_below]
        beside = (
            columns.get(line.driver) == columns.get(line.dependent) == last
            and layout.glued.get(line.driver) != line.dependent
            for line in self.network.lines
        )
        return (
            any(columns.get(link.driver) == last for link in links)
            or any(beside)
            or any(
                columns[loop.driver] == last and loop.driver not in self.first
                for loop in self.loops_above
            )
        )

    def place(self, top: float) -> None:
        """Say where the columns begin; everything below follows."""
        self.top = top
        self.bottom = top + self.layout.height * self.sizes.scale
        below: list[Link] = [*self.below, *self.loops_below]
        self.lanes = list(dict.fromkeys(self.lane_key(link) for link in below))
        self.band = self.bottom + 24 + TRACK * len(self.lanes)
        self.boxes = {slug: self._box(slug) for slug in self.layout.column_of}
        self.boxes |= self._band_boxes()
        self.slots = self._slots()

    def x(self, column: int) -> float:
        return self.left + column * (self.node + self.gap)

    def y(self, stop: Stop) -> float:
        return self.top + self.layout.y[stop] * self.sizes.scale

    def _box(self, slug: str) -> Box:
        height = self.sizes.height
        x = self.x(self.layout.column_of[slug])
        return Box(x, self.y(slug) - height / 2, self.node, height)

    def _band_boxes(self) -> dict[str, Box]:
        """Side by side, each as near as may be to the columns it has lines to."""
        nodes = [node.slug for node in self.network.band]
        if not nodes:
            return {}
        order = sorted(nodes, key=self._ideal)
        width = min(self.node, (self.width - BAND_LABEL - 12) / len(nodes) - 12)
        ends = [
            self.width - 12 - (len(order) - place) * (width + 12) + 12
            for place in range(len(order))
        ]
        found, x = {}, BAND_LABEL
        for slug, latest in zip(order, ends, strict=True):
            x = min(max(x, self._ideal(slug) - width / 2), latest)
            found[slug] = Box(x, self.band + 7, width, self.sizes.height)
            x += width + 12
        return found

    def _ideal(self, slug: str) -> float:
        columns = self.layout.column_of
        near = [
            columns[other]
            for line in self.below
            for other in (line.driver, line.dependent)
            if slug in (line.driver, line.dependent) and other in columns
        ]
        middle = sum(near) / len(near) if near else len(self.layout.columns) / 2
        return self.x(0) + middle * (self.node + self.gap)

    # -- lines -------------------------------------------------------------------------------------

    def lane_key(self, link: Link) -> tuple[str, str]:
        """Lines out of one node of the band, or into it, share a lane under the columns."""
        if isinstance(link, Loop):
            return f"loop {link.driver}", link.dependent
        return ("out", link.driver) if self._starts_in_band(link) else ("in", link.dependent)

    def _starts_in_band(self, link: Link) -> bool:
        return link.driver not in self.layout.column_of

    def lane(self, link: Link) -> float:
        return self.bottom + 14 + TRACK * self.lanes.index(self.lane_key(link))

    def track(self, column: int, side: str, key: Hashable) -> float:
        """The next free way up or down beside a column; the same key finds its own again."""
        taken = self._tracks[column, side]
        if key not in taken:
            taken.append(key)
        outer = column == (0 if side == "left" else len(self.layout.pillars) - 1)
        room = EDGE - 10 if outer else max(self.gap / 2 - 8, TRACK)
        offset = 12 + TRACK * taken.index(key) % room
        return self.x(column) - offset if side == "left" else self.x(column) + self.node + offset

    def ends(self, link: Link) -> tuple[End, End]:
        """The sides at which a link leaves its driver and enters its dependent."""
        columns = self.layout.column_of
        start, end = columns.get(link.driver), columns.get(link.dependent)
        if isinstance(link, Loop) and start is not None and end is not None:
            leaves = "top" if link.driver in self.first else "right"
            return (link.driver, leaves), (
                link.dependent,
                "top" if link.dependent in self.first else "left",
            )
        if start is None or end is None:
            return (
                (link.driver, "top" if start is None else "right"),
                (link.dependent, "top" if end is None else "left"),
            )
        if start == end:
            return (link.driver, "right"), (link.dependent, "right")
        forward = end > start
        return (
            (link.driver, "right" if forward else "left"),
            (link.dependent, "left" if forward else "right"),
        )

    def _slots(self) -> dict[tuple[Link, End], float]:
        """Offset of each link from the middle of the side it leaves or enters at."""
        wanted: dict[End, list[tuple[float, Link]]] = defaultdict(list)
        for link in self._drawn():
            start, end = self.ends(link)
            wanted[start].append((self._toward(link, end[0]), link))
            wanted[end].append((self._toward(link, start[0]), link))
        found: dict[tuple[Link, End], float] = {}
        for side, links in wanted.items():
            length = self.boxes[side[0]].width if side[1] == "top" else self.boxes[side[0]].height
            pitch = min(SLOT, (length - 16) / max(1, len(links) - 1))
            links.sort(key=lambda found: found[0])
            for place, (_, link) in enumerate(links):
                found[link, side] = (place - (len(links) - 1) / 2) * pitch
        return found

    def _drawn(self) -> Iterable[Link]:
        glued = self.layout.glued
        yield from (line for line in self.network.lines if glued.get(line.driver) != line.dependent)
        yield from self.network.loops

    def _toward(self, link: Link, other: str) -> float:
        """Where a link comes from or goes to, to sort the slots of one side."""
        if isinstance(link, Loop) and link in self.loops_above:
            return -1.0
        if link in self.below or isinstance(link, Loop):
            return self.boxes[other].x + 10_000
        bends = self.layout.bends.get(link)
        return self.y(bends[0 if other == link.dependent else -1] if bends else other)

    def slot(self, link: Link, end: End) -> float:
        """The height of a side slot, or the way across of a slot on top."""
        box = self.boxes[end[0]]
        middle = box.x + box.width / 2 if end[1] == "top" else box.y + box.height / 2
        return middle + self.slots[link, end]


def rounded(points: list[tuple[float, float]]) -> str:
    """A path along level and upright lines, with small rounded corners."""
    data = [f"M{number(points[0][0])} {number(points[0][1])}"]
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        start, end = _short_of(corner, before), _short_of(corner, after)
        data.append(f"L{start}Q{number(corner[0])} {number(corner[1])} {end}")
    data.append(f"L{number(points[-1][0])} {number(points[-1][1])}")
    return "".join(data)


def _short_of(corner: tuple[float, float], other: tuple[float, float]) -> str:
    """The point a corner's radius, or half the way, from the corner towards the other point."""
    across, down = other[0] - corner[0], other[1] - corner[1]
    length = max(abs(across), abs(down), 0.01)
    part = min(CORNER, length / 2) / length
    return f"{number(corner[0] + across * part)} {number(corner[1] + down * part)}"

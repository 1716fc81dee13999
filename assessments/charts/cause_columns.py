"""The cause map for page and paper: columns from left to right, overlays as a band beneath."""

from itertools import pairwise

from assessments.charts.canvas import Canvas, Paint, Type, number
from assessments.charts.cause_geometry import (
    LOOP_LANE,
    ON_PAGE,
    ON_PAPER,
    End,
    Geometry,
    rounded,
)
from assessments.charts.cause_layout import Layout
from assessments.charts.cause_network import CauseNetwork, Line, Link, Loop
from assessments.charts.cause_node import draw_node
from assessments.charts.icons import draw_icon
from assessments.charts.text import cut, measure, wrap
from assessments.sentences import percent

UPSTREAM, DOWNSTREAM = "UPSTREAM: WHERE IT STARTS", "DOWNSTREAM: WHERE IT SHOWS"
SMALL = Type(12.5, "ink2")
CAPITALS = Type(11.5, "ink3", 600)
HEAD = Type(14.5, "ink", 600)
SHARE = Type(11.5, "ink", 600, "middle")
PILL = Paint(fill="sheet", stroke="flow")
DASHED = Paint(stroke="ink2", width=1.4, dash="5 4")
THINNEST, THICKEST = 1.4, 7.6
HEADROOM = 44.0
"""Where the names of the pillars begin."""


def stroke_of(line: Line) -> float:
    return THINNEST + line.share * (THICKEST - THINNEST)


def colour_of(line: Line) -> str:
    return "flow" if line.from_root else "flow2"


class Columns:
    """One drawing of the map, on the page or on landscape paper."""

    def __init__(self, network: CauseNetwork, layout: Layout, on_paper: bool = False) -> None:
        self.network = network
        self.layout = layout
        self.sizes = ON_PAPER if on_paper else ON_PAGE
        self.at = Geometry(network, layout, self.sizes)
        self.canvas = Canvas(self.at.width, 0, network.title, network.description)

    def svg(self) -> str:
        self.draw_stream()
        rule = self.draw_heads()
        self.lanes = rule + 22
        self.at.place(rule + 24 + LOOP_LANE * len(self.at.loops_above))
        self.draw_band()
        for line in sorted(self.network.lines, key=lambda line: (line.from_root, line.share)):
            self.draw_line(line)
        for place, loop in enumerate(self.at.loops_above):
            self.draw_loop_above(loop, self.lanes + LOOP_LANE * place)
        for loop in self.at.loops_below:
            self.canvas.path(rounded(self.under(loop)), DASHED)
            self.draw_head_of(loop)
        for node in self.network.nodes:
            draw_node(self.canvas, node, self.at.boxes[node.slug], self.sizes.type)
        self.draw_shares()
        self.draw_notes()
        return self.canvas.svg()

    # -- around the nodes ----------------------------------------------------------------------

    def draw_stream(self) -> None:
        """The direction in which a map is read, over all columns."""
        if len(self.layout.columns) < 2:
            return
        ends = [measure(text, CAPITALS.size, 600) for text in (UPSTREAM, DOWNSTREAM)]
        right = max(self.at.end, sum(ends) + 100)
        start, end = ends[0] + 14, right - ends[1] - 14
        line = Paint(stroke="line2")
        self.canvas.text(0, 14, UPSTREAM, CAPITALS)
        self.canvas.text(right, 14, DOWNSTREAM, Type(11.5, "ink3", 600, "end"))
        self.canvas.line(start, 10, end, 10, line)
        self.canvas.polyline([(end - 6, 6), (end, 10), (end - 6, 14)], line)

    def draw_heads(self) -> float:
        """The pillars' names over their columns; returns where the rule under them lies."""
        pillars = self.layout.pillars
        heads: list[tuple[float, float, tuple[str, ...]]] = []
        for slug, name in self.network.columns:
            first = pillars.index(slug)
            last = len(pillars) - 1 - pillars[::-1].index(slug)
            start, end = self.at.x(first), self.at.x(last) + self.at.node
            heads.append((start, end, wrap(name, end - start, HEAD.size, 600, 2)))
        most = max(len(lines) for _, _, lines in heads)
        room = HEADROOM if len(self.layout.columns) > 1 else HEADROOM / 2
        rule = room + (most - 1) * 17 + 8
        for start, end, lines in heads:
            self.canvas.line(start, rule, end, rule, Paint(stroke="ink", width=1.4))
            first_line = rule - 8 - (len(lines) - 1) * 17
            self.canvas.lines(start, first_line, lines, HEAD, 17 / HEAD.size)
        return rule

    def draw_band(self) -> None:
        self.end = self.at.bottom
        if not self.network.has_band:
            return
        top, nodes = self.at.band, self.network.band
        height = self.sizes.height + 14 if nodes else 34
        box = Paint(fill="d1", stroke="line2")
        self.canvas.rect(0.5, top, self.at.width - 1, height, box)
        self.end = top + height
        if nodes:
            name = wrap(self.network.band_name, 142, HEAD.size, 600, 1)
            self.canvas.lines(14, top + height / 2 - 4, name, HEAD)
            self.canvas.text(14, top + height / 2 + 14, self.network.overlay_remark, SMALL)
            return
        short = cut(self.network.band_name, 300, HEAD.size, 600)
        self.canvas.text(14, top + 22, short, HEAD)
        x = 14 + measure(short, HEAD.size, 600) + 12
        self.canvas.text(x, top + 22, self.network.overlay_remark, SMALL)

    def draw_notes(self) -> None:
        below = [f"Loop below: {loop.sentence}." for loop in self.at.loops_below]
        y = self.end + 6
        for note in [*below, *self.network.notes]:
            for line in wrap(note, self.at.width, SMALL.size, 400, 2):
                y += 16
                self.canvas.text(0, y, line, SMALL)
        self.canvas.height = y + 6

    # -- lines -----------------------------------------------------------------------------------

    def draw_line(self, line: Line) -> None:
        if self.layout.glued.get(line.driver) == line.dependent:
            self.draw_glue(line)
            return
        paint = Paint(stroke=colour_of(line), width=stroke_of(line))
        if line in self.at.below:
            data = rounded(self.under(line))
        elif line in self.layout.bends:
            data = self.across(line)
        else:
            data = self.beside(line)
        self.canvas.path(data, paint)
        self.draw_head_of(line)

    def draw_glue(self, line: Line) -> None:
        """A short way straight down to the dependent right under its driver."""
        above, under = self.at.boxes[line.driver], self.at.boxes[line.dependent]
        x, start, end = above.x + 24, above.y + above.height, under.y
        width, colour = stroke_of(line), colour_of(line)
        self.canvas.line(x, start, x, end - 5, Paint(stroke=colour, width=width))
        self.canvas.arrow_down(x, end, 6, width / 2 + 3, colour)

    def draw_head_of(self, link: Link) -> None:
        slug, side = end = self.at.ends(link)[1]
        box, slot = self.at.boxes[slug], self.at.slot(link, end)
        colour = colour_of(link) if isinstance(link, Line) else "ink2"
        half = stroke_of(link) / 2 + 3 if isinstance(link, Line) else 4
        if side == "top":
            self.canvas.arrow_down(slot, box.y - 1, 7, half, colour)
        elif side == "left":
            self.canvas.arrow_right(box.x - 1, slot, 7, half, colour)
        else:
            self.canvas.arrow_right(box.x + box.width + 1, slot, -7, half, colour)

    def across(self, line: Line) -> str:
        """Level curves from column to column, straight through the lanes kept for the line."""
        start, end = self.at.ends(line)
        forward = start[1] == "right"
        box, target = self.at.boxes[line.driver], self.at.boxes[line.dependent]
        points = [(box.x + (box.width if forward else 0), self.at.slot(line, start))]
        for bend in self.layout.bends[line]:
            x, y = self.at.x(bend.column), self.at.y(bend)
            lane = [(x - 4, y), (x + self.at.node + 4, y)]
            points += lane if forward else lane[::-1]
        x = target.x - 7 if forward else target.x + target.width + 7
        points.append((x, self.at.slot(line, end)))
        return _level_curves(points)

    def beside(self, line: Line) -> str:
        """Out and back at the right of one column."""
        start, end = self.at.ends(line)
        y1, y2 = self.at.slot(line, start), self.at.slot(line, end)
        box = self.at.boxes[line.driver]
        right = box.x + box.width
        reach = right + min(max(self.at.gap * 0.6, 28), 16 + abs(y2 - y1) * 0.16)
        return (
            f"M{number(right)} {number(y1)}C{number(reach)} {number(y1)} {number(reach)}"
            f" {number(y2)} {number(right + 7)} {number(y2)}"
        )

    def under(self, link: Link) -> list[tuple[float, float]]:
        """From or to the band: along a lane under the columns, up and down in the gutters."""
        start, end = self.at.ends(link)
        lane, key = self.at.lane(link), self.at.lane_key(link)
        points = [*self.way_out(link, start, lane, key)]
        slot, box = self.at.slot(link, end), self.at.boxes[end[0]]
        if end[1] == "top":
            return [*points, (slot, lane), (slot, box.y - 7)]
        track = self.at.track(self.layout.column_of[end[0]], "left", key)
        return [*points, (track, lane), (track, slot), (box.x - 7, slot)]

    def way_out(
        self, link: Link, start: tuple[str, str], lane: float, key: tuple[str, str]
    ) -> list[tuple[float, float]]:
        slot, box = self.at.slot(link, start), self.at.boxes[start[0]]
        if start[1] == "top":
            return [(slot, box.y), (slot, lane)]
        track = self.at.track(self.layout.column_of[start[0]], "right", key)
        return [(box.x + box.width, slot), (track, slot), (track, lane)]

    def draw_loop_above(self, loop: Loop, lane: float) -> None:
        """A dashed bracket in a lane of its own, its sentence on it."""
        start, end = self.at.ends(loop)
        points = self.way_out(loop, start, lane, ("above", loop.driver))
        slot, box = self.at.slot(loop, end), self.at.boxes[loop.dependent]
        if end[1] == "top":
            points += [(slot, lane), (slot, box.y - 7)]
        else:
            track = self.at.track(
                self.layout.column_of[loop.dependent], "left", ("above", loop.dependent)
            )
            points += [(track, lane), (track, slot), (box.x - 7, slot)]
        self.canvas.path(rounded(points), DASHED)
        self.draw_head_of(loop)
        ends = sorted(x for x, y in points if y == lane)
        self.draw_sentence(f"Loop: {loop.sentence}", lane, ends[0], ends[-1])

    def draw_sentence(self, sentence: str, y: float, start: float, end: float) -> None:
        """On the lane if it is long enough, else beside it, where there is more room."""
        need = measure(sentence, SMALL.size) + 20
        if need + 24 <= end - start:
            x = (start + end - need) / 2
        elif self.at.width - end >= min(start, need + 10):
            x = end + 10
            need = min(need, self.at.width - x)
        else:
            need = min(need, start - 10)
            x = start - 10 - need
        self.canvas.rect(x - 4, y - 9, need + 8, 18, Paint(fill="sheet"))
        draw_icon(self.canvas, "loop", x, y - 7, 14, "ink2")
        self.canvas.text(x + 20, y + 4, cut(sentence, need - 20, SMALL.size), SMALL)

    # -- shares ----------------------------------------------------------------------------------

    def draw_shares(self) -> None:
        """A share just before its arrow head; a lower one steps down if two would touch."""
        done: list[tuple[float, float]] = []
        for x, y, text in sorted(map(self.share_at, self.named()), key=lambda found: found[1]):
            for other_x, other_y in done:
                if abs(other_x - x) < 44 and abs(other_y - y) < 17:
                    y = other_y + 17
            done.append((x, y))
            width = measure(text, SHARE.size, 600) + 8
            self.canvas.rect(x - width / 2, y - 8, width, 16, PILL, radius=8)
            self.canvas.text(x, y + 4, text, SHARE)

    def named(self) -> list[Line]:
        return [line for line in self.network.lines if line.named]

    def share_at(self, line: Line) -> tuple[float, float, str]:
        text = percent(line.share)
        half = measure(text, SHARE.size, 600) / 2 + 4
        box = self.at.boxes[line.dependent]
        if self.layout.glued.get(line.driver) == line.dependent:
            above = self.at.boxes[line.driver]
            middle = (above.y + above.height + box.y) / 2
            return above.x + 34 + half, middle, text
        end = self.at.ends(line)[1]
        slot = self.at.slot(line, end)
        if end[1] == "top":
            return slot + (10 + half) * self.freer_side(line, end, 2 * half), box.y - 16, text
        before = 11 + half
        if end[1] == "right":
            return box.x + box.width + before, slot, text
        if box.x - before < half:  # no room beside the first column: under the arrow head
            return half, slot + 15, text
        return box.x - before, slot, text

    def freer_side(self, line: Line, end: End, width: float) -> int:
        """Left (-1) or right (1) of an arrow into a top, wherever fewer lines stand beside it."""
        here = self.at.slot(line, end)
        others = [self.at.slot(link, side) - here for link, side in self.at.slots if side == end]
        left = sum(-width - 10 < other < 0 for other in others)
        right = sum(0 < other < width + 10 for other in others)
        return -1 if left < right else 1


def _level_curves(points: list[tuple[float, float]]) -> str:
    """Curves between the first two points, the next two, …; straight lines in between."""
    data = [f"M{number(points[0][0])} {number(points[0][1])}"]
    for place, ((x1, y1), (x2, y2)) in enumerate(pairwise(points)):
        if place % 2:
            data.append(f"L{number(x2)} {number(y2)}")
        else:
            half = (x2 - x1) / 2
            data.append(
                f"C{number(x1 + half)} {number(y1)} {number(x2 - half)} {number(y2)}"
                f" {number(x2)} {number(y2)}"
            )
    return "".join(data)

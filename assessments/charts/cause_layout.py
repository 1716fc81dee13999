"""Where the nodes of a cause map lie: columns, their order, and heights. Layered, deterministic.

After Sugiyama: a column per pillar, lines across more than one column keep a lane of their own in
each column between, barycentre sweeps order the columns, relaxation pulls nodes to the mean of
their neighbours. The same network always gives the same picture. Lengths are those of the widest
drawing; smaller ones scale them.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from assessments.charts.cause_network import CauseNetwork, Line

NODE, LANE = 60.0, 8.0
"""Height of a node, and of the lane a line keeps in a column it passes."""
BETWEEN, GLUE = 18.0, 30.0
"""Distance between neighbours in a column, and between a driver and the dependent under it."""
ONE_COLUMN = 5
"""A pillar with more nodes than this gets a second column."""
IN_A_COLUMN = 6
"""A column of a pillar with several columns takes no more than this, while there is another."""
MOST_COLUMNS = 6
"""Beyond this many in all, no pillar gets a third column."""
SWEEPS = 12
RELAXATIONS = 40
STILL = 1.0
"""Once no node moves farther than this, relaxation has settled."""
LANE_PULL = 2.0
"""Lanes pull twice as hard as nodes, so that long lines run straight."""


class Bend(NamedTuple):
    """Where a line passes through a column it does not end in."""

    driver: str
    dependent: str
    column: int


type Stop = str | Bend
type Block = list[Stop]
"""Stops that move as one: a driver with its dependent right under it, or a single stop."""


def columns_of_pillar(nodes: Sequence[str], lines: Iterable[Line], most: int) -> list[list[str]]:
    """One column, or up to `most` for many nodes: what drives inside the pillar comes first."""
    if len(nodes) <= ONE_COLUMN:
        return [list(nodes)]
    levels = levels_of(nodes, lines)
    wanted = max([2, *(level + 1 for level in levels.values())])
    columns: list[list[str]] = [[] for _ in range(min(wanted, most))]
    for node in sorted(levels, key=levels.__getitem__):
        at = min(levels[node], len(columns) - 1)
        while at < len(columns) - 1 and len(columns[at]) >= IN_A_COLUMN:
            at += 1
        columns[at].append(node)
    for node in nodes:
        if node not in levels:
            min(columns, key=len).append(node)
    return [column for column in columns if column]


def levels_of(nodes: Sequence[str], lines: Iterable[Line]) -> dict[str, int]:
    """Node with a line inside the pillar → steps of the longest way to it."""
    inside = set(nodes)
    inner = [line for line in lines if line.driver in inside and line.dependent in inside]
    level = {end: 0 for line in inner for end in (line.driver, line.dependent)}
    for _ in nodes:
        for line in inner:
            level[line.dependent] = max(level[line.dependent], level[line.driver] + 1)
    order = {node: place for place, node in enumerate(nodes)}
    return {node: min(level[node], len(nodes)) for node in sorted(level, key=order.__getitem__)}


class Layout:
    """Columns of stops from left to right and top to bottom, and the height of each stop's middle.

    `y` starts at 0 with the top of the highest node; `pillars` has the pillar of each column;
    `glued` maps a driver to the dependent right under it; `bends` has the lines between columns
    and where they pass others, driver first. Lines that end in the band are not laid out here.
    """

    def __init__(self, network: CauseNetwork) -> None:
        self.network = network
        self.pillars: list[str] = []
        self.column_of: dict[str, int] = {}
        self.bends: dict[Line, tuple[Bend, ...]] = {}
        self.glued: dict[str, str] = {}
        self.blocks: list[list[Block]] = []
        self._place_nodes()
        self._route_lines()
        self._order()
        self.y = self._relaxed()
        self._rest_at_zero()

    @property
    def columns(self) -> list[list[Stop]]:
        return [[stop for block in column for stop in block] for column in self.blocks]

    def _place_nodes(self) -> None:
        nodes: dict[str, list[str]] = {slug: [] for slug, _ in self.network.columns}
        for node in self.network.nodes:
            nodes.get(node.pillar, []).append(node.slug)
        large = sum(len(inside) > ONE_COLUMN for inside in nodes.values())
        most = 1 + max(1, (MOST_COLUMNS - len(nodes)) // max(1, large))
        columns: list[list[str]] = []
        for pillar, inside in nodes.items():
            for column in columns_of_pillar(inside, self.network.lines, most):
                columns.append(column)
                self.pillars.append(pillar)
        self.column_of = {node: at for at, column in enumerate(columns) for node in column}
        self._glue()
        below = set(self.glued.values())
        for column in columns:
            self.blocks.append([self._chain(node) for node in column if node not in below])

    def _glue(self) -> None:
        """Put dependents right under their drivers, the strongest lines first."""
        taken: set[str] = set()
        for line in sorted(self.network.lines, key=lambda line: -line.share):
            if not self._in_one_column(line) or line.driver in self.glued:
                continue
            if line.dependent not in taken and line.driver not in self._chain(line.dependent):
                self.glued[line.driver] = line.dependent
                taken.add(line.dependent)

    def _in_one_column(self, line: Line) -> bool:
        at = self.column_of.get(line.driver)
        return at is not None and at == self.column_of.get(line.dependent)

    def _chain(self, node: str) -> Block:
        chain: Block = [node]
        while node in self.glued:
            node = self.glued[node]
            chain.append(node)
        return chain

    def _route_lines(self) -> None:
        for line in self.network.lines:
            start, end = self.column_of.get(line.driver), self.column_of.get(line.dependent)
            if start is None or end is None or start == end:
                continue
            step = 1 if end > start else -1
            between = range(start + step, end, step)
            bends = tuple(Bend(line.driver, line.dependent, column) for column in between)
            for bend in bends:
                self.blocks[bend.column].append([bend])
            self.bends[line] = bends

    def _neighbours(self) -> dict[Stop, list[Stop]]:
        found: dict[Stop, list[Stop]] = defaultdict(list)
        for line, bends in self.bends.items():
            path: tuple[Stop, ...] = (line.driver, *bends, line.dependent)
            for before, after in pairwise(path):
                found[before].append(after)
                found[after].append(before)
        return found

    def _order(self) -> None:
        """Sweep over the columns, there and back; each block goes to the mean of its neighbours."""
        self.neighbours = self._neighbours()
        place: dict[Stop, float] = {}
        for column in self.blocks:
            self._number(column, place)
        for sweep in range(SWEEPS):
            for column in self.blocks if sweep % 2 == 0 else reversed(self.blocks):
                column.sort(key=lambda block: self._wanted(block, place))
                self._number(column, place)

    def _number(self, column: list[Block], place: dict[Stop, float]) -> None:
        stops = [stop for block in column for stop in block]
        last = max(1, len(stops) - 1)
        for index, stop in enumerate(stops):
            place[stop] = index / last if len(stops) > 1 else 0.5

    def _wanted(self, block: Block, place: dict[Stop, float]) -> float:
        near = [place[other] for stop in block for other in self.neighbours.get(stop, ())]
        if near:
            return sum(near) / len(near)
        return place[block[0]] + (1.0 if len(block) == 1 else 0.0)  # what stands alone sinks

    def _relaxed(self) -> dict[Stop, float]:
        """Pull each block to its neighbours, keeping the order, the distances and the height."""
        columns = [[_Pack(block, self.neighbours) for block in column] for column in self.blocks]
        tallest = max(_height(column) for column in columns)
        y: dict[Stop, float] = {}
        for column in columns:
            _stack(column, (tallest - _height(column)) / 2, y)
        for turn in range(RELAXATIONS):
            moved = 0.0
            for column in columns if turn % 2 else reversed(columns):
                wanted = [pack.wanted(y) for pack in column]
                moved = max(moved, _settle(column, wanted, tallest, y))
            if moved < STILL:
                break
        return y

    def _rest_at_zero(self) -> None:
        top = min(y - height_of(stop) / 2 for stop, y in self.y.items())
        self.y = {stop: y - top for stop, y in self.y.items()}
        self.height = max(y + height_of(stop) / 2 for stop, y in self.y.items())


def height_of(stop: Stop) -> float:
    return LANE if isinstance(stop, Bend) else NODE


class _Pack:
    """A block with its height, the distance of each stop's middle from its top, and its pulls.

    A pull is a neighbour, the distance of the stop it pulls at, and how hard it pulls.
    """

    __slots__ = ("height", "pulls", "stops", "weight")

    def __init__(self, block: Block, neighbours: Mapping[Stop, Sequence[Stop]]) -> None:
        single = height_of(block[0])
        self.stops = [
            (stop, single / 2 + place * (NODE + GLUE)) for place, stop in enumerate(block)
        ]
        self.height = single + (len(block) - 1) * (NODE + GLUE)

        self.pulls = [
            (other, offset, LANE_PULL if isinstance(other, Bend) else 1.0)
            for stop, offset in self.stops
            for other in neighbours.get(stop, ())
        ]
        self.weight = sum(pull for _, _, pull in self.pulls)

    def wanted(self, y: Mapping[Stop, float]) -> float:
        """Where the top would lie, halfway between here and the mean of the neighbours."""
        first, offset = self.stops[0]
        here = y[first] - offset
        if not self.pulls:
            return here
        total = sum([pull * (y[other] - inner) for other, inner, pull in self.pulls])
        return (here + total / self.weight) / 2


def _height(column: Sequence[_Pack]) -> float:
    return sum(pack.height for pack in column) + BETWEEN * (len(column) - 1)


def _stack(column: Sequence[_Pack], top: float, y: dict[Stop, float]) -> None:
    for pack in column:
        for stop, offset in pack.stops:
            y[stop] = top + offset
        top += pack.height + BETWEEN


def _settle(
    column: Sequence[_Pack], tops: list[float], tallest: float, y: dict[Stop, float]
) -> float:
    """Move the blocks to the tops they want as far as order and room allow; how far that was."""
    floor = 0.0
    for index, pack in enumerate(column):
        tops[index] = floor = max(tops[index], floor)
        floor += pack.height + BETWEEN
    ceiling = tallest
    for index in range(len(column) - 1, -1, -1):
        tops[index] = min(tops[index], ceiling - column[index].height)
        ceiling = tops[index] - BETWEEN
    moved = 0.0
    for pack, top in zip(column, tops, strict=True):
        moved = max(moved, abs(top + pack.stops[0][1] - y[pack.stops[0][0]]))
        for stop, offset in pack.stops:
            y[stop] = top + offset
    return moved

"""Which links drive, and in what order: the graph laid out for sums over many draws at once.

Arrays that belong to items have shape (n, draws), arrays that belong to links (m, draws). Links
are kept sorted by dependent (and, on the way down, by driver), so that a sum over the links of an
item is one call for all items.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from assessments.engine.constants import MOST_STRENGTH
from assessments.engine.problem import Case, Floats, Ints
from ecosystem.graph import waves, without_loops


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """The links in the order of the items at one of their ends."""

    order: Ints  # of the network's links
    items: Ints  # with at least one link, in the order of the links
    starts: Ints  # where each item's links start
    steps: tuple[tuple[slice, slice], ...]  # links and items of each wave after the first

    def sums(self, values: Floats) -> Floats:
        """Sum of (links in this order, draws) for every item that has links."""
        return np.add.reduceat(values, self.starts, axis=0)

    def largest(self, values: Floats) -> Floats:
        """Largest of (links in this order, draws) for every item that has links."""
        return np.maximum.reduceat(values, self.starts, axis=0)

    def walk(self) -> Iterator[tuple[slice, Ints, Ints]]:
        """Wave by wave: its links, the items they belong to, and where each item's start."""
        for links, items in self.steps:
            yield links, self.items[items], self.starts[items] - links.start


@dataclass(frozen=True, slots=True, eq=False)
class Network:
    """The drive links of an organisation: no loop, no parallel, no link of an item to itself."""

    n: int
    driver: Ints
    dependent: Ints
    strength: Floats  # (m, 1)
    source: Ints  # index of each link among those of the problem
    loops: Ints  # (k, 2) links set aside because they would close a loop
    into: Side
    out_of: Side

    def over_drivers(self, values: Floats) -> Floats:
        """Sum of link values over the links into each item; 0 for an item without drivers."""
        sums = np.zeros((self.n, values.shape[1]))
        if self.driver.size:
            sums[self.into.items] = self.into.sums(values)
        return sums

    def over_dependents(self, values: Floats) -> Floats:
        """Sum of link values over the links out of each item; 0 for an item nothing hangs on."""
        sums = np.zeros((self.n, values.shape[1]))
        if self.driver.size:
            sums[self.out_of.items] = self.out_of.sums(values[self.out_of.order])
        return sums

    def largest_of_dependents(self, values: Floats) -> Floats:
        """Largest link value out of each item, none negative; 0 where nothing hangs on it."""
        largest = np.zeros((self.n, values.shape[1]))
        if self.driver.size:
            largest[self.out_of.items] = self.out_of.largest(values[self.out_of.order])
        return largest


def network(case: Case) -> Network:
    """The drive links of the case, laid out.

    Feedback links are set aside; of parallel links the strongest stays; where links form a loop
    the strongest are admitted first and a link that would close the loop is set aside.
    """
    links = _strongest_parallels(case)
    strength = np.minimum(case.strength, MOST_STRENGTH)
    stays = without_loops(case.n, case.driver[links], case.dependent[links], strength[links])
    aside, links = links[~stays], links[stays]
    depth = _depths(case.n, case.driver[links], case.dependent[links])
    links = links[np.lexsort((links, case.dependent[links], depth[case.dependent[links]]))]
    driver, dependent = case.driver[links], case.dependent[links]
    height = _depths(case.n, dependent, driver)
    return Network(
        n=case.n,
        driver=driver,
        dependent=dependent,
        strength=strength[links, None],
        source=links,
        loops=np.stack([case.driver[aside], case.dependent[aside]], axis=1),
        into=_side(np.arange(links.size), dependent, depth),
        out_of=_side(np.lexsort((links, driver, height[driver])), driver, height),
    )


def _strongest_parallels(case: Case) -> Ints:
    links = np.flatnonzero(~case.feedback & (case.driver != case.dependent))
    pair = case.driver[links] * case.n + case.dependent[links]
    order = np.lexsort((links, -case.strength[links], pair))
    first = np.ones(links.size, dtype=np.bool_)
    first[1:] = np.diff(pair[order]) > 0
    return np.sort(links[order[first]])


def _depths(n: int, start: Ints, end: Ints) -> Ints:
    depth = np.zeros(n, dtype=np.intp)
    for wave, items in enumerate(waves(n, start, end)):
        depth[items] = wave
    return depth


def _side(order: Ints, end: Ints, depth: Ints) -> Side:
    ends = end[order]
    starts = np.flatnonzero(np.r_[True, np.diff(ends) != 0]) if ends.size else _none()
    items = ends[starts]
    of_wave = depth[items]
    bounds = np.searchsorted(of_wave, np.arange(1, of_wave.max(initial=0) + 2)).tolist()
    edges = np.append(starts, ends.size)
    steps = tuple(
        (slice(int(edges[low]), int(edges[high])), slice(low, high))
        for low, high in pairwise(bounds)
    )
    return Side(order=order, items=items, starts=starts, steps=steps)


def _none() -> Ints:
    return np.empty(0, dtype=np.intp)

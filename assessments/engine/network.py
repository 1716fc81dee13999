"""Which links drive, and in what order: the graph laid out for sums over many draws at once.

Arrays that belong to items have shape (n, draws), arrays that belong to links (m, draws).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assessments.engine.constants import MOST_STRENGTH
from assessments.engine.problem import Bools, Case, Floats, Ints
from ecosystem.graph import waves, without_loops


@dataclass(frozen=True, slots=True, eq=False)
class Fold:
    """Some items and the links at one end of them, ready to be added up item by item.

    Adding the first link of all items, then the second of those that have one, and so on, takes
    a third of the time of NumPy's `reduceat`.
    """

    links: Ints  # item after item
    items: Ints
    first: Ints  # position in `links` of each item's first
    more: tuple[tuple[Ints, Ints], ...]  # positions in `items` and `links` of the next ones

    def sums(self, values: Floats) -> Floats:
        """(items, draws) from values in the order of `links`."""
        return self._fold(np.add, values)

    def largest(self, values: Floats) -> Floats:
        """(items, draws) from values in the order of `links`."""
        return self._fold(np.maximum, values)

    def any(self, values: Bools) -> Bools:
        """(items, draws) from truth values in the order of `links`."""
        return self._fold(np.logical_or, values)

    def _fold[T: np.generic](self, join: np.ufunc, values: NDArray[T]) -> NDArray[T]:
        found = values[self.first]
        for items, links in self.more:
            found[items] = join(found[items], values[links])
        return found


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """All links by the items at one of their ends: at once, or in waves along the arrows."""

    whole: Fold
    waves: tuple[Fold, ...]  # items without links on this side are in none


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
        sums[self.into.whole.items] = self.into.whole.sums(values[self.into.whole.links])
        return sums

    def over_dependents(self, values: Floats) -> Floats:
        """Sum of link values over the links out of each item; 0 for an item nothing hangs on."""
        sums = np.zeros((self.n, values.shape[1]))
        sums[self.out_of.whole.items] = self.out_of.whole.sums(values[self.out_of.whole.links])
        return sums

    def any_driver(self, values: Bools) -> Bools:
        """Whether a link into the item has the truth value."""
        found = np.zeros((self.n, values.shape[1]), dtype=np.bool_)
        found[self.into.whole.items] = self.into.whole.any(values[self.into.whole.links])
        return found

    def any_dependent(self, values: Bools) -> Bools:
        """Whether a link out of the item has the truth value."""
        found = np.zeros((self.n, values.shape[1]), dtype=np.bool_)
        found[self.out_of.whole.items] = self.out_of.whole.any(values[self.out_of.whole.links])
        return found


def network(case: Case) -> Network:
    """The drive links of the case, laid out.

    Feedback links are set aside; of parallel links the strongest stays; where links form a loop
    the strongest are admitted first and a link that would close the loop is set aside.
    """
    links = _strongest_parallels(case)
    strength = np.minimum(case.strength, MOST_STRENGTH)
    stays = without_loops(case.n, case.driver[links], case.dependent[links], strength[links])
    aside, links = links[~stays], links[stays]
    driver, dependent = case.driver[links], case.dependent[links]
    return Network(
        n=case.n,
        driver=driver,
        dependent=dependent,
        strength=strength[links, None],
        source=links,
        loops=np.stack([case.driver[aside], case.dependent[aside]], axis=1),
        into=_side(dependent, _depths(case.n, driver, dependent)),
        out_of=_side(driver, _depths(case.n, dependent, driver)),
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


def _side(end: Ints, depth: Ints) -> Side:
    of_link = depth[end]
    return Side(
        whole=_fold(np.arange(end.size), end),
        waves=tuple(
            _fold(np.flatnonzero(of_link == wave), end)
            for wave in range(1, of_link.max(initial=0) + 1)
        ),
    )


def _fold(links: Ints, end: Ints) -> Fold:
    links = links[np.argsort(end[links], kind="stable")]
    items, first, degree = np.unique(end[links], return_index=True, return_counts=True)
    more = []
    for k in range(1, degree.max(initial=0)):
        longer = np.flatnonzero(degree > k)
        more.append((longer, first[longer] + k))
    return Fold(links=links, items=items, first=first, more=tuple(more))

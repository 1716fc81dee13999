"""Following weakness upstream: what each item keeps of it, and where the rest ends."""

from dataclasses import dataclass

import numpy as np

from assessments.engine.constants import NOTHING
from assessments.engine.evidence import Evidence
from assessments.engine.network import Network
from assessments.engine.problem import Bools, Case, Floats


@dataclass(frozen=True, slots=True, eq=False)
class Walk:
    """Each item keeps a part of its weakness and hands the rest to its drivers; parts add to 1."""

    keep: Floats  # (n, draws)
    hand: Floats  # (m, draws)


def walk(network: Network, case: Case, evidence: Evidence) -> Walk:
    """How a walk upstream behaves at each item.

    An item keeps the more the likelier it has a fault of its own; it hands the rest to its
    drivers in proportion to what they carried. An item that inherits nothing keeps all.
    """
    known = (case.rated | case.outcome)[:, None]
    stays = np.sqrt(evidence.confidence * evidence.own_share)
    carried = network.over_drivers(evidence.link_share)
    keep = np.where(carried > NOTHING, np.where(known, stays, evidence.own_share), 1.0)
    carried[carried <= NOTHING] = 1
    hand = evidence.link_share * ((1 - keep) / carried)[network.dependent]
    return Walk(keep=keep, hand=hand)


def origins(network: Network, walk: Walk) -> Floats:
    """(n, n): for the item of each row, the share of its walk that ends at each column."""
    ends = np.diag(walk.keep[:, 0])
    for links, items, starts in network.into.walk():
        passed = walk.hand[links] * ends[network.driver[links]]
        ends[items] += np.add.reduceat(passed, starts, axis=0)
    return ends


def arriving(network: Network, walk: Walk, weakness: Floats) -> Floats:
    """(n, draws): how much of all items' weakness passes through or ends at each item."""
    mass = weakness.copy()
    for links, items, starts in network.out_of.walk():
        order = network.out_of.order[links]
        passed = walk.hand[order] * mass[network.dependent[order]]
        mass[items] += np.add.reduceat(passed, starts, axis=0)
    return mass


def through(network: Network, walk: Walk, raised: Bools) -> Floats:
    """(n,): the share of each item's walk that passes through or ends at the raised items.

    Each walk counts once, however many raised items it meets.
    """
    share = raised.astype(np.float64)
    for links, items, starts in network.into.walk():
        passed = walk.hand[links, 0] * share[network.driver[links]]
        share[items] = np.where(raised[items], 1.0, np.add.reduceat(passed, starts))
    return share


def strongest_paths(network: Network, walk: Walk, item: int) -> dict[int, tuple[int, ...]]:
    """For every item upstream, the path down to the given one that carries most of its walk."""
    best: dict[int, float] = {item: 1.0}
    paths: dict[int, tuple[int, ...]] = {item: (item,)}
    for links, _, _ in reversed(list(network.into.walk())):
        for link in range(links.start, links.stop):
            below, above = int(network.dependent[link]), int(network.driver[link])
            carried = best.get(below, 0.0) * float(walk.hand[link, 0])
            if carried > best.get(above, 0.0):
                best[above], paths[above] = carried, (above, *paths[below])
    return paths

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
    for wave in network.into.waves:
        ends[wave.items] += wave.sums(walk.hand[wave.links] * ends[network.driver[wave.links]])
    return ends


def arriving(network: Network, walk: Walk, weakness: Floats) -> Floats:
    """(n, draws): how much of all items' weakness passes through or ends at each item."""
    mass = weakness.copy()
    for wave in network.out_of.waves:
        mass[wave.items] += wave.sums(walk.hand[wave.links] * mass[network.dependent[wave.links]])
    return mass


def through(network: Network, walk: Walk, raised: Bools) -> Floats:
    """(n,): the share of each item's walk that passes through or ends at the raised items.

    Each walk counts once, however many raised items it meets.
    """
    share = raised.astype(np.float64)[:, None]
    for wave in network.into.waves:
        passed = wave.sums(walk.hand[wave.links] * share[network.driver[wave.links]])
        share[wave.items] = np.where(raised[wave.items, None], 1.0, passed)
    return share[:, 0]


def strongest_paths(network: Network, walk: Walk, item: int) -> dict[int, tuple[int, ...]]:
    """For every item upstream, the path down to the given one that carries most of its walk."""
    best: dict[int, float] = {item: 1.0}
    paths: dict[int, tuple[int, ...]] = {item: (item,)}
    for wave in reversed(network.into.waves):
        for link in wave.links.tolist():
            below, above = int(network.dependent[link]), int(network.driver[link])
            carried = best.get(below, 0.0) * float(walk.hand[link, 0])
            if carried > best.get(above, 0.0):
                best[above], paths[above] = carried, (above, *paths[below])
    return paths

"""What would repairing an item change, and what for?"""

from collections.abc import Mapping

import numpy as np

from assessments.engine.constants import MOST_SHORTFALL
from assessments.engine.evidence import Evidence
from assessments.engine.network import Network
from assessments.engine.problem import Case, Floats
from assessments.engine.walk import Walk, arriving, through


def leverage(network: Network, case: Case, evidence: Evidence, walk: Walk) -> Floats:
    """(n,): the weakness that ends at each item, over all items, times its confidence.

    Weakness is weighted by importance, so ticked symptoms (importance 0) add nothing.
    """
    weakness = case.importance[:, None] * evidence.estimate
    ends = walk.keep * arriving(network, walk, weakness)
    return np.asarray((evidence.confidence * ends)[:, 0])


def ease(network: Network, evidence: Evidence, walk: Walk, levels: Mapping[int, float]) -> Floats:
    """(n,): the shortfall of every item once the given ones have reached a new level.

    A given item is at its level, whatever lies upstream of it; an item downstream falls by the
    share of its walk that passes through or ends at raised items, times the part of their
    shortfall that was closed. A walk that meets several raised items counts once, with the one
    that closed most.

    Args:
        levels: new shortfall by item index, each in [0, 0.97]; a level above the present
            shortfall closes nothing downstream.

    Raises:
        ValueError: an index or level that cannot be.
    """
    estimate = evidence.estimate[:, 0]
    closed = np.zeros(estimate.size)
    for item, level in levels.items():
        _check_level(item, level, estimate.size)
        if estimate[item] > level:
            closed[item] = 1 - level / estimate[item]
    after = estimate * (1 - _relief(network, walk, closed))
    for item, level in levels.items():
        after[item] = level
    return np.asarray(after)


def _relief(network: Network, walk: Walk, closed: Floats) -> Floats:
    """Expected part closed on a walk: the sum over thresholds of passing one at least as high."""
    relief, thresholds = np.zeros(closed.size), np.unique(closed[closed > 0])
    for lower, threshold in zip(np.r_[0.0, thresholds], thresholds, strict=False):
        relief += (threshold - lower) * through(network, walk, closed >= threshold)
    return np.minimum(relief, 1.0)


def _check_level(item: int, level: float, n: int) -> None:
    if not 0 <= item < n:
        raise ValueError(f"levels: {item} is no index of the {n} items")
    if not 0 <= level <= MOST_SHORTFALL:
        raise ValueError(f"levels[{item}] = {level} is outside [0, {MOST_SHORTFALL:g}]")

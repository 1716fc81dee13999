"""Other ways to rank causes, to compare the method with. Each takes a diagnosis for its arrays
and gives one number per item, the higher the more suspect; NaN for unrated and lagging items.
"""

from collections.abc import Callable, Mapping

import numpy as np

from assessments.engine.diagnosis import Diagnosis
from assessments.engine.organisations import Graph
from assessments.engine.problem import Floats

RESTART = 0.15
"""The walk begins anew with this probability, as in PageRank."""
BACKWARD = 0.1
"""Weight of going back to a dependent, against going on to a driver."""
WALK_STEPS = 100
"""Steps after which the walk has settled."""
SOLID = 1e-9
"""Rows that sum to less than this lead nowhere."""


def lowest_score(diagnosis: Diagnosis, graph: Graph) -> Floats:
    """The gap list: the weakest items first."""
    return diagnosis.case.shortfall


def hierarchy(diagnosis: Diagnosis, graph: Graph) -> Floats:
    """Weak items of the uppermost pillar first, within a pillar the weakest."""
    rank = graph.pillar.max() - graph.pillar
    return np.where(diagnosis.weak, 1.0 + rank, 0.0) + diagnosis.case.shortfall


def residual(diagnosis: Diagnosis, graph: Graph) -> Floats:
    """How much weaker than a straight line through all items predicts from their drivers."""
    rated = ~np.isnan(diagnosis.case.shortfall)
    x, y = diagnosis.inherited, diagnosis.case.shortfall
    centre, mean = x[rated].mean(), y[rated].mean()
    width = ((x[rated] - centre) ** 2).sum()
    slope = ((x[rated] - centre) * (y[rated] - mean)).sum() / width if width > 0 else 0.0
    return y - mean - slope * (x - centre)


def monitor_rank(diagnosis: Diagnosis, graph: Graph) -> Floats:
    """Where a random walk upstream, drawn to weak items, spends its time (after MonitorRank)."""
    weakness, links = diagnosis.estimate, diagnosis.links
    step = np.zeros((weakness.size, weakness.size))
    step[links.dependent, links.driver] = links.strength * weakness[links.driver]
    back = BACKWARD * links.strength * weakness[links.dependent]
    step[links.driver, links.dependent] = np.maximum(step[links.driver, links.dependent], back)
    np.fill_diagonal(step, np.maximum(0, weakness - step.max(axis=1, initial=0)))
    total = step.sum(axis=1, keepdims=True)
    start = weakness / max(float(weakness.sum()), SOLID)
    step = np.where(total > SOLID, step / np.maximum(total, SOLID), start)
    time = start
    for _ in range(WALK_STEPS):
        time = RESTART * start + (1 - RESTART) * time @ step
    return np.where(np.isnan(diagnosis.case.shortfall), np.nan, time)


BASELINES: Mapping[str, Callable[[Diagnosis, Graph], Floats]] = {
    "lowest score": lowest_score,
    "hierarchy": hierarchy,
    "residual": residual,
    "MonitorRank walk": monitor_rank,
}

"""The simulation study on a framework as it ships: the method judged where causes are known."""

import numpy as np

from assessments.engine.organisations import Graph
from assessments.engine.simulation import DEFAULT_ORGANISATIONS, render, simulate
from ecosystem.content import FrameworkContent
from ecosystem.graph import expand

__all__ = ["DEFAULT_ORGANISATIONS", "graph_of", "study_of"]


def study_of(framework: FrameworkContent, organisations: int, seed: int) -> str:
    """The study's tables; the same for the same framework, size and seed."""
    return render(simulate(graph_of(framework), organisations, seed))


def graph_of(framework: FrameworkContent) -> Graph:
    """The framework's links between items, and each item's place in the hierarchy."""
    items = framework.items
    links = expand(
        [dependency.link for dependency in framework.dependencies],
        [item.slug for item in items],
        framework.members,
        {item.slug: item.weight for item in items},
    )
    ranks = {pillar.slug: pillar.rank for pillar in framework.pillars}
    overlay = len(ranks)
    rank = np.array([ranks[item.pillar] or overlay for item in items], dtype=np.intp)
    return Graph(
        driver=links.driver,
        dependent=links.dependent,
        strength=links.strength,
        feedback=links.feedback,
        lagging=np.array([item.lagging for item in items], dtype=np.bool_),
        pillar=rank - 1,
    )

"""What to ask next: unrated items that would settle labels, open ones that bear on a part."""

import numpy as np

from assessments.engine.constants import PROBE_FADES, PROBE_STEPS
from assessments.engine.network import Network
from assessments.engine.problem import Bools, Floats, Ints


def probes(network: Network, provisional: Bools, unrated: Bools, k: int) -> tuple[int, ...]:
    """The unrated drivers of provisional items that reach most of them, best first, at most k.

    A driver counts one for each provisional item directly below it, half per further step, up to
    four steps, on ways through items that are unrated or provisional themselves: what stands
    behind a rated item settles little. What drives the drivers is asked about once they are weak.

    Args:
        provisional, unrated: (n,).
        k: how many to name.
    """
    value = np.zeros(network.n)
    for item in np.flatnonzero(provisional):
        value += _worth(network, int(item), provisional | unrated)
    drives = np.zeros(network.n, dtype=np.bool_)
    drives[network.driver[provisional[network.dependent]]] = True
    value[~(unrated & drives)] = 0
    order = np.lexsort((np.arange(network.n), -value))
    return tuple(int(item) for item in order[:k] if value[item] > 0)


def _worth(network: Network, item: int, open_items: Bools) -> Floats:
    worth = np.zeros(network.n)
    seen = np.zeros(network.n, dtype=np.bool_)
    front = seen.copy()
    front[item] = seen[item] = True
    for step in range(PROBE_STEPS):
        above = np.zeros(network.n, dtype=np.bool_)
        above[network.driver[front[network.dependent]]] = True
        front = above & ~seen
        worth[front] = PROBE_FADES**step
        seen |= front
        front = front & open_items
    return worth


def upstream(
    ends: tuple[Ints, Ints],
    strength: Floats,
    inside: Bools,
    open_items: Bools,
    weight: Floats,
    k: int,
) -> tuple[int, ...]:
    """The open items outside a part that bear on it most, strongest and farthest reaching first.

    From each item of the part the links are followed upstream, up to four steps, through items of
    the part and open ones: what stands behind an item whose state is known shows in that item. An
    open item counts, for each item of the part that it reaches, the product of strengths along the
    strongest way there, halved per step beyond the first, times that item's weight.

    Args:
        ends: (m,) drivers and (m,) dependents of the drive links.
        strength: (m,) in (0, 1].
        inside, open_items: (n,); an item is in one of them or in neither.
        weight: (n,) what an item of the part counts for.
        k: how many to name.

    Returns:
        At most k indexes; equals in the order of the items.
    """
    driver, dependent = ends
    passes = (inside | open_items)[dependent]
    upper, lower, strengths = driver[passes], dependent[passes], strength[passes]
    asked = np.flatnonzero(inside)
    reach = np.zeros((inside.size, asked.size))
    reach[asked, np.arange(asked.size)] = 1 / PROBE_FADES  # the first step does not fade
    for _ in range(PROBE_STEPS):
        farther = reach.copy()
        np.maximum.at(farther, upper, PROBE_FADES * strengths[:, None] * reach[lower])
        reach = farther
    value = np.where(open_items, reach @ weight[asked], 0.0)
    order = np.lexsort((np.arange(value.size), -value))
    return tuple(int(item) for item in order[:k] if value[item] > 0)

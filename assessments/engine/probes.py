"""What to ask next: the unrated items that would settle provisional labels."""

import numpy as np

from assessments.engine.constants import PROBE_FADES, PROBE_STEPS
from assessments.engine.network import Network
from assessments.engine.problem import Bools, Floats


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

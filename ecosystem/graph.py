"""The dependency graph as arrays: groups expanded to items, cycles, order and reach.

Pure: plain values and NumPy in, plain values and NumPy out.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

type Ints = NDArray[np.intp]
type Floats = NDArray[np.float64]
type Bools = NDArray[np.bool_]

STRONG = 0.9
"""A weak driver nearly always shows in the dependent."""
MODERATE = 0.75
"""A weak driver shows in the dependent less often; not half as much when it does."""
WEAK = 0.5
"""A weak driver shows in the dependent about every other time."""
STRENGTHS: Mapping[str, float] = {"strong": STRONG, "moderate": MODERATE, "weak": WEAK}
"""The three words a framework may use for a dependency, as numbers."""
ONE_NOTCH_WEAKER: Mapping[str, str] = {"strong": "moderate", "moderate": "weak", "weak": "weak"}
"""A dependency of a whole group says less about each of its items, by one word."""
MOST = 0.95
"""No dependency is certain: a single strength ends here."""
FEEDBACK = "feedback"
"""The layer of links that run against the hierarchy; everything else drives."""


@dataclass(frozen=True, slots=True)
class Link:
    """One dependency of a framework; either end may be an item or a group."""

    driver: str
    dependent: str
    strength: str
    layer: str = "drive"


@dataclass(frozen=True, slots=True, eq=False)
class Expanded:
    """Dependencies between items only: five arrays of one length, one entry per link.

    `source` is the index of the framework's link that the strongest parallel came from.
    """

    driver: Ints
    dependent: Ints
    strength: Floats
    feedback: Bools
    source: Ints


def expand(
    links: Sequence[Link],
    items: Sequence[str],
    members: Mapping[str, Sequence[str]],
    weights: Mapping[str, float],
) -> Expanded:
    """Turn dependencies between items and groups into links between items.

    A link into a group reaches each of its items one notch weaker; then a link from a group is
    shared among its items by weight. Of parallel links the strongest stays; links of an item to
    itself and links of items that do not apply are cut.

    Args:
        links: the framework's dependencies, in catalogue order.
        items: slugs of the applicable items, in catalogue order; their positions are the indexes.
        members: every group's slug, nested groups too, with the slugs of the items below it.
        weights: weight of each applicable item within its group, any positive scale.

    Returns:
        The links in catalogue order, strengths in (0, 0.95].

    Raises:
        ValueError: a strength that is none of strong, moderate, weak.
    """
    place = {slug: index for index, slug in enumerate(items)}
    strongest: dict[tuple[int, int], tuple[float, bool, int]] = {}
    for index, link in enumerate(links):
        feedback = link.layer == FEEDBACK
        for driver, dependent, strength in _between_items(link, place, members, weights):
            found = (min(strength, MOST), not feedback, index)
            known = strongest.get((driver, dependent))
            if known is None or found[:2] > known[:2]:
                strongest[driver, dependent] = found
    return _arrays(strongest)


def _between_items(
    link: Link,
    place: Mapping[str, int],
    members: Mapping[str, Sequence[str]],
    weights: Mapping[str, float],
) -> Iterator[tuple[int, int, float]]:
    if link.strength not in STRENGTHS:
        raise ValueError(
            f"{link.driver} -> {link.dependent}: strength {link.strength!r} is none of "
            f"{', '.join(STRENGTHS)}"
        )
    word = ONE_NOTCH_WEAKER[link.strength] if link.dependent in members else link.strength
    drivers = [slug for slug in members.get(link.driver, [link.driver]) if slug in place]
    dependents = [slug for slug in members.get(link.dependent, [link.dependent]) if slug in place]
    for driver, share in _shares(drivers, weights, link.driver in members):
        for dependent in dependents:
            if driver != dependent and share > 0:
                yield place[driver], place[dependent], STRENGTHS[word] * share


def _shares(
    slugs: Sequence[str], weights: Mapping[str, float], grouped: bool
) -> Iterable[tuple[str, float]]:
    if not grouped:
        return [(slug, 1.0) for slug in slugs]
    total = sum(weights[slug] for slug in slugs)
    return [(slug, weights[slug] / total) for slug in slugs] if total > 0 else []


def _arrays(strongest: Mapping[tuple[int, int], tuple[float, bool, int]]) -> Expanded:
    ends, values = list(strongest), list(strongest.values())
    return Expanded(
        driver=np.array([driver for driver, _ in ends], dtype=np.intp),
        dependent=np.array([dependent for _, dependent in ends], dtype=np.intp),
        strength=np.array([strength for strength, _, _ in values], dtype=np.float64),
        feedback=np.array([not drives for _, drives, _ in values], dtype=np.bool_),
        source=np.array([source for _, _, source in values], dtype=np.intp),
    )


def waves(n: int, driver: Ints, dependent: Ints) -> list[Ints]:
    """Items in topological order, in waves: every driver stands in an earlier wave.

    An item's wave is the length of the longest way into it. Items on a cycle, and items that
    hang on one, are in no wave: the sizes then add to less than n.

    Args:
        n: number of items.
        driver, dependent: item indexes, one entry per link.
    """
    waiting = np.bincount(dependent, minlength=n)
    found: list[Ints] = []
    ready = np.flatnonzero(waiting == 0)
    while ready.size:
        found.append(ready)
        waiting[ready] = -1
        released = np.zeros(n, dtype=np.bool_)
        released[ready] = True
        waiting -= np.bincount(dependent[released[driver]], minlength=n)
        ready = np.flatnonzero(waiting == 0)
    return found


def topological_order(n: int, driver: Ints, dependent: Ints) -> Ints:
    """All items, drivers before dependents.

    Raises:
        ValueError: the links hold a cycle.
    """
    found = waves(n, driver, dependent)
    order = np.concatenate(found) if found else np.empty(0, dtype=np.intp)
    if order.size < n:
        raise ValueError("the links hold a cycle: there is no order from driver to dependent")
    return order


def without_loops(n: int, driver: Ints, dependent: Ints, strength: Floats) -> Bools:
    """Which links stay when no loop may: strongest first, a link that closes a loop is set aside.

    Of equal strengths, links that follow the catalogue order (driver before dependent) come
    first, then the earlier link. Links that are on no loop always stay.

    Args:
        n: number of items.
        driver, dependent, strength: one entry per link, no link of an item to itself.

    Returns:
        One truth per link.
    """
    stays = np.ones(driver.size, dtype=np.bool_)
    if sum(wave.size for wave in waves(n, driver, dependent)) == n:
        return stays
    order = np.lexsort((np.arange(driver.size), driver > dependent, -strength))
    below = [0] * n  # one bit per item that can be reached, so that a loop is one bit test
    for link in order.tolist():
        upper, lower = int(driver[link]), int(dependent[link])
        if below[lower] >> upper & 1:
            stays[link] = False
            continue
        reached = below[lower] | 1 << lower
        for item in range(n):
            if item == upper or below[item] >> upper & 1:
                below[item] |= reached
    return stays


def drive_cycle(expanded: Expanded) -> tuple[int, ...]:
    """One cycle of drive links, as item indexes in order of the arrows; () if there is none.

    A framework with a cycle in its drive layer is refused; the engine itself copes with loops.
    """
    drives = ~expanded.feedback
    driver, dependent = expanded.driver[drives], expanded.dependent[drives]
    n = int(max(driver.max(initial=-1), dependent.max(initial=-1))) + 1
    ordered = waves(n, driver, dependent)
    left = set(range(n)).difference(*(wave.tolist() for wave in ordered))
    if not left:
        return ()
    above = _neighbours(dependent, driver)
    path = [min(left)]
    while True:  # everything left has a driver that is left, so this walk must meet itself
        upper = min(item for item in above[path[-1]] if item in left)
        if upper in path:
            return tuple(reversed(path[path.index(upper) :]))
        path.append(upper)


def downstream(expanded: Expanded, starts: Iterable[int]) -> dict[int, int]:
    """What hangs on the given items, with the fewest steps to each; the starts themselves at 0.

    Drive and feedback links both count.
    """
    return _steps(_neighbours(expanded.driver, expanded.dependent), starts)


def upstream(expanded: Expanded, starts: Iterable[int]) -> dict[int, int]:
    """What the given items hang on, with the fewest steps to each; the starts themselves at 0.

    Drive and feedback links both count.
    """
    return _steps(_neighbours(expanded.dependent, expanded.driver), starts)


def _neighbours(start: Ints, end: Ints) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for one, other in zip(start.tolist(), end.tolist(), strict=True):
        found.setdefault(one, []).append(other)
    return found


def _steps(neighbours: Mapping[int, Sequence[int]], starts: Iterable[int]) -> dict[int, int]:
    steps = dict.fromkeys(starts, 0)
    queue = deque(steps)
    while queue:
        item = queue.popleft()
        for following in neighbours.get(item, ()):
            if following not in steps:
                steps[following] = steps[item] + 1
                queue.append(following)
    return steps

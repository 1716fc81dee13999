"""If this changes, what does it touch, in what order, and along which way?"""

from collections.abc import Iterable
from dataclasses import dataclass
from heapq import heappop, heappush

from assessments.engine.problem import Floats, Ints


@dataclass(frozen=True, slots=True)
class Touched:
    """One item a change reaches.

    `order` is the fewest steps to it (1 = directly), `strength` the product of strengths along
    the strongest way, `path` that way, from the changed item to this one.
    """

    item: int
    order: int
    strength: float
    path: tuple[int, ...]


def ripple(
    driver: Ints, dependent: Ints, strength: Floats, changed: Iterable[int]
) -> tuple[Touched, ...]:
    """Everything that hangs on the changed items, nearest first, then strongest.

    Structural: it follows drive and feedback links alike and needs no ratings. With driver and
    dependent exchanged it answers what must be in place for the changed items.

    Args:
        driver, dependent: (m,) item indexes.
        strength: (m,) in (0, 1].
        changed: item indexes; they are not in the answer.
    """
    after = _links_from(driver, dependent, strength)
    starts = sorted(set(changed))
    orders = _orders(after, starts)
    found = _strongest_ways(after, starts)
    touched = (Touched(item, orders[item], *found[item]) for item in orders if item not in starts)
    return tuple(sorted(touched, key=lambda one: (one.order, -one.strength, one.item)))


type _Links = dict[int, list[tuple[int, float]]]


def _links_from(driver: Ints, dependent: Ints, strength: Floats) -> _Links:
    after: _Links = {}
    ends = zip(driver.tolist(), dependent.tolist(), strength.tolist(), strict=True)
    for upper, lower, weight in ends:
        after.setdefault(upper, []).append((lower, weight))
    return after


def _orders(after: _Links, starts: list[int]) -> dict[int, int]:
    orders = dict.fromkeys(starts, 0)
    front, step = starts, 0
    while front:
        step += 1
        reached = dict.fromkeys(lower for item in front for lower, _ in after.get(item, ()))
        front = [item for item in reached if item not in orders]
        orders.update(dict.fromkeys(front, step))
    return orders


def _strongest_ways(after: _Links, starts: list[int]) -> dict[int, tuple[float, tuple[int, ...]]]:
    """Products of strengths only fall along a way, so the strongest end is always final."""
    found: dict[int, tuple[float, tuple[int, ...]]] = {}
    queue: list[tuple[float, tuple[int, ...]]] = [(-1.0, (item,)) for item in starts]
    while queue:
        product, path = heappop(queue)
        if path[-1] in found:
            continue
        found[path[-1]] = (-product, path)
        for lower, weight in after.get(path[-1], ()):
            if lower not in found:
                heappush(queue, (product * weight, (*path, lower)))
    return found

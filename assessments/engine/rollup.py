"""From rated items to scores of groups, components and pillars, and their words and bands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import floor

from assessments.engine.constants import (
    ENOUGH_RATED,
    ESTIMATE_COUNTS,
    HIGHEST_SCORE,
    LOWEST_SCORE,
    MOST_SHORTFALL,
    ROUNDING,
    WATCH_FROM,
    WEAK_FROM,
)

WORDS = ("Ad hoc", "Emerging", "Practised", "Managed", "Learning")
"""The levels of the rating scale, 1 to 5."""


class Band(StrEnum):
    """What a shortfall amounts to."""

    SOUND = "sound"
    WATCH = "watch"
    WEAK = "weak"


@dataclass(frozen=True, slots=True)
class Node:
    """A component of the tree: `parent` is None at the top, `item` is true of what is rated."""

    slug: str
    parent: str | None
    weight: float
    item: bool


@dataclass(frozen=True, slots=True)
class Rolled:
    """A node's roll-up: `mean` of what is rated below it, `rated` the share of items that is.

    `score` is the mean where enough is rated to show it, else None.
    """

    mean: float | None
    rated: float
    score: float | None


def shortfall(score: float | None, target: float) -> float | None:
    """How far a score is from being safe above its target, 0 to 0.97; None for no score.

    One level above the target nothing is missing; meeting the target leaves a small shortfall.
    """
    if score is None:
        return None
    return min(max((target + 1 - score) / target, 0.0), MOST_SHORTFALL)


def points_short(score: float | None, target: float) -> float | None:
    """Points short of the target, 0 where it is met; None for no score."""
    return None if score is None else max(0.0, target - score)


def band(shortfall: float | None) -> Band | None:
    """Weak from 0.40, to be watched from 0.25, sound below; None for no score."""
    if shortfall is None:
        return None
    if shortfall >= WEAK_FROM - ROUNDING:
        return Band.WEAK
    return Band.WATCH if shortfall >= WATCH_FROM - ROUNDING else Band.SOUND


def word(score: float | None) -> str | None:
    """The level a score is nearest to, half a point rounded up; None for no score."""
    if score is None:
        return None
    level = min(max(floor(score + 0.5 + ROUNDING), LOWEST_SCORE), HIGHEST_SCORE)
    return WORDS[level - LOWEST_SCORE]


def weighted_mean(values: Sequence[float | None], weights: Sequence[float]) -> float | None:
    """Mean of the values there are; None if there are none or none of them has weight."""
    known = [(v, w) for v, w in zip(values, weights, strict=True) if v is not None]
    total = sum(weight for _, weight in known)
    return sum(value * weight for value, weight in known) / total if total > 0 else None


def roll_up(nodes: Sequence[Node], values: Mapping[str, float]) -> dict[str, Rolled]:
    """Every node's weighted mean of what is rated below it.

    A group counts in its parent with its mean over what is rated, however little that is; its
    own score is shown only when at least half of its items are rated.

    Args:
        nodes: the applicable components, pillars on top.
        values: scores (or targets) of items by slug; an item without one is not rated.

    Returns:
        A roll-up by slug. A group without applicable items has no mean and nothing rated.

    Raises:
        KeyError: a parent that is not among the nodes.
    """
    below: dict[str, list[Node]] = {node.slug: [] for node in nodes}
    for node in nodes:
        if node.parent is not None:
            below[node.parent].append(node)
    found: dict[str, Rolled] = {}
    counted: dict[str, tuple[int, int]] = {}
    for node in _children_first(nodes, below):
        counted[node.slug] = _count(node, below[node.slug], values, counted)
        found[node.slug] = _rolled(node, below[node.slug], values, found, counted[node.slug])
    return found


def coverage(rated: int, estimated: int, applicable: int) -> float:
    """Share of the applicable items in scope that are answered, 0 to 1.

    An estimate counts half; don't know and no answer count nothing.

    Args:
        rated: items with a score of their own.
        estimated: items filled from a block.
        applicable: items that apply and are in scope.
    """
    return (rated + ESTIMATE_COUNTS * estimated) / applicable if applicable else 0.0


def _children_first(nodes: Sequence[Node], below: Mapping[str, Sequence[Node]]) -> list[Node]:
    order = [node for node in nodes if node.parent is None]
    for node in order:  # grows while it is read: parents stand before their children
        order.extend(below[node.slug])
    return order[::-1]


def _count(
    node: Node,
    children: Sequence[Node],
    values: Mapping[str, float],
    counted: Mapping[str, tuple[int, int]],
) -> tuple[int, int]:
    if node.item:
        return int(node.slug in values), 1
    rated, items = 0, 0
    for child in children:
        rated, items = rated + counted[child.slug][0], items + counted[child.slug][1]
    return rated, items


def _rolled(
    node: Node,
    children: Sequence[Node],
    values: Mapping[str, float],
    found: Mapping[str, Rolled],
    counted: tuple[int, int],
) -> Rolled:
    if node.item:
        mean = values.get(node.slug)
    else:
        means = [found[child.slug].mean for child in children]
        mean = weighted_mean(means, [child.weight for child in children])
    rated = counted[0] / counted[1] if counted[1] else 0.0
    return Rolled(mean, rated, mean if rated >= ENOUGH_RATED else None)

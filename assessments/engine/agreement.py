"""Several raters, one score: who is pooled with whom, what they agree on, how sure that is."""

from collections.abc import Collection, Mapping, Sequence
from statistics import fmean, median

import numpy as np

from assessments.engine.constants import (
    ESTIMATE_ERROR,
    FLOOR,
    LEAST_ERROR,
    ONE_RATER_ERROR,
    PERCEPTION_GAP,
    PRIOR_RATERS,
    ROUNDING,
    SPEEDING_UNDER,
    STRAIGHT_LINE_FROM,
)
from assessments.engine.problem import Floats

LEADERS, FRONT_LINE = "executive", "seller"
"""The rater groups whose views a perception gap compares."""


def pools(
    sizes: Mapping[str, int], floor: int = FLOOR, shown: Collection[str] = ()
) -> tuple[frozenset[str], ...]:
    """Which rater groups are taken together, so that nobody's answer can be worked out.

    Groups under the floor are pooled; a pool that is still under it joins the smallest group
    above it. Without a group above the floor all are one pool.

    Args:
        sizes: raters by group; groups without raters do not count.
        floor: smallest group that stands alone.
        shown: small groups whose members agreed to be shown apart.

    Returns:
        Sets of group names, the groups in the order given, the pool last.
    """
    present = [group for group, size in sizes.items() if size > 0]
    alone = [group for group in present if sizes[group] >= floor or group in shown]
    pooled = frozenset(group for group in present if group not in alone)
    above = [group for group in alone if sizes[group] >= floor]
    if pooled and above and sum(sizes[group] for group in pooled) < floor:
        smallest = min(above, key=lambda group: (sizes[group], group))
        alone.remove(smallest)
        pooled |= {smallest}
    return (*(frozenset({group}) for group in alone), *([pooled] if pooled else []))


def is_anonymous(sizes: Mapping[str, int], floor: int = FLOOR) -> bool:
    """Whether raters may be told that answers are anonymous: four or more of them in all."""
    return sum(sizes.values()) >= floor


def pool_medians(
    scores: Mapping[str, Sequence[float]], pooled: Sequence[frozenset[str]]
) -> dict[frozenset[str], float]:
    """The median of each pool that has an answer to the item.

    Args:
        scores: the answers, 1 to 5, by rater group; don't know is no answer.
        pooled: groups taken together, from `pools`.
    """
    answers = {pool: [s for group in pool for s in scores.get(group, ())] for pool in pooled}
    return {pool: float(median(given)) for pool, given in answers.items() if given}


def item_score(
    scores: Mapping[str, Sequence[float]], pooled: Sequence[frozenset[str]]
) -> float | None:
    """One score from many: the median of each pool, every pool with equal weight.

    None if nobody gave a score.
    """
    medians = pool_medians(scores, pooled)
    return fmean(medians.values()) if medians else None


def spread(scores: Sequence[float]) -> float | None:
    """Standard deviation of an item's answers in points; None for fewer than two."""
    return float(np.sqrt(_variance(scores))) if len(scores) > 1 else None


def perception_gap(leaders: float | None, front_line: float | None) -> float | None:
    """Leaders minus front line, in points; None unless both answered."""
    return None if leaders is None or front_line is None else leaders - front_line


def is_perception_gap(gap: float | None) -> bool:
    """Whether the two see the item a whole point or more apart."""
    return gap is not None and abs(gap) >= PERCEPTION_GAP - ROUNDING


def is_straight_line(scores: Sequence[float]) -> bool:
    """Whether a rater gave the same answer everywhere, to a dozen questions or more."""
    return len(scores) >= STRAIGHT_LINE_FROM and min(scores) == max(scores)


def is_speeding(seconds: Sequence[float]) -> bool:
    """Whether a rater answered, by the median, faster than the sentences can be read."""
    return bool(seconds) and median(seconds) < SPEEDING_UNDER


def rating_error(
    scores: Sequence[Sequence[float]],
    target: Sequence[float],
    estimated: Sequence[bool] | None = None,
) -> Floats:
    """(n,): how uncertain each item's shortfall is, as a standard deviation.

    One rater: 0.15. More: the spread between them, shrunk to the organisation's usual one with
    the weight of two raters, over their number, and a little that stays. An estimate from a
    block is half as uncertain again.

    Args:
        scores: per item the answers, 1 to 5; an item without any is treated as one rater's.
        target: per item the target score.
        estimated: per item whether it was filled from a block; None for none.
    """
    counts = [len(given) for given in scores]
    variances = [_variance(given) if len(given) > 1 else 0.0 for given in scores]
    return error_of(counts, variances, target, estimated)


def error_of(
    raters: Sequence[int],
    variance: Sequence[float],
    target: Sequence[float],
    estimated: Sequence[bool] | None = None,
) -> Floats:
    """(n,): the same where only the number of answers and their variance are known.

    Args:
        raters: per item how many gave a score.
        variance: per item that of their scores, in points squared; ignored for fewer than two.
    """
    many = [k for k, count in enumerate(raters) if count > 1]
    own = {k: variance[k] / target[k] ** 2 for k in many}
    usual = _usual_variance([raters[k] - 1 for k in many], [own[k] for k in many])
    error = np.full(len(raters), ONE_RATER_ERROR)
    for k in many:
        believed = (raters[k] * own[k] + PRIOR_RATERS * usual) / (raters[k] + PRIOR_RATERS)
        error[k] = np.sqrt(believed / raters[k] + LEAST_ERROR**2)
    if estimated is not None:
        error[np.asarray(estimated, dtype=np.bool_)] *= ESTIMATE_ERROR
    return error


def _usual_variance(freedom: Sequence[int], variances: Sequence[float]) -> float:
    """The variance pooled over items, itself shrunk to one rater's, with the same weight."""
    summed = sum(f * v for f, v in zip(freedom, variances, strict=True))
    return (summed + PRIOR_RATERS * ONE_RATER_ERROR**2) / (sum(freedom) + PRIOR_RATERS)


def _variance(scores: Sequence[float]) -> float:
    mean = fmean(scores)
    return sum((score - mean) ** 2 for score in scores) / (len(scores) - 1)

"""How far each item's weakness is its own: excess over its drivers, and echo in its dependents.

Every function works on many draws of the same organisation at once: item arrays are
(n, draws), link arrays (m, draws); the organisation as rated is the case of one draw.
"""

from dataclasses import dataclass

import numpy as np

from assessments.engine.constants import (
    BIAS,
    CARRIES,
    ECHO,
    EXCESS,
    HAS_DEPENDENTS,
    LEAST_SLOPE,
    MANY_WEAK,
    MOST_BACKGROUND,
    MOST_CARRIED,
    MOST_SLOPE,
    MOST_WEAK_COUNTED,
    NOTHING,
    OWN_SHARE,
    SLOPE_PRIOR,
    UNRATED_BASE,
)
from assessments.engine.network import Network
from assessments.engine.problem import Bools, Case, Floats, is_weak


@dataclass(frozen=True, slots=True, eq=False)
class Parts:
    """What the logit is the sum of, beside the own share."""

    background: float  # weakness taken off everybody's, as common to the organisation
    slope: Floats  # (draws,) how much of the predicted weakness gets through here
    excess: Floats  # weaker than background and drivers predict
    echo: Floats  # weakness of the dependents
    carries: Floats  # logarithm of 1 + weak dependents, by what they owe to the item
    has_dependents: Bools  # (n, 1)
    weak_answers: Floats  # (draws,)


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """What the ratings say about every item and link."""

    estimate: Floats  # the shortfall, or what the drivers of an unrated item predict
    weak: Bools  # rated (or ticked) and weak
    inherited: Floats  # weakness the drivers predict
    own_share: Floats  # part of the weakness that they cannot have carried
    link_share: Floats  # part that each link carried; own and link shares add to 1
    parts: Parts
    logit: Floats
    confidence: Floats  # that the item has a fault of its own; 0 for lagging items


@dataclass(frozen=True, slots=True, eq=False)
class Pieces:
    """What the logit of each item of an organisation as rated is the sum of, unweighted."""

    excess: Floats  # (n,)
    echo: Floats  # (n,)
    carries: Floats  # (n,)
    has_dependents: Bools  # (n,)
    weak_answers: float
    background: float
    slope: float


def background(case: Case) -> float:
    """The median shortfall of the rated items; 0 if nothing is rated."""
    return float(np.median(case.shortfall[case.rated])) if case.rated.any() else 0.0


def weigh(
    network: Network,
    case: Case,
    shortfall: Floats,
    strength: Floats,
    slope: Floats | None = None,
) -> Evidence:
    """Weigh every item's weakness against what its drivers predict and its dependents echo.

    An item is suspect when it is weaker than its drivers predict and when its dependents are
    weak too; healthy dependents hardly speak against it.

    Args:
        network: the drive links.
        case: the organisation, for what does not change between draws.
        shortfall: (n, draws) in [0, 0.97], NaN where unrated.
        strength: (m, draws) of the drive links, in (0, 0.95]; (m, 1) if the same in all draws.
        slope: (draws,) to keep one found before; None fits it to each draw.

    Returns:
        Evidence, finite everywhere; unrated items carry what their drivers predict.

    Source: docs/method.md, "excess and echo".
    """
    weak = is_weak(shortfall)
    estimate = _with_unrated(network, shortfall, strength, background(case))
    carried = np.minimum(estimate, MOST_CARRIED)
    reach = -np.log1p(-strength * carried[network.driver])
    predicted = network.over_drivers(reach)
    inherited = -np.expm1(-predicted)
    own_share, link_share = _shares(network, -np.log1p(-carried), reach, predicted)
    level = min(background(case), MOST_BACKGROUND)
    if slope is None:
        slope = _slope(network, case, carried, inherited, level)
    parts = Parts(
        background=level,
        slope=slope,
        excess=carried - level - slope * inherited,
        echo=_echo(network, case, carried, strength),
        carries=np.log1p(
            network.over_dependents(link_share * weak.astype(float)[network.dependent])
        ),
        has_dependents=(np.bincount(network.driver, minlength=case.n) > 0)[:, None],
        weak_answers=np.minimum(weak_answers(case, weak), MOST_WEAK_COUNTED),
    )
    logit = _logit(parts, own_share)
    confidence = np.where(case.lagging[:, None], 0.0, 1 / (1 + np.exp(-logit)))
    return Evidence(estimate, weak, inherited, own_share, link_share, parts, logit, confidence)


def pieces(network: Network, case: Case, evidence: Evidence) -> Pieces:
    """The evidence taken apart, for whoever wants to see how a confidence came about.

    Args:
        network, case, evidence: of a diagnosis; the first draw is the organisation as rated.

    Returns:
        Pieces; with the constants of the engine they add up to `evidence.logit`.
    """
    parts = evidence.parts
    return Pieces(
        excess=parts.excess[:, 0],
        echo=parts.echo[:, 0],
        carries=parts.carries[:, 0],
        has_dependents=parts.has_dependents[:, 0],
        weak_answers=float(parts.weak_answers[0]),
        background=parts.background,
        slope=float(parts.slope[0]),
    )


def _logit(parts: Parts, own_share: Floats) -> Floats:
    return np.asarray(
        BIAS
        + EXCESS * parts.excess
        + OWN_SHARE * own_share
        + ECHO * parts.echo
        + CARRIES * parts.carries
        + HAS_DEPENDENTS * parts.has_dependents
        + MANY_WEAK * np.log1p(parts.weak_answers)
    )


def weak_answers(case: Case, weak: Bools) -> Floats:
    """(draws,) how many answers are weak; the items of one block are one answer."""
    rated = weak & case.rated[:, None]
    if case.answers == case.n:
        return np.asarray(rated.sum(axis=0), dtype=np.float64)
    order = np.argsort(case.answer, kind="stable")
    starts = np.flatnonzero(np.r_[True, np.diff(case.answer[order]) != 0])
    return np.asarray(np.logical_or.reduceat(rated[order], starts, axis=0).sum(axis=0), np.float64)


def _with_unrated(network: Network, shortfall: Floats, strength: Floats, base: float) -> Floats:
    unrated = np.isnan(shortfall[:, :1])
    if not unrated.any():
        return shortfall
    estimate = np.where(unrated, base * UNRATED_BASE, shortfall)
    for wave in network.into.waves:
        items = wave.items
        if not unrated[items].any():
            continue
        reach = np.log1p(-strength[wave.links] * estimate[network.driver[wave.links]])
        predicted = -np.expm1(wave.sums(reach))
        guess = np.maximum(predicted, base * UNRATED_BASE)
        estimate[items] = np.where(unrated[items], guess, estimate[items])
    return estimate


def _shares(
    network: Network, hazard: Floats, reach: Floats, predicted: Floats
) -> tuple[Floats, Floats]:
    own = np.maximum(hazard - predicted, 0)
    whole = own + predicted
    nothing = whole <= NOTHING
    whole[nothing] = 1
    part = 1 / whole
    own *= part
    own[nothing] = 1
    return own, reach * part[network.dependent]


def _slope(
    network: Network, case: Case, carried: Floats, inherited: Floats, level: float
) -> Floats:
    driven = np.zeros(case.n, dtype=np.bool_)
    driven[network.dependent] = True
    told = driven & case.rated
    x, y = inherited[told], carried[told] - level
    fitted = ((x * y).sum(axis=0) + SLOPE_PRIOR) / ((x * x).sum(axis=0) + SLOPE_PRIOR)
    return np.asarray(np.clip(fitted, LEAST_SLOPE, MOST_SLOPE))


def _echo(network: Network, case: Case, carried: Floats, strength: Floats) -> Floats:
    side = network.out_of.whole
    dependent = network.dependent[side.links]
    heard = (case.rated | case.outcome)[dependent][:, None]
    loud = np.where(heard, strength[side.links], 0.0)
    echoed = loud * carried[dependent]
    total = side.sums(loud)
    total[total <= 0] = 1
    echo = np.zeros_like(carried)
    echo[side.items] = (side.largest(echoed) + side.sums(echoed) / total) / 2
    return echo

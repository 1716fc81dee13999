"""Would the labels be the same, had people rated a little differently?"""

from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from assessments.engine.constants import (
    FIRM_CONFIDENCE,
    FIRM_STABILITY,
    LIKELY_CONFIDENCE,
    MOST_SHORTFALL,
    MOST_STRENGTH,
    STRENGTH_SPREAD,
)
from assessments.engine.evidence import Evidence, weigh
from assessments.engine.labels import label_codes
from assessments.engine.network import Network
from assessments.engine.problem import Case, Floats


class Certainty(StrEnum):
    """How a finding may be worded."""

    FIRM = "firm"
    LIKELY = "likely"
    OPEN = "open"


def certainty(stability: float, confidence: float) -> Certainty:
    """Firm if the label holds and the cause is more likely than not; open: confirm the rating.

    Stability is not correctness: a label can hold in every draw and still be doubtful.

    Args:
        stability: share of draws with the same label, 0 to 1.
        confidence: the item's confidence, 0 to 1.
    """
    if stability >= FIRM_STABILITY and confidence >= FIRM_CONFIDENCE:
        return Certainty.FIRM
    return Certainty.LIKELY if confidence >= LIKELY_CONFIDENCE else Certainty.OPEN


def stability(
    network: Network,
    case: Case,
    evidence: Evidence,
    codes: NDArray[np.int8],
    *,
    draws: int,
    rng: np.random.Generator,
) -> Floats:
    """(n,): the share of draws in which each item gets the same label again.

    Ratings are drawn within their error, strengths within three tenths; what gets through in the
    organisation stays as found. Items of one block share a draw. NaN for unrated items, and
    everywhere without draws.
    """
    if draws == 0:
        return np.full(case.n, np.nan)
    noise = rng.standard_normal((case.answers, draws))[case.answer]
    shortfall = case.shortfall[:, None] + case.rating_error[:, None] * noise
    spread = rng.uniform(1 - STRENGTH_SPREAD, 1 + STRENGTH_SPREAD, (network.driver.size, draws))
    strength = np.minimum(network.strength * spread, MOST_STRENGTH)
    shortfall = np.clip(shortfall, 0, MOST_SHORTFALL)
    drawn = weigh(network, case, shortfall, strength, slope=evidence.parts.slope)
    same = (label_codes(network, case, drawn, strength) == codes).mean(axis=1)
    return np.where(np.isnan(case.shortfall), np.nan, same)

"""Is there one cause to name, a few, or none that chance would not explain as well?"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from assessments.engine.constants import (
    BATCH,
    BROAD_FROM,
    BROAD_SHARE,
    CANDIDATE_CONFIDENCE,
    CHANCE_UP_TO,
    DOMINANT_CONFIDENCE,
    DOMINANT_FACTOR,
    ENOUGH_COVERAGE,
    ESTIMATE_COUNTS,
    MOST_CANDIDATES,
    MOST_CARRIED,
    ROUNDING,
)
from assessments.engine.evidence import Evidence, weak_answers, weigh
from assessments.engine.labels import unproven_items
from assessments.engine.network import Network
from assessments.engine.problem import Bools, Case, Floats, is_weak
from assessments.engine.walk import arriving, walk


class Kind(StrEnum):
    """What the first sentence of a report may claim."""

    DOMINANT = "dominant"
    FEW = "few"
    SEVERAL = "several"
    BROAD = "broad"
    NOTHING_WEAK = "nothing-weak"
    NOT_ENOUGH_ANSWERS = "not-enough-answers"


@dataclass(frozen=True, slots=True)
class Headline:
    """The claim, and what it rests on.

    `candidates` are the roots to name, at most three; a dominant cause stands first and is
    `lead`. `p_value` is the share of shuffles that explain as much (None where no claim was
    tested), `weak_share` the share of weak answers (None under 12 answers), `coverage` the share
    of items answered.
    """

    kind: Kind
    candidates: tuple[int, ...] = ()
    lead: int | None = None
    p_value: float | None = None
    weak_share: float | None = None
    coverage: float = 0.0


def headline(
    network: Network,
    case: Case,
    evidence: Evidence,
    *,
    roots: Bools,
    leverage: Floats,
    coverage: float | None,
    shuffles: int,
    rng: np.random.Generator,
) -> Headline:
    """The first sentence: a dominant cause is named only if it beats chance nine times in ten.

    Not enough answers, nothing weak and broad weakness come first, in this order. Then the
    hardest pull is compared with the hardest pull when the same answers are shuffled over the
    rated items.

    Args:
        roots: (n,) items labelled root.
        leverage: (n,), NaN where not reported.
        coverage: share of applicable items answered; None counts it from the case.
        shuffles: how many; 400 for a report.
        rng: where the shuffles come from.
    """
    covered = coverage_of(case) if coverage is None else coverage
    share = weak_share(case)
    if covered < ENOUGH_COVERAGE or not case.rated.any():
        return Headline(Kind.NOT_ENOUGH_ANSWERS, weak_share=share, coverage=covered)
    if not (evidence.weak[:, 0] & case.rated).any():
        return Headline(Kind.NOTHING_WEAK, weak_share=share, coverage=covered)
    if share is not None and share > BROAD_SHARE:
        return Headline(Kind.BROAD, weak_share=share, coverage=covered)
    pulls = pull(network, case, evidence, network.strength)[:, 0]
    chance = p_value(network, case, float(pulls.max()), shuffles, rng)
    sure = roots & (evidence.confidence[:, 0] >= CANDIDATE_CONFIDENCE)
    ranked = sorted(np.flatnonzero(sure).tolist(), key=lambda item: (-leverage[item], item))
    kind, lead = _claim(evidence, pulls, chance, roots, ranked)
    named = ranked if lead is None else [lead, *(item for item in ranked if item != lead)]
    return Headline(kind, tuple(named[:MOST_CANDIDATES]), lead, chance, share, covered)


def _claim(
    evidence: Evidence, pulls: Floats, chance: float, roots: Bools, candidates: list[int]
) -> tuple[Kind, int | None]:
    best = int(np.argmax(pulls))
    confident = evidence.confidence[best, 0] >= DOMINANT_CONFIDENCE
    if chance > CHANCE_UP_TO or not confident or not roots[best]:
        return Kind.SEVERAL, None
    others = max((float(pulls[item]) for item in candidates if item != best), default=0.0)
    return (Kind.DOMINANT, best) if pulls[best] >= DOMINANT_FACTOR * others else (Kind.FEW, None)


def coverage_of(case: Case) -> float:
    """Share of items answered; an item filled from a block counts half."""
    items = ~case.outcome
    if not items.any():
        return 0.0
    worth = np.where(case.estimated, ESTIMATE_COUNTS, 1.0)
    return float(worth[case.rated].sum() / items.sum())


def weak_share(case: Case) -> float | None:
    """Share of weak answers, each measured at target 3; None under 12 answers.

    A block is one answer.
    """
    rated = case.rated[:, None]
    answers = float(weak_answers(case, rated)[0])
    if answers < BROAD_FROM:
        return None
    return float(weak_answers(case, rated & is_weak(case.plain_shortfall)[:, None])[0]) / answers


def pull(network: Network, case: Case, evidence: Evidence, strength: Floats) -> Floats:
    """(n, draws): how much weakness of others ends at each item, times its confidence.

    Followed along the whole walk upstream, so that a root that acts through others is not hidden
    by them. 0 for items that are not weak, lagging, or provisional.

    Source: docs/simulation.md, "One step or the whole walk".
    """
    counts = evidence.weak & ~case.lagging[:, None]
    counts &= ~unproven_items(network, case, evidence, strength)
    steps = walk(network, case, evidence)
    carried = np.minimum(evidence.estimate, MOST_CARRIED) * evidence.weak
    of_others = steps.keep * (arriving(network, steps, carried) - carried)
    return np.where(counts, evidence.confidence * of_others, 0.0)


def p_value(
    network: Network, case: Case, observed: float, shuffles: int, rng: np.random.Generator
) -> float:
    """How often the hardest pull among shuffled answers reaches the observed one.

    Answers move between the places of rated items; the answer to a block moves as one. Ticked
    symptoms stay. Counted with the observation itself, so never 0.
    """
    as_much = 0
    for start in range(0, shuffles, BATCH):
        shortfall = shuffled(case, min(BATCH, shuffles - start), rng)
        drawn = weigh(network, case, shortfall, network.strength)
        hardest = pull(network, case, drawn, network.strength).max(axis=0)
        as_much += int((hardest >= observed - ROUNDING).sum())
    return (1 + as_much) / (1 + shuffles)


def shuffled(case: Case, shuffles: int, rng: np.random.Generator) -> Floats:
    """(n, shuffles): the same answers, each given for another question."""
    rated = case.rated
    places, slot = np.unique(case.answer[rated], return_inverse=True)
    size = np.bincount(slot, minlength=places.size)
    answers = np.bincount(slot, weights=case.shortfall[rated], minlength=places.size) / size
    shortfall = np.repeat(case.shortfall[:, None], shuffles, axis=1)
    mixed = rng.permuted(np.repeat(answers[:, None], shuffles, axis=1), axis=0)
    shortfall[rated] = mixed[slot]
    return shortfall

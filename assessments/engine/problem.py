"""What the engine is given: ratings and links as arrays, checked before anything is computed."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assessments.engine.constants import (
    MOST_SHORTFALL,
    ONE_RATER_ERROR,
    PLAIN_TARGET,
    ROUNDING,
    TARGETS,
    WEAK_FROM,
)

type Ints = NDArray[np.intp]
type Floats = NDArray[np.float64]
type Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Problem:
    """An assessed organisation as arrays of one length n (items) or m (links).

    Items that do not apply are left out beforehand, and so are links through them. Ticked
    operational symptoms come as further items, marked `outcome`; their importance counts as 0.

    Args:
        shortfall: (n,) in [0, 0.97]; NaN where an item is unrated.
        importance: (n,) weights, 0 or more.
        driver, dependent: (m,) item indexes; the weakness of the first can cause the second.
        strength: (m,) in (0, 1].
        lagging: (n,) items that only show the effect of others; None for none.
        feedback: (m,) links against the hierarchy, which excuse nothing; None for none.
        rating_error: (n,) standard deviation of the shortfall; None for one rater everywhere
            (and for symptoms, which are ticked, 0).
        outcome: (n,) the ticked operational symptoms; None for none.
        block: (n,) number of the block whose one answer filled the item, any finite numbers;
            NaN where the item was answered itself; None for no blocks.
        target: (n,) target score of each item, 3, 4 or 5; None for 3 everywhere.
        alone: whether the rated items are one part of something larger of which nothing else is
            known; then no item is called a root.
    """

    shortfall: NDArray[np.float64]
    importance: NDArray[np.float64]
    driver: NDArray[np.intp]
    dependent: NDArray[np.intp]
    strength: NDArray[np.float64]
    lagging: NDArray[np.bool_] | None = None
    feedback: NDArray[np.bool_] | None = None
    rating_error: NDArray[np.float64] | None = None
    outcome: NDArray[np.bool_] | None = None
    block: NDArray[np.float64] | None = None
    target: NDArray[np.float64] | None = None
    alone: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """A checked problem with every default filled in."""

    n: int
    shortfall: Floats
    importance: Floats
    driver: Ints
    dependent: Ints
    strength: Floats
    lagging: Bools
    feedback: Bools
    rating_error: Floats
    outcome: Bools
    rated: Bools  # items somebody answered for; a ticked symptom is not one of them
    answer: Ints  # number of the answer that gave the shortfall: items of one block share it
    answers: int
    estimated: Bools  # filled from a block's answer
    plain_shortfall: Floats  # the shortfall had the target been 3
    alone: bool


def is_weak(shortfall: Floats) -> Bools:
    """True from the shortfall on that product and engine call weak; an unrated item is not."""
    return np.asarray(shortfall >= WEAK_FROM - ROUNDING)


def check(problem: Problem) -> Case:
    """The problem with its defaults filled in.

    Raises:
        ValueError: naming the array, the index and the value that cannot be.
    """
    n, m = np.size(problem.shortfall), np.size(problem.driver)
    shortfall = _floats("shortfall", problem.shortfall, n, 0, MOST_SHORTFALL, missing=True)
    lagging = _bools("lagging", problem.lagging, n)
    outcome = _bools("outcome", problem.outcome, n)
    rated = ~np.isnan(shortfall) & ~outcome
    _refuse("shortfall", shortfall, outcome & np.isnan(shortfall), "a ticked symptom has one")
    blocks = _blocks(problem.block, n)
    answer, answers = _answers(blocks)
    return Case(
        n=n,
        shortfall=shortfall,
        importance=np.where(outcome, 0, _floats("importance", problem.importance, n, 0, np.inf)),
        driver=_indexes("driver", problem.driver, m, n),
        dependent=_indexes("dependent", problem.dependent, m, n),
        strength=_strengths(problem.strength, m),
        lagging=lagging | outcome,
        feedback=_bools("feedback", problem.feedback, m),
        rating_error=_errors(problem.rating_error, outcome, n),
        outcome=outcome,
        rated=rated,
        answer=answer,
        answers=answers,
        estimated=rated & ~np.isnan(blocks),
        plain_shortfall=_at_plain_target(shortfall, problem.target, n),
        alone=problem.alone,
    )


def _blocks(block: Floats | None, n: int) -> Floats:
    if block is None:
        return np.full(n, np.nan)
    return _floats("block", block, n, -np.inf, np.inf, missing=True)


def _answers(blocks: Floats) -> tuple[Ints, int]:
    answer, inside = np.arange(blocks.size), ~np.isnan(blocks)
    answer[inside] = blocks.size + np.unique(blocks[inside], return_inverse=True)[1]
    numbers, answer = np.unique(answer, return_inverse=True)
    return answer.astype(np.intp), numbers.size


def _at_plain_target(shortfall: Floats, target: Floats | None, n: int) -> Floats:
    if target is None:
        return shortfall
    targets = _floats("target", target, n, min(TARGETS), max(TARGETS))
    _refuse("target", targets, ~np.isin(targets, TARGETS), "is none of 3, 4, 5")
    score = targets + 1 - shortfall * targets
    return np.clip((PLAIN_TARGET + 1 - score) / PLAIN_TARGET, 0, MOST_SHORTFALL)


def _errors(error: Floats | None, outcome: Bools, n: int) -> Floats:
    if error is None:
        return np.where(outcome, 0, ONE_RATER_ERROR)
    return _floats("rating_error", error, n, 0, np.inf)


def _strengths(strength: Floats, m: int) -> Floats:
    strengths = _floats("strength", strength, m, 0, 1)
    _refuse("strength", strengths, strengths <= 0, "is not above 0")
    return strengths


def _floats(
    name: str, values: Floats, length: int, least: float, most: float, *, missing: bool = False
) -> Floats:
    array = _of_length(name, values, length).astype(np.float64)
    _refuse(name, array, np.isinf(array), "is not finite")
    if not missing:
        _refuse(name, array, np.isnan(array), "is missing")
    beyond = (array < least - ROUNDING) | (array > most + ROUNDING)
    _refuse(name, array, beyond, f"is outside [{least:g}, {most:g}]")
    return np.clip(array, least, most)


def _indexes(name: str, values: Ints, length: int, n: int) -> Ints:
    array = _of_length(name, values, length)
    wrong = ~np.isin(array, np.arange(n)) | (array.dtype == np.bool_)
    _refuse(name, array, wrong, f"is no index of the {n} items")
    return array.astype(np.intp)


def _bools(name: str, values: Bools | None, length: int) -> Bools:
    if values is None:
        return np.zeros(length, dtype=np.bool_)
    array = _of_length(name, values, length)
    _refuse(name, array, ~np.isin(array, (0, 1)), "is neither true nor false")
    return array.astype(np.bool_)


def _of_length[T: np.generic](name: str, values: NDArray[T], length: int) -> NDArray[T]:
    array = np.asarray(values)
    if array.shape != (length,):
        raise ValueError(f"{name} has shape {array.shape} where ({length},) is needed")
    return array


def _refuse[T: np.generic](name: str, values: NDArray[T], wrong: Bools, why: str) -> None:
    if np.any(wrong):
        index = int(np.argmax(wrong))
        raise ValueError(f"{name}[{index}] = {values[index]!s} {why}")

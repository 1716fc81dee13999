"""How often is the method right? A study on made-up organisations with known causes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from assessments.engine.baselines import BASELINES
from assessments.engine.diagnosis import Diagnosis, Label, diagnose
from assessments.engine.headline import Kind
from assessments.engine.leverage import leverage
from assessments.engine.organisations import (
    RATERS,
    Graph,
    Organisation,
    noise,
    organisation,
    random_graph,
    spread,
)
from assessments.engine.problem import Bools, Floats

ENGINE = "excess and echo"
"""The method under study, in the tables."""
DEFAULT_ORGANISATIONS = 1200
"""Organisations with known causes; half on the shipped graph, half on random ones."""
NOISE_PART = 0.5
"""Organisations of pure noise, per organisation with causes."""
RESAMPLES = 1000
"""Bootstrap samples behind every interval."""
INTERVAL = (2.5, 97.5)
"""Percentiles of the intervals."""
BINS = 10
"""Bins of the calibration error."""
LIST = 5
"""Longest list that is judged."""
REPAIRED = 3
"""Items repaired to see what a list is worth."""
MEASURES = ("AC@1", "AC@3", "Avg@5", "F1", "gain@3")
"""What every method is measured by; docs/simulation.md explains each."""


@dataclass(frozen=True, slots=True)
class Interval:
    """A mean with its 95 % bootstrap interval over organisations."""

    mean: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.mean:.2f} ({self.low:.2f} to {self.high:.2f})"


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    count: int
    of: int

    def __str__(self) -> str:
        share = f"{self.count / self.of:.1%}" if self.of else "none"
        return f"{share} ({self.count} of {self.of})"


@dataclass(frozen=True, slots=True)
class Study:
    """Figures of one run: the same for the same graph, size and seed."""

    organisations: int
    seed: int
    measures: Mapping[str, Mapping[str, Interval]]  # method, measure
    ahead: Mapping[str, Mapping[str, Interval]]  # the engine minus each baseline, paired
    by_raters: Mapping[int, Interval]  # the engine's Avg@5
    calibration_error: Interval
    false_dominant: Share  # dominant claims on pure noise
    right_dominant: Share  # dominant claims that name a planted cause
    dominant: Share  # organisations for which a dominant claim was made


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What came out for one organisation."""

    raters: int
    measures: Mapping[str, Sequence[float]]  # by method, in the order of MEASURES
    confidence: Floats  # of the items that have one
    planted: Bools  # the same items
    claimed: bool
    right: bool


def simulate(graph: Graph, organisations: int = DEFAULT_ORGANISATIONS, seed: int = 0) -> Study:
    """Judge the method, beside the usual ones, on organisations whose causes are known.

    Half of the organisations follow the given graph, half random five-pillar graphs; the mix of
    propagation rules, raters and errors is that of `organisations`.

    Args:
        graph: the shipped framework's items and expanded links.
        organisations: how many with causes; half as many of pure noise are added.
        seed: makes the run repeatable.

    Raises:
        ValueError: fewer than two organisations, or none in which a cause was rated.

    Source: docs/simulation.md.
    """
    if organisations < 2:
        raise ValueError(f"organisations = {organisations}: at least 2 are needed")
    rngs = [np.random.default_rng([seed, k]) for k in range(organisations)]
    outcomes = [_judge(organisation(_graph(graph, k, r), r), r) for k, r in enumerate(rngs)]
    silent = int(NOISE_PART * organisations)
    false = sum(_claims_on_noise(graph, k, seed) for k in range(silent))
    found = [outcome for outcome in outcomes if outcome is not None]
    if not found:
        raise ValueError(f"organisations = {organisations}: none in which a cause was rated")
    return _study(found, seed, Share(false, silent))


def render(study: Study) -> str:
    """The study as a text table."""
    lines = [
        f"{study.organisations} organisations, seed {study.seed}; 95 % intervals in brackets",
        "",
        _row("", MEASURES),
        *(_row(name, map(str, row.values())) for name, row in study.measures.items()),
        "",
        f"{ENGINE} minus each, paired",
        *(_row(name, map(str, row.values())) for name, row in study.ahead.items()),
        "",
        *(
            f"Avg@5 with {raters} rater{'s' if raters > 1 else ''}: {found}"
            for raters, found in study.by_raters.items()
        ),
        f"calibration error: {study.calibration_error}",
        f"dominant claims on pure noise: {study.false_dominant}",
        f"dominant claims otherwise: {study.dominant}",
        f"dominant claims that name a planted cause: {study.right_dominant}",
    ]
    return "\n".join(lines)


def _row(name: str, cells: Iterable[str]) -> str:
    return f"{name:<18}" + "".join(f"{cell:<22}" for cell in cells).rstrip()


def _graph(graph: Graph, number: int, rng: np.random.Generator) -> Graph:
    return graph if number % 2 == 0 else random_graph(rng)


def _claims_on_noise(graph: Graph, number: int, seed: int) -> bool:
    rng = np.random.default_rng([seed, number, 1])
    made = noise(_graph(graph, number, rng), rng)
    return diagnose(made.problem, draws=0, seed=number).headline().kind is Kind.DOMINANT


def _judge(made: Organisation, rng: np.random.Generator) -> _Outcome | None:
    """None if no planted cause was rated: there is nothing a method could find."""
    diagnosis = diagnose(made.problem, draws=0, seed=int(rng.integers(2**31)))
    asked = ~np.isnan(diagnosis.evidence)
    causes = made.truth.planted & asked
    if not causes.any():
        return None
    scores = {ENGINE: diagnosis.evidence}
    scores |= {name: method(diagnosis, made.graph) for name, method in BASELINES.items()}
    ranked = {name: _ranked(score, asked, rng) for name, score in scores.items()}
    lists = {**ranked, ENGINE: _by_leverage(diagnosis, ranked[ENGINE])}
    gains = _gains(made, lists)
    named = _named(diagnosis)
    headline = diagnosis.headline()
    known = ~np.isnan(diagnosis.confidence) & ~diagnosis.case.lagging
    return _Outcome(
        raters=made.raters,
        measures={
            name: (*_accuracies(order, causes), _f1(order, named, causes), gains[name])
            for name, order in ranked.items()
        },
        confidence=diagnosis.confidence[known],
        planted=made.truth.planted[known],
        claimed=headline.kind is Kind.DOMINANT,
        right=headline.lead is not None and bool(made.truth.planted[headline.lead]),
    )


def _ranked(score: Floats, asked: Bools, rng: np.random.Generator) -> list[int]:
    """Rated items that can be causes, most suspect first; equals in random order."""
    items = rng.permutation(np.flatnonzero(asked))
    return [int(item) for item in items[np.argsort(-score[items], kind="stable")]]


def _by_leverage(diagnosis: Diagnosis, order: Sequence[int]) -> list[int]:
    """By what the formula gives, also where the product withholds it, as the others rank all."""
    found = leverage(diagnosis.network, diagnosis.case, diagnosis.weighed, diagnosis.walk)
    return sorted(order, key=lambda item: -found[item])


def _accuracies(order: Sequence[int], causes: Bools) -> tuple[float, float, float]:
    number = int(causes.sum())
    hits = np.cumsum([causes[item] for item in order[:LIST]])
    lengths = np.minimum(np.arange(1, hits.size + 1), number)
    found = hits / lengths
    return float(found[0]), float(found[min(2, found.size - 1)]), float(found.mean())


def _named(diagnosis: Diagnosis) -> int:
    """How many items the engine calls causes; the others' lists are cut to the same length."""
    return int(np.isin(diagnosis.label, [Label.ROOT, Label.LOCAL]).sum())


def _f1(order: Sequence[int], named: int, causes: Bools) -> float:
    hits = sum(bool(causes[item]) for item in order[:named])
    return 2 * hits / (named + int(causes.sum()))


def _gains(made: Organisation, ranked: Mapping[str, Sequence[int]]) -> dict[str, float]:
    """What repairing the first three of each list brings, as part of what three could bring."""
    every = np.flatnonzero(~made.graph.lagging).tolist()
    alone = _relief(made, [[item] for item in every])
    best = [every[k] for k in np.argsort(-alone)[:REPAIRED]]
    reliefs = _relief(made, [best, *(order[:REPAIRED] for order in ranked.values())])
    return {
        name: float(relief / reliefs[0]) for name, relief in zip(ranked, reliefs[1:], strict=True)
    }


def _relief(made: Organisation, repaired: Sequence[Sequence[int]]) -> Floats:
    own = np.repeat(made.truth.own[:, None], len(repaired) + 1, axis=1)
    for case, items in enumerate(repaired):
        own[items, case + 1] = 0
    left = spread(made.truth, own).sum(axis=0)
    return np.asarray(left[0] - left[1:])


def _study(outcomes: Sequence[_Outcome], seed: int, false_dominant: Share) -> Study:
    rng = np.random.default_rng([seed, 2])
    n = len(outcomes)
    samples = rng.multinomial(n, np.full(n, 1 / n), size=RESAMPLES).astype(np.float64)
    values = {
        name: np.array([outcome.measures[name] for outcome in outcomes])
        for name in outcomes[0].measures
    }
    claims = sum(outcome.claimed for outcome in outcomes)
    return Study(
        organisations=n,
        seed=seed,
        measures={name: _intervals(found, samples) for name, found in values.items()},
        ahead={
            name: _intervals(values[ENGINE] - found, samples)
            for name, found in values.items()
            if name != ENGINE
        },
        by_raters=_by_raters(outcomes, values[ENGINE][:, MEASURES.index("Avg@5")], rng),
        calibration_error=_calibration(outcomes, samples),
        false_dominant=false_dominant,
        right_dominant=Share(sum(outcome.right for outcome in outcomes), claims),
        dominant=Share(claims, n),
    )


def _intervals(values: Floats, samples: Floats) -> dict[str, Interval]:
    means = samples @ values / len(values)
    low, high = np.percentile(means, INTERVAL, axis=0)
    return {
        measure: Interval(float(values[:, k].mean()), float(low[k]), float(high[k]))
        for k, measure in enumerate(MEASURES)
    }


def _by_raters(
    outcomes: Sequence[_Outcome], values: Floats, rng: np.random.Generator
) -> dict[int, Interval]:
    found: dict[int, Interval] = {}
    for raters in RATERS:
        these = values[[outcome.raters == raters for outcome in outcomes]]
        if these.size:
            again = rng.choice(these, (RESAMPLES, these.size)).mean(axis=1)
            low, high = np.percentile(again, INTERVAL)
            found[raters] = Interval(float(these.mean()), float(low), float(high))
    return found


def _calibration(outcomes: Sequence[_Outcome], samples: Floats) -> Interval:
    """Mean distance between confidence and truth over bins, weighted by their items."""
    each = np.zeros((len(outcomes), BINS, 3))  # items, summed confidence, planted
    for k, outcome in enumerate(outcomes):
        bins = np.minimum((outcome.confidence * BINS).astype(int), BINS - 1)
        columns = (np.ones(bins.size), outcome.confidence, outcome.planted.astype(float))
        for column, weights in enumerate(columns):
            each[k, :, column] = np.bincount(bins, weights, minlength=BINS)
    drawn = (samples @ each.reshape(len(outcomes), -1)).reshape(-1, BINS, 3)
    whole = _error(each.sum(axis=0)[None])[0]
    low, high = np.percentile(_error(drawn), INTERVAL)
    return Interval(float(whole), float(low), float(high))


def _error(bins: Floats) -> Floats:
    return np.asarray(np.abs(bins[:, :, 1] - bins[:, :, 2]).sum(axis=1) / bins[:, :, 0].sum(axis=1))

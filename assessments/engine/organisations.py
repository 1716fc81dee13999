"""Made-up organisations whose causes are known, to judge the method by.

The mix is written down in the constants; docs/simulation.md says it in words.
"""

from dataclasses import dataclass

import numpy as np

from assessments.engine.agreement import rating_error
from assessments.engine.constants import (
    HIGHEST_SCORE,
    LOWEST_SCORE,
    MOST_SHORTFALL,
    MOST_STRENGTH,
    PLAIN_TARGET,
    WEAK_FROM,
)
from assessments.engine.problem import Bools, Floats, Ints, Problem
from ecosystem.graph import MODERATE, STRONG, WEAK

RULES = ("noisy-or", "linear", "maximum", "weakest link", "dose threshold", "weighted mean")
"""How weakness may pass from drivers to dependents; the seventh way draws one per item."""
RATERS = (1, 3, 8)
"""Raters per organisation, each number a third of the time."""
BACKGROUND = (1, 14)
"""Own faults of ordinary items are drawn from this Beta distribution (mean 0.07)."""
LOUD, QUIET = (0.55, 0.95), (0.42, 0.65)
"""Own faults of planted causes, either range half of the time."""
MOST_PLANTED = 6
"""From one to this many causes are planted."""
WITH_DEPENDENTS = 0.8
"""Share of planted causes chosen among the items that something hangs on."""
GATED = 0.5
"""Share of organisations in which a link either passes weakness on or does not."""
OPEN_GATE = {STRONG: 0.85, MODERATE: 0.6, WEAK: 0.35}
"""How often a gate is open, by the word of the link nearest to its strength."""
FEEDBACK_PASSES = 0.5
"""Feedback passes on this part of what a drive link of the same strength would."""
STRENGTH_WRONG = (0.0, 0.25, 0.5)
"""Strengths differ from the framework's by up to this part, each a third of the time."""
MOST_LINKS_WRONG = 0.2
"""Share of links missing from the framework, and of links that do not exist: 0 up to this."""
MOST_UNRATED = 0.3
"""Share of items nobody rated: 0 up to this."""
LENIENCY, HALO, NOISE = 0.3, 0.2, 0.5
"""Standard deviations, in points: of a rater, of a rater in a pillar, of a single answer."""
LINEAR_PART = 0.7
"""Part of the summed weakness that the linear rule passes on."""
PILLAR_SHARES = (0.06, 0.12, 0.62, 0.12, 0.08)
"""Sizes of the pillars of a random graph; the last is the overlay."""
ITEMS = (60, 170)
"""Sizes of random graphs."""
LINKS_PER_ITEM = 1.5
"""Density of random graphs, as in the shipped one."""
WORDS, WORD_SHARES = (STRONG, MODERATE, WEAK), (0.45, 0.4, 0.15)
"""Strengths of random links."""
LOOPING = 0.3
"""Share of the overlay's links that run against the order of the items and may close a loop."""
LAGGING = 0.03
"""Share of lagging items in random graphs, all of them among the overlay's."""
ROUNDS = 60
"""Passes after which weakness that runs in circles has settled."""
SETTLED = 1e-6
"""Change per pass that counts as none."""


@dataclass(frozen=True, slots=True, eq=False)
class Graph:
    """The links a framework claims: what the methods are told.

    `pillar` is each item's rank in the hierarchy from 0; the overlay has the highest number.
    """

    driver: Ints
    dependent: Ints
    strength: Floats
    feedback: Bools
    lagging: Bools
    pillar: Ints


@dataclass(frozen=True, slots=True, eq=False)
class Truth:
    """How weakness really spreads in one organisation; nobody sees this."""

    own: Floats  # (n,) own faults
    planted: Bools  # (n,) items that are causes
    driver: Ints
    dependent: Ints
    passes: Floats  # part of a driver's weakness each real link passes on, 0 for a shut gate
    rule: Ints  # (n,) index of the rule by which drivers act on the item


@dataclass(frozen=True, slots=True, eq=False)
class Organisation:
    """What really is the matter, and what the raters say."""

    graph: Graph
    truth: Truth
    problem: Problem
    raters: int


def random_graph(rng: np.random.Generator) -> Graph:
    """A five-pillar framework like the shipped one: order by hierarchy, overlay with loops."""
    n = int(rng.integers(ITEMS[0], ITEMS[1] + 1))
    bounds = np.round(np.cumsum(PILLAR_SHARES) * n)
    pillar = np.searchsorted(bounds, np.arange(n), side="right").clip(max=len(PILLAR_SHARES) - 1)
    ends = np.sort(rng.integers(0, n, (int(LINKS_PER_ITEM * n), 2)), axis=1)
    ends = np.unique(ends[ends[:, 0] != ends[:, 1]], axis=0)
    overlay = (pillar[ends] == pillar.max()).any(axis=1)
    turned = overlay & (rng.random(len(ends)) < LOOPING)
    ends[turned] = ends[turned, ::-1]
    return Graph(
        driver=ends[:, 0].astype(np.intp),
        dependent=ends[:, 1].astype(np.intp),
        strength=rng.choice(WORDS, len(ends), p=WORD_SHARES),
        feedback=np.zeros(len(ends), dtype=np.bool_),
        lagging=(pillar == pillar.max()) & (rng.random(n) < LAGGING / PILLAR_SHARES[-1]),
        pillar=pillar.astype(np.intp),
    )


def organisation(graph: Graph, rng: np.random.Generator) -> Organisation:
    """An organisation with planted causes, and what its raters make of it."""
    truth = _truth(graph, rng)
    return _rated(graph, truth, rng)


def noise(graph: Graph, rng: np.random.Generator) -> Organisation:
    """An organisation with as many weak items whose weaknesses have nothing to do with another.

    Any dominant cause claimed here is a false claim.
    """
    truth = _truth(graph, rng)
    weak = (spread(truth, truth.own[:, None])[:, 0] >= WEAK_FROM).sum()
    own = rng.beta(*BACKGROUND, truth.own.size)
    chosen = rng.choice(own.size, int(weak), replace=False)
    own[chosen] = rng.uniform(QUIET[0], LOUD[1], chosen.size)
    unlinked = Truth(
        own=own,
        planted=np.zeros(own.size, dtype=np.bool_),
        driver=truth.driver[:0],
        dependent=truth.dependent[:0],
        passes=truth.passes[:0],
        rule=truth.rule,
    )
    return _rated(graph, unlinked, rng)


def spread(truth: Truth, own: Floats) -> Floats:
    """(n, cases): the weakness of every item once the own faults (n, cases) have spread."""
    if not truth.driver.size:
        return own
    order = np.argsort(truth.dependent, kind="stable")
    driver, dependent = truth.driver[order], truth.dependent[order]
    passes = truth.passes[order][:, None]
    starts = np.flatnonzero(np.r_[True, np.diff(dependent) != 0])
    items = dependent[starts]
    state = own
    for _ in range(ROUNDS):
        before, state = state, own.copy()
        state[items] = _pass_on(truth.rule[items], own[items], before[driver], passes, starts)
        if np.abs(state - before).max() < SETTLED:
            break
    return state


def _pass_on(rule: Ints, own: Floats, above: Floats, passes: Floats, starts: Ints) -> Floats:
    found = own.copy()
    for index in np.unique(rule):
        follow = rule == index
        found[follow] = _by_rule(RULES[index], own, above, passes, starts)[follow]
    return np.minimum(found, MOST_SHORTFALL)


def _by_rule(rule: str, own: Floats, above: Floats, passes: Floats, starts: Ints) -> Floats:
    carried = passes * above
    if rule == "maximum":
        return np.asarray(np.maximum(own, np.maximum.reduceat(carried, starts, axis=0)))
    if rule == "linear":
        return np.asarray(own + LINEAR_PART * np.add.reduceat(carried, starts, axis=0))
    if rule == "weakest link":
        health = np.minimum.reduceat((1 - above) ** passes, starts, axis=0)
        return np.asarray(np.maximum(own, 1 - health))
    if rule == "weighted mean":
        total = np.maximum(np.add.reduceat(passes, starts, axis=0), SETTLED)
        mean = np.add.reduceat(passes * carried, starts, axis=0) / total
        return np.asarray(1 - (1 - own) * (1 - mean))
    if rule == "dose threshold":
        carried = np.where(above >= WEAK_FROM, carried, 0)
    survived = np.add.reduceat(np.log1p(-carried), starts, axis=0)
    return np.asarray(-np.expm1(np.log1p(-own) + survived))


def _truth(graph: Graph, rng: np.random.Generator) -> Truth:
    n = graph.lagging.size
    planted = _planted(graph, rng)
    causes = np.flatnonzero(planted)
    own = rng.beta(*BACKGROUND, n)
    loud = rng.random(causes.size) < 1 / 2
    own[causes] = np.where(loud, rng.uniform(*LOUD, causes.size), rng.uniform(*QUIET, causes.size))
    driver, dependent, passes = _real_links(graph, rng)
    way = int(rng.integers(len(RULES) + 1))
    mixed = rng.integers(len(RULES), size=n)
    rule = mixed if way == len(RULES) else np.full(n, way)
    return Truth(own, planted, driver, dependent, passes, rule.astype(np.intp))


def _planted(graph: Graph, rng: np.random.Generator) -> Bools:
    n = graph.lagging.size
    drives = np.bincount(graph.driver[~graph.feedback], minlength=n) > 0
    planted = np.zeros(n, dtype=np.bool_)
    for _ in range(int(rng.integers(1, MOST_PLANTED + 1))):
        among = ~graph.lagging & ~planted
        if rng.random() < WITH_DEPENDENTS:
            among &= drives
        planted[rng.choice(np.flatnonzero(among))] = True
    return planted


def _real_links(graph: Graph, rng: np.random.Generator) -> tuple[Ints, Ints, Floats]:
    n, m = graph.lagging.size, graph.driver.size
    exists = rng.random(m) >= rng.uniform(0, MOST_LINKS_WRONG)
    unknown = np.sort(rng.integers(0, n, (int(rng.uniform(0, MOST_LINKS_WRONG) * m), 2)), axis=1)
    unknown = unknown[unknown[:, 0] != unknown[:, 1]]
    driver = np.r_[graph.driver[exists], unknown[:, 0]]
    dependent = np.r_[graph.dependent[exists], unknown[:, 1]]
    claimed = np.r_[graph.strength[exists], rng.choice(WORDS, len(unknown), p=WORD_SHARES)]
    wrong = rng.choice(STRENGTH_WRONG)
    passes = claimed * rng.uniform(1 - wrong, 1 + wrong, claimed.size)
    passes[: exists.sum()] *= np.where(graph.feedback[exists], FEEDBACK_PASSES, 1.0)
    if rng.random() < GATED:
        passes = passes * (rng.random(claimed.size) < _open(claimed))
    return driver, dependent, np.minimum(passes, MOST_STRENGTH)


def _open(strength: Floats) -> Floats:
    words = np.array(list(OPEN_GATE))
    nearest = np.abs(strength[:, None] - words).argmin(axis=1)
    return np.asarray(np.array(list(OPEN_GATE.values()))[nearest])


def _rated(graph: Graph, truth: Truth, rng: np.random.Generator) -> Organisation:
    n, raters = graph.lagging.size, int(rng.choice(RATERS))
    real = PLAIN_TARGET + 1 - PLAIN_TARGET * spread(truth, truth.own[:, None])
    said = (
        real
        + rng.normal(0, LENIENCY, raters)
        + rng.normal(0, HALO, (graph.pillar.max() + 1, raters))[graph.pillar]
        + rng.normal(0, NOISE, (n, raters))
    )
    scores = np.clip(np.round(said), LOWEST_SCORE, HIGHEST_SCORE)
    below = (PLAIN_TARGET + 1 - np.median(scores, axis=1)) / PLAIN_TARGET
    below[rng.random(n) < rng.uniform(0, MOST_UNRATED)] = np.nan
    problem = Problem(
        shortfall=np.clip(below, 0, MOST_SHORTFALL),
        importance=np.ones(n),
        driver=graph.driver,
        dependent=graph.dependent,
        strength=graph.strength,
        lagging=graph.lagging,
        feedback=graph.feedback,
        rating_error=rating_error(scores.tolist(), [float(PLAIN_TARGET)] * n),
    )
    return Organisation(graph, truth, problem, raters)

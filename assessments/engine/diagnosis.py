"""From ratings and a dependency graph to labels, confidence, chains, leverage and a headline.

    >>> diagnosis = diagnose(Problem(shortfall, importance, driver, dependent, strength))
    >>> diagnosis.label, diagnosis.confidence, diagnosis.chains(12)

Closed form and deterministic: every step is arithmetic in topological order.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assessments.engine import headline as headlines
from assessments.engine import leverage as levers
from assessments.engine import probes as questions
from assessments.engine import stability as repeats
from assessments.engine.constants import DRAWS, SHUFFLES
from assessments.engine.evidence import Evidence, weigh
from assessments.engine.headline import Headline
from assessments.engine.labels import CODES, Label, label_codes, live_links
from assessments.engine.network import Network, network
from assessments.engine.problem import Bools, Case, Floats, Ints, Problem, check
from assessments.engine.stability import Certainty, certainty
from assessments.engine.walk import Walk, origins, strongest_paths, walk

__all__ = ["Chain", "Chains", "Diagnosis", "Headline", "Label", "Links", "Problem", "diagnose"]


@dataclass(frozen=True, slots=True)
class Chain:
    """One way weakness came down: where it rose, the share it explains, the items on the way.

    `path` runs from the origin to the item asked about; of an item's own part it is that item.
    """

    origin: int
    share: float
    path: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Chains:
    """The chains of one item; all shares, `further` and `unlocated` add to 1."""

    shown: tuple[Chain, ...]
    further: float  # ends at weak items beyond those shown
    unlocated: float  # not located among the weak items

    def __iter__(self) -> Iterator[Chain]:
        return iter(self.shown)

    def __len__(self) -> int:
        return len(self.shown)

    def __getitem__(self, index: int) -> Chain:
        return self.shown[index]


@dataclass(frozen=True, slots=True, eq=False)
class Links:
    """The drive links the diagnosis used, one entry per link."""

    driver: Ints
    dependent: Ints
    strength: Floats
    share: Floats  # of the dependent's weakness that the link carried
    live: Bools  # the driver is weak and the share is a tenth or more
    source: Ints  # index among the problem's links


@dataclass(frozen=True, slots=True, eq=False)
class Diagnosis:
    """What the ratings mean, item by item. Arrays are (n,) unless they say otherwise.

    NaN means not reported: `confidence` of anything but rated weak items (0 for lagging ones,
    NaN for provisional ones), `leverage` wherever confidence is, `own_share` of unrated and
    provisional items, `evidence` of unrated and lagging items, `stability` of unrated items.
    """

    label: NDArray[np.object_]
    confidence: Floats
    evidence: Floats  # the logit of the confidence, to rank with
    own_share: Floats
    inherited: Floats  # weakness the drivers predict, 0 to 1
    leverage: Floats
    stability: Floats
    loops: Ints  # (k, 2) links set aside because they would close a loop
    estimate: Floats  # the shortfall; for unrated items what their drivers predict
    weak: Bools
    keep: Floats  # part of its weakness that a walk leaves at the item
    origin_matrix: Floats  # (n, n) row: whose weakness; column: where it ends; rows add to 1
    links: Links
    case: Case
    network: Network
    weighed: Evidence
    walk: Walk
    seed: int

    def origins(self, item: int) -> Floats:
        """(n,): the share of the item's weakness that ends at each item; adds to 1."""
        return np.asarray(self.origin_matrix[item])

    def explains(self, root: int) -> Floats:
        """(n,): the share of each item's weakness that ends at the root."""
        return np.asarray(self.origin_matrix[:, root])

    def chains(self, item: int, k: int = 3) -> Chains:
        """The weak origins that explain most of the item, with the strongest way from each.

        Args:
            item: whose weakness.
            k: how many chains to show.

        Returns:
            Chains whose shares add to 1. No chain is shown for an unexplained item, nor for a
            provisional one, whose drivers are yet to be rated.
        """
        if self.label[item] in (Label.UNEXPLAINED, Label.PROVISIONAL):
            return Chains((), 0.0, 1.0)
        ends = self.origins(item)
        weak = np.where(self.weak, ends, 0.0)
        order = np.lexsort((np.arange(weak.size), -weak))[:k]
        paths = strongest_paths(self.network, self.walk, item)
        shown = tuple(
            Chain(int(origin), float(weak[origin]), paths[int(origin)])
            for origin in order
            if weak[origin] > 0
        )
        located = float(weak.sum())
        further = max(0.0, located - sum(chain.share for chain in shown))
        return Chains(shown, further, max(0.0, 1 - located))

    def ease(self, levels: Mapping[int, float]) -> Floats:
        """(n,): every item's shortfall once the given items have reached a new shortfall.

        See `assessments.engine.leverage.ease`.
        """
        return levers.ease(self.network, self.weighed, self.walk, levels)

    def probes(self, k: int = 5) -> tuple[int, ...]:
        """The unrated drivers worth asking about next, best first; () if no label waits."""
        provisional = np.asarray(self.label == Label.PROVISIONAL)
        unrated = np.asarray(self.label == Label.UNRATED)
        return questions.probes(self.network, provisional, unrated, k)

    def certainty(self, item: int) -> Certainty | None:
        """How the item's finding may be worded; None where no confidence is reported."""
        if np.isnan(self.confidence[item]):
            return None
        return certainty(float(self.stability[item]), float(self.confidence[item]))

    def headline(self, *, coverage: float | None = None, shuffles: int = SHUFFLES) -> Headline:
        """The claim for the top of a report, tested against shuffled answers.

        Args:
            coverage: share of applicable items answered, 0 to 1; None counts it from the
                problem (items of a block half).
            shuffles: how many.
        """
        return headlines.headline(
            self.network,
            self.case,
            self.weighed,
            roots=np.asarray(self.label == Label.ROOT),
            leverage=self.leverage,
            coverage=coverage,
            shuffles=shuffles,
            rng=np.random.default_rng([self.seed, 1]),
        )


def diagnose(problem: Problem, *, draws: int = DRAWS, seed: int = 0) -> Diagnosis:
    """Tell root causes from symptoms.

    An item is suspect when it is weaker than its drivers predict and when its dependents are
    weak too. Each item keeps a part of its weakness and hands the rest to its drivers; following
    this upstream gives the chains, and what ends at an item its leverage.

    Args:
        problem: ratings and links as arrays.
        draws: how often to draw ratings and strengths again for the stability; 0 for none.
        seed: makes draws and shuffles repeatable.

    Returns:
        Diagnosis, the same for the same problem and seed.

    Raises:
        ValueError: naming the array, the index and the value that cannot be.

    Source: docs/method.md, "excess and echo".
    """
    case = check(problem)
    links = network(case)
    evidence = weigh(links, case, case.shortfall[:, None], links.strength)
    codes = label_codes(links, case, evidence, links.strength)
    steps = walk(links, case, evidence)
    rng = np.random.default_rng([seed, 0])
    stability = repeats.stability(links, case, evidence, codes, draws=draws, rng=rng)
    label = np.array(CODES, dtype=np.object_)[codes[:, 0]]
    provisional, unrated = label == Label.PROVISIONAL, label == Label.UNRATED
    reported = evidence.weak[:, 0] & case.rated & ~provisional
    return Diagnosis(
        label=label,
        confidence=np.where(reported, evidence.confidence[:, 0], np.nan),
        evidence=np.where(case.lagging | unrated, np.nan, evidence.logit[:, 0]),
        own_share=np.where(provisional | unrated, np.nan, evidence.own_share[:, 0]),
        inherited=evidence.inherited[:, 0],
        leverage=np.where(reported, levers.leverage(links, case, evidence, steps), np.nan),
        stability=stability,
        loops=links.loops,
        estimate=evidence.estimate[:, 0],
        weak=evidence.weak[:, 0],
        keep=steps.keep[:, 0],
        origin_matrix=origins(links, steps),
        links=_links(links, evidence),
        case=case,
        network=links,
        weighed=evidence,
        walk=steps,
        seed=seed,
    )


def _links(network: Network, evidence: Evidence) -> Links:
    return Links(
        driver=network.driver,
        dependent=network.dependent,
        strength=network.strength[:, 0],
        share=evidence.link_share[:, 0],
        live=live_links(network, evidence)[:, 0],
        source=network.source,
    )

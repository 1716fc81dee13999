"""The word each item gets: where a problem rises, where it passes, where it shows."""

from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from assessments.engine.constants import (
    AT_RISK_FROM,
    BLIND_FROM,
    LIVE_FROM,
    OWN_CAUSE_FROM,
    ROUNDING,
)
from assessments.engine.evidence import Evidence
from assessments.engine.network import Network
from assessments.engine.problem import Bools, Case, Floats


class Label(StrEnum):
    """What an item is in the pattern of weakness."""

    ROOT = "root"
    CONTRIBUTING = "contributing"
    SYMPTOM = "symptom"
    LOCAL = "local"
    PROVISIONAL = "provisional"
    UNEXPLAINED = "unexplained"
    AT_RISK = "at-risk"
    HEALTHY = "healthy"
    UNRATED = "unrated"
    NOT_APPLICABLE = "not-applicable"


CODES = tuple(Label)
"""Labels as small numbers, so that 200 draws compare in one call."""


def live_links(network: Network, evidence: Evidence) -> Bools:
    """(m, draws): the driver is weak and carries at least a tenth of the dependent's weakness."""
    return np.asarray(evidence.weak[network.driver] & (evidence.link_share >= LIVE_FROM - ROUNDING))


def blind_items(network: Network, case: Case, strength: Floats, live: Bools) -> Bools:
    """(n, draws): no live driver, and unrated drivers hold half of the incoming strength."""
    unknown = ~(case.rated | case.outcome)[network.driver][:, None]
    if not unknown.any():
        return np.zeros((case.n, live.shape[1]), dtype=np.bool_)
    incoming = network.over_drivers(strength)
    unseen = network.over_drivers(strength * unknown)
    mostly = (incoming > 0) & (unseen >= BLIND_FROM * incoming - ROUNDING)
    return np.asarray(mostly & ~network.any_driver(live))


def unproven_items(network: Network, case: Case, evidence: Evidence, strength: Floats) -> Bools:
    """(n, draws): the blind ones, and what would be a root in a part of which nothing around is
    known: what drives it may stand outside."""
    live = live_links(network, evidence)
    blind = blind_items(network, case, strength, live)
    if not case.alone:
        return blind
    own = ~network.any_driver(live) | (evidence.confidence >= OWN_CAUSE_FROM)
    drives = network.any_dependent(live & evidence.weak[network.dependent])
    return np.asarray(blind | (own & drives))


def label_codes(
    network: Network, case: Case, evidence: Evidence, strength: Floats
) -> NDArray[np.int8]:
    """The label of every item in every draw, as positions in CODES.

    A weak item without a weak driver is a root if something weak hangs on it, else local; with
    one it is contributing or a symptom, unless the evidence for a fault of its own is strong.

    Returns:
        (n, draws); NOT_APPLICABLE never, since such items are left out beforehand.
    """
    live = live_links(network, evidence)
    driven = network.any_driver(live)
    drives = network.any_dependent(live & evidence.weak[network.dependent])
    own = ~driven | (evidence.confidence >= OWN_CAUSE_FROM)
    lagging = case.lagging[:, None]
    known = (case.rated | case.outcome)[:, None]
    rules = (
        (np.broadcast_to(~known, driven.shape), Label.UNRATED),
        (~evidence.weak & driven & (evidence.inherited >= AT_RISK_FROM - ROUNDING), Label.AT_RISK),
        (~evidence.weak, Label.HEALTHY),
        (unproven_items(network, case, evidence, strength), Label.PROVISIONAL),
        (lagging & driven, Label.SYMPTOM),
        (np.broadcast_to(lagging, driven.shape), Label.UNEXPLAINED),
        (own & drives, Label.ROOT),
        (own, Label.LOCAL),
        (drives, Label.CONTRIBUTING),
    )
    codes = np.full(driven.shape, CODES.index(Label.SYMPTOM), dtype=np.int8)
    for applies, label in reversed(rules):
        codes[applies] = CODES.index(label)
    return codes

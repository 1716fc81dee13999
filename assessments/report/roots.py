"""The headline's roots: why each is one, what it explains, what eases when it is repaired."""

import numpy as np

from assessments.engine.constants import WEAK_FROM
from assessments.engine.rollup import shortfall
from assessments.findings import Ease, RootFinding
from assessments.report.items import Found
from assessments.report.ripple import ripple_of
from assessments.sentences import confidence_sentence, why_sentence

LEAST_EXPLAINED = 0.05
"""A root explains an item if at least this share of its shortfall ends there."""
LEAST_GAIN = 0.05
"""Points; less is not worth printing with one decimal."""


def root_findings(found: Found, roots: list[int]) -> tuple[RootFinding, ...]:
    """One finding for each of the given items, in their order."""
    return tuple(_root(found, root) for root in roots)


def _root(found: Found, root: int) -> RootFinding:
    diagnosis, answer = found.diagnosis, found.posed.items[root]
    into, out_of = found.steps
    weak_below = sum(
        step.live and bool(diagnosis.weak[found.index[step.dependent]]) for step in out_of[root]
    )
    own = float(diagnosis.own_share[root])
    certainty = diagnosis.certainty(root)
    return RootFinding(
        slug=answer.slug,
        why=why_sentence(
            found.part(root),
            answer.score or 0.0,
            answer.target,
            sum(step.live for step in into[root]),
            weak_below,
            own,
        ),
        confidence_sentence=""
        if certainty is None
        else confidence_sentence(
            str(certainty), float(diagnosis.confidence[root]), float(diagnosis.stability[root])
        ),
        share=_share_of_all(found, root),
        explains=_explains(found, root),
        eases=_eases(found, root),
        advice=found.answers.framework.advice_of(answer.slug),
        ripple=ripple_of(found.answers.framework, answer.slug, found.answers),
    )


def _share_of_all(found: Found, root: int) -> float:
    """Share of the whole shortfall of weak items, weighted by importance, that begins here."""
    count = len(found.posed.items)
    weights = found.posed.problem.importance * found.diagnosis.estimate * found.diagnosis.weak
    total = float(weights[:count].sum())
    ends = float((weights[:count] * found.diagnosis.explains(root)[:count]).sum())
    return ends / total if total > 0 else 0.0


def _explains(found: Found, root: int) -> tuple[tuple[str, float], ...]:
    shares = found.diagnosis.explains(root)
    weak = np.flatnonzero(found.diagnosis.weak[: len(found.posed.items)]).tolist()
    named = [
        (found.posed.slug(item), float(shares[item]))
        for item in weak
        if item != root and shares[item] >= LEAST_EXPLAINED
    ]
    return tuple(sorted(named, key=lambda pair: -pair[1]))


def _eases(found: Found, root: int) -> tuple[Ease, ...]:
    """What the weak items below would score were the root brought to its target."""
    target = found.posed.items[root].target
    at_target = shortfall(float(target), target)
    assert at_target is not None
    after = found.diagnosis.ease({root: min(at_target, WEAK_FROM)})
    eased = []
    for index in np.flatnonzero(found.diagnosis.weak[: len(found.posed.items)]).tolist():
        item = found.posed.items[index]
        if index == root or item.score is None:
            continue
        gain = (float(found.diagnosis.estimate[index]) - float(after[index])) * item.target
        if gain >= LEAST_GAIN:
            eased.append(Ease(item.slug, item.score, min(item.score + gain, 5.0)))
    return tuple(sorted(eased, key=lambda ease: ease.score - ease.eased))

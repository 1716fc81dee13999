"""Scores of components and pillars: the roll-up, said with its word, band and calculation."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from assessments.engine.constants import WATCH_FROM, WEAK_FROM
from assessments.engine.rollup import (
    Node,
    Rolled,
    band,
    coverage,
    points_short,
    roll_up,
    shortfall,
    word,
)
from assessments.findings import Answers, ComponentFinding, ItemAnswer, PillarFinding, Term
from assessments.report.problem import IMPORTANCE_WEIGHTS
from ecosystem.content import ComponentContent, FrameworkContent

DEPTH_STEPS = (0.10, WATCH_FROM, WEAK_FROM, 0.55, 0.75)
"""Where the depth ramp of the figures steps down; the second and third are the bands' own."""


def depth(missing: float | None) -> int | None:
    """Step 0 to 5 of the depth ramp for a shortfall; None for no score."""
    if missing is None:
        return None
    return sum(missing >= step - 1e-9 for step in DEPTH_STEPS)


@dataclass(frozen=True)
class Scores:
    """The roll-up of one assessment: of scores, and of targets in the same way."""

    answers: Answers
    scores: Mapping[str, Rolled]
    targets: Mapping[str, Rolled]
    weights: Mapping[str, float]
    items: Mapping[str, ItemAnswer]

    def target(self, slug: str) -> float:
        rolled = self.targets.get(slug)
        return 3.0 if rolled is None or rolled.mean is None else rolled.mean


def rolled_up(answers: Answers) -> Scores:
    """Roll items up to groups, components and pillars, weighted by importance."""
    framework = answers.framework
    items = {item.slug: item for item in answers.items}
    weights = {c.slug: _weight(answers, c) for c in framework.components}
    weights |= {pillar.slug: 1.0 for pillar in framework.pillars}
    nodes = list(_nodes(framework, items, weights))
    scores = {i.slug: i.score for i in answers.items if i.score is not None and counts(answers, i)}
    targets = {i.slug: float(i.target) for i in answers.items if i.state != "not-applicable"}
    return Scores(answers, roll_up(nodes, scores), roll_up(nodes, targets), weights, items)


def counts(answers: Answers, item: ItemAnswer) -> bool:
    """What was asked counts, in the scope or along with it, and what was carried forward."""
    return item.in_scope or item.source == "carried" or item.slug in answers.probes


def _weight(answers: Answers, component: ComponentContent) -> float:
    if component.parent is not None:
        return component.weight
    importance = answers.component_importance.get(component.slug, "important")
    return component.weight * IMPORTANCE_WEIGHTS[importance]


def _nodes(
    framework: FrameworkContent, items: Mapping[str, ItemAnswer], weights: Mapping[str, float]
) -> Iterable[Node]:
    for pillar in framework.pillars:
        yield Node(pillar.slug, None, 1.0, item=False)
    for c in framework.components:
        if c.is_item and items[c.slug].state == "not-applicable":
            continue
        yield Node(c.slug, c.parent or c.pillar, weights[c.slug], item=c.is_item)


def covered(items: Iterable[ItemAnswer]) -> float:
    """Coverage of some items: those applicable and in scope, an estimate counting half."""
    there = [item for item in items if item.in_scope and item.state != "not-applicable"]
    rated = sum(item.is_rated and not item.is_estimate for item in there)
    estimated = sum(item.is_rated and item.is_estimate for item in there)
    return coverage(rated, estimated, len(there))


def scored(items: Iterable[ItemAnswer]) -> float:
    """Share of those applicable and in scope that have a score, whether rated or estimated."""
    there = [item for item in items if item.in_scope and item.state != "not-applicable"]
    return sum(item.is_rated for item in there) / len(there) if there else 0.0


def terms(scores: Scores, children: Iterable[ComponentContent]) -> tuple[Term, ...]:
    """What went into a node's mean."""
    found = []
    for child in children:
        rolled = scores.scores.get(child.slug)
        if rolled is not None and rolled.mean is not None:
            weight = scores.weights[child.slug]
            found.append(Term(child.slug, child.short_name, rolled.mean, weight))
    return tuple(found)


def component_findings(scores: Scores) -> tuple[ComponentFinding, ...]:
    """The top-level components and all groups, in framework order."""
    components = scores.answers.framework.components
    return tuple(_component(scores, c) for c in components if c.parent is None or not c.is_item)


def _component(scores: Scores, component: ComponentContent) -> ComponentFinding:
    framework = scores.answers.framework
    items = [scores.items[slug] for slug in framework.items_of(component.slug)]
    rolled = scores.scores.get(component.slug)
    score = None if rolled is None else rolled.score
    target = scores.target(component.slug)
    missing = shortfall(score, target)
    rated = [item for item in items if item.is_rated]
    return ComponentFinding(
        slug=component.slug,
        name=component.name,
        short_name=component.short_name,
        pillar=component.pillar,
        parent=component.parent,
        is_group=not component.is_item,
        score=score,
        word=word(score),
        target=target,
        short=points_short(score, target),
        shortfall=missing,
        band=_text(band(missing)),
        depth=depth(missing),
        importance=items[0].importance,
        coverage=covered(items),
        estimated=bool(rated) and 2 * sum(i.is_estimate for i in rated) >= len(rated),
        carried=bool(rated) and all(item.source == "carried" for item in rated),
        applicable=any(item.state != "not-applicable" for item in items),
        in_scope=any(item.in_scope for item in items),
        terms=terms(scores, framework.children.get(component.slug, ())),
    )


def pillar_findings(
    scores: Scores, starts: Mapping[str, float], shows: Mapping[str, float]
) -> tuple[PillarFinding, ...]:
    """All pillars, with the shares of the whole shortfall that start and show in them."""
    found = []
    for pillar in scores.answers.framework.pillars:
        rolled, target = scores.scores[pillar.slug], scores.target(pillar.slug)
        items = [scores.items[slug] for slug in scores.answers.framework.items_of(pillar.slug)]
        found.append(
            PillarFinding(
                slug=pillar.slug,
                name=pillar.name,
                is_overlay=pillar.is_overlay,
                score=rolled.score,
                word=word(rolled.score),
                target=target,
                short=points_short(rolled.score, target),
                band=_text(band(shortfall(rolled.score, target))),
                coverage=covered(items),
                starts=starts.get(pillar.slug, 0.0),
                shows=shows.get(pillar.slug, 0.0),
                terms=terms(scores, scores.answers.framework.children[pillar.slug]),
                carried=mostly(item.source == "carried" for item in items if item.is_rated),
                estimated=mostly(item.is_estimate for item in items if item.is_rated),
            )
        )
    return tuple(found)


def mostly(truths: Iterable[bool]) -> bool:
    """Whether the larger part is so; nothing is so of nothing."""
    found = list(truths)
    return 2 * sum(found) > len(found)


def _text(value: object) -> str | None:
    return None if value is None else str(value)

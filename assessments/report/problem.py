"""From answers to the engine's arrays, and back from its indexes to slugs."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from assessments.engine.constants import ONE_RATER_ERROR
from assessments.engine.diagnosis import Problem
from assessments.engine.rollup import shortfall
from assessments.findings import Answers, ItemAnswer
from ecosystem.content import DependencyContent, FrameworkContent
from ecosystem.graph import Expanded, Link, expand

IMPORTANCE_WEIGHTS = {"critical": 3.0, "important": 2.0, "minor": 1.0}
SEVERITY_SHORTFALL = {1: 0.45, 2: 0.65, 3: 0.85}
"""What a ticked operational symptom counts for: mild, clear, severe."""
CAUSE_STRENGTH = {"primary": "strong", "secondary": "moderate"}


@dataclass(frozen=True, eq=False)
class Posed:
    """The engine's problem and what its indexes mean.

    Items come first, in framework order without those that do not apply; ticked operational
    symptoms follow.
    """

    problem: Problem
    items: tuple[ItemAnswer, ...]
    symptoms: tuple[str, ...]
    expanded: Expanded
    framework: FrameworkContent

    def slug(self, index: int) -> str:
        if index < len(self.items):
            return self.items[index].slug
        return self.symptoms[index - len(self.items)]

    def is_item(self, index: int) -> bool:
        return index < len(self.items)

    def dependency(self, link: int) -> DependencyContent | None:
        """The framework's dependency that an expanded link comes from; None for a symptom's."""
        source = int(self.expanded.source[link])
        dependencies = self.framework.dependencies
        return dependencies[source] if source < len(dependencies) else None


def pose(answers: Answers) -> Posed:
    """The problem: applicable items, ticked symptoms, and the links between them."""
    framework = answers.framework
    items = tuple(item for item in answers.items if item.state != "not-applicable")
    symptoms = tuple(symptom.slug for symptom in answers.symptoms)
    expanded = _expanded(framework, [item.slug for item in items], symptoms)
    return Posed(_problem(answers, items, expanded), items, symptoms, expanded, framework)


def _key(symptom: str) -> str:
    """Symptoms may share a slug with an item; in the graph they must not."""
    return f"symptom:{symptom}"


def _expanded(
    framework: FrameworkContent, items: Sequence[str], symptoms: Sequence[str]
) -> Expanded:
    links = [dependency.link for dependency in framework.dependencies]
    for slug in symptoms:
        links += [
            Link(cause.component, _key(slug), CAUSE_STRENGTH[cause.rank])
            for cause in framework.symptom_by_slug[slug].causes
        ]
    weights = {item.slug: item.weight for item in framework.items}
    nodes = [*items, *map(_key, symptoms)]
    return expand(links, nodes, framework.members, weights)


def _problem(answers: Answers, items: Sequence[ItemAnswer], expanded: Expanded) -> Problem:
    outcomes = [SEVERITY_SHORTFALL[symptom.severity] for symptom in answers.symptoms]
    extra = len(outcomes)
    by_slug = answers.framework.by_slug
    blocks = {slug: number for number, slug in enumerate(sorted({i.block or "" for i in items}))}
    missing = [shortfall(item.score, item.target) for item in items]
    return Problem(
        shortfall=np.array([*(np.nan if y is None else y for y in missing), *outcomes]),
        importance=np.array([*(IMPORTANCE_WEIGHTS[i.importance] for i in items), *[0.0] * extra]),
        driver=expanded.driver,
        dependent=expanded.dependent,
        strength=expanded.strength,
        lagging=np.array([*(by_slug[i.slug].lagging for i in items), *[True] * extra], np.bool_),
        feedback=expanded.feedback,
        rating_error=np.array([*(_error(item) for item in items), *[0.0] * extra]),
        outcome=np.array([*[False] * len(items), *[True] * extra], np.bool_),
        block=np.array(
            [*(blocks[i.block] if i.block else np.nan for i in items), *[np.nan] * extra]
        ),
        target=np.array([*(float(item.target) for item in items), *[3.0] * extra]),
        alone=is_alone(answers.framework, items),
    )


def is_alone(framework: FrameworkContent, items: Iterable[ItemAnswer]) -> bool:
    """Whether all that is known lies in one pillar: what is weak there may come from outside."""
    known = {framework.by_slug[item.slug].pillar for item in items if item.score is not None}
    return len(known) == 1 and len(framework.pillars) > 1


def _error(item: ItemAnswer) -> float:
    return ONE_RATER_ERROR if item.rating_error is None else item.rating_error

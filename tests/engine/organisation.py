"""Organisations to diagnose: rated on the shipped ecosystem, or a few items made up."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np

from assessments.engine.diagnosis import Diagnosis, Label, Problem, diagnose
from assessments.engine.rollup import shortfall
from ecosystem.graph import Link, expand
from tests.shipped import shipped

SEVERITY = {1: 0.45, 2: 0.65, 3: 0.85}
CAUSE_STRENGTH = {"primary": "strong", "secondary": "moderate"}


@dataclass(frozen=True)
class Organisation:
    """A diagnosis that is asked by slug."""

    slugs: tuple[str, ...]
    diagnosis: Diagnosis

    def __getitem__(self, slug: str) -> int:
        return self.slugs.index(slug)

    def label(self, slug: str) -> Label:
        return self.diagnosis.label[self[slug]]

    def labelled(self, label: Label) -> set[str]:
        return {slug for slug in self.slugs if self.label(slug) is label}

    def confidence(self, slug: str) -> float:
        return float(self.diagnosis.confidence[self[slug]])

    def origin(self, slug: str) -> str:
        """Where most of an item's weakness rises."""
        return self.slugs[self.diagnosis.chains(self[slug]).shown[0].origin]

    def candidates(self) -> list[str]:
        return [self.slugs[item] for item in self.diagnosis.headline().candidates]


def rated(
    scores: Mapping[str, float],
    others: float | None = 4,
    ticked: Mapping[str, int] | None = None,
) -> Organisation:
    """The shipped ecosystem with these scores, all other items rated alike, target 3."""
    problem, slugs = problem_of(scores, others, ticked or {})
    return Organisation(slugs, diagnose(problem))


def problem_of(
    scores: Mapping[str, float], others: float | None, ticked: Mapping[str, int]
) -> tuple[Problem, tuple[str, ...]]:
    framework = shipped()
    items = [item.slug for item in framework.items]
    slugs = (*items, *ticked)
    links = [dependency.link for dependency in framework.dependencies]
    for symptom in ticked:
        for cause in framework.symptom_by_slug[symptom].causes:
            links.append(Link(cause.component, symptom, CAUSE_STRENGTH[cause.rank]))
    expanded = expand(links, slugs, framework.members, dict.fromkeys(slugs, 1.0))
    below = [shortfall(scores.get(slug, others), 3) for slug in items]
    ticks = [SEVERITY[severity] for severity in ticked.values()]
    outcome = np.arange(len(slugs)) >= len(items)
    problem = Problem(
        shortfall=np.array([np.nan if y is None else y for y in below] + ticks),
        importance=np.where(outcome, 0.0, 1.0),
        driver=expanded.driver,
        dependent=expanded.dependent,
        strength=expanded.strength,
        lagging=np.array([item.lagging for item in framework.items] + [False] * len(ticks)),
        feedback=expanded.feedback,
        outcome=outcome,
    )
    return problem, slugs


@cache
def pillar(name: str) -> tuple[str, ...]:
    """The items of a pillar."""
    return tuple(item.slug for item in shipped().items if item.pillar == name)


def organisation(shortfall, links=(), **more):
    """Items with these shortfalls; links as (driver, dependent, strength)."""
    links = list(links)
    return Problem(
        shortfall=np.array(shortfall, dtype=float),
        importance=more.pop("importance", np.ones(len(shortfall))),
        driver=np.array([link[0] for link in links], dtype=int),
        dependent=np.array([link[1] for link in links], dtype=int),
        strength=np.array([link[2] for link in links], dtype=float),
        **{name: np.asarray(value) for name, value in more.items()},
    )

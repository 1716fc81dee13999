"""Reports to draw: random answers and extreme ones, diagnosed for real."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from random import Random

from assessments.findings import Answers, ItemAnswer, Report
from assessments.report import build_report
from ecosystem.content import ComponentContent, FrameworkContent
from tests.charts.frameworks import any_framework
from tests.shipped import shipped

FRAMEWORKS = ("sales-management-ecosystem", "sales-execution-framework")
STORY = {
    "target-markets": 1,
    "value-creation-models": 2,
    "sales-process-execution": 1,
    "coaching-culture": 1,
    "coaching-sales-process": 2,
    "activity-metrics": 2,
    "operations-forecasting": 2,
    "crm": 2,
    "price-margin-management": 2,
    "training-reinforcement": 2,
    "training-programs": 2,
    "one-on-ones": 2,
    "reinforcement-coaching": 2,
    "attrition-retention": 2,
    "cpq-tools": 2,
}
"""An unused sales process, unclear target markets, a coaching culture that is not lived."""


def report_of(
    framework: FrameworkContent, answer: Callable[[ComponentContent], ItemAnswer]
) -> Report:
    answers = Answers(framework, tuple(map(answer, framework.items)), organisation="Corvane")
    return build_report(answers)


def scored(slug: str, score: float | None) -> ItemAnswer:
    if score is None:
        return ItemAnswer(slug)
    return ItemAnswer(slug, "score", score, "ratings", 1)


def all_rated(score: float, framework: FrameworkContent | None = None) -> Report:
    return report_of(framework or shipped(), lambda item: scored(item.slug, score))


def only(scores: dict[str, float], rest: float | None = None) -> Report:
    return report_of(shipped(), lambda item: scored(item.slug, scores.get(item.slug, rest)))


@cache
def story() -> Report:
    return only(STORY, rest=4)


@cache
def random_report(seed: int) -> Report:
    """Every seed another organisation: how weak, how well rated, which framework, all by chance."""
    random = Random(seed)
    framework = shipped(FRAMEWORKS[random.random() < 0.2])
    weakness, missing = random.choice((0.05, 0.2, 0.5, 0.9)), random.choice((0, 0.1, 0.7))

    def answer(item: ComponentContent) -> ItemAnswer:
        if random.random() < missing:
            return ItemAnswer(item.slug, random.choice(("unanswered", "dont-know")))
        if random.random() < 0.03:
            return ItemAnswer(item.slug, "not-applicable", reason="not our model")
        low = random.random() < weakness
        score = random.choice((1, 1.5, 2) if low else (3, 3.5, 4, 5))
        critical = random.random() < 0.1
        return ItemAnswer(
            item.slug,
            "score",
            score,
            "estimate" if random.random() < 0.2 else "ratings",
            raters=1,
            importance="critical" if critical else "important",
            target=4 if critical else 3,
        )

    return report_of(framework, answer)


@cache
def any_report(seed: int) -> Report:
    """A framework nobody ships, rated by chance."""
    random = Random(seed)
    weakness, missing = random.choice((0.1, 0.5, 1)), random.choice((0, 0.2))

    def answer(item: ComponentContent) -> ItemAnswer:
        if random.random() < missing:
            return ItemAnswer(item.slug)
        return scored(item.slug, random.choice((1, 1.5, 2)) if random.random() < weakness else 4)

    return report_of(any_framework(seed), answer)


def renamed(framework: FrameworkContent, name: Callable[[str], str]) -> FrameworkContent:
    """The framework with another name for every pillar and component."""
    return replace(
        framework,
        pillars=tuple(replace(p, name=name(p.name)) for p in framework.pillars),
        components=tuple(
            replace(c, name=name(c.name), short_name=name(c.short_name))
            for c in framework.components
        ),
    )

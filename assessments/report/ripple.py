"""What a planned change touches, in what order, and how ready that is."""

from collections.abc import Iterable, Sequence

from assessments.engine.ripple import Touched, ripple
from assessments.engine.rollup import Band, band, shortfall
from assessments.findings import Answers, ItemAnswer, PlannedChange, RippleStep
from ecosystem.content import FrameworkContent
from ecosystem.graph import expand

ENABLERS = ("employee-communication", "reinforcement-coaching")
"""Whatever changes, people must be told why and coached through it."""
STRONG_FROM, MODERATE_FROM = 0.6, 0.3
"""Product of strengths along the way from which an effect is called strong or moderate."""


def ripple_of(
    framework: FrameworkContent, slug: str, answers: Answers | None = None
) -> tuple[RippleStep, ...]:
    """Everything downstream of a component, nearest and strongest first, then the enablers.

    Raises:
        KeyError: the framework has no such component.
    """
    return change_of(framework, (slug,), answers).touched


def change_of(
    framework: FrameworkContent, slugs: Sequence[str], answers: Answers | None = None
) -> PlannedChange:
    """What changing these components together touches, and what must be in place for it.

    In place must be whatever drives a changed item directly and strongly.

    Raises:
        KeyError: the framework has no such component.
    """
    changed = dict.fromkeys(item for slug in slugs for item in _items_of(framework, slug))
    rated = {item.slug: item for item in answers.items} if answers else {}
    items = [i.slug for i in framework.items if not _left_out(rated.get(i.slug))]
    links = [dependency.link for dependency in framework.dependencies]
    weights = {item.slug: item.weight for item in framework.items}
    graph = expand(links, items, framework.members, weights)
    place = {item: index for index, item in enumerate(items)}
    starts = [place[item] for item in changed if item in place]
    touched = ripple(graph.driver, graph.dependent, graph.strength, starts)
    drives = ~graph.feedback
    up = ripple(graph.dependent[drives], graph.driver[drives], graph.strength[drives], starts)
    direct = (one for one in up if one.order == 1 and one.strength >= STRONG_FROM)
    steps = [_step(framework, items, one, rated) for one in touched]
    return PlannedChange(
        framework=framework,
        changed=tuple(slugs),
        items=tuple(item for item in changed if item in place),
        in_place=tuple(_step(framework, items, one, rated) for one in direct),
        touched=(*steps, *_enablers(framework, changed, steps, rated)),
        is_rated=any(item.score is not None for item in rated.values()),
    )


def _items_of(framework: FrameworkContent, slug: str) -> tuple[str, ...]:
    if slug not in framework.by_slug:
        raise KeyError(slug)
    return framework.items_of(slug)


def _left_out(answer: ItemAnswer | None) -> bool:
    return answer is not None and answer.state == "not-applicable"


def _step(
    framework: FrameworkContent, items: list[str], one: Touched, rated: dict[str, ItemAnswer]
) -> RippleStep:
    content, answer = framework.by_slug[items[one.item]], rated.get(items[one.item])
    return RippleStep(
        slug=content.slug,
        name=content.short_name,
        pillar=content.pillar,
        order=one.order,
        path=tuple(items[index] for index in one.path),
        strength=one.strength,
        effect=effect(one.strength),
        readiness=readiness(answer),
        score=None if answer is None else answer.score,
        enabler=content.slug in ENABLERS,
    )


def effect(strength: float) -> str:
    if strength >= STRONG_FROM:
        return "strong"
    return "moderate" if strength >= MODERATE_FROM else "slight"


def readiness(answer: ItemAnswer | None) -> str:
    """Whether what is reached can bear the change; a weak one must be strengthened first."""
    if answer is None or answer.score is None:
        return "unknown"
    weak = band(shortfall(answer.score, answer.target)) == Band.WEAK
    return "weak" if weak else "ready"


def _enablers(
    framework: FrameworkContent,
    changed: Iterable[str],
    steps: list[RippleStep],
    rated: dict[str, ItemAnswer],
) -> list[RippleStep]:
    reached = {step.slug for step in steps} | set(changed)
    found = []
    for enabler in ENABLERS:
        if enabler in framework.by_slug and enabler not in reached:
            content, answer = framework.by_slug[enabler], rated.get(enabler)
            found.append(
                RippleStep(
                    slug=enabler,
                    name=content.short_name,
                    pillar=content.pillar,
                    order=None,
                    path=(),
                    strength=None,
                    effect="always",
                    readiness=readiness(answer),
                    score=None if answer is None else answer.score,
                    enabler=True,
                )
            )
    return found

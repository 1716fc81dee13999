"""Assessments by chance: any number of answers, weak items, names, views, rounds and symptoms.

A seed always gives the same assessment, and any 30 seeds in a row go through every share of rated
items with every share of weak ones. Views, rounds and the road map are made up after the
diagnosis, as a report carries them.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from random import Random

from assessments.charts import OF_ITEM, Figure, figures
from assessments.findings import (
    Answers,
    ItemAnswer,
    Move,
    Report,
    Roadmap,
    RoundFinding,
    SymptomAnswer,
    ViewFinding,
)
from assessments.report import build_report
from ecosystem.content import ComponentContent, FrameworkContent
from tests.charts.frameworks import any_framework
from tests.charts.reports import FRAMEWORKS, renamed
from tests.shipped import shipped

RATED = ("one", 0.1, 0.7, 0.95, "all")
"""How much of the framework has a score: one item, a share of the items, or every one."""
WEAK = (0.0, "below", 0.1, 0.5, 1.0, "below")
"""How much of that is weak: a share, or a few items and what they drive, one and two steps away."""
SOURCES = ("ratings", "ratings", "ratings", "consensus", "estimate", "carried")
LETTERS = "aaaaeeeeiiioootnrslcdmpughbyfvkwWMÄéßžő"
SHORTEST, LONGEST = 5, 31
STARTED = date(2026, 3, 2)
DAYS = 365


@cache
def assessment(seed: int) -> Report:
    """The assessment of this number, diagnosed for real."""
    random = Random(seed)
    framework = _framework(random, seed)
    report = build_report(_answers(random, seed, framework))
    return replace(
        report,
        views=tuple(_views(random, report)),
        rounds=tuple(_rounds(random, report)),
        roadmap=report.roadmap or _roadmap(random, report),
    )


def drawn(report: Report) -> dict[str, Figure]:
    """Every figure there is: of the report, its headline roots, and a few other items."""
    others = [item.slug for item in (*report.weak[:2], *report.items[:1])]
    slugs = dict.fromkeys((*report.headline.roots, *others))
    made = [make(report, slug) for make in OF_ITEM.values() for slug in slugs]
    return figures(report) | {figure.name: figure for figure in made if figure}


def name(random: Random) -> str:
    """Words of any length, 5 to 31 characters in all; now and then without a space."""
    length = random.randint(SHORTEST, LONGEST)
    spaced = random.random() < 0.9
    letters = [random.choice(LETTERS) for _ in range(length)]
    at = random.randint(2, 9)
    while spaced and at < length - 2:
        letters[at] = random.choice((" ", " ", " ", "/", "-"))
        at += random.randint(3, 12)
    return "".join(letters).capitalize()


def _framework(random: Random, seed: int) -> FrameworkContent:
    made = any_framework(seed) if random.random() < 0.25 else None
    framework = made or shipped(FRAMEWORKS[random.random() < 0.25])
    if random.random() < 0.4:
        framework = renamed(framework, lambda _: name(random))
    return framework


def _answers(random: Random, seed: int, framework: FrameworkContent) -> Answers:
    slugs = [item.slug for item in framework.items]
    random.shuffle(slugs)
    rated = RATED[seed % len(RATED)]
    share = {"one": 1 / len(slugs), "all": 1.0}.get(rated, rated)
    answered = set(slugs[: max(1, round(share * len(slugs)))])
    weak = _weak(random, framework, WEAK[seed // len(RATED) % len(WEAK)])
    scope = _scope(random, framework)
    excluded = random.choice((0, 0, 0.1)) if rated != "one" else 0

    def answer(item: ComponentContent) -> ItemAnswer:
        if scope and item.pillar not in scope:
            return ItemAnswer(item.slug, in_scope=False)
        if random.random() < excluded:
            return ItemAnswer(item.slug, "not-applicable", reason="not our model")
        if item.slug not in answered:
            return ItemAnswer(item.slug, random.choice(("unanswered", "dont-know")))
        return _scored(random, item.slug, item.slug in weak)

    symptoms = _symptoms(random, framework)
    raters = random.choice((1, 2, 16))
    items = tuple(map(answer, framework.items))
    return Answers(framework, items, symptoms, name(random), "", STARTED, raters, scope)


def _weak(random: Random, framework: FrameworkContent, share: float | str) -> set[str]:
    slugs = [item.slug for item in framework.items]
    if share != "below":
        return {slug for slug in slugs if random.random() < share}
    found = set(random.sample(slugs, min(len(slugs), random.randint(1, 3))))
    for _ in range(2):
        links = [link for slug in sorted(found) for link in framework.dependents_of[slug]]
        found |= {link.dependent for link in links if random.random() < 0.7}
    return found


def _scope(random: Random, framework: FrameworkContent) -> tuple[str, ...]:
    return (random.choice(framework.pillars).slug,) if random.random() < 0.1 else ()


def _scored(random: Random, slug: str, weak: bool) -> ItemAnswer:
    critical = random.random() < 0.1
    source = random.choice(SOURCES)
    return ItemAnswer(
        slug,
        "score",
        random.choice((1, 1.5, 2) if weak else (3.5, 4, 4.5, 5)),
        source,
        raters=random.randint(1, 16),
        rating_error=random.choice((None, 0.2, 0.6)),
        importance="critical" if critical else random.choice(("important", "minor")),
        target=4 if critical else 3,
        evidence=random.choice(("none", "said", "document", "data")),
        as_of=STARTED if source == "carried" else None,
    )


def _symptoms(random: Random, framework: FrameworkContent) -> tuple[SymptomAnswer, ...]:
    count = random.randint(0, len(framework.symptoms))
    ticked = random.sample(framework.symptoms, count)
    trends = ("", "better", "same", "worse")
    return tuple(SymptomAnswer(s.slug, random.randint(1, 3), random.choice(trends)) for s in ticked)


def _views(random: Random, report: Report) -> Iterator[ViewFinding]:
    """None, a few, or a view on every item; the largest gap first."""
    slugs = [*(c.slug for c in report.top_components), *(item.slug for item in report.items)]
    random.shuffle(slugs)
    asked = slugs[: random.choice((0, 1, 4, 12, len(slugs)))]
    made = [_view(random, slug) for slug in dict.fromkeys(asked)]
    yield from sorted(made, key=lambda view: -abs(view.gap))


def _view(random: Random, slug: str) -> ViewFinding:
    leaders, sellers = (random.randint(2, 10) / 2 for _ in range(2))
    managers = random.choice((None, random.randint(2, 10) / 2, leaders))
    return ViewFinding(slug, leaders, managers, sellers, leaders - sellers)


def _rounds(random: Random, report: Report) -> Iterator[RoundFinding]:
    """No round, or one to seven earlier ones and this one."""
    ago = [random.randint(20, 3000) for _ in range(random.choice((0, 0, 1, 2, 7)))]
    for days in sorted(ago, reverse=True):
        scores = tuple(
            (pillar.slug, random.choice((None, random.randint(10, 50) / 10, 3.0)))
            for pillar in report.pillars
        )
        known = [slug for slug, score in scores if score is not None]
        carried = tuple(slug for slug in known if random.random() < 0.2)
        yield RoundFinding(STARTED - timedelta(days=days), scores, carried)
    if ago:
        yield RoundFinding(STARTED, tuple((pillar.slug, pillar.score) for pillar in report.pillars))


def _roadmap(random: Random, report: Report) -> Roadmap | None:
    if not report.roots:
        return None
    roots = [root.slug for root in report.roots]
    local = tuple(item.slug for item in report.labelled("local"))
    return Roadmap(
        moves=tuple(
            _move(random, slug, number, tuple(roots[:place]))
            for place, slug in enumerate(roots)
            for number in (1, 2, 3)
        ),
        quick_wins=local[: random.randint(0, 5)],
        reviews=tuple((day, f"{name(random)} by {name(random)}") for day in (30, 90, 180, DAYS)),
    )


def _move(random: Random, root: str, number: int, before: tuple[str, ...]) -> Move:
    start = random.choice((0, 30, 90, 180, 300))
    end = random.randint(start + 1, DAYS)
    words = " ".join(name(random) for _ in range(random.randint(1, 5)))
    after = tuple(slug for slug in before if number == 1 and random.random() < 0.5)
    return Move(root, number, f"{words}.", start, end, after)

"""Views of groups and earlier rounds, made up: what a report carries once several people rated."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from assessments.findings import Report, RoundFinding, ViewFinding

TODAY = date(2026, 5, 20)


def view(
    slug: str, leaders: float | None, managers: float | None, sellers: float | None
) -> ViewFinding:
    return ViewFinding(slug, leaders, managers, sellers, (leaders or 0) - (sellers or 0))


def with_views(report: Report, *views: ViewFinding) -> Report:
    return replace(report, views=tuple(sorted(views, key=lambda view: -abs(view.gap))))


def with_rounds(report: Report, *rounds: RoundFinding, as_of: date | None = TODAY) -> Report:
    return replace(report, rounds=rounds, as_of=as_of)


def round_of(
    on: date, scores: Mapping[str, float | None], carried: Sequence[str] = ()
) -> RoundFinding:
    return RoundFinding(on, tuple(scores.items()), tuple(carried))


def now(report: Report) -> dict[str, float | None]:
    return {pillar.slug: pillar.score for pillar in report.pillars}


def seen(report: Report) -> Report:
    """The report with a view on every component and two earlier rounds."""
    views = [
        view(component.slug, 1 + place % 9 / 2, 3, 5 - place % 5)
        for place, component in enumerate(report.top_components)
    ]
    earlier = {
        slug: max(1, (score or 3) - 0.7 + 0.4 * place)
        for place, (slug, score) in enumerate(now(report).items())
    }
    first = round_of(date(2025, 5, 12), earlier)
    second = round_of(date(2025, 11, 12), now(report), [*earlier][:1])
    return with_rounds(with_views(report, *views), first, second)

"""What weakens a result: answers worth a second look before it is handed over."""

from collections.abc import Iterable, Iterator

from assessments.engine.constants import (
    ENOUGH_COVERAGE,
    HIGHEST_SCORE,
    LOWEST_SCORE,
    ROUNDING,
)
from assessments.findings import (
    ComponentFinding,
    Doubt,
    DoubtGroup,
    FamilyFinding,
    ItemFinding,
    Report,
    RootFinding,
)
from assessments.report.sharpen import openness
from assessments.sentences import counted, number
from ecosystem.content import FamilyContent
from ecosystem.sentences import first_upper, joined

FAMILY_APART = 2.0
"""Points between items of one family that are worth a question."""
ABOVE_TARGET = 1.0
"""A component so many points above its target asks whether the target is still right."""

WHY = {
    "estimates": "An estimate repeats the answer to its block. Rate the item itself, and the "
    "root stands on what was seen.",
    "coverage": "What drives a root and what hangs on it decide whether it is one. Under half of "
    "that was answered.",
    "extremes": "A 1 or a 5 is the first thing a reader questions. Say what you saw.",
    "families": "One topic, rated very differently in several places. Either that is a finding, "
    "or one of the answers is off.",
    "dont-knows": "Not knowing is an answer. Somebody here can find out before it is handed over.",
    "targets": "These components have met their target with a whole point to spare. Is it still "
    "the right one?",
}


SAID = {
    "estimates": ("estimate a headline root rests on", "estimates a headline root rests on"),
    "coverage": (
        "headline root with little answered around it",
        "headline roots with little answered around them",
    ),
    "extremes": ("extreme score without a note", "extreme scores without a note"),
    "families": ("topic rated far apart", "topics rated far apart"),
    "dont-knows": ("don’t know to verify", "don’t knows to verify"),
    "targets": ("target left a point or more behind", "targets left a point or more behind"),
}


def doubts_of(report: Report) -> tuple[DoubtGroup, ...]:
    """All that weakens the result, what the headline rests on first; kinds without any left out."""
    kinds = {
        "estimates": _estimates(report),
        "coverage": _coverage(report),
        "extremes": _extremes(report),
        "families": _families(report),
        "dont-knows": _dont_knows(report),
        "targets": _targets(report),
    }
    counts = {"targets": len(_left_behind(report))}
    return tuple(
        DoubtGroup(kind, counted(count, *SAID[kind]), WHY[kind], found, count)
        for kind, doubts in kinds.items()
        if (found := tuple(doubts)) and (count := counts.get(kind, len(found)))
    )


def family_findings(
    items: Iterable[ItemFinding], families: Iterable[FamilyContent]
) -> tuple[FamilyFinding, ...]:
    """Every topic with at least two items here, and how far apart their scores are."""
    here = {i.slug: i for i in items if i.in_scope and i.state != "not-applicable"}
    found = []
    for family in families:
        members = tuple(slug for slug in family.items if slug in here)
        scores = [score for slug in members if (score := here[slug].score) is not None]
        apart = max(scores) - min(scores) if len(scores) > 1 else None
        if len(members) > 1:
            found.append(FamilyFinding(family.slug, family.name, family.definition, members, apart))
    return tuple(found)


def _estimates(report: Report) -> Iterator[Doubt]:
    roots_of: dict[str, list[str]] = {}
    for root in report.roots:
        for slug in _rests_on(report, root):
            roots_of.setdefault(slug, []).append(root.slug)
    for item in report.items:
        if item.slug in roots_of and openness(item) == "estimate":
            yield Doubt(item.slug, _carries(report, item, roots_of[item.slug]))


def _rests_on(report: Report, root: RootFinding) -> Iterator[str]:
    """The root, what drives it, and the weak items it explains."""
    yield root.slug
    yield from (s.driver for s in report.item[root.slug].drivers if s.layer == "drive")
    yield from (slug for slug, _ in root.explains)


def _carries(report: Report, item: ItemFinding, roots: list[str]) -> str:
    if item.slug in roots:
        return f"Estimated {item.score:.1f}, and named as a root."
    return f"Estimated {item.score:.1f}; {joined(map(report.name, roots))} rests on it as a root."


def _coverage(report: Report) -> Iterator[Doubt]:
    for root in report.roots:
        around = _around(report, report.item[root.slug])
        answered = sum(item.score is not None and not item.is_estimate for item in around)
        if around and answered < ENOUGH_COVERAGE * len(around):
            first = next(item for item in around if openness(item) is not None)
            name = report.name(root.slug)
            said = f"{first_upper(number(answered))} of {number(len(around))} items around {name}"
            verb = "is" if answered == 1 else "are"
            yield Doubt(first.slug, f"{said} {verb} answered.")


def _around(report: Report, item: ItemFinding) -> list[ItemFinding]:
    """What drives the item and what hangs on it, as far as it was asked."""
    slugs = {step.driver for step in item.drivers if step.layer == "drive"}
    slugs |= {step.dependent for step in item.dependents if step.layer == "drive"}
    there = (found for found in report.items if found.slug in slugs)
    return [found for found in there if found.in_scope and found.state != "not-applicable"]


def _extremes(report: Report) -> Iterator[Doubt]:
    """Only where one person gave the score: of several nobody is asked for a note by name."""
    for item in report.items:
        is_own = item.source == "ratings" and item.raters == 1 and item.in_scope
        if is_own and item.score in (LOWEST_SCORE, HIGHEST_SCORE) and not any(item.notes):
            yield Doubt(item.slug, f"{item.score:.0f} {item.word}, without a word on why.")


def _families(report: Report) -> Iterator[Doubt]:
    for family in report.families:
        if family.apart is None or family.apart < FAMILY_APART:
            continue
        rated = [report.item[s] for s in family.items if report.item[s].score is not None]
        low = min(rated, key=lambda item: item.score or 0)
        high = max(rated, key=lambda item: item.score or 0)
        said = (
            f"{low.short_name} {low.score:.1f}, {high.short_name} {high.score:.1f}: "
            f"{family.apart:.1f} apart."
        )
        yield Doubt(low.slug, said, family.slug)


def _dont_knows(report: Report) -> Iterator[Doubt]:
    """As tasks: whom to ask, and what to look for."""
    for item in report.items:
        if item.state == "dont-know" and item.in_scope:
            yield Doubt(item.slug, _task(report, item))


def _task(report: Report, item: ItemFinding) -> str:
    given = report.framework.advice_of(item.slug)
    evidence = report.framework.by_slug[item.slug].evidence
    parts = [f"Ask: {given.advice.owner}." if given else "Ask whoever is closest to it."]
    if evidence:
        parts.append(f"Look for: {evidence[0].rstrip('.')}.")
    return " ".join(parts)


def _targets(report: Report) -> Iterator[Doubt]:
    """A line per pillar: where people are good, nearly every usual target is left behind."""
    for pillar in report.pillars:
        names = [part.short_name for part in _left_behind(report) if part.pillar == pillar.slug]
        if names:
            shown = names if len(names) <= 3 else [*names[:2], f"{number(len(names) - 2)} more"]
            yield Doubt(pillar.slug, f"{joined(shown)}.")


def _left_behind(report: Report) -> list[ComponentFinding]:
    return [
        part
        for part in report.top_components
        if part.in_scope
        and part.applicable
        and part.score is not None
        and part.score >= part.target + ABOVE_TARGET - ROUNDING
    ]

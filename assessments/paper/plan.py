"""What to do: roadmap, what each change touches, measures, next review, decisions."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from assessments.charts.figure import Figure
from assessments.charts.words import decimal
from assessments.findings import Move, Report, RootFinding
from assessments.paper import titles
from assessments.paper.marks import Mark, mark_of
from assessments.paper.sections import Source
from assessments.sentences import number, percent
from ecosystem.sentences import joined

WAVES = (30, 90, 180, 365)
"""Days by whose end a wave begins."""
EASED = 3
TOUCHED = 10
AGAIN = (
    "Rate the roots and what hangs on them again after 90 days, and the whole after a year: "
    "what was predicted to ease should have moved, and what was not should not."
)


@dataclass(frozen=True, slots=True)
class Wave:
    name: str
    moves: tuple[tuple[str, str, str], ...]  # root, what is done, from which to which day


@dataclass(frozen=True, slots=True)
class Roadmap:
    figure: Figure | None
    waves: tuple[Wave, ...]
    quick_wins: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Reach:
    """What a change at one root touches: in the first step by name, beyond it in number."""

    name: str
    touched: tuple[Mark, ...]
    more: str
    beyond: str


@dataclass(frozen=True, slots=True)
class Ripple:
    title: str
    reaches: tuple[Reach, ...]
    enablers: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Measure:
    root: str
    owner: str
    lead: str
    lag: str
    predicted: str


@dataclass(frozen=True, slots=True)
class Measures:
    rows: tuple[Measure, ...]
    reviews: tuple[tuple[str, str], ...]
    again: str


@dataclass(frozen=True, slots=True)
class Decided:
    """A line of the decisions: what, whose, what it rests on; the rest is filled in by hand."""

    what: str
    text: str
    owner: str
    rests_on: str


@dataclass(frozen=True, slots=True)
class Decisions:
    rows: tuple[Decided, ...]
    not_now: tuple[str, ...]


def roadmap(source: Source) -> Roadmap | None:
    found = source.report.roadmap
    if found is None or not found.moves:
        return None
    return Roadmap(
        figure=source.figures.get("timeline"),
        waves=waves(source.report, found.moves),
        quick_wins=tuple(mark_of(source.report, slug) for slug in found.quick_wins),
    )


def waves(report: Report, moves: Iterable[Move]) -> tuple[Wave, ...]:
    """The moves by the part of the year they begin in, in their own order."""
    byday: dict[int, list[Move]] = {day: [] for day in WAVES}
    for move in moves:
        byday[next((day for day in WAVES if move.start < day), WAVES[-1])].append(move)
    return tuple(
        Wave(f"Begins within {day} days", tuple(_told(report, move) for move in found))
        for day, found in byday.items()
        if found
    )


def _told(report: Report, move: Move) -> tuple[str, str, str]:
    return report.name(move.root), move.text, f"day {move.start} to {move.end}"


def _reviews(reviews: Iterable[tuple[int, str]]) -> tuple[tuple[str, str], ...]:
    return tuple((f"Day {day}", text) for day, text in reviews)


def ripple(report: Report) -> Ripple | None:
    """What changing each root touches; None where that is not known."""
    if not any(finding.ripple for finding in report.roots):
        return None
    named = {finding.slug for finding in report.roots}
    steps = [step for finding in report.roots for step in finding.ripple]
    near = {step.slug: step for step in steps if step.order == 1 and step.slug not in named}
    weak = sum(step.readiness == "weak" for step in near.values())
    always = dict.fromkeys(step.slug for step in steps if step.enabler)
    return Ripple(
        title=titles.ripple(len(near), weak, len(report.roots)),
        reaches=tuple(_reach(report, finding) for finding in report.roots),
        enablers=tuple(mark_of(report, slug) for slug in always),
    )


def _reach(report: Report, finding: RootFinding) -> Reach:
    """Weak ones first: they must be strengthened before they can bear the change."""
    near = [step for step in finding.ripple if step.order == 1]
    beyond = sum(step.order is not None for step in finding.ripple) - len(near)
    near.sort(key=lambda step: step.readiness != "weak")
    more = len(near) - TOUCHED
    return Reach(
        name=report.name(finding.slug),
        touched=tuple(mark_of(report, step.slug) for step in near[:TOUCHED]),
        more=f"and {number(more)} more" if more > 0 else "",
        beyond=f"Through these it reaches {number(beyond)} more." if beyond else "",
    )


def measures(report: Report) -> Measures:
    reviews = report.roadmap.reviews if report.roadmap else ()
    return Measures(
        rows=tuple(_measure(report, finding) for finding in report.roots if finding.advice),
        reviews=_reviews(reviews),
        again="" if reviews else AGAIN,
    )


def without_reviews(found: Measures) -> Measures:
    """For a summary, which has no room for the days to look back."""
    return replace(found, reviews=(), again="")


def _measure(report: Report, finding: RootFinding) -> Measure:
    assert finding.advice
    advice = finding.advice.advice
    eased = [ease for ease in finding.eases if ease.slug != finding.slug][:EASED]
    return Measure(
        root=report.name(finding.slug),
        owner=advice.owner,
        lead=advice.lead_measure,
        lag=advice.lag_measure,
        predicted="; ".join(
            f"{report.name(e.slug)} {decimal(e.score)} to {decimal(e.eased)}" for e in eased
        ),
    )


def decisions(report: Report) -> Decisions:
    advised = [finding for finding in report.roots if finding.advice]
    return Decisions(
        rows=tuple(_decided(report, finding) for finding in advised),
        not_now=tuple(f.advice.advice.will_not_help for f in advised if f.advice),
    )


def _decided(report: Report, finding: RootFinding) -> Decided:
    assert finding.advice
    word = report.item[finding.slug].confidence_word or ""
    share = f"{percent(finding.share)} of the whole shortfall"
    return Decided(
        what=f"Take on {report.name(finding.slug)}",
        text=joined(finding.advice.advice.moves[:1]),
        owner=finding.advice.advice.owner,
        rests_on=f"{word.capitalize()}: {share}" if word else share,
    )

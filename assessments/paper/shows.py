"""Where it shows: day-to-day symptoms, weak items with their way back, and what stands beside."""

from dataclasses import dataclass

from assessments.findings import CauseFinding, ItemFinding, Report, SymptomFinding
from assessments.paper import titles
from assessments.paper.marks import Mark, against, direction, item_mark, mark_of
from assessments.sentences import number, percent, trend_words
from ecosystem.sentences import first_lower, first_upper, joined

CHAINS = 2
"""Ways back that are read aloud; the first explain most."""


AT_RISK = 12
"""Sound items on weak drivers that are named."""
MOST = 40
"""Weak items whose way back is told; where more are weak, no way back means much."""
LEAST_SHARE = 0.005
"""A cause that carries less carries nothing worth a number."""


@dataclass(frozen=True, slots=True)
class Symptom:
    name: str
    severity: str
    sentence: str
    causes: str
    fix: str
    why_it_fails: str
    tell_apart: str  # where none of the usual causes was found weak
    note: str
    direction: str


@dataclass(frozen=True, slots=True)
class WeakItem:
    mark: Mark
    pillar: str
    standing: str
    way: str


@dataclass(frozen=True, slots=True)
class Aside:
    """A group of items beside the chains: what it means, and its items with a remark each."""

    label: str
    title: str
    meaning: str
    lines: tuple[tuple[Mark, str], ...]


@dataclass(frozen=True, slots=True)
class Ways:
    weak: tuple[WeakItem, ...]
    more: str
    no_symptom: str
    no_map: str
    loops: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Protect:
    """What to keep alive: the strengths, and what is sound on weak drivers."""

    strengths: tuple[Mark, ...]
    at_risk: tuple[tuple[Mark, str], ...]
    more: str


def ways(report: Report) -> Ways:
    return Ways(
        weak=tuple(_weak(report, item) for item in report.weak[:MOST]),
        more=_more_weak(len(report.weak)),
        no_symptom="" if report.symptoms else NO_SYMPTOM,
        no_map="" if titles.has_links(report) else NO_MAP,
        loops=tuple(
            f"{report.name(loop.driver)} also acts back on {report.name(loop.dependent)}: "
            f"{first_lower(loop.rationale)}."
            for loop in report.loops
        ),
    )


def symptoms(report: Report) -> tuple[Symptom, ...]:
    return tuple(_symptom(report, finding) for finding in report.symptoms)


def protect(report: Report, strengths: tuple[Mark, ...]) -> Protect:
    """At risk first what hangs on most weak drivers; what is beyond a page is counted."""
    found = sorted(
        report.labelled("at-risk"), key=lambda item: -sum(step.live for step in item.drivers)
    )
    more = len(found) - AT_RISK
    stand = "stands" if more == 1 else "stand"
    return Protect(
        strengths=strengths,
        at_risk=tuple((item_mark(item), _weak_drivers(report, item)) for item in found[:AT_RISK]),
        more=f"{first_upper(number(more))} more {stand} in the table of all items."
        if more > 0
        else "",
    )


def asides(report: Report) -> tuple[Aside, ...]:
    return tuple(aside for aside in _asides(report) if aside.lines)


NO_MAP = "No weak item drives another, so there is no cause map."
NO_SYMPTOM = (
    "No day-to-day symptom, such as falling win rates or rising discounts, was marked as seen. "
    "Marking what people see would tie these findings to it."
)


def _more_weak(count: int) -> str:
    if count <= MOST:
        return ""
    stand = "item stands" if count == MOST + 1 else "items stand"
    return f"{first_upper(number(count - MOST))} more weak {stand} in the table of all items."


def _symptom(report: Report, finding: SymptomFinding) -> Symptom:
    trend = trend_words(finding.trend)
    return Symptom(
        name=finding.name,
        severity=", ".join(filter(None, (finding.severity_word.capitalize(), trend))),
        sentence=finding.sentence,
        causes="; ".join(_cause(report, cause) for cause in finding.causes),
        fix=finding.tempting_fix,
        why_it_fails=finding.why_it_fails,
        tell_apart="" if finding.chains else finding.tell_apart,
        note=finding.note,
        direction=direction(finding.note),
    )


def _cause(report: Report, cause: CauseFinding) -> str:
    """`Coaching culture 2.2 (root, 84 %)`."""
    mark = mark_of(report, cause.slug)
    told = cause.share is not None and cause.share >= LEAST_SHARE
    share = f", {percent(cause.share or 0.0)}" if told else ""
    return f"{mark.name} {mark.score} ({first_lower(mark.state)}{share})"


def _weak(report: Report, item: ItemFinding) -> WeakItem:
    return WeakItem(
        mark=item_mark(item),
        pillar=report.name(item.pillar),
        standing=_standing(item),
        way=" ".join(filter(None, (*_ways(report, item), _rest(item)))),
    )


def _standing(item: ItemFinding) -> str:
    standing = against(item.score, item.word, item.target)
    return f"{standing}, carried forward" if item.source == "carried" else standing


def _ways(report: Report, item: ItemFinding) -> list[str]:
    return [_way(report, item, place) for place in range(min(CHAINS, len(item.chains)))]


def _way(report: Report, item: ItemFinding, place: int) -> str:
    """The first way back in full with its share; the next in short."""
    chain = item.chains[place]
    if place == 0 or chain.origin == item.slug:
        share = "" if chain.origin == item.slug else f" {percent(chain.share)} of it starts there."
        return f"{chain.sentence}{share}"
    through = joined(report.name(slug) for slug in chain.path[1:-1])
    way = f", through {through}" if through else ""
    return f"{percent(chain.share)} starts with {report.name(chain.origin)}{way}."


def _rest(item: ItemFinding) -> str:
    """Why there is no way back, or how much of the shortfall it leaves open."""
    if item.label == "unexplained":
        return "A weak outcome, and nothing that drives it was found weak. Look upstream."
    if not item.chains:
        return "What drives it has not been rated."
    if item.elsewhere is not None and item.elsewhere >= 0.05:
        return f"{percent(item.elsewhere)} is not located among the weak items."
    return ""


def _asides(report: Report) -> list[Aside]:
    return [
        Aside(
            "local",
            "Local gaps",
            "Weak on their own, with nothing weak hanging on them: often quick wins.",
            tuple(
                (item_mark(i), f"{i.short:.1f} short of its target" if i.short else "At its target")
                for i in report.labelled("local")
            ),
        ),
        Aside(
            "unexplained",
            "Unexplained outcomes",
            "Outcomes that are weak without a weak driver. They are never a cause: look upstream.",
            tuple((item_mark(i), "No weak driver found") for i in report.labelled("unexplained")),
        ),
        Aside(
            "provisional",
            "Provisional",
            "Weak, but most of what drives them has not been rated.",
            tuple(
                (item_mark(i), _unrated_drivers(report, i)) for i in report.labelled("provisional")
            ),
        ),
        Aside(
            "unrated",
            "Ask next",
            "The unrated items whose answers would tell most.",
            tuple(
                (mark_of(report, probe.slug), _reaches(report, probe.reaches))
                for probe in report.probes
            ),
        ),
    ]


def _weak_drivers(report: Report, item: ItemFinding) -> str:
    live = [report.name(step.driver) for step in item.drivers if step.live]
    return f"Rests on {joined(live)}" if live else ""


def _unrated_drivers(report: Report, item: ItemFinding) -> str:
    unrated = [
        report.name(step.driver)
        for step in item.drivers
        if step.layer == "drive" and report.item[step.driver].label == "unrated"
    ]
    return f"Not rated: {joined(unrated)}" if unrated else ""


def _reaches(report: Report, slugs: tuple[str, ...]) -> str:
    return f"May explain {joined(report.name(slug) for slug in slugs)}" if slugs else ""

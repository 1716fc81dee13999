"""How paper names a component, its state and what its score rests on."""

from dataclasses import dataclass
from datetime import date
from unicodedata import bidirectional

from assessments.charts.words import DASH, STATES, decimal
from assessments.findings import ComponentFinding, ItemFinding, Report
from assessments.sentences import raters_words
from ecosystem.sentences import first_upper

MONTHS = [
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
]
BANDS = {"sound": "Sound", "watch": "Watch", "weak": "Weak"}
EVIDENCE = {"said": "said so", "document": "document seen", "data": "data seen"}
REASONS = {"out-of-scope": "out of scope", "not-our-model": "not our model"}


@dataclass(frozen=True, slots=True)
class Mark:
    """A component on a line: `label` names its icon, `state` is the word that stands beside it."""

    name: str
    label: str
    state: str
    score: str
    level: str


def day(moment: date | None) -> str:
    """21 November 2026, whatever the language of the server."""
    return f"{moment.day} {MONTHS[moment.month - 1]} {moment.year}" if moment else "undated"


def mark_of(report: Report, slug: str) -> Mark:
    """An item with its label, or a group with its band."""
    if slug in report.item:
        return item_mark(report.item[slug])
    return component_mark(report.component[slug])


def item_mark(item: ItemFinding) -> Mark:
    return Mark(
        name=item.short_name,
        label=item.label,
        state=item_state(item),
        score=decimal(item.score),
        level=item.word or "",
    )


def item_state(item: ItemFinding) -> str:
    """The label's word; of what is healthy, whether it is sound or to be watched."""
    if item.label == "healthy" and item.band:
        return BANDS[item.band]
    return STATES[item.label]


def component_mark(component: ComponentFinding) -> Mark:
    band = component.band or ""
    return Mark(
        name=component.short_name,
        label="healthy" if band in ("sound", "watch") else "unrated" if not band else "weak",
        state=BANDS.get(band, "No score"),
        score=decimal(component.score),
        level=component.word or "",
    )


def target(value: float) -> str:
    """A target as it was set (4) or as it came out of a mean (3.8)."""
    return str(int(value)) if value == int(value) else decimal(value)


def against(score: float | None, word: str | None, goal: float) -> str:
    """`1.8 Emerging, target 4`."""
    if score is None:
        return f"{DASH}, target {target(goal)}"
    return f"{decimal(score)} {word}, target {target(goal)}"


def basis(item: ItemFinding) -> str:
    """What an item's score rests on, or why it has none."""
    if item.state == "not-applicable":
        return first_upper(REASONS.get(item.reason, item.reason)) or "No reason given"
    if item.state == "dont-know":
        return "Nobody could say"
    if item.withheld:
        return f"{item.withheld} answered without a name: too few to show"
    if item.score is None:
        return "Not answered"
    seen = EVIDENCE.get(item.evidence, "")
    return f"{_source(item)}, {seen}" if seen else _source(item)


def _source(item: ItemFinding) -> str:
    match item.source:
        case "estimate":
            return "Estimated"
        case "consensus":
            return _workshop(item)
        case "carried":
            return f"Carried from {day(item.as_of)}" if item.as_of else "Carried forward"
    return raters_words(max(item.raters, 1), item.agreement)


def _workshop(item: ItemFinding) -> str:
    """A workshop's score, with when it was agreed and the raters' own beside it."""
    if item.agreed is None:
        return "Agreed in a workshop"
    own = "" if item.agreed.rated is None else f", raters {decimal(item.agreed.rated)}"
    return f"Workshop of {day(item.agreed.at.date())}{own}"


def direction(text: str) -> str:
    """Which way a typed text runs: rtl where its first letter is Arabic, Hebrew or the like."""
    first = next((way for way in map(bidirectional, text) if way in ("L", "R", "AL")), "L")
    return "ltr" if first == "L" else "rtl"

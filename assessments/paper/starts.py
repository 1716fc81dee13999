"""Where it starts: a page for each named root, and the other roots in a table."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from assessments.charts.words import DASH, decimal
from assessments.findings import ItemFinding, Report, RootFinding, Step
from assessments.paper import titles
from assessments.paper.marks import Mark, against, basis, direction, item_mark, mark_of
from assessments.paper.summary import no_root_sentence
from assessments.sentences import counted, number, percent
from ecosystem.content import AdviceContent
from ecosystem.sentences import first_lower, written_for

LISTED = 7
"""Lines of a list that a reader takes in at a glance; the rest is counted."""
LESS = "They explain less than the roots before them, or are less certain."
TOO_LITTLE = "Something weak hangs on each of them, but there is too little to name them as causes."
BESIDE = 400
"""Characters of notes that a narrow column takes."""
CONFIDENCE = {"firm": 3, "likely": 2, "open": 1}


@dataclass(frozen=True, slots=True)
class Line:
    """A driver or dependent, the share that flows along the link, and why there is one.

    Items that are not weak stand on one line where they share their state and the reason: a
    dependency on a group holds for each item in it.
    """

    label: str
    names: str
    share: str
    rationale: str


@dataclass(frozen=True, slots=True)
class Below:
    """A weak item below a root: how much of it starts there, and what it would gain."""

    mark: Mark
    share: str
    eased: str


@dataclass(frozen=True, slots=True)
class Note:
    """A text that somebody typed, shown as it is."""

    text: str
    direction: str


@dataclass(frozen=True, slots=True)
class RootPage:
    anchor: str
    kicker: str
    title: str
    mark: Mark
    standing: str
    level: str  # the sentence that was chosen when it was rated
    why: str
    confidence: str
    bars: int
    share: str
    below: tuple[Below, ...]
    more: str
    none_below: str
    drivers: tuple[Line, ...]
    no_driver: str
    dependents: tuple[Line, ...]
    more_dependents: str
    no_dependent: str
    notes_beside: tuple[Note, ...]  # short ones fill the column under the confidence
    notes_below: tuple[Note, ...]
    advice: AdviceContent | None
    advice_for: str  # for what it was written, if not for this item alone


@dataclass(frozen=True, slots=True)
class FurtherRoot:
    mark: Mark
    pillar: str
    standing: str
    confidence: str
    below: str


@dataclass(frozen=True, slots=True)
class Starts:
    """`title` and `text` stand where there is no root to show."""

    title: str
    text: str
    roots: tuple[RootPage, ...]
    further_title: str
    further_text: str
    further: tuple[FurtherRoot, ...]


def starts(report: Report) -> Starts:
    named = {finding.slug for finding in report.roots}
    others = tuple(item for item in report.labelled("root") if item.slug not in named)
    return Starts(
        title="" if named else titles.no_root(report),
        text="" if named else no_root_sentence(report),
        roots=tuple(_root(report, place) for place in range(len(report.roots))),
        further_title=titles.further_roots(others, len(named)) if others else "",
        further_text=TOO_LITTLE if not named else LESS,
        further=tuple(_further(report, item) for item in others),
    )


def _root(report: Report, place: int) -> RootPage:
    finding = report.roots[place]
    item = report.item[finding.slug]
    below = _below(report, finding)
    dependents = _lines(report, ((step, step.dependent) for step in _weak_first(report, item)))
    notes = notes_of(item)
    short = sum(len(note.text) for note in notes) <= BESIDE
    return RootPage(
        anchor=f"root-{place + 1}",
        kicker=f"{_kicker(report, item, place)}; {first_lower(basis(item))}",
        title=titles.root(report, finding),
        mark=item_mark(item),
        standing=against(item.score, item.word, item.target),
        level=chosen(report, item),
        why=finding.why,
        confidence=finding.confidence_sentence,
        bars=CONFIDENCE.get(item.confidence_word or "", 0),
        share=percent(finding.share),
        below=below[:LISTED],
        more=f"And {number(len(below) - LISTED)} more." if len(below) > LISTED else "",
        none_below="" if below else "Nothing else that is weak goes back to it or would ease.",
        drivers=_lines(report, ((step, step.driver) for step in item.drivers)),
        no_driver="" if item.drivers else "The framework names nothing that drives it.",
        dependents=dependents[:LISTED],
        more_dependents=_uncounted(len(dependents)),
        no_dependent="" if item.dependents else "The framework names nothing that hangs on it.",
        notes_beside=notes if short else (),
        notes_below=() if short else notes,
        advice=finding.advice.advice if finding.advice else None,
        advice_for=written_for(report.framework, finding.advice) if finding.advice else "",
    )


def _uncounted(lines: int) -> str:
    """What is left out of a list that shows the weak ones first."""
    rest = lines - LISTED
    return "" if rest <= 0 else f"And {counted(rest, 'line')} more; the weak ones come first."


def _kicker(report: Report, item: ItemFinding, place: int) -> str:
    of = f" {place + 1} of {len(report.roots)}" if len(report.roots) > 1 else ""
    return f"Root{of}, {report.name(item.pillar)}"


def _below(report: Report, finding: RootFinding) -> tuple[Below, ...]:
    """What it explains, largest share first, then what only eases."""
    shares = {slug: share for slug, share in finding.explains if slug != finding.slug}
    eased = {ease.slug: ease.eased for ease in finding.eases if ease.slug != finding.slug}
    return tuple(
        Below(
            mark=mark_of(report, slug),
            share=percent(shares[slug]) if slug in shares else DASH,
            eased=decimal(eased.get(slug)),
        )
        for slug in shares | eased
    )


def _lines(report: Report, steps: Iterable[tuple[Step, str]]) -> tuple[Line, ...]:
    """A line for each step and its other end; equal ones of what is not weak are merged."""
    merged: dict[tuple[str, ...], list[ItemFinding]] = {}
    shares: dict[tuple[str, ...], float] = {}
    for step, end in steps:
        item = report.item[end]
        reason = f"{step.rationale} (feedback)" if step.layer == "feedback" else step.rationale
        key = (item.label, reason, end if item.is_weak else "")
        merged.setdefault(key, []).append(item)
        if step.share is not None and report.item[step.dependent].is_weak:
            shares[key] = shares.get(key, 0.0) + step.share
    return tuple(
        Line(key[0], ", ".join(map(_scored, items)), _share(shares, key), key[1])
        for key, items in merged.items()
    )


def _share(shares: Mapping[tuple[str, ...], float], key: tuple[str, ...]) -> str:
    """Nothing where the dependent is not weak: there is no shortfall to share."""
    return percent(shares[key]) if key in shares else ""


def _scored(item: ItemFinding) -> str:
    return f"{item.short_name} {decimal(item.score)}"


def _weak_first(report: Report, item: ItemFinding) -> list[Step]:
    order = {"at-risk": 1, "healthy": 2, "unrated": 3}

    def place(step: Step) -> int:
        dependent = report.item[step.dependent]
        return 0 if dependent.is_weak else order.get(dependent.label, 4)

    return sorted(item.dependents, key=place)


def chosen(report: Report, item: ItemFinding) -> str:
    """The sentence of the scale nearest to the score, half a point rounded up."""
    anchors = report.framework.by_slug[item.slug].anchors
    if item.score is None or not anchors:
        return ""
    return anchors[int(item.score + 0.5) - 1]


def notes_of(item: ItemFinding) -> tuple[Note, ...]:
    texts = filter(None, map(str.strip, item.notes))
    return tuple(Note(text, direction(text)) for text in texts)


def _further(report: Report, item: ItemFinding) -> FurtherRoot:
    weak = sum(step.live and report.item[step.dependent].is_weak for step in item.dependents)
    return FurtherRoot(
        mark=item_mark(item),
        pillar=report.name(item.pillar),
        standing=against(item.score, item.word, item.target),
        confidence=(item.confidence_word or "").capitalize(),
        below=counted(weak, "weak item hangs", "weak items hang").capitalize() + " on it",
    )

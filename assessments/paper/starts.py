"""Where it starts: a page for each named root, and the other roots in a table."""

from dataclasses import dataclass

from assessments.charts.words import decimal
from assessments.findings import ItemFinding, Report, RootFinding, Step
from assessments.paper import titles
from assessments.paper.marks import Mark, against, basis, direction, item_mark, mark_of
from assessments.paper.summary import no_root_sentence
from assessments.sentences import counted, number, percent

LISTED = 6
"""Lines of a list that a reader takes in at a glance; the rest is counted."""
CONFIDENCE = {"firm": 3, "likely": 2, "open": 1}


@dataclass(frozen=True, slots=True)
class Line:
    """A driver or dependent, the share that flows along the link, and why there is one."""

    mark: Mark
    share: str
    rationale: str
    feedback: bool


@dataclass(frozen=True, slots=True)
class Note:
    """A text that somebody typed, shown as it is."""

    name: str
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
    basis: str
    why: str
    confidence: str
    bars: int
    share: str
    explains: tuple[tuple[Mark, str], ...]
    explains_more: str
    eases: tuple[tuple[str, str, str], ...]
    eases_more: str
    no_ease: str
    drivers: tuple[Line, ...]
    no_driver: str
    dependents: tuple[Line, ...]
    no_dependent: str
    notes: tuple[Note, ...]


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
    further: tuple[FurtherRoot, ...]


def starts(report: Report) -> Starts:
    named = {finding.slug for finding in report.roots}
    others = tuple(item for item in report.labelled("root") if item.slug not in named)
    return Starts(
        title=titles.no_root(report),
        text=no_root_sentence(report),
        roots=tuple(_root(report, place) for place in range(len(report.roots))),
        further_title=titles.further_roots(others) if others else "",
        further=tuple(_further(report, item) for item in others),
    )


def _root(report: Report, place: int) -> RootPage:
    finding = report.roots[place]
    item = report.item[finding.slug]
    explains = [pair for pair in finding.explains if pair[0] != item.slug]
    return RootPage(
        anchor=f"root-{place + 1}",
        kicker=_kicker(report, item, place),
        title=titles.root(report, finding),
        mark=item_mark(item),
        standing=against(item.score, item.word, item.target),
        level=chosen(report, item),
        basis=basis(item),
        why=finding.why,
        confidence=finding.confidence_sentence,
        bars=CONFIDENCE.get(item.confidence_word or "", 0),
        share=percent(finding.share),
        explains=tuple((mark_of(report, s), percent(p)) for s, p in explains[:LISTED]),
        explains_more=_more(len(explains)),
        eases=_eases(report, finding),
        eases_more=_more(len(finding.eases)),
        no_ease="" if finding.eases else "Nothing else that is weak would ease noticeably.",
        drivers=tuple(_line(report, step, step.driver) for step in item.drivers),
        no_driver="" if item.drivers else "The framework names nothing that drives it.",
        dependents=tuple(_line(report, step, step.dependent) for step in _weak_first(report, item)),
        no_dependent="" if item.dependents else "The framework names nothing that hangs on it.",
        notes=notes_of(item),
    )


def _kicker(report: Report, item: ItemFinding, place: int) -> str:
    of = f" {place + 1} of {len(report.roots)}" if len(report.roots) > 1 else ""
    return f"Root{of}, {report.name(item.pillar)}"


def _eases(report: Report, finding: RootFinding) -> tuple[tuple[str, str, str], ...]:
    return tuple(
        (report.name(ease.slug), decimal(ease.score), decimal(ease.eased))
        for ease in finding.eases[:LISTED]
    )


def _more(count: int) -> str:
    return f"and {number(count - LISTED)} more" if count > LISTED else ""


def _weak_first(report: Report, item: ItemFinding) -> list[Step]:
    order = {"at-risk": 1, "healthy": 2, "unrated": 3}

    def place(step: Step) -> int:
        dependent = report.item[step.dependent]
        return 0 if dependent.is_weak else order.get(dependent.label, 4)

    return sorted(item.dependents, key=place)


def _line(report: Report, step: Step, end: str) -> Line:
    """The share is told of a weak dependent only: there is no shortfall to share elsewhere."""
    told = step.share is not None and report.item[step.dependent].is_weak
    return Line(
        mark=mark_of(report, end),
        share=percent(step.share or 0.0) if told else "",
        rationale=step.rationale,
        feedback=step.layer == "feedback",
    )


def chosen(report: Report, item: ItemFinding) -> str:
    """The sentence of the scale nearest to the score, half a point rounded up."""
    anchors = report.framework.by_slug[item.slug].anchors
    if item.score is None or not anchors:
        return ""
    return anchors[int(item.score + 0.5) - 1]


def notes_of(item: ItemFinding) -> tuple[Note, ...]:
    return tuple(Note(item.short_name, text, direction(text)) for text in item.notes if text)


def _further(report: Report, item: ItemFinding) -> FurtherRoot:
    weak = sum(step.live and report.item[step.dependent].is_weak for step in item.dependents)
    return FurtherRoot(
        mark=item_mark(item),
        pillar=report.name(item.pillar),
        standing=against(item.score, item.word, item.target),
        confidence=(item.confidence_word or "").capitalize(),
        below=counted(weak, "weak item hangs", "weak items hang").capitalize() + " on it",
    )

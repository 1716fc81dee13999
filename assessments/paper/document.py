"""The whole report as paper shows it: one typed object, made from the frozen Report alone."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from assessments.charts.figure import Figure
from assessments.findings import Report
from assessments.paper import pillars, titles
from assessments.paper.marks import day
from assessments.paper.pillars import ItemTable, PillarPage, PillarRow
from assessments.paper.reading import Method, Reading, method, reading
from assessments.paper.shows import Shows, shows
from assessments.paper.starts import Starts, starts
from assessments.paper.summary import Cover, Summary, cover, summary

TO_COME = "Scores, causes and the table of all items follow once there are answers."
NOTHING = Starts(title="", text="", roots=(), further_title="", further_text="", further=())


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents."""

    anchor: str
    topic: str
    title: str


@dataclass(frozen=True, slots=True)
class Document:
    name: str  # the document's title in the reader's window
    created: str
    head: str
    mark: str
    date: str
    cover: Cover
    summary: Summary
    contents: tuple[Entry, ...]
    reading: Reading
    scores_title: str
    pillar_figure: Figure | None
    pillar_rows: tuple[PillarRow, ...]
    left_out: str
    to_come: str  # which sections there will be once there are answers
    heat_map: Figure | None
    starts: Starts
    shows: Shows
    cause_map: Figure | None
    flow_matrix: Figure | None
    pillars: tuple[PillarPage, ...]
    items_title: str
    item_tables: tuple[ItemTable, ...]
    method: Method


def document_of(report: Report, figures: Mapping[str, Figure], draft: bool) -> Document:
    """Every page in words and figures; nothing is left to decide for a template."""
    first = cover(report, draft)
    bars = figures.get("pillars")
    rated = any(item.score is not None for item in report.items)
    document = Document(
        name=", ".join(filter(None, (report.organisation, report.title))) or first.title,
        created=report.as_of.isoformat() if report.as_of else "",
        head=", ".join(filter(None, (report.organisation, report.framework.name))),
        mark="Draft" if draft else "Final",
        date=day(report.as_of),
        cover=first,
        summary=summary(report, bars),
        contents=(),
        reading=reading(report),
        scores_title=bars.title if bars else titles.NO_SCORE,
        pillar_figure=bars,
        pillar_rows=pillars.rows(report) if rated else (),
        left_out=pillars.left_out(report),
        to_come="" if rated else TO_COME,
        heat_map=figures.get("heat-map"),
        starts=starts(report) if rated else NOTHING,
        shows=shows(report),
        cause_map=figures.get("cause-map") if titles.has_links(report) else None,
        flow_matrix=figures.get("flow-matrix"),
        pillars=pillars.pages(report),
        items_title=titles.items(report),
        item_tables=pillars.item_tables(report),
        method=method(report),
    )
    return replace(document, contents=tuple(_contents(document)))


def _contents(document: Document) -> Iterator[Entry]:
    yield Entry("summary", "Summary", document.summary.title)
    yield Entry("reading", "How to read", document.reading.title)
    if document.pillar_rows:
        yield Entry("scores", "Scores", document.scores_title)
    if document.heat_map:
        yield Entry("heat-map", "Heat map", document.heat_map.title)
    yield from _starts(document.starts)
    yield from _shows(document)
    for pillar in document.pillars:
        yield Entry(pillar.anchor, pillar.name, pillar.title)
    if document.item_tables:
        yield Entry("items", "All items", document.items_title)
    yield Entry("method", "Method", document.method.title)


def _starts(starts: Starts) -> Iterator[Entry]:
    if starts.title:
        yield Entry("starts", "Where it starts", starts.title)
    for root in starts.roots:
        yield Entry(root.anchor, "Where it starts", root.title)
    if starts.further:
        yield Entry("further-roots", "Where it starts", starts.further_title)


def _shows(document: Document) -> Iterator[Entry]:
    shows = document.shows
    if shows.symptoms:
        yield Entry("symptoms", "Where it shows", shows.symptoms_title)
    if shows.weak:
        yield Entry("weak", "Where it shows", shows.weak_title)
    if document.cause_map:
        yield Entry("cause-map", "Cause map", document.cause_map.title)
    if document.flow_matrix:
        yield Entry("flow-matrix", "Pillar flow", document.flow_matrix.title)
    if shows.asides:
        yield Entry("aside", "Beside the chains", shows.aside_title)

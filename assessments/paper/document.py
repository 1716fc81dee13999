"""A report as paper shows it: one typed object, made from the frozen Report alone."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from assessments.charts.figure import Figure
from assessments.findings import Report
from assessments.paper import full, one_pillar
from assessments.paper.edition import LETTER, PILLAR, SUMMARY, Edition
from assessments.paper.marks import day
from assessments.paper.sections import PAGE, RUN, Section, Source
from assessments.paper.summary import Cover, cover

TO_COME = "Scores, causes and the table of all items follow once there are answers."
AFTER = "summary"
"""The contents stand behind the answer."""


@dataclass(frozen=True, slots=True)
class Contents:
    entries: tuple[Section, ...]
    to_come: str  # which sections there will be once there are answers


@dataclass(frozen=True, slots=True)
class Document:
    name: str  # the document's title in the reader's window
    created: str
    head: str
    mark: str
    date: str
    confidentiality: str
    look: str  # classes of the stylesheet: paper and kind
    cover: Cover
    has_cover: bool
    sections: tuple[Section, ...]


def document_of(report: Report, figures: Mapping[str, Figure], edition: Edition) -> Document:
    """Every page in words and figures; nothing is left to decide for a template."""
    source = Source(report, figures, edition)
    first = cover(source)
    part = report.name(edition.pillar) if edition.kind == PILLAR else ""
    return Document(
        name=", ".join(filter(None, (report.organisation, report.title, part))) or first.title,
        created=report.as_of.isoformat() if report.as_of else "",
        head=", ".join(filter(None, (report.organisation, _matter(source)))),
        mark="Final" if edition.final else "Draft",
        date=day(report.as_of),
        confidentiality=edition.confidentiality,
        look=f"{'letter' if edition.paper == LETTER else 'a4'} {edition.kind}",
        cover=first,
        has_cover=edition.kind != SUMMARY,
        sections=tuple(sections(source)),
    )


def _matter(source: Source) -> str:
    """What the document is about, beside the organisation in the head of each page."""
    report, edition = source.report, source.edition
    match edition.kind:
        case "summary":
            return ", ".join(filter(None, (report.title, "executive summary")))
        case "pillar":
            return report.name(edition.pillar)
    return report.framework.name


def sections(source: Source) -> Iterator[Section]:
    match source.edition.kind:
        case "summary":
            return full.short_summary(source)
        case "pillar":
            return one_pillar.sections(source)
    return _with_contents(source)


def _with_contents(source: Source) -> Iterator[Section]:
    without = source.edition.without
    made = [s for name, make in full.MAKERS.items() if name not in without for s in make(source)]
    ahead = [section for section in made if section.anchor in (AFTER, "words")]
    rest = [section for section in made if section not in ahead]
    yield from ahead
    if "contents" not in without:
        body = Contents(tuple(made), "" if source.has_scores else TO_COME)
        layout = RUN if len(ahead) > 1 else PAGE  # a page of words has room below
        yield Section("contents", "Contents", "Contents", "contents", body, layout, kicker=" ")
    yield from rest

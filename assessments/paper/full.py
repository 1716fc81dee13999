"""The sections of a full report, in their order. A section without data makes none."""

from collections.abc import Iterator
from dataclasses import replace

from assessments.paper import appendix, pillars, plan, shows, since, starts, summary, titles
from assessments.paper.marks import component_mark
from assessments.paper.reading import method, reading
from assessments.paper.sections import FLAT, RUN, Maker, Section, Source
from assessments.paper.texts import paragraphs

STRENGTHS = 6
STARTS, COMES = "Where it starts", "Where it comes from"


def summary_sections(source: Source) -> Iterator[Section]:
    title = source.report.headline.sentence
    yield Section("summary", "Summary", title, "summary", summary.summary(source), kicker=" ")
    if texts := paragraphs(source.edition.text("summary")):
        yield Section("words", "Summary", titles.WORDS, "words", texts)


def reading_section(source: Source) -> Iterator[Section]:
    report = source.report
    title = titles.reading(report)
    yield Section("reading", "How to read this", title, "reading", reading(report))


def scores(source: Source) -> Iterator[Section]:
    bars = source.figures.get("pillars")
    if source.has_scores:
        title = bars.title if bars else titles.NO_SCORE
        yield Section("scores", "Scores", title, "scores", pillars.scores(source))


def heat_map(source: Source) -> Iterator[Section]:
    if figure := source.figures.get("heat-map"):
        yield Section("heat-map", "Heat map", figure.title, "heat_map", figure)


def symptoms(source: Source) -> Iterator[Section]:
    report = source.report
    if report.symptoms:
        title, found = titles.symptoms(report), shows.symptoms(report)
        yield Section("symptoms", "Day to day", title, "symptoms", found)


def cause_map(source: Source) -> Iterator[Section]:
    figure = source.figures.get("cause-map")
    if figure and titles.has_links(source.report):
        yield Section("cause-map", COMES, figure.title, "cause_map", figure, FLAT, kicker=" ")


def flow_matrix(source: Source) -> Iterator[Section]:
    if figure := source.figures.get("flow-matrix"):
        yield Section("flow-matrix", COMES, figure.title, "flow_matrix", figure, RUN)


def roots(source: Source) -> Iterator[Section]:
    report = source.report
    others = starts.further_roots(report)
    if others:
        title = titles.further_roots(others, len(report.roots))
        yield Section("further-roots", STARTS, title, "further", starts.further(report), RUN)
    if not report.roots and source.has_scores:
        text = summary.no_root_sentence(report)
        yield Section("starts", STARTS, titles.no_root(report), "stand", text, RUN)
    for place, finding in enumerate(report.roots):
        yield Section(
            anchor=f"root-{place + 1}",
            topic=STARTS,
            title=titles.root(report, finding),
            template="root",
            body=starts.root_page(source, finding),
            kicker=starts.kicker(report, place),
            mark="root",
        )


def importance(source: Source) -> Iterator[Section]:
    if found := since.importance(source):
        topic = "Importance and maturity"
        yield Section("importance", topic, found.figure.title, "importance", found)


def views(source: Source) -> Iterator[Section]:
    report = source.report
    if report.gaps:
        title = titles.views(len(report.gaps), report.name(report.gaps[0].slug))
        yield Section("views", "Where views differ", title, "views", since.views(source), RUN)


def protect(source: Source) -> Iterator[Section]:
    report = source.report
    strengths = tuple(component_mark(c) for c in summary.strongest(report)[:STRENGTHS])
    found = shows.protect(report, strengths)
    if strengths or found.at_risk:
        title = titles.protect(report, len(strengths))
        yield Section("protect", "Protect what works", title, "protect", found, RUN)


def aside(source: Source) -> Iterator[Section]:
    if found := shows.asides(source.report):
        title = titles.aside(source.report)
        yield Section("aside", "Beside the chains", title, "aside", found, RUN)


def roadmap(source: Source) -> Iterator[Section]:
    if found := plan.roadmap(source):
        title = titles.roadmap(sum(len(wave.moves) for wave in found.waves), len(found.waves))
        title = found.figure.title if found.figure else title
        yield Section("roadmap", "Roadmap", title, "roadmap", found)


def ripple(source: Source) -> Iterator[Section]:
    if found := plan.ripple(source.report):
        yield Section("ripple", "Change one, touch these", found.title, "ripple", found, RUN)


def rounds(source: Source) -> Iterator[Section]:
    if len(source.report.rounds) < 2:
        return
    found = since.rounds(source)
    better, worse = ([r.name for r in found.rows if r.change == w] for w in ("better", "worse"))
    title = titles.rounds(better, worse)
    yield Section("rounds", "Since last time", title, "rounds", found, RUN)


def measures(source: Source) -> Iterator[Section]:
    found = plan.measures(source.report)
    if found.rows:
        title = titles.measures(len(found.rows))
        yield Section("measures", "Measures and next review", title, "measures", found, RUN)


def decisions(source: Source) -> Iterator[Section]:
    found = plan.decisions(source.report)
    if found.rows:
        title = titles.decisions(source.report)
        yield Section("decisions", "Decisions to take", title, "decisions", found, RUN)


def pillar_sections(source: Source) -> Iterator[Section]:
    report = source.report
    for pillar in pillars.answered(report):
        items = [item for item in report.items if item.pillar == pillar.slug and item.in_scope]
        body = pillars.pillar_page(source, pillar, whole=False)
        title = titles.pillar(pillar, items)
        anchor = f"pillar-{pillar.slug}"
        yield Section(anchor, pillar.name, title, "pillar", body, RUN)


def ways(source: Source) -> Iterator[Section]:
    report = source.report
    if report.weak:
        topic = "Every weak item"
        yield Section("weak", topic, titles.weak(report), "ways", shows.ways(report), RUN)


def items(source: Source) -> Iterator[Section]:
    if tables := pillars.item_tables(source.report):
        yield Section("items", "All items", titles.items(source.report), "items", tables, RUN)


def dependencies(source: Source) -> Iterator[Section]:
    if found := appendix.dependencies(source.report):
        topic = "Dependencies used"
        yield Section("dependencies", topic, found.title, "dependencies", found, RUN)


def method_section(source: Source) -> Iterator[Section]:
    yield Section("method", "Method", titles.METHOD, "method", method(source.report), RUN)


MAKERS: dict[str, Maker] = {
    "summary": summary_sections,
    "reading": reading_section,
    "heat-map": heat_map,
    "scores": scores,
    "flow-matrix": flow_matrix,
    "symptoms": symptoms,
    "cause-map": cause_map,
    "roots": roots,
    "importance": importance,
    "views": views,
    "protect": protect,
    "aside": aside,
    "roadmap": roadmap,
    "ripple": ripple,
    "rounds": rounds,
    "measures": measures,
    "decisions": decisions,
    "pillars": pillar_sections,
    "weak": ways,
    "items": items,
    "dependencies": dependencies,
    "method": method_section,
}
"""A maker for each section that may be left out, in the report's order."""


def short_summary(source: Source) -> Iterator[Section]:
    """The executive summary: the answer, and a page with what to do and where it comes from."""
    first, *words = summary_sections(source)
    yield first
    for section in words:
        yield replace(section, layout=RUN)
    for section in measures(source):
        yield replace(section, body=plan.without_reviews(plan.measures(source.report)))
    if not words:  # a consultant's own words go before the figure: two pages are all there is
        yield from flow_matrix(source)
    yield from made_from(source)


def made_from(source: Source) -> Iterator[Section]:
    """What a short report rests on, in place of the whole method."""
    title = "What this copy was made from"
    yield Section("made-from", "Method", title, "made_from", method(source.report), RUN)

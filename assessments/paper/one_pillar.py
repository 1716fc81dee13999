"""The report on a single pillar: what is weak in it, where that comes from, where to begin."""

from collections.abc import Iterator
from dataclasses import dataclass

from assessments.charts.flow_matrix import whole_per_cent
from assessments.charts.words import decimal
from assessments.findings import ChainFinding, ItemFinding, PillarFinding, Report
from assessments.in_context import InContext
from assessments.paper import pillars, summary, titles
from assessments.paper.full import made_from
from assessments.paper.marks import Mark, against, component_mark, day, item_mark, target
from assessments.paper.sections import RUN, Section, Source
from assessments.paper.shows import LEAST_SHARE
from assessments.paper.texts import paragraphs
from assessments.sentences import number, percent
from ecosystem.content import AdviceContent
from ecosystem.sentences import be, first_upper, joined, written_for

BEGIN, BEGIN_OF_MANY = 3, 2
"""Items whose first moves are told; fewer in a large pillar, whose tables need the room."""
LINES = 12
MANY = 40
"""Where a pillar has more items, its table names those that are weak or open."""


@dataclass(frozen=True, slots=True)
class Link:
    """A weak item and where a part of its shortfall begins, with what lies between."""

    mark: Mark
    origin: str
    share: str
    through: str


@dataclass(frozen=True, slots=True)
class Context:
    """`into` begins outside the pillar and shows in it; `out` begins in it and shows outside."""

    into: tuple[Link, ...]
    nothing_in: str
    out_title: str
    out: tuple[Link, ...]
    nothing_out: str
    more: str


@dataclass(frozen=True, slots=True)
class Moved:
    """An item that moved by a point or more since last time."""

    mark: Mark
    before: str
    now: str
    way: str


@dataclass(frozen=True, slots=True)
class Since:
    days: tuple[str, str]
    rows: tuple[Moved, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Begin:
    mark: Mark
    standing: str
    way: str
    advice: AdviceContent
    advice_for: str


def sections(source: Source) -> Iterator[Section]:
    report = source.report
    pillar = report.pillar[source.edition.pillar]
    items = [item for item in report.items if item.pillar == pillar.slug and item.in_scope]
    title = titles.pillar(pillar, items)
    body = _summary(source, pillar, items)
    yield Section("summary", pillar.name, title, "summary", body)
    page = pillars.pillar_page(source, pillar, whole=True)
    head = f"{pillar.name}, component by component"
    yield Section("components", "Components", head, "pillar", page, RUN)
    yield from _since(InContext(report, pillar))
    yield from _context(report, pillar)
    yield from _first_moves(report, items)
    yield from made_from(
        source
    )  # before the table, so that a few lines never stand alone on a page
    if tables := pillars.item_tables(report, pillar.slug):
        short = len(items) > MANY
        topic = "Weak and open items" if short else "All items"
        shown = tuple(map(pillars.standing_out, tables)) if short else tables
        yield Section("items", topic, titles.items_of(items), "items", shown, RUN)


def _summary(source: Source, pillar: PillarFinding, items: list[ItemFinding]) -> summary.Summary:
    report, around = source.report, InContext(source.report, pillar)
    first = begin_with(report, items)
    strong = [c for c in summary.strongest(report) if c.pillar == pillar.slug]
    strengths = tuple(component_mark(c) for c in strong[: summary.STRENGTHS])
    inside = [p.slug for p in report.probes if report.item[p.slug].pillar == pillar.slug]
    waiting = [item.slug for item in around.probes if item.score is None]
    probes = [*waiting, *(slug for slug in inside if slug not in waiting)]
    return summary.Summary(
        standing=" ".join(filter(None, (pillars.standing(report, pillar), around.since))),
        texts=paragraphs(source.edition.text("summary")),
        briefs=tuple(_brief(report, item) for item in first),
        no_root="" if first else _nothing_weak(pillar, items),
        figure=source.figures.get("pillars"),
        decisions=(),  # the first moves have a section of their own
        strengths=strengths,
        no_strength="" if strengths else "No component is sound on enough answers yet.",
        probes=tuple(report.name(slug) for slug in probes[: summary.PROBES]),
        confidence=_whole(report),
        warnings=report.warnings,
    )


def _nothing_weak(pillar: PillarFinding, items: list[ItemFinding]) -> str:
    if all(item.score is None for item in items):
        return f"No item of {pillar.name} has a score yet, so there is nothing to find."
    return f"No item of {pillar.name} that was rated is weak. Protect what works."


def _whole(report: Report) -> str:
    """What was found in the whole assessment, of which this is a part."""
    return f"In the whole assessment: {report.headline.sentence} {report.headline.standing}"


def begin_with(report: Report, items: list[ItemFinding]) -> list[ItemFinding]:
    """Its named roots, then its other roots, then its deepest weak items."""
    named = [finding.slug for finding in report.roots]
    weak = [item for item in report.weak if item in items]
    order = sorted(weak, key=lambda item: (item.slug not in named, item.label != "root"))
    return order[: BEGIN if len(items) <= MANY else BEGIN_OF_MANY]


def _brief(report: Report, item: ItemFinding) -> summary.RootBrief:
    for finding in report.roots:
        if finding.slug == item.slug:
            return summary.brief(report, finding)
    part = report.framework.by_slug[item.slug]
    return summary.RootBrief(
        mark=item_mark(item),
        pillar=report.name(item.top) if item.top != item.slug else report.name(item.pillar),
        target=target(item.target),
        evidence=(
            f"{item.short_name} {be(part)} rated {item.score:.1f} against a target "
            f"of {item.target}."
        ),
        so_what=comes_from(report, item),
    )


def comes_from(report: Report, item: ItemFinding) -> str:
    """Where most of its shortfall begins."""
    part = report.framework.by_slug[item.slug]
    if not item.chains:
        return "Nothing weak was found above it: look upstream before acting."
    chain = max(item.chains, key=lambda chain: chain.share)
    if chain.origin == item.slug:
        itself = "themselves" if part.plural else "itself"
        return f"{percent(chain.share)} of the shortfall starts with {itself}."
    return f"{percent(chain.share)} of the shortfall starts with {report.name(chain.origin)}."


def _since(around: InContext) -> Iterator[Section]:
    """What has moved since the pillar was looked at last; nothing where it never was."""
    if not around.compared:
        return
    body = Since(
        days=(day(around.before_on), "Now"),
        rows=tuple(
            Moved(
                mark=item_mark(around.report.item[change.slug]),
                before=decimal(change.before),
                now=decimal(change.now),
                way="better" if change.is_better else "worse",
            )
            for change in around.changes
        ),
        words=around.since,
    )
    yield Section("since", "Since last time", around.moved, "since", body, RUN)


def _context(report: Report, pillar: PillarFinding) -> Iterator[Section]:
    into = [
        _link(report, item, chain)
        for item in report.weak
        if item.pillar == pillar.slug
        for chain in item.chains
        if report.item[chain.origin].pillar != pillar.slug and chain.share >= LEAST_SHARE
    ]
    out = [
        _link(report, item, chain)
        for item in report.weak
        if item.pillar != pillar.slug
        for chain in item.chains
        if report.item[chain.origin].pillar == pillar.slug and chain.share >= LEAST_SHARE
    ]
    more = max(len(into) - LINES, 0) + max(len(out) - LINES, 0)
    body = Context(
        into=tuple(into[:LINES]),
        nothing_in="" if into else f"Nothing weak in {pillar.name} goes back to another pillar.",
        out_title=_out_title(pillar.name, len(out)),
        out=tuple(out[:LINES]),
        nothing_out="" if out else f"Nothing weak elsewhere goes back to {pillar.name}.",
        more=f"{first_upper(number(more))} more links carry less." if more else "",
    )
    title = titles.upstream(pillar.name, *_inside(report, pillar))
    yield Section("context", "Upstream and downstream", title, "context", body, RUN)


def _out_title(name: str, count: int) -> str:
    return f"What {name} drives elsewhere" if count else f"{name} and the other pillars"


def _link(report: Report, item: ItemFinding, chain: ChainFinding) -> Link:
    return Link(
        mark=item_mark(item),
        origin=report.name(chain.origin),
        share=percent(chain.share),
        through=joined(report.name(slug) for slug in chain.path[1:-1]),
    )


def _inside(report: Report, pillar: PillarFinding) -> tuple[int, int]:
    """Per cent of the whole shortfall that starts and shows in it, and that shows in it."""
    if sum(map(sum, report.flow)) <= 0:
        return 0, 0
    cells, place = whole_per_cent(report.flow), report.pillars.index(pillar)
    return cells[place][place], sum(row[place] for row in cells)


def _first_moves(report: Report, items: list[ItemFinding]) -> Iterator[Section]:
    found = tuple(
        Begin(
            mark=item_mark(item),
            standing=against(item.score, item.word, item.target),
            way=comes_from(report, item),
            advice=given.advice,
            advice_for=written_for(report.framework, given),
        )
        for item in begin_with(report, items)
        if (given := report.framework.advice_of(item.slug))
    )
    if found:
        title = titles.first_moves([begin.mark.name for begin in found])
        yield Section("first-moves", "First moves", title, "moves", found, RUN)

"""A section for each pillar with its components and notes, and the table of all items."""

from dataclasses import dataclass

from assessments.charts.figure import Figure
from assessments.charts.flow_matrix import whole_per_cent
from assessments.charts.words import decimal, tenth
from assessments.findings import ComponentFinding, ItemFinding, PillarFinding, Report
from assessments.paper.marks import (
    against,
    basis,
    component_mark,
    item_state,
)
from assessments.paper.sections import Source
from assessments.paper.texts import Note, notes_of, paragraphs, quotes_of
from assessments.sentences import number, percent
from ecosystem.sentences import first_lower, joined

QUIET = ("healthy", "at-risk", "not-applicable")


@dataclass(frozen=True, slots=True)
class Scores:
    figure: Figure | None
    left_out: str


@dataclass(frozen=True, slots=True)
class ComponentRow:
    name: str
    critical: bool
    score: str
    found: str  # its own state, or what is weak and at risk inside a group


@dataclass(frozen=True, slots=True)
class Own:
    """What a consultant wrote on a component, under its name."""

    name: str
    texts: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class PillarPage:
    standing: str
    definition: str
    texts: tuple[Note, ...]
    components: tuple[ComponentRow, ...]
    others: str  # how many components are not in the table, and why
    own: tuple[Own, ...]
    notes: tuple[tuple[str, tuple[Note, ...]], ...]  # name of an item and what was noted on it
    noted_before: str


@dataclass(frozen=True, slots=True)
class ItemRow:
    name: str
    label: str
    state: str
    score: str
    target: str
    basis: str
    inner: bool


@dataclass(frozen=True, slots=True)
class ItemTable:
    """The items of a pillar; a group stands as a heading row over its own."""

    name: str
    rows: tuple[ItemRow | str, ...]


def scores(source: Source) -> Scores:
    report = source.report
    return Scores(source.figures.get("pillars"), left_out(report))


def assessed(report: Report) -> list[PillarFinding]:
    """Pillars with an item in scope that applies."""
    there = {i.pillar for i in report.items if i.in_scope and i.state != "not-applicable"}
    return [pillar for pillar in report.pillars if pillar.slug in there]


def answered(report: Report) -> list[PillarFinding]:
    """Those of them with an item that has a score: only they have something to tell."""
    there = {i.pillar for i in report.items if i.in_scope and i.score is not None}
    return [pillar for pillar in assessed(report) if pillar.slug in there]


def left_out(report: Report) -> str:
    """Which pillars have no section of their own, and why."""
    there, told = assessed(report), answered(report)
    outside = [pillar for pillar in report.pillars if pillar not in there]
    silent = [pillar.name for pillar in there if pillar not in told]
    carried = {item.pillar for item in report.items if item.source == "carried"}
    sentences = []
    if outside:
        verb = "was" if len(outside) == 1 else "were"
        known = " Earlier scores are carried forward." if carried else ""
        names = joined(pillar.name for pillar in outside)
        sentences.append(f"{names} {verb} not part of this assessment.{known}")
    if silent:
        has = "has" if len(silent) == 1 else "have"
        sentences.append(f"{joined(silent)} {has} no section here: no item there has a score yet.")
    return " ".join(sentences)


def short(points: float | None) -> str:
    if points is None:
        return "–"
    return f"{decimal(points)} short" if tenth(points) else "met"


def pillar_page(source: Source, pillar: PillarFinding, *, whole: bool) -> PillarPage:
    """A pillar with all its components, or (`whole` is False) with those where something is found.

    A full report shows every score in its heat map; there the table is for what stands out.
    """
    report, edition = source.report, source.edition
    items = [i for i in report.items if i.pillar == pillar.slug and i.in_scope]
    tops = [c for c in report.top_components if c.pillar == pillar.slug and c.in_scope]
    told = [c for c in tops if whole or stands_out(report, c)]
    quoted = [report.item[f.slug] for f in report.roots if not whole]
    fully = [i for i in quoted if i in items and notes_of(i) and quotes_of(i) == notes_of(i)]
    return PillarPage(
        standing=standing(report, pillar),
        definition=report.framework.pillar_by_slug[pillar.slug].definition,
        texts=paragraphs(edition.text(pillar.slug)),
        components=tuple(_component(report, component) for component in told),
        others=_others(len(told), len(tops) - len(told)),
        own=tuple(
            Own(report.name(slug), paragraphs(text))
            for slug, text in edition.texts
            if slug in report.framework.by_slug
            and report.framework.by_slug[slug].pillar == pillar.slug
            and paragraphs(text)
        ),
        notes=tuple((i.short_name, notes_of(i)) for i in items if notes_of(i) and i not in fully),
        noted_before=_noted_before(fully),
    )


def stands_out(report: Report, component: ComponentFinding) -> bool:
    """Weak itself, or something inside it is weak or at risk."""
    inside = (i for i in report.items if i.top == component.slug and i.in_scope)
    return component.band == "weak" or any(i.is_weak or i.label == "at-risk" for i in inside)


def _others(told: int, rest: int) -> str:
    if rest == 0:
        return ""
    if told == 0:
        return "Nothing in it is weak or at risk; its scores stand in the heat map."
    other = "The other component is" if rest == 1 else f"The other {number(rest)} components are"
    return f"{other} neither weak nor at risk; the scores stand in the heat map."


def _noted_before(items: list[ItemFinding]) -> str:
    names = joined(item.short_name for item in items)
    return f"What was noted on {names} stands under “Where it starts”." if items else ""


def standing(report: Report, pillar: PillarFinding) -> str:
    """Score and target, and how much of the whole shortfall starts and shows here."""
    score = f"{against(pillar.score, pillar.word, pillar.target)}. "
    answered = f"{percent(pillar.coverage)} of it is answered."
    if not report.weak:
        return f"{score}{answered}"
    starts, shows = flow_of(report)[pillar.slug]
    if starts + shows == 0:
        return f"{score}None of the shortfall starts or shows here. {answered}"
    return (
        f"{score}{starts} % of the whole shortfall starts here, and {shows} % of it shows here. "
        f"{answered}"
    )


def flow_of(report: Report) -> dict[str, tuple[int, int]]:
    """Pillar → per cent that starts and that shows there, rounded as in the flow matrix."""
    if sum(map(sum, report.flow)) <= 0:
        return {pillar.slug: (0, 0) for pillar in report.pillars}
    cells = whole_per_cent(report.flow)
    starts, shows = map(sum, cells), map(sum, zip(*cells, strict=True))
    slugs = (pillar.slug for pillar in report.pillars)
    return dict(zip(slugs, zip(starts, shows, strict=True), strict=True))


def _component(report: Report, component: ComponentFinding) -> ComponentRow:
    return ComponentRow(
        name=component.short_name,
        critical=component.importance == "critical",
        score=_score(component),
        found=_found(report, component),
    )


def _score(component: ComponentFinding) -> str:
    """`3.2 Practised, target 4: 0.8 short`."""
    standing = against(component.score, component.word, component.target)
    if component.score is None:
        return standing
    estimated = ", estimated" if component.estimated else ""
    return f"{standing}: {short(component.short)}{estimated}"


def _found(report: Report, component: ComponentFinding) -> str:
    """What is weak or at risk inside a group, else its own state in a word."""
    if not component.applicable:
        return "Not applicable"
    if component.slug in report.item:
        return item_state(report.item[component.slug])
    inside = [i for i in report.items if i.top == component.slug and i.in_scope]
    weak = [i.short_name for i in inside if i.is_weak]
    risk = [i.short_name for i in inside if i.label == "at-risk"]
    told = [f"Weak: {', '.join(weak)}."] if weak else []
    told += [f"At risk: {', '.join(risk)}."] if risk else []
    return " ".join(told) or component_mark(component).state


def item_tables(report: Report, pillar: str = "") -> tuple[ItemTable, ...]:
    """Of one pillar or of all; no table at all where nobody has answered anything yet."""
    if all(item.state == "unanswered" for item in report.items):
        return ()
    found = [one for one in assessed(report) if pillar in ("", one.slug)]
    return tuple(_table(report, one) for one in found)


def standing_out(table: ItemTable) -> ItemTable:
    """Without the items that are neither weak nor open, and the groups this empties."""
    rows: list[ItemRow | str] = []
    for row in table.rows:
        if rows and isinstance(row, str) and isinstance(rows[-1], str):
            rows.pop()
        if isinstance(row, str) or row.label not in QUIET:
            rows.append(row)
    if rows and isinstance(rows[-1], str):
        rows.pop()
    return ItemTable(table.name, tuple(rows))


def _table(report: Report, pillar: PillarFinding) -> ItemTable:
    lines: list[ItemRow | str] = []
    group = ""
    for item in report.items:
        if item.pillar != pillar.slug or not item.in_scope:
            continue
        if item.top not in (item.slug, group):
            lines.append(report.component[item.top].name)
        group = item.top
        lines.append(_item(item))
    return ItemTable(pillar.name, tuple(lines))


def _basis(item: ItemFinding) -> str:
    """After the finding: a reason where there is no score, else what the score rests on."""
    told = basis(item)
    return f", {first_lower(told)}" if item.score is None else f". {told}"


def _item(item: ItemFinding) -> ItemRow:
    return ItemRow(
        name=item.name,
        label=item.label,
        state=item_state(item),
        score=f"{decimal(item.score)} {item.word or ''}".strip(),
        target=str(item.target),
        basis=_basis(item),
        inner=item.top != item.slug,
    )

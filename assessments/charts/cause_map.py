"""Cause map: which weak items drive which, the causes at the left, what shows at the right.

This module chooses what is drawn and says it in words. Where things lie is for cause_layout and
cause_geometry, drawing for cause_columns (page and paper) and cause_arcs (phone).
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import groupby

from assessments.charts.cause_arcs import Arcs
from assessments.charts.cause_columns import Columns
from assessments.charts.cause_layout import Layout
from assessments.charts.cause_network import CauseNetwork, Line, Loop, Node
from assessments.charts.explore import label, token
from assessments.charts.figure import Figure, Plot, Table
from assessments.charts.words import DASH, STATES, decimal
from assessments.engine.constants import LIVE_FROM, ROUNDING
from assessments.findings import ItemFinding, Report
from assessments.sentences import counted, number, percent
from ecosystem.sentences import first_upper

MOST_NODES = 15
MOST_LINES = 26
"""With more lines than this, only the strongest are drawn."""
MOST_LOOPS = 3
IN_THE_BAND = 5
"""So many items of the overlay pillar have room under the columns."""
NAMED_FROM = 0.4
"""A root's line says its share from here on, if it is the strongest into its dependent."""
APART = ("local", "unexplained")
"""Labels of items that hang on nothing: they come last."""


def cause_map(report: Report) -> Figure | None:
    """The figure, or None where nothing is weak."""
    if not report.weak:
        return None
    network = network_of(report)
    layout = Layout(network)
    return Figure(
        name="cause-map",
        title=network.title,
        description=network.description,
        wide=Columns(network, layout).svg(),
        narrow=Arcs(network, layout).svg(),
        print=Columns(network, layout, on_paper=True).svg(),
        plotly=plot(network),
        table=table(report, network),
    )


def network_of(report: Report) -> CauseNetwork:
    links = live_links(report)
    items = chosen(report, links)
    lines, least = lines_among(items, links)
    headline = set(report.headline.roots)
    ranks = {pillar.slug: rank for rank, pillar in enumerate(report.pillars)}
    items.sort(key=lambda item: ranks[item.pillar])
    nodes = tuple(
        Node(
            item.slug,
            item.short_name,
            item.pillar,
            item.label,
            decimal(item.score),
            item.slug in headline,
            item.is_carried,
            item.is_estimate,
        )
        for item in items
    )
    loops = loops_among(report, {item.slug for item in items})
    return CauseNetwork(
        title=title_of(report, items, links),
        description=description_of(nodes, lines, loops),
        pillars=tuple((p.slug, p.name) for p in report.pillars if not p.is_overlay),
        overlays=tuple((p.slug, p.name) for p in report.pillars if p.is_overlay),
        nodes=nodes,
        lines=lines,
        loops=loops,
        notes=_notes(report, items, least if lines else 0),
        overlay_remark=_overlay_remark(report, items),
    )


# -- what is drawn ---------------------------------------------------------------------------------


def live_links(report: Report) -> dict[tuple[str, str], float]:
    """Driver and dependent, both weak → the share of the dependent's shortfall that comes along."""
    weak = {item.slug for item in report.weak}
    found: dict[tuple[str, str], float] = {}
    for item in report.weak:
        for step in item.drivers:
            if step.driver in weak and step.share and step.share >= LIVE_FROM - ROUNDING:
                ends = (step.driver, item.slug)
                found[ends] = max(step.share, found.get(ends, 0.0))
    return found


def chosen(report: Report, links: dict[tuple[str, str], float]) -> list[ItemFinding]:
    """At most fifteen: headline roots, then the deepest, what hangs on nothing last.

    Of equal depth, items come first that have a line to one already chosen, owe most to the
    headline roots, or would move most: a map of islands would tell nothing.
    """
    near: dict[str, set[str]] = defaultdict(set)
    for driver, dependent in links:
        near[driver].add(dependent)
        near[dependent].add(driver)
    found = [report.item[slug] for slug in report.headline.roots if report.item[slug].is_weak]
    taken = {item.slug for item in found}
    owed = explained(report, report.headline.roots)
    others = [item for item in report.weak if item.slug not in taken]
    others.sort(key=lambda item: (item.label in APART, -(item.depth or 0)))
    room = _Room(report, found)
    for _, group in groupby(others, lambda item: (item.label in APART, item.depth)):
        waiting = list(group)
        while waiting and len(found) < MOST_NODES:
            best = max(
                waiting,
                key=lambda item: (
                    not near[item.slug].isdisjoint(taken),
                    owed.get(item.slug, 0.0),
                    item.leverage or 0.0,
                    item.shortfall or 0.0,
                ),
            )
            waiting.remove(best)
            if room.takes(best):
                found.append(best)
                taken.add(best.slug)
    return found


class _Room:
    """The band of the overlays takes a few items only, unless there is nothing but overlays."""

    def __init__(self, report: Report, found: Sequence[ItemFinding]) -> None:
        self.overlays = {pillar.slug for pillar in report.pillars if pillar.is_overlay}
        nothing_else = all(item.pillar in self.overlays for item in report.weak)
        self.left = MOST_NODES if nothing_else else IN_THE_BAND
        for item in found:
            self.takes(item)

    def takes(self, item: ItemFinding) -> bool:
        if item.pillar not in self.overlays:
            return True
        self.left -= 1
        return self.left >= 0


def lines_among(
    items: Sequence[ItemFinding], links: dict[tuple[str, str], float]
) -> tuple[tuple[Line, ...], float]:
    """The lines between the chosen items, and the share under which they are left out."""
    by_slug = {item.slug: item for item in items}
    inside = [(ends, share) for ends, share in links.items() if set(ends) <= by_slug.keys()]
    inside.sort(key=lambda found: -found[1])
    drawn, left_out = inside[:MOST_LINES], inside[MOST_LINES:]
    strongest: dict[str, str] = {}
    for (driver, dependent), _ in drawn:
        strongest.setdefault(dependent, driver)
    lines = []
    for (driver, dependent), share in drawn:
        from_root = by_slug[driver].label == "root"
        named = from_root and share >= NAMED_FROM and driver == strongest[dependent]
        lines.append(Line(driver, dependent, share, from_root, named))
    return tuple(lines), drawn[-1][1] if left_out else LIVE_FROM


def loops_among(report: Report, slugs: set[str]) -> tuple[Loop, ...]:
    inside = (loop for loop in report.loops if {loop.driver, loop.dependent} <= slugs)
    loops = [
        Loop(loop.driver, loop.dependent, loop.rationale.strip().rstrip("."))
        for loop in inside
        if loop.driver != loop.dependent
    ]
    return tuple(loops[:MOST_LOOPS])


# -- what is said ----------------------------------------------------------------------------------


def explained(report: Report, roots: Sequence[str]) -> dict[str, float]:
    """Weak item → the share of its shortfall that ends at these headline roots together."""
    found: dict[str, float] = defaultdict(float)
    for root in report.roots:
        for slug, share in root.explains if root.slug in roots else ():
            found[slug] += share
    return found


def _named_causes(report: Report) -> Sequence[str]:
    """The roots the headline claims as causes; candidates to check are none."""
    named = {"dominant": 1, "few": len(report.headline.roots)}
    return report.headline.roots[: named.get(report.headline.kind, 0)]


def title_of(
    report: Report, items: Sequence[ItemFinding], links: dict[tuple[str, str], float]
) -> str:
    weak = report.weak
    if not links:
        return _unconnected(report)
    roots, owing = _named_causes(report), report.headline.explained
    if roots and owing:
        who = report.name(roots[0]) if len(roots) == 1 else f"{number(len(roots))} roots"
        back = "goes" if owing == 1 else "go"
        owed = first_upper(_of_others(owing, report.headline.others))
        return f"{owed} {back} back to {who} most of all"
    feeds = Counter(driver for driver, _ in links)
    most = max(items, key=lambda item: feeds[item.slug])
    if feeds[most.slug] < 2:
        return f"No single cause stands out among the {number(len(weak))} weak items"
    driven = first_upper(_of_others(feeds[most.slug], len(weak) - 1))
    return f"{driven} are driven by {most.short_name}"


def _of_others(count: int, others: int) -> str:
    if others == 1:
        return "the other weak item"
    if count == others:
        return f"all {number(others)} other weak items"
    return f"{number(count)} of the {number(others)} other weak items"


def _unconnected(report: Report) -> str:
    weak = report.weak
    if len(weak) == 1:
        return f"One item is weak, and nothing weak hangs on it: {weak[0].short_name}"
    count = first_upper(number(len(weak)))
    if all(item.label == "provisional" for item in weak):
        return f"{count} items are weak, and what drives them has not been rated"
    return f"{count} items are weak, and none of them drives another"


def description_of(nodes: Sequence[Node], lines: Sequence[Line], loops: Sequence[Loop]) -> str:
    names = {node.slug: node.name for node in nodes}
    shown = "; ".join(f"{node.name} {node.score}, {node.state.lower()}" for node in nodes)
    told = "; ".join(
        f"{names[line.driver]} to {names[line.dependent]} {percent(line.share)}" for line in lines
    )
    circles = "; ".join(f"{names[loop.driver]} to {names[loop.dependent]}" for loop in loops)
    parts = [f"Weak items, upstream first: {shown}."]
    if told:
        parts.append(f"Lines, with the share of the shortfall they carry: {told}.")
    if circles:
        parts.append(f"Set aside, as it would close a loop: {circles}.")
    return " ".join(parts)


def _notes(report: Report, items: Sequence[ItemFinding], least: float) -> tuple[str, ...]:
    """What is not drawn, and what stands beside a score."""
    parts, marks = [], []
    if left_out := len(report.weak) - len(items):
        verb = "is" if left_out == 1 else "are"
        parts.append(f"{first_upper(counted(left_out, 'more weak item'))} {verb} not drawn.")
    if least:
        parts.append(f"Lines that carry under {percent(least)} of a shortfall are not drawn.")
    if any(item.is_carried for item in items):
        since = f" from {report.carried_on}" if report.carried_on else ""
        marks.append(f"Ring beside a score: carried forward{since}.")
    if any(item.is_estimate for item in items):
        marks.append("Hatched beside a score: estimated from its block.")
    return tuple(" ".join(found) for found in (parts, marks) if found)


def _overlay_remark(report: Report, items: Sequence[ItemFinding]) -> str:
    overlays = {pillar.slug for pillar in report.pillars if pillar.is_overlay}
    if any(item.pillar in overlays for item in items):
        return "under all pillars"
    of_overlays = [item for item in report.items if item.pillar in overlays]
    if any(item.is_weak for item in of_overlays):
        return "under all pillars: weak items not drawn"
    if any(item.score is not None for item in of_overlays):
        return "under all pillars: nothing weak"
    return "under all pillars: not rated"


# -- as a table, and to explore -------------------------------------------------------------------


def table(report: Report, network: CauseNetwork) -> Table:
    """A row per line into an item, drawn or not; one for an item without any."""
    rows = []
    for node in network.nodes:
        item = report.item[node.slug]
        start = (node.name, report.name(item.pillar), node.state, node.score)
        comes = [
            (report.name(step.driver), percent(step.share), STATES[report.item[step.driver].label])
            for step in sorted(item.drivers, key=lambda step: -(step.share or 0))
            if step.share and step.driver in report.item and report.item[step.driver].is_weak
        ]
        loops = [
            (report.name(loop.driver), "loop", STATES[report.item[loop.driver].label])
            for loop in network.loops
            if loop.dependent == node.slug
        ]
        found = [*comes, *loops] or [(DASH, DASH, DASH)]
        rows += [(*start, *end) for end in found]
    head = ("Item", "Pillar", "State", "Score", "Comes from", "Share of its shortfall")
    return Table((*head, "State of that"), tuple(rows))


def plot(network: CauseNetwork) -> Plot:
    """A Sankey diagram of the lines; without lines, bars of the scores."""
    if not network.lines:
        return _bars(network)
    ends = {slug for line in network.lines for slug in (line.driver, line.dependent)}
    nodes = [node for node in network.nodes if node.slug in ends]
    place = {node.slug: index for index, node in enumerate(nodes)}
    sankey = {
        "type": "sankey",
        "arrangement": "snap",
        "node": {
            "label": [f"{label(node.name)} {node.score}" for node in nodes],
            "color": [token("accent" if node.is_root else "bar") for node in nodes],
            "customdata": [node.state for node in nodes],
            "hovertemplate": "%{label}, %{customdata}<extra></extra>",
            "pad": 18,
            "thickness": 14,
            "line": {"width": 0},
        },
        "link": {
            "source": [place[line.driver] for line in network.lines],
            "target": [place[line.dependent] for line in network.lines],
            "value": [line.share for line in network.lines],
            "label": [percent(line.share) for line in network.lines],
            "color": [token("d2" if line.from_root else "line") for line in network.lines],
            "hovertemplate": (
                "%{label} of the shortfall of %{target.label}"
                " comes from %{source.label}<extra></extra>"
            ),
        },
    }
    return {"data": [sankey], "layout": {"height": 120 + 40 * len(nodes)}}


def _bars(network: CauseNetwork) -> Plot:
    nodes = network.nodes
    bars = {
        "type": "bar",
        "orientation": "h",
        "y": [label(node.name) for node in nodes],
        "x": [float(node.score) for node in nodes],
        "customdata": [node.state for node in nodes],
        "marker": {"color": token("bar")},
        "hovertemplate": "%{y}: %{x:.1f}, %{customdata}<extra></extra>",
    }
    layout = {
        "height": 90 + 40 * len(nodes),
        "xaxis": {"range": [1, 5]},
        "yaxis": {"autorange": "reversed", "type": "category"},
    }
    return {"data": [bars], "layout": layout}

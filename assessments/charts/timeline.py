"""Time line: the first moves of the headline roots in waves, and what must be in place first."""

from collections.abc import Sequence
from itertools import groupby

from assessments.charts.explore import label, token
from assessments.charts.figure import NARROW, PAGE, WIDE, Figure, Plot, Table
from assessments.charts.text import clean, wrap
from assessments.charts.timeline_drawing import Chart, Lists
from assessments.charts.timeline_plan import Group, Plan, Row
from assessments.charts.words import DASH
from assessments.findings import Move, Report, Roadmap
from assessments.sentences import counted, number
from ecosystem.sentences import first_upper, joined

HOVER = 380
"""A move is told in lines of this width when it is pointed at."""


def timeline(report: Report) -> Figure | None:
    """The figure, or None where there is no plan."""
    if report.roadmap is None:
        return None
    plan = plan_of(report, report.roadmap)
    return Figure(
        name="timeline",
        title=plan.title,
        description=plan.description,
        wide=Chart(plan, WIDE).svg(),
        narrow=Lists(plan, NARROW).svg(),
        print=Chart(plan, PAGE).svg(),
        plotly=plot(plan),
        table=table(plan),
    )


def plan_of(report: Report, roadmap: Roadmap) -> Plan:
    groups = tuple(
        _group(report, root, tuple(moves))
        for root, moves in groupby(roadmap.moves, key=lambda move: move.root)
    )
    waves = tuple(day for day, _ in roadmap.reviews)
    return Plan(title_of(groups, waves), description_of(groups), waves, groups)


def _group(report: Report, root: str, moves: Sequence[Move]) -> Group:
    return Group(
        slug=root,
        name=report.name(root),
        label=report.item[root].label,
        after=moves[0].after,
        waits_for=joined(report.name(other) for other in moves[0].after),
        rows=tuple(Row(move.number, move.text, move.start, move.end) for move in moves),
    )


def title_of(groups: Sequence[Group], waves: Sequence[int]) -> str:
    moves = sum(len(group.rows) for group in groups)
    used = sum(day <= max(row.end for group in groups for row in group.rows) for day in waves)
    start = f"{first_upper(counted(moves, 'move'))} in {counted(used, 'wave')}"
    first = [group.name for group in groups if not group.after]
    if len(groups) == 1:
        return f"{start}, all of them for {first[0]}" if moves > 1 else f"{start}, for {first[0]}"
    if len(first) < len(groups):
        return f"{start}: begin with {joined(first)}"
    every = "both roots" if len(groups) == 2 else f"all {number(len(groups))} roots"
    return f"{start}: {every} can be begun at once"


def description_of(groups: Sequence[Group]) -> str:
    told = []
    for group in groups:
        waits = f", after the first move of {group.waits_for}" if group.after else ""
        moves = "; ".join(f"day {row.start} to {row.end}: {row.text}" for row in group.rows)
        told.append(f"{group.name}{waits}. {moves}")
    return " ".join(told)


def table(plan: Plan) -> Table:
    head = ("Root", "Move", "From day", "To day", "What to do", "After the first move of")
    rows = tuple(
        (
            group.name,
            str(row.number),
            str(row.start),
            str(row.end),
            row.text,
            (group.waits_for or DASH) if row.number == 1 else group.name,
        )
        for group in plan.groups
        for row in group.rows
    )
    return Table(head, rows)


def plot(plan: Plan) -> Plot:
    """The same bars from day to day; the move is told when pointed at."""
    traces = []
    for first in (True, False):
        rows = [(g, row) for g in plan.groups for row in g.rows if (row.number == 1) == first]
        traces.append(
            {
                "type": "bar",
                "orientation": "h",
                "name": "First move" if first else "Next moves",
                "y": [f"{label(group.name)} {row.number}" for group, row in rows],
                "x": [row.end - row.start for _, row in rows],
                "base": [row.start for _, row in rows],
                "customdata": [_hover(row) for _, row in rows],
                "marker": {"color": token("accent" if first else "d2")},
                "hovertemplate": "%{customdata}<extra></extra>",
            }
        )
    order = [f"{label(g.name)} {row.number}" for g in plan.groups for row in g.rows]
    layout = {
        "barmode": "overlay",
        "height": 110 + 34 * len(order),
        "xaxis": {"range": [0, plan.waves[-1]], "tickvals": [0, *plan.waves], "title": "Days"},
        "yaxis": {
            "autorange": "reversed",
            "type": "category",
            "categoryorder": "array",
            "categoryarray": order,
        },
        "legend": {"orientation": "h", "y": -0.2},
    }
    return {"data": traces, "layout": layout}


def _hover(row: Row) -> str:
    lines = wrap(clean(row.text), HOVER, 14, 400, 6)
    return "<br>".join([f"Day {row.start} to {row.end}", *map(label, lines)])

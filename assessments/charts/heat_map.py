"""Heat map: every top-level component by pillar, the weakest on top, deeper where it is weaker."""

from assessments.charts.explore import ABOVE, QUIET_AXIS, bands, label
from assessments.charts.figure import PAGE, WIDE, Figure, Plot, Table
from assessments.charts.heat_cells import Cell, HeatMap, columns_of
from assessments.charts.heat_drawing import Blocks, Columns
from assessments.charts.palette import STEPS
from assessments.findings import Report


def heat_map(report: Report) -> Figure | None:
    """The figure, or None while no component has a score."""
    heat = HeatMap(tuple(columns_of(report)), report.carried_on)
    if not heat.rated:
        return None
    return Figure(
        name="heat-map",
        title=heat.title,
        description=heat.description,
        wide=Columns(heat, WIDE).svg(),
        narrow=Blocks(heat).svg(),
        print=Columns(heat, PAGE, on_paper=True).svg(),
        plotly=plot(heat),
        table=table(heat),
    )


def table(heat: HeatMap) -> Table:
    head = ("Pillar", "Component", "Score", "In a word", "Target", "Points short")
    rows = tuple(
        (
            column.pillar,
            cell.name,
            cell.score,
            cell.word,
            cell.target,
            cell.short,
            cell.importance,
            cell.basis,
        )
        for column in heat.columns
        for cell in column.cells
    )
    return Table((*head, "Importance", "Basis"), rows)


def plot(heat: HeatMap) -> Plot:
    """The same columns as a heat map of depth steps; names show when pointed at."""
    deepest = max(len(column.cells) for column in heat.columns)
    columns = [[*column.cells, *[None] * (deepest - len(column.cells))] for column in heat.columns]
    rows = list(zip(*columns, strict=True))
    trace = {
        "type": "heatmap",
        "x": [label(column.pillar) for column in heat.columns],
        "y": list(range(1, deepest + 1)),
        "z": [[cell.depth if cell else None for cell in row] for row in rows],
        "text": [[cell.score if cell else "" for cell in row] for row in rows],
        "customdata": [[_hover(cell) if cell else "" for cell in row] for row in rows],
        "texttemplate": "%{text}",
        "hovertemplate": "%{customdata}<extra></extra>",
        "zmin": -0.5,
        "zmax": STEPS - 0.5,
        "colorscale": bands(range(STEPS + 1)),
        "showscale": False,
        "hoverongaps": False,
        "xgap": 6,
        "ygap": 2,
    }
    layout = {
        "height": 96 + 27 * deepest,
        "margin": ABOVE,
        "xaxis": {**QUIET_AXIS, "side": "top"},
        "yaxis": {"autorange": "reversed", "visible": False},
    }
    return {"data": [trace], "layout": layout}


def _hover(cell: Cell) -> str:
    return f"{label(cell.name)}: {cell.score} {cell.word}, target {cell.target}, {cell.basis}"

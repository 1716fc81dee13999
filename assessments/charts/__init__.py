"""Figures of a report: one definition each, drawn for page, phone and paper, and to explore."""

from assessments.charts.cause_map import cause_map
from assessments.charts.figure import Figure, Plot, Table
from assessments.charts.flow_matrix import flow_matrix
from assessments.charts.heat_map import heat_map
from assessments.charts.icons import icon
from assessments.charts.pillars import pillar_bars
from assessments.charts.vocabulary import scale, vocabulary
from assessments.findings import Report

__all__ = ["Figure", "Plot", "Table", "figures", "icon", "scale", "vocabulary"]

MAKERS = (pillar_bars, cause_map, flow_matrix, heat_map)


def figures(report: Report) -> dict[str, Figure]:
    """The figures that have something to show: pillars, cause-map, flow-matrix, heat-map.

    A key is missing where there is nothing to draw: no pillar with a score, nothing weak, no
    shortfall, no component with a score. The page says so in a sentence of its own.
    """
    made = (make(report) for make in MAKERS)
    return {figure.name: figure for figure in made if figure}

"""Figures of a report: one definition each, drawn for page, phone and paper, and to explore."""

from assessments.charts.cause_map import cause_map
from assessments.charts.context import context_of
from assessments.charts.dumbbell import dumbbell
from assessments.charts.figure import Figure, Plot, Table
from assessments.charts.flow_matrix import flow_matrix
from assessments.charts.heat_map import heat_map
from assessments.charts.icons import icon
from assessments.charts.pillars import pillar_bars
from assessments.charts.quadrant import quadrant
from assessments.charts.radar import radar
from assessments.charts.ripple import ripple_of_root
from assessments.charts.ripple_of_change import ground_sentence, ripple_of_change
from assessments.charts.timeline import timeline
from assessments.charts.trend import trend
from assessments.charts.vocabulary import scale, vocabulary
from assessments.findings import Report

__all__ = [
    "Figure",
    "Plot",
    "Table",
    "context_of",
    "figure_of_item",
    "figures",
    "ground_sentence",
    "icon",
    "ripple_of_change",
    "ripple_of_root",
    "scale",
    "vocabulary",
]

MAKERS = (pillar_bars, cause_map, flow_matrix, heat_map, timeline, quadrant, radar, dumbbell, trend)


def figures(report: Report) -> dict[str, Figure]:
    """The figures that have something to show, by name.

    A key is missing where there is nothing to draw: no pillar with a score (pillars; radar needs
    three), nothing weak (cause-map), no shortfall (flow-matrix), no component with a score
    (heat-map, quadrant), no plan (timeline), no groups of raters (dumbbell), no earlier round
    (trend). The page says so in a sentence of its own.
    """
    made = (make(report) for make in MAKERS)
    return {figure.name: figure for figure in made if figure}


OF_ITEM = {"context": context_of, "ripple": ripple_of_root}


def figure_of_item(report: Report, name: str) -> Figure | None:
    """A figure about one item, by its own name: `context-SLUG` or `ripple-SLUG`."""
    kind, _, slug = name.partition("-")
    return OF_ITEM[kind](report, slug) if kind in OF_ITEM and slug in report.item else None

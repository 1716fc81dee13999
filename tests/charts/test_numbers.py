"""The drawing, the figure to explore and the table of a figure say the same numbers."""

import json
import re

import plotly.graph_objects as go
import pytest

from assessments.charts import Figure, figures, vocabulary
from assessments.charts.flow_matrix import whole_per_cent
from assessments.charts.palette import LIGHT
from assessments.charts.words import decimal
from tests.charts import reading
from tests.charts.chance import assessment
from tests.charts.reports import all_rated, only, random_report, story
from tests.charts.seen import seen

SEEDS = range(0, 60, 3)
BY_CHANCE = [f"chance {seed}" for seed in range(30)]


def coloured(value):
    """The Plotly figure as the page makes it: tokens replaced by colours."""
    if isinstance(value, str) and value.startswith("var:"):
        return LIGHT[value.removeprefix("var:")]
    if isinstance(value, list):
        return [coloured(part) for part in value]
    if isinstance(value, dict):
        return {key: coloured(part) for key, part in value.items()}
    return value


def drawn(figure: Figure, size: str = "wide") -> list[str]:
    return reading.texts(getattr(figure, size))


def column(figure: Figure, head: str) -> list[str]:
    place = figure.table.head.index(head)
    return [row[place] for row in figure.table.rows]


@pytest.fixture(params=[*SEEDS, *BY_CHANCE])
def found(request) -> dict[str, Figure]:
    if request.param in BY_CHANCE:
        return figures(assessment(BY_CHANCE.index(request.param)))
    return figures(seen(random_report(request.param)))


def test_plotly_accepts_every_figure(found):
    for figure in found.values():
        go.Figure(coloured(json.loads(json.dumps(figure.plotly))))


def test_every_row_of_a_table_is_as_long_as_its_head(found):
    for figure in found.values():
        assert figure.table.rows
        assert {len(row) for row in figure.table.rows} == {len(figure.table.head)}


def test_pillar_scores_agree(found):
    if "pillars" not in found:
        return
    figure = found["pillars"]
    scores = [score for score in column(figure, "Score") if score != "–"]
    assert [f"{x:.1f}" for x in figure.plotly["data"][0]["x"]] == scores
    for size in ("wide", "narrow", "print"):
        assert [text for text in drawn(figure, size) if re.fullmatch(r"\d\.\d", text)] == scores
    shorts = [text.split()[0] for text in drawn(figure) if "short of" in text]
    assert shorts == [s for s in column(figure, "Points short") if s not in ("–", "0.0")]


def test_heat_map_scores_agree(found):
    if "heat-map" not in found:
        return
    figure = found["heat-map"]
    scores = sorted(column(figure, "Score"))
    trace = figure.plotly["data"][0]
    assert sorted(text for row in trace["text"] for text in row if text) == scores
    for size in ("wide", "print"):
        numbers = [t for t in drawn(figure, size) if re.fullmatch(r"\d\.\d|–|n/a", t)]
        heads = len(trace["x"])
        assert len(numbers) == len(scores) + heads
        for score in scores:
            numbers.remove(score)


def test_the_heat_map_has_every_component_weakest_on_top(found):
    if "heat-map" not in found:
        return
    depths = zip(*found["heat-map"].plotly["data"][0]["z"], strict=True)
    for pillar in depths:
        known = [depth for depth in pillar if depth is not None]
        assert known == sorted(known, reverse=True)


def test_flow_cells_agree_and_add_up(found):
    if "flow-matrix" not in found:
        return
    figure = found["flow-matrix"]
    cells = figure.plotly["data"][0]["z"]
    assert sum(map(sum, cells)) == 100
    per_cent = [[int(cell.split()[0]) for cell in row[1:]] for row in figure.table.rows]
    assert [row[:-1] for row in per_cent[:-1]] == cells
    assert [row[-1] for row in per_cent[:-1]] == [sum(row) for row in cells]
    assert per_cent[-1] == [*(sum(shown) for shown in zip(*cells, strict=True)), 100]
    whole = [text for text in drawn(figure) if re.fullmatch(r"\d+", text)]
    assert whole == [str(cell) for row in cells for cell in row if cell]


def test_cause_map_scores_and_shares_agree(found):
    if "cause-map" not in found:
        return
    figure = found["cause-map"]
    (trace,) = figure.plotly["data"]
    items = {(row[0], row[3]) for row in figure.table.rows}
    for size in ("wide", "narrow", "print"):
        scores = [text for text in drawn(figure, size) if re.fullmatch(r"\d\.\d", text)]
        assert sorted(scores) == sorted(score for _, score in items)
    shares = column(figure, "Share of its shortfall")
    printed = [text for text in drawn(figure) if re.fullmatch(r"\d+\s%", text)]
    assert {*printed} <= {*shares}
    if trace["type"] == "sankey":
        assert {*trace["link"]["label"]} <= {*shares}
        assert {*printed} <= {*trace["link"]["label"]}


def test_names_are_not_read_as_markup_by_plotly():
    figure = figures(story())["pillars"]
    assert "<" not in json.dumps(figure.plotly["data"][0]["y"])


def test_a_half_tenth_is_rounded_up_as_on_the_page():
    assert [decimal(value) for value in (2.25, 2.35, 2.449, 2.45, 5.0)] == [
        "2.3",
        "2.4",
        "2.4",
        "2.5",
        "5.0",
    ]


def test_no_number_is_a_dash():
    assert decimal(None) == "–"


@pytest.mark.parametrize(
    ("shares", "cells"),
    [
        (((1.0,),), ((100,),)),
        (((1.0, 1.0), (1.0, 0.0)), ((34, 33), (33, 0))),
        (((0.005, 0.995), (0.0, 0.0)), ((1, 99), (0, 0))),
    ],
)
def test_whole_per_cent_always_add_to_a_hundred(shares, cells):
    assert whole_per_cent(shares) == cells


def test_nothing_rated_leaves_nothing_to_draw():
    assert figures(only({})) == {}


def test_nothing_weak_leaves_scores_to_draw():
    assert {*figures(all_rated(5))} == {"pillars", "heat-map", "quadrant", "radar"}


def test_a_single_item_is_enough_for_a_cause_map():
    found = figures(only({"crm": 1}))
    assert "pillars" not in found
    assert found["cause-map"].plotly["data"][0]["type"] == "bar"


def test_the_vocabulary_is_a_figure_too():
    assert vocabulary().table.head == ("State", "Meaning")

"""The cause map draws the fifteen items that matter, in columns, and never a line through a box."""

import re
from itertools import pairwise

import pytest

from assessments.charts import figures
from assessments.charts.cause_geometry import ON_PAGE, Geometry
from assessments.charts.cause_layout import Bend, Layout, height_of
from assessments.charts.cause_map import MOST_LINES, MOST_NODES, network_of
from tests.charts import reading
from tests.charts.reports import all_rated, only, random_report, report_of, scored, story
from tests.shipped import shipped

SEEDS = [seed for seed in range(60) if random_report(seed).weak]


@pytest.fixture(params=SEEDS)
def report(request):
    return random_report(request.param)


def test_it_stays_readable_however_much_is_weak(report):
    network = network_of(report)
    assert len(network.nodes) == len({node.slug for node in network.nodes})
    assert len(network.nodes) <= MOST_NODES
    assert len(network.lines) <= MOST_LINES


def test_the_headline_roots_are_always_in_it(report):
    shown = {node.slug for node in network_of(report).nodes if node.headline}
    assert shown == {slug for slug in report.headline.roots if report.item[slug].is_weak}


def test_every_line_carries_a_tenth_of_a_shown_items_shortfall(report):
    network = network_of(report)
    for line in network.lines:
        assert {line.driver, line.dependent} <= {*network.node}
        assert line.share >= 0.1 - 1e-9


def test_what_hangs_on_nothing_never_displaces_what_does(report):
    network = network_of(report)
    apart = [node for node in network.nodes if node.label in ("local", "unexplained")]
    left_out = {item.slug for item in report.weak} - {*network.node}
    overlays = {slug for slug, _ in network.overlays}
    if apart:
        assert all(
            report.item[slug].label in ("local", "unexplained")
            or report.item[slug].pillar in overlays
            for slug in left_out
        )


def test_nodes_and_lanes_of_a_column_keep_their_distance(report):
    layout = Layout(network_of(report))
    for column in layout.columns:
        for above, below in pairwise(column):
            gap = layout.y[below] - layout.y[above]
            assert gap >= (height_of(above) + height_of(below)) / 2 + 17.9


def test_no_line_passes_through_a_box(report):
    network = network_of(report)
    layout = Layout(network)
    for stops in layout.columns:
        boxes = [(layout.y[s] - 30, layout.y[s] + 30) for s in stops if isinstance(s, str)]
        lanes = [layout.y[s] for s in stops if isinstance(s, Bend)]
        assert not [lane for lane in lanes for top, bottom in boxes if top < lane < bottom]


def test_boxes_do_not_overlap(report):
    network = network_of(report)
    geometry = Geometry(network, Layout(network), ON_PAGE)
    geometry.place(100)
    boxes = [*geometry.boxes.values()]
    for place, one in enumerate(boxes):
        for other in boxes[place + 1 :]:
            across = min(one.x + one.width, other.x + other.width) - max(one.x, other.x)
            down = min(one.y + one.height, other.y + other.height) - max(one.y, other.y)
            assert across <= 0.1 or down <= 0.1


def test_lines_between_columns_lead_from_left_to_right_in_the_story():
    layout = Layout(network_of(story()))
    columns = layout.column_of
    across = [*layout.bends]
    forward = [line for line in across if columns[line.driver] < columns[line.dependent]]
    assert len(forward) >= len(across) - 1


def test_a_driver_stands_right_above_its_dependent_in_one_column():
    layout = Layout(network_of(story()))
    assert layout.glued["target-markets"] == "value-creation-models"
    column = layout.columns[layout.column_of["target-markets"]]
    above = column.index("target-markets")
    assert column[above + 1] == "value-creation-models"


def test_the_overlay_lies_in_a_band_under_all_columns():
    network = network_of(story())
    assert [node.slug for node in network.band] == ["attrition-retention"]
    assert "people" not in [slug for slug, _ in network.columns]


def test_an_overlay_alone_gets_columns_like_any_other():
    report = report_of(
        shipped(), lambda item: scored(item.slug, 1 if item.pillar == "people" else None)
    )
    network = network_of(report)
    assert [slug for slug, _ in network.columns] == ["people"]
    assert not network.band


def test_a_framework_without_overlay_has_no_band():
    network = network_of(all_rated(2, shipped("sales-execution-framework")))
    assert not network.has_band
    assert len(network.columns) == 4


def test_a_loop_is_dashed_and_says_its_sentence():
    report = story()
    svg = figures(report)["cause-map"].wide
    said = " ".join(reading.texts(svg))
    assert f"Loop: {report.loops[0].rationale}" in said
    assert svg.count('stroke-dasharray="5 4"') == 1


def test_the_share_of_a_root_is_printed_at_its_strongest_lines_only():
    texts = reading.texts(figures(story())["cause-map"].wide)
    shares = [int(text.split()[0]) for text in texts if re.fullmatch(r"\d+\s%", text)]
    named = [line for line in network_of(story()).lines if line.named]
    assert len(shares) == len(named)
    assert min(shares) >= 40


def test_every_state_has_its_icon_and_its_word():
    report = only({"mobile-support": 1, "attrition-retention": 2, "target-markets": 1}, 4)
    words = {*reading.texts(figures(report)["cause-map"].wide)}
    assert {"Local", "Unexplained"} <= words


def test_what_is_left_out_is_counted():
    texts = reading.texts(figures(all_rated(1))["cause-map"].wide)
    assert any(text.startswith("150 more weak items are not drawn.") for text in texts)

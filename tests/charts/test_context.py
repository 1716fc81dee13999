"""One item in context: everything the framework links to it, with the share that flows."""

import pytest

from assessments.charts import Figure, context_of, figure_of_item
from assessments.charts.context import MOST_DEPENDENTS, MOST_DRIVERS
from assessments.findings import Report
from tests.charts import reading
from tests.charts.chance import assessment
from tests.charts.reports import STORY, all_rated, any_report, only, story
from tests.charts.test_drawings import EXTREMES

SIZES = ("wide", "narrow", "print")
PROCESS = "sales-process-execution"
SIDES = ("Drives it", "It drives")


def figure_of(report: Report, slug: str) -> Figure:
    figure = context_of(report, slug)
    assert figure is not None
    return figure


def dashes(svg: str) -> list[str]:
    """How the lines of a drawing are dashed; boxes and icons left out."""
    lines = (e for e in reading.parsed(svg).iter(f"{reading.NAMESPACE}path") if "C" in e.get("d"))
    return [e.get("stroke-dasharray") for e in lines if e.get("stroke-dasharray")]


@pytest.fixture(scope="module")
def process() -> Figure:
    return figure_of(story(), PROCESS)


def linked(report: Report) -> list[str]:
    """Items worth drawing: the most drivers, the most dependents, and one of every label."""
    items = [item for item in report.items if item.drivers or item.dependents]
    found = {item.label: item.slug for item in items}
    most = [max(items, key=lambda i: len(i.drivers)), max(items, key=lambda i: len(i.dependents))]
    return [*found.values(), *(item.slug for item in most)] if items else []


NAMES = [name for name in EXTREMES if name.startswith("names")]


@pytest.mark.parametrize("which", [*range(30), *NAMES])
def test_labels_neither_touch_nor_leave_the_drawing(which):
    report = EXTREMES[which]() if which in NAMES else assessment(which)
    for slug in linked(report):
        figure = figure_of(report, slug)
        for size in SIZES:
            svg = getattr(figure, size)
            assert reading.collisions(svg) == [], (slug, size)
            assert reading.outside(svg) == [], (slug, size)
            assert reading.kinds(svg) <= reading.ALLOWED


@pytest.mark.parametrize("size", SIZES)
def test_the_drawing_says_the_numbers_of_the_table(process, size):
    said = reading.texts(getattr(process, size))
    for row in process.table.rows:
        assert row[3] in said
        assert row[4] in (*said, "–")


def test_the_table_has_every_driver_and_dependent_with_its_reason():
    item = story().item[PROCESS]
    rows = figure_of(story(), PROCESS).table.rows
    sides = [row[0] for row in rows]
    assert [sides.count(side) for side in SIDES] == [len(item.drivers), len(item.dependents)]
    assert {row[-1] for row in rows} == {s.rationale for s in (*item.drivers, *item.dependents)}


def test_shares_fall_and_what_nothing_comes_along_stands_last(process):
    shares = [row[4] for row in process.table.rows if row[0] == "It drives"]
    per_cent = [int(share.split()[0]) for share in shares if "%" in share]
    assert per_cent == sorted(per_cent, reverse=True)
    assert "at risk" not in shares[: len(per_cent)]


def test_a_loop_is_dashed_and_what_is_at_risk_is_dotted(process):
    said = [row[4] for row in process.table.rows]
    assert dashes(process.wide).count("6 4") == said.count("loop") == 2
    assert dashes(process.wide).count("2 3") == said.count("at risk") > 0


@pytest.mark.parametrize(
    ("scores", "rest", "slug", "said"),
    [
        (STORY, 4, PROCESS, "one weak driver above it, six weaknesses and four risks below"),
        ({}, 5, PROCESS, "no weak driver above it, nothing weak below"),
        ({PROCESS: 1}, None, PROCESS, "no rated driver above it, nothing rated below"),
        (
            {"crm": 2},
            5,
            PROCESS,
            "no weak driver above it, one weakness below, none of it from here",
        ),
        ({"target-markets": 1, PROCESS: 2}, 5, "enterprise-strategy", "nothing drives it"),
        ({}, 5, "quality-metrics", "nothing hangs on it"),
    ],
)
def test_the_title_counts_what_is_weak_above_and_below(scores, rest, slug, said):
    report = only(scores, rest=rest)
    title = figure_of(report, slug).title
    assert title.startswith(report.name(slug))
    assert said in title


def test_more_neighbours_than_there_is_room_for_are_counted():
    report = all_rated(2)
    items = report.items
    slug = max(items, key=lambda item: len(item.dependents)).slug
    figure = figure_of(report, slug)
    left_out = len(report.item[slug].dependents) - MOST_DEPENDENTS + 1
    assert f"and {left_out} more" in reading.texts(figure.wide)
    slug = max(items, key=lambda item: len(item.drivers)).slug
    left_out = len(report.item[slug].drivers) - MOST_DRIVERS + 1
    words = {10: "ten", 9: "nine", 8: "eight"}
    assert f"and {words.get(left_out, left_out)} more" in reading.texts(
        figure_of(report, slug).narrow
    )


def test_an_item_linked_to_nothing_has_no_context():
    report = any_report(3)
    alone = [item.slug for item in report.items if not item.drivers and not item.dependents]
    assert alone
    assert context_of(report, alone[0]) is None


def test_an_item_of_another_framework_is_refused():
    with pytest.raises(KeyError):
        context_of(story(), "no-such-item")


def test_it_is_found_by_its_name(process):
    assert figure_of_item(story(), process.name) == process
    assert figure_of_item(story(), "context-no-such-item") is None
    assert figure_of_item(story(), "cause-map") is None

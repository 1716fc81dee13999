"""The ripple of a root: in order, with shares, and with what every change needs."""

from dataclasses import replace

import pytest

from assessments.charts import Figure, figure_of_item, ripple_of_root
from assessments.charts.ripple import MOST
from assessments.findings import Report
from assessments.report.ripple import ENABLERS
from tests.charts import reading
from tests.charts.chance import assessment
from tests.charts.reports import story
from tests.charts.test_drawings import EXTREMES

SIZES = ("wide", "narrow", "print")
MARKETS, CULTURE = "target-markets", "coaching-culture"


def figure_of(report: Report, slug: str) -> Figure:
    figure = ripple_of_root(report, slug)
    assert figure is not None
    return figure


def with_ripple(length: int, weak: int) -> Report:
    """The story, its first root touching so many items, so many of them weak."""
    first, *rest = story().roots
    steps = [step for step in first.ripple if not step.enabler][:length]
    made = [
        replace(step, readiness="weak" if place < weak else "ready")
        for place, step in enumerate(steps)
    ]
    always = [step for step in first.ripple if step.order is None]
    return replace(story(), roots=(replace(first, ripple=(*made, *always)), *rest))


@pytest.mark.parametrize("root", [MARKETS, CULTURE])
@pytest.mark.parametrize("size", SIZES)
def test_communication_and_reinforcement_coaching_are_always_on_the_list(root, size):
    report = story()
    said = reading.texts(getattr(figure_of(report, root), size))
    for enabler in ENABLERS:
        assert report.name(enabler) in said
    assert said.index("Always") < said.index(report.name(ENABLERS[0]))


def test_what_is_nearest_comes_first_and_the_table_has_everything():
    report = story()
    (root,) = (root for root in report.roots if root.slug == MARKETS)
    rows = figure_of(report, MARKETS).table.rows
    assert len(rows) == len(root.ripple) > MOST
    near = [row[0] for row in rows if row[0] != "Always"]
    assert near == sorted(near, key=("At once", "Then", "Further on").index)


@pytest.mark.parametrize("size", SIZES)
def test_the_drawing_says_the_numbers_of_the_table(size):
    figure = figure_of(story(), CULTURE)
    said = reading.texts(getattr(figure, size))
    for row in figure.table.rows[:MOST]:
        assert {row[1], row[2], row[4]} <= {*said}
        assert {row[3], row[5]} - {"–"} <= {*said}


def test_the_share_is_that_of_the_shortfall_that_goes_back_to_the_root():
    report = story()
    (root,) = (root for root in report.roots if root.slug == MARKETS)
    printed = {row[1]: row[5] for row in figure_of(report, MARKETS).table.rows if row[5] != "–"}
    assert printed == {
        report.name(slug): f"{share * 100:.0f}\N{NO-BREAK SPACE}%"
        for slug, share in root.explains
        if slug in {step.slug for step in root.ripple}
    }


def test_what_finds_no_room_is_counted():
    report = story()
    (root,) = (root for root in report.roots if root.slug == MARKETS)
    others = sum(not step.enabler for step in root.ripple)
    assert f"and {others - MOST} more further on" in reading.texts(figure_of(report, MARKETS).wide)


@pytest.mark.parametrize(
    ("length", "weak", "said"),
    [
        (0, 0, "touches nothing else in the framework"),
        (1, 0, "touches one other item, none of them weak"),
        (1, 1, "touches one other item, which is weak too"),
        (3, 1, "touches three other items; one of them is weak too"),
        (3, 2, "touches three other items; two of them are weak too"),
    ],
)
def test_the_title_counts_what_is_touched(length, weak, said):
    report = with_ripple(length, weak)
    assert figure_of(report, report.roots[0].slug).title.endswith(said)


NAMES = [name for name in EXTREMES if name.startswith("names")]


@pytest.mark.parametrize("which", [*range(60), *NAMES])
def test_labels_neither_touch_nor_leave_the_drawing(which):
    report = EXTREMES[which]() if which in NAMES else assessment(which)
    for root in report.roots:
        figure = ripple_of_root(report, root.slug)
        for size in SIZES if figure else ():
            svg = getattr(figure, size)
            assert reading.collisions(svg) == []
            assert reading.outside(svg) == []
            assert reading.kinds(svg) <= reading.ALLOWED


def test_only_a_named_root_has_one():
    assert ripple_of_root(story(), "crm") is None
    first, *rest = story().roots
    untouched = replace(story(), roots=(replace(first, ripple=()), *rest))
    assert ripple_of_root(untouched, first.slug) is None


def test_it_is_found_by_its_name():
    figure = figure_of(story(), MARKETS)
    assert figure_of_item(story(), figure.name) == figure

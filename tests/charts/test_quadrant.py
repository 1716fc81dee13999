"""Importance and maturity: a row for each weak component, critical ones first, the rest a swarm."""

import re
from collections import Counter
from dataclasses import replace

import pytest

from assessments.charts.palette import LIGHT
from assessments.charts.quadrant import MOST_NAMED, quadrant, quadrant_of
from assessments.charts.quadrant_drawing import Drawing, Spot
from assessments.engine.constants import WEAK_FROM
from assessments.findings import Report
from tests.charts import reading
from tests.charts.chance import assessment
from tests.charts.reports import all_rated, only, report_of, scored
from tests.shipped import shipped

FORMS = ("wide", "narrow", "print")
CRITICAL = ("target-markets", "customer-centricity", "coaching-culture")


def rated(scores: dict[str, float], rest: float | None, critical: tuple[str, ...] = ()) -> Report:
    """A component is critical as soon as one of its items is marked so."""

    def answer(item):
        found = scored(item.slug, scores.get(item.slug, rest))
        if item.slug not in critical:
            return found
        return replace(found, importance="critical", target=4)

    return report_of(shipped(), answer)


def drawn(report: Report, width: float = 760) -> Drawing:
    return Drawing(quadrant_of(report).lanes, "", "", width)


@pytest.mark.parametrize(
    ("weak", "critical", "title"),
    [
        ((), (), "No component is weak"),
        ((), CRITICAL, "No component is weak, critical or not"),
        (
            ("target-markets",),
            (),
            "One component is weak, and it is not marked critical: Target markets/segments",
        ),
        (
            ("target-markets", "coaching-culture"),
            (),
            "Two components are weak, and none of them is marked critical",
        ),
        (
            ("target-markets",),
            CRITICAL[1:],
            "Nothing critical is weak; one other component is: Target markets/segments",
        ),
        (
            ("target-markets", "market-analytics"),
            CRITICAL[1:2],
            "Nothing critical is weak; two other components are",
        ),
        (
            CRITICAL[:1],
            CRITICAL,
            "One critical component is weak and comes first: Target markets/segments",
        ),
        (CRITICAL[:2], CRITICAL, "Two critical components are weak and come first"),
        (CRITICAL[:2], CRITICAL[:2], "Both critical components are weak and come first"),
        (CRITICAL, CRITICAL, "All three critical components are weak and come first"),
    ],
)
def test_the_title_counts_what_is_weak_and_critical(weak, critical, title):
    assert quadrant(rated(dict.fromkeys(weak, 1), 5, critical)).title == title


def test_the_title_of_a_single_sound_component():
    assert quadrant(only({"target-markets": 5})).title == "The one rated component is not weak"


def test_there_is_nothing_to_draw_without_a_score():
    assert quadrant(only({})) is None


def test_critical_components_stand_in_the_upper_lane():
    report = rated(dict.fromkeys(CRITICAL[:2], 1), 5, CRITICAL)
    upper, lower = quadrant_of(report).lanes
    assert [mark.name for mark in upper.named] == ["Customer centricity", "Target markets/segments"]
    assert upper.remark == "2 weak of 3 rated"
    assert lower.remark == "none weak of 78 rated"


def test_a_lane_without_components_says_so():
    assert "no component is marked critical" in reading.texts(quadrant(all_rated(3)).wide)
    unrated = rated({"coaching-culture": 1}, None, CRITICAL[:1])
    assert "none rated" in reading.texts(quadrant(unrated).wide)


@pytest.mark.parametrize("seed", range(25))
@pytest.mark.parametrize("width", [760, 358, 658])
def test_no_dot_stands_on_the_wrong_side_of_the_threshold(seed, width):
    drawing = drawn(assessment(seed), width)
    threshold = drawing.x(WEAK_FROM)
    for lane in drawing.lanes:
        for spot in lane.spots:
            assert (spot.x > threshold - 0.01) == spot.mark.weak


@pytest.mark.parametrize("seed", range(25))
@pytest.mark.parametrize("width", [760, 358])
def test_no_two_dots_cover_each_other(seed, width):
    drawing = drawn(assessment(seed), width)
    spots: list[Spot] = [spot for lane in drawing.lanes for spot in lane.spots]
    for place, one in enumerate(spots):
        for other in spots[place + 1 :]:
            apart = ((one.x - other.x) ** 2 + (one.y - other.y) ** 2) ** 0.5
            assert apart >= drawing.dot * 0.8


def test_a_dot_stands_where_its_shortfall_is_unless_others_do():
    drawing = drawn(only({"target-markets": 3}))
    (spot,) = drawing.lanes[1].swarm
    assert abs(spot.x - drawing.x(spot.mark.shortfall)) <= drawing.dot / 2


def test_a_high_column_leans_to_both_sides_but_not_far():
    drawing = drawn(all_rated(4))
    places = {spot.x for spot in drawing.lanes[1].swarm}
    own = drawing.x(quadrant_of(all_rated(4)).others[0].shortfall)
    assert len(places) > 1
    assert max(abs(place - own) for place in places) <= 3 * drawing.dot


def test_every_weak_component_has_a_row_of_its_own():
    report = rated(dict.fromkeys(CRITICAL, 1), 5, CRITICAL[:2])
    for form in FORMS:
        texts = reading.texts(getattr(quadrant(report), form))
        assert {report.name(slug) for slug in CRITICAL} <= {*texts}


def test_of_eighty_one_weak_components_the_deepest_are_named_and_the_others_counted():
    figure = quadrant(all_rated(1))
    for form in FORMS:
        texts = reading.texts(getattr(figure, form))
        assert texts.count("1.0") == MOST_NAMED
        assert "and 57 more, named in the table" in texts
    assert len(figure.table.rows) == 81


def test_critical_components_leave_rows_to_the_others():
    everything = report_of(
        shipped(),
        lambda item: replace(
            scored(item.slug, 1),
            importance="critical" if item.pillar in ("strategy", "coaching") else "minor",
        ),
    )
    upper, lower = quadrant_of(everything).lanes
    assert len(upper.named) + len(lower.named) == MOST_NAMED
    assert len(lower.named) >= 8


def test_an_estimate_is_hatched_and_explained():
    estimated = report_of(shipped(), lambda item: replace(scored(item.slug, 2), source="estimate"))
    assert "estimated" in reading.texts(quadrant(estimated).wide)
    assert "estimated" not in reading.texts(quadrant(all_rated(2)).wide)
    assert LIGHT["accent"] in quadrant(estimated).wide


@pytest.mark.parametrize("seed", range(0, 50, 2))
def test_drawing_table_and_exploring_say_the_same(seed):
    figure = quadrant(assessment(seed))
    if figure is None:
        return
    head = figure.table.head
    rows = [dict(zip(head, row, strict=True)) for row in figure.table.rows]
    weak, others = figure.plotly["data"]
    explored = [shortfall for _, shortfall in (*weak["customdata"], *others["customdata"])]
    assert sorted(explored) == sorted(row["Shortfall"] for row in rows)
    assert all(
        abs(x - float(y)) < 0.12 for x, (_, y) in zip(weak["x"], weak["customdata"], strict=True)
    )
    assert len(weak["x"]) == sum(row["Weak"] == "weak" for row in rows)
    scores = [row["Score"] for row in rows if row["Weak"] == "weak"]
    for form in FORMS:
        texts = reading.texts(getattr(figure, form))
        printed = Counter(text for text in texts if re.fullmatch(r"\d\.\d", text))
        assert printed <= Counter(scores)
        assert printed == Counter(scores) or any("more, named" in text for text in texts)

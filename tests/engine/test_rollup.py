"""Scores, bands, words and coverage by hand."""

import pytest

from assessments.engine.rollup import (
    Node,
    band,
    coverage,
    points_short,
    roll_up,
    shortfall,
    weighted_mean,
    word,
)


@pytest.mark.parametrize(
    ("score", "target", "expected"),
    [
        (3, 3, 1 / 3),
        (4, 3, 0),
        (5, 3, 0),
        (2, 3, 2 / 3),
        (1, 3, 0.97),
        (4, 4, 0.25),
        (3, 4, 0.5),
        (1, 5, 0.97),
        (None, 3, None),
    ],
)
def test_meeting_the_target_leaves_a_small_shortfall_and_one_level_above_none(
    score, target, expected
):
    assert shortfall(score, target) == (None if expected is None else pytest.approx(expected))


@pytest.mark.parametrize(
    ("score", "target", "expected"),
    [
        (2.8, 3, "weak"),
        (2.9, 3, "watch"),
        (3.2, 3, "watch"),
        (3.3, 3, "sound"),
        (3.4, 4, "weak"),
        (3.5, 4, "watch"),
        (4, 4, "watch"),
        (4.1, 4, "sound"),
        (None, 4, None),
    ],
)
def test_bands_follow_the_shortfall(score, target, expected):
    assert band(shortfall(score, target)) == expected


@pytest.mark.parametrize(
    ("score", "expected"),
    [
        (1, "Ad hoc"),
        (1.49, "Ad hoc"),
        (1.5, "Emerging"),
        (2.5, "Practised"),
        (3.4, "Practised"),
        (4.5, "Learning"),
        (5, "Learning"),
        (None, None),
    ],
)
def test_the_word_of_a_score_is_rounded_half_up(score, expected):
    assert word(score) == expected


def test_points_short_are_never_negative():
    assert points_short(2.5, 3) == 0.5
    assert points_short(4, 3) == 0
    assert points_short(None, 3) is None


def test_a_weighted_mean_leaves_out_what_is_missing():
    # three times 2 and once 4 is 10, over a weight of 4
    assert weighted_mean([2, None, 4], [3, 2, 1]) == pytest.approx(2.5)
    assert weighted_mean([None], [1]) is None
    assert weighted_mean([3], [0]) is None


def tree():
    return [
        Node("pillar", None, 1, False),
        Node("one", "pillar", 3, True),
        Node("group", "pillar", 1, False),
        Node("a", "group", 1, True),
        Node("b", "group", 1, True),
    ]


def test_items_roll_up_into_groups_and_groups_into_pillars():
    # group (2 + 4) / 2 = 3; pillar (3 * 5 + 1 * 3) / 4 = 4.5
    found = roll_up(tree(), {"one": 5, "a": 2, "b": 4})

    assert found["group"].score == pytest.approx(3)
    assert found["pillar"].score == pytest.approx(4.5)
    assert found["pillar"].rated == 1


def test_under_half_rated_there_is_a_mean_but_no_score():
    found = roll_up(tree(), {"a": 2})

    assert found["group"].score == pytest.approx(2)  # half of it is rated
    assert found["pillar"].mean == pytest.approx(2)
    assert found["pillar"].score is None
    assert found["pillar"].rated == pytest.approx(1 / 3)
    assert found["one"].score is None


def test_a_group_whose_items_do_not_apply_counts_nothing():
    found = roll_up([node for node in tree() if node.parent != "group"], {"one": 5})

    assert found["group"].mean is None
    assert found["pillar"].score == 5
    assert found["pillar"].rated == 1


def test_estimates_count_half_in_coverage():
    assert coverage(rated=6, estimated=4, applicable=10) == pytest.approx(0.8)
    assert coverage(rated=0, estimated=0, applicable=0) == 0

"""Several raters: who is pooled, what they agree on, how sure that is."""

from math import sqrt

import pytest

from assessments.engine.agreement import (
    is_anonymous,
    is_perception_gap,
    is_speeding,
    is_straight_line,
    item_score,
    perception_gap,
    pool_medians,
    pools,
    rating_error,
    spread,
)


def names(found):
    return [set(pool) for pool in found]


def test_groups_above_the_floor_stand_alone():
    assert names(pools({"manager": 4, "seller": 9})) == [{"manager"}, {"seller"}]


def test_groups_under_the_floor_are_pooled():
    found = pools({"executive": 2, "manager": 3, "seller": 9})

    assert names(found) == [{"seller"}, {"executive", "manager"}]


def test_a_pool_still_under_the_floor_joins_the_smallest_group_above_it():
    found = pools({"executive": 1, "manager": 5, "seller": 9})

    assert names(found) == [{"seller"}, {"executive", "manager"}]


def test_without_a_group_above_the_floor_all_are_one_pool():
    assert names(pools({"executive": 1, "manager": 2})) == [{"executive", "manager"}]


def test_executives_may_agree_to_be_shown():
    found = pools({"executive": 2, "manager": 5, "other": 0}, shown={"executive"})

    assert names(found) == [{"executive"}, {"manager"}]


def test_a_lone_rater_is_told_that_answers_are_not_anonymous():
    assert not is_anonymous({"executive": 1, "manager": 2})
    assert is_anonymous({"manager": 2, "seller": 2})


def test_every_pool_has_one_vote():
    # medians 2 and 4, whatever the numbers of raters
    scores = {"manager": [2, 2, 2, 5], "seller": [4, 4, 4, 4, 4, 1]}
    pooled = pools({"manager": 4, "seller": 6})

    assert item_score(scores, pooled) == 3
    assert list(pool_medians(scores, pooled).values()) == [2, 4]


def test_a_pool_without_an_answer_has_no_vote():
    pooled = pools({"manager": 4, "seller": 6})

    assert item_score({"seller": [4, 5]}, pooled) == 4.5
    assert item_score({}, pooled) is None


def test_a_whole_point_between_leaders_and_front_line_is_a_finding():
    assert is_perception_gap(perception_gap(4, 3))
    assert is_perception_gap(perception_gap(2, 3.5))
    assert not is_perception_gap(perception_gap(4, 3.5))
    assert perception_gap(4, None) is None
    assert not is_perception_gap(None)


def test_spread_needs_two():
    assert spread([2, 4]) == pytest.approx(sqrt(2))
    assert spread([2]) is None


def test_the_same_answer_everywhere_is_worth_a_question():
    assert is_straight_line([4] * 12)
    assert not is_straight_line([4] * 11)
    assert not is_straight_line([4] * 12 + [3])


def test_answers_faster_than_the_sentences_are_worth_a_question():
    assert is_speeding([1, 1, 30])
    assert not is_speeding([5, 6, 7])
    assert not is_speeding([])


def test_one_rater_has_the_usual_error():
    assert rating_error([[3], []], [3, 3]) == pytest.approx([0.15, 0.15])


def test_an_estimate_is_half_as_uncertain_again():
    assert rating_error([[3]], [3], [True]) == pytest.approx([0.225])


def test_several_raters_are_believed_by_their_spread():
    # item 0: scores 2, 4 at target 3: variance 2 / 9 = 0.2222; item 1: no spread
    # usual, with two raters of 0.0225 added: (0.2222 + 0 + 2 * 0.0225) / (1 + 1 + 2) = 0.06681
    # item 0: (2 * 0.2222 + 2 * 0.06681) / 4 = 0.14452; / 2 raters + 0.0009
    # item 1: (2 * 0 + 2 * 0.06681) / 4 = 0.03340; / 2 raters + 0.0009
    found = rating_error([[2, 4], [3, 3]], [3, 3])

    assert found == pytest.approx([sqrt(0.07226 + 0.0009), sqrt(0.0167 + 0.0009)], abs=1e-4)


def test_many_who_agree_leave_a_little():
    found = rating_error([[3] * 200] * 50, [3] * 50)

    assert found.min() > 0.03
    assert found.max() < 0.031

"""Groups become items, loops are found, and reach is counted in steps."""

import numpy as np
import pytest

from ecosystem.graph import (
    Link,
    downstream,
    drive_cycle,
    expand,
    topological_order,
    upstream,
    waves,
)
from tests.shipped import shipped

ITEMS = ["a", "b", "c", "d"]
EVEN = dict.fromkeys(ITEMS, 1.0)


def expanded(*links, members=None, weights=EVEN, items=ITEMS):
    return expand([Link(*link) for link in links], items, members or {}, weights)


def strengths(found):
    ends = zip(found.driver.tolist(), found.dependent.tolist(), strict=True)
    return {ends: pytest.approx(value) for ends, value in zip(ends, found.strength, strict=True)}


def test_words_become_numbers():
    found = expanded(("a", "b", "strong"), ("a", "c", "moderate"), ("a", "d", "weak"))

    assert strengths(found) == {(0, 1): 0.9, (0, 2): 0.75, (0, 3): 0.5}


def test_a_link_into_a_group_reaches_each_item_one_notch_weaker():
    members = {"group": ["b", "c"]}

    assert strengths(expanded(("a", "group", "strong"), members=members)) == {
        (0, 1): 0.75,
        (0, 2): 0.75,
    }
    assert strengths(expanded(("a", "group", "weak"), members=members)) == {
        (0, 1): 0.5,
        (0, 2): 0.5,
    }


def test_a_link_from_a_group_is_shared_by_weight():
    # weights 3 and 1: 0.9 * 3/4 and 0.9 * 1/4
    found = expanded(
        ("group", "d", "strong"), members={"group": ["a", "b"]}, weights={**EVEN, "a": 3.0}
    )

    assert strengths(found) == {(0, 3): 0.675, (1, 3): 0.225}


def test_between_groups_the_notch_comes_first_and_the_share_then():
    # strong into a group is moderate, 0.75; shared by two is 0.375
    found = expanded(("g", "h", "strong"), members={"g": ["a", "b"], "h": ["c", "d"]})

    assert strengths(found) == dict.fromkeys([(0, 2), (0, 3), (1, 2), (1, 3)], 0.375)


def test_shares_are_taken_over_applicable_items():
    found = expanded(
        ("group", "d", "strong"), members={"group": ["a", "b", "gone"]}, items=["a", "b", "d"]
    )

    assert strengths(found) == {(0, 2): 0.45, (1, 2): 0.45}


def test_links_of_items_that_do_not_apply_are_cut():
    assert expanded(("a", "gone", "strong"), ("gone", "b", "strong")).driver.size == 0


def test_of_parallel_links_the_strongest_stays_and_says_where_it_came_from():
    members = {"group": ["b"]}
    found = expanded(
        ("a", "group", "strong"), ("a", "b", "strong"), ("a", "c", "weak"), members=members
    )

    assert strengths(found) == {(0, 1): 0.9, (0, 2): 0.5}
    assert found.source.tolist() == [1, 2]


def test_of_equal_parallel_links_the_one_that_drives_stays():
    found = expanded(("a", "b", "strong", "feedback"), ("a", "b", "strong", "drive"))

    assert found.feedback.tolist() == [False]


def test_a_group_does_not_drive_its_own_item_by_itself():
    found = expanded(("group", "a", "strong"), members={"group": ["a", "b"]})

    assert strengths(found) == {(1, 0): 0.45}


def test_a_group_without_weight_drives_nothing():
    found = expanded(("group", "d", "strong"), members={"group": ["a"]}, weights={**EVEN, "a": 0.0})

    assert found.driver.size == 0


def test_an_unknown_strength_is_refused_with_its_link():
    with pytest.raises(ValueError, match="a -> b: strength 'huge' is none of strong"):
        expanded(("a", "b", "huge"))


def test_a_cycle_is_named_in_the_order_of_its_arrows():
    circle = [("a", "b", "weak"), ("b", "c", "weak"), ("c", "a", "weak")]
    found = expanded(("d", "a", "strong"), *circle)

    cycle = drive_cycle(found)

    links = set(zip(found.driver.tolist(), found.dependent.tolist(), strict=True))
    assert set(cycle) == {0, 1, 2}
    assert all((one, cycle[(k + 1) % 3]) in links for k, one in enumerate(cycle))


def test_feedback_closes_no_cycle():
    assert drive_cycle(expanded(("a", "b", "strong"), ("b", "a", "strong", "feedback"))) == ()


def test_drivers_stand_before_dependents():
    driver, dependent = np.array([3, 2, 3]), np.array([2, 0, 1])

    assert [wave.tolist() for wave in waves(4, driver, dependent)] == [[3], [1, 2], [0]]
    assert topological_order(4, driver, dependent).tolist() == [3, 1, 2, 0]


def test_a_circle_has_no_order():
    with pytest.raises(ValueError, match="cycle"):
        topological_order(2, np.array([0, 1]), np.array([1, 0]))


def test_reach_counts_the_fewest_steps_and_follows_feedback():
    found = expanded(("a", "b", "strong"), ("b", "c", "strong"), ("c", "a", "weak", "feedback"))

    assert downstream(found, [0]) == {0: 0, 1: 1, 2: 2}
    assert upstream(found, [0]) == {0: 0, 2: 1, 1: 2}


@pytest.mark.parametrize("slug", ["sales-management-ecosystem", "sales-execution-framework"])
def test_the_shipped_frameworks_have_no_cycle_in_their_drive_layer(slug):
    framework = shipped(slug)
    items = [item.slug for item in framework.items]
    links = [dependency.link for dependency in framework.dependencies]

    found = expand(links, items, framework.members, dict.fromkeys(items, 1.0))

    assert drive_cycle(found) == ()
    assert found.strength.min() > 0
    assert found.strength.max() <= 0.95

"""What a change touches, in what order, along which way."""

import numpy as np
import pytest

from assessments.engine.ripple import ripple


def rippled(links, changed):
    driver, dependent, strength = (np.array(column) for column in zip(*links, strict=True))
    return {one.item: one for one in ripple(driver, dependent, strength, changed)}


def test_the_order_is_the_fewest_steps_and_the_way_the_strongest():
    # direct 0.5; round about 0.9 * 0.9 = 0.81
    found = rippled([(0, 2, 0.5), (0, 1, 0.9), (1, 2, 0.9)], [0])

    assert found[2].order == 1
    assert found[2].strength == pytest.approx(0.81)
    assert found[2].path == (0, 1, 2)


def test_what_is_changed_is_not_touched_by_itself():
    assert set(rippled([(0, 1, 0.9), (1, 0, 0.9)], [0])) == {1}


def test_several_changes_meet_at_the_stronger():
    found = rippled([(0, 2, 0.5), (1, 2, 0.9)], [0, 1])

    assert found[2].path == (1, 2)


def test_nearest_first_then_strongest():
    links = np.array([(0, 1), (0, 2), (2, 3)])
    found = ripple(links[:, 0], links[:, 1], np.array([0.5, 0.9, 0.9]), [0])

    assert [one.item for one in found] == [2, 1, 3]


def test_an_item_nothing_hangs_on_touches_nothing():
    assert rippled([(0, 1, 0.9)], [1]) == {}


def test_exchanging_the_ends_asks_what_must_be_in_place():
    found = ripple(np.array([1, 2]), np.array([0, 1]), np.array([0.9, 0.5]), [2])

    assert [(one.item, one.order) for one in found] == [(1, 1), (0, 2)]

"""What-if: an item is set to another level, and what hangs on it eases by the walk."""

import pytest

from assessments.engine.diagnosis import diagnose
from tests.engine.organisation import organisation


def test_a_raised_item_is_at_its_level_and_dependents_fall_by_their_walk_through_it():
    # item 1 falls by 0.6 * 0.9585 (its walk through 0) * half (0.6 -> 0.3 closes one half)
    found = diagnose(organisation([0.6, 0.6], [(0, 1, 0.9)]), draws=0)

    eased = found.ease({0: 0.3})

    assert eased == pytest.approx([0.3, 0.6 * (1 - 0.9585 / 2)], abs=1e-3)


def test_a_walk_through_two_raised_items_counts_once():
    found = diagnose(organisation([0.6, 0.6, 0.6], [(0, 1, 0.9), (1, 2, 0.9)]), draws=0)

    both = found.ease({0: 0.0, 1: 0.0})
    one = found.ease({1: 0.0})

    assert both[2] == pytest.approx(one[2])


def test_an_item_is_at_the_level_it_is_set_to_whatever_lies_upstream():
    found = diagnose(organisation([0.6, 0.6], [(0, 1, 0.9)]), draws=0)

    assert found.ease({0: 0.0, 1: 0.6})[1] == pytest.approx(0.6)


def test_a_level_worse_than_today_closes_nothing_downstream():
    found = diagnose(organisation([0.6, 0.6], [(0, 1, 0.9)]), draws=0)

    assert found.ease({0: 0.9}) == pytest.approx([0.9, 0.6])


def test_chains_can_be_walked_through():
    found = diagnose(organisation([0.6, 0.6], [(0, 1, 0.9)]), draws=0)

    chains = found.chains(1)

    assert [chain.origin for chain in chains] == [0, 1][: len(chains)]
    assert chains[0].path == (0, 1)


@pytest.mark.parametrize("levels", [{2: 0.1}, {-1: 0.1}, {0: 1.2}, {0: float("nan")}])
def test_a_what_if_that_cannot_be_is_refused(levels):
    found = diagnose(organisation([0.6, 0.6], [(0, 1, 0.9)]), draws=0)

    with pytest.raises(ValueError, match="levels"):
        found.ease(levels)

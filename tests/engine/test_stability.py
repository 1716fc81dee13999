"""Which labels hold when ratings and strengths are drawn again."""

import numpy as np
import pytest

from assessments.engine.diagnosis import diagnose
from assessments.engine.stability import Certainty, certainty
from tests.engine.organisation import organisation


def test_a_clear_case_holds_and_a_close_one_does_not():
    found = diagnose(organisation([0.97, 0.41, 0.0]))

    assert found.stability[0] == 1
    assert 0.3 < found.stability[1] < 0.7


def test_without_error_nothing_moves():
    found = diagnose(organisation([0.6, 0.41, 0.39], rating_error=[0.0] * 3))

    assert found.stability == pytest.approx([1, 1, 1])


def test_an_unrated_item_has_no_label_that_could_hold():
    assert np.isnan(diagnose(organisation([np.nan, 0.6])).stability).tolist() == [True, False]


def test_items_of_one_block_move_together():
    # two items just at the edge: apart they agree half the time, as one answer always
    problem = organisation([0.4, 0.4, 0.0], block=[1.0, 1.0, np.nan])
    found = diagnose(problem)

    assert found.stability[0] == found.stability[1]


def test_without_draws_nothing_is_said():
    assert np.isnan(diagnose(organisation([0.6]), draws=0).stability).all()


@pytest.mark.parametrize(
    ("held", "confidence", "expected"),
    [
        (0.8, 0.5, Certainty.FIRM),
        (0.79, 0.9, Certainty.LIKELY),
        (1.0, 0.49, Certainty.LIKELY),
        (0.1, 0.25, Certainty.LIKELY),
        (1.0, 0.24, Certainty.OPEN),
    ],
)
def test_a_finding_is_firm_only_if_it_holds_and_is_more_likely_than_not(held, confidence, expected):
    assert certainty(held, confidence) is expected


def test_an_item_without_confidence_has_no_certainty():
    found = diagnose(organisation([0.9, 0.0]))

    assert found.certainty(0) in (Certainty.FIRM, Certainty.LIKELY)
    assert found.certainty(1) is None

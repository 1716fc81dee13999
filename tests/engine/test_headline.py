"""What the first sentence may claim."""

import numpy as np
import pytest

from assessments.engine.diagnosis import Label, diagnose
from assessments.engine.headline import Kind, shuffled
from assessments.engine.problem import check
from tests.engine.organisation import organisation, rated

SOUND = [0.0] * 20


def star(hub=0.8, arms=4, others=SOUND, **more):
    """A hub with weak arms among items that nothing drives."""
    links = [(0, arm, 0.9) for arm in range(1, arms + 1)]
    return organisation([hub, *[0.6] * arms, *others], links, **more)


def test_one_root_that_explains_the_rest_is_dominant():
    found = diagnose(star(), draws=0).headline()

    assert found.kind is Kind.DOMINANT
    assert found.candidates == (found.lead,) == (0,)
    assert found.p_value <= 0.10


def test_two_roots_that_explain_as_much_are_a_few():
    links = [(hub, arm, 0.9) for hub in (0, 1) for arm in range(2 + 3 * hub, 5 + 3 * hub)]
    found = diagnose(organisation([0.8, 0.8, *[0.6] * 6, *[0.0] * 30], links), draws=0).headline()

    assert found.kind is Kind.FEW
    assert set(found.candidates) == {0, 1}
    assert found.lead is None


def test_weakness_without_a_pattern_is_several():
    found = diagnose(organisation([0.6, 0.6, 0.6, *SOUND], [(5, 6, 0.9)]), draws=0).headline()

    assert found.kind is Kind.SEVERAL
    assert found.candidates == ()


def test_at_most_three_candidates_are_named():
    pairs = [(2 * k, 2 * k + 1, 0.9) for k in range(5)]
    found = diagnose(organisation([0.9, 0.6] * 5 + [0.0] * 60, pairs), draws=0).headline()

    assert len(found.candidates) == 3


def test_more_than_a_quarter_weak_is_broad_weakness():
    found = diagnose(organisation([0.6] * 6 + [0.0] * 14), draws=0).headline()

    assert found.kind is Kind.BROAD
    assert found.weak_share == pytest.approx(0.3)
    assert found.candidates == ()


def test_broad_weakness_needs_a_dozen_answers():
    found = diagnose(organisation([0.6] * 6 + [0.0] * 5), draws=0).headline()

    assert found.kind is not Kind.BROAD
    assert found.weak_share is None


def test_a_weak_block_is_one_answer_in_the_weak_share():
    # 6 weak items, one answer, beside 14 answers: 1 in 15
    block = [1.0] * 6 + [np.nan] * 14
    found = diagnose(organisation([0.6] * 6 + [0.0] * 14, block=block), draws=0).headline()

    assert found.kind is not Kind.BROAD
    assert found.weak_share == pytest.approx(1 / 15)


def test_ambitious_targets_do_not_make_broad_weakness():
    # score 3 at target 4: shortfall 0.5, weak; at target 3 it is 1/3, not weak
    shortfall, target = [0.5] * 6 + [0.0] * 14, [4] * 6 + [3] * 14
    found = diagnose(organisation(shortfall, target=target), draws=0).headline()

    assert found.kind is Kind.SEVERAL
    assert found.weak_share == 0


def test_under_half_the_answers_there_is_no_headline():
    found = diagnose(star(others=[np.nan] * 6), draws=0).headline()

    assert found.coverage == pytest.approx(5 / 11)
    assert found.kind is Kind.NOT_ENOUGH_ANSWERS


def test_the_caller_knows_the_coverage_better():
    assert diagnose(star(), draws=0).headline(coverage=0.4).kind is Kind.NOT_ENOUGH_ANSWERS


def test_items_filled_from_a_block_count_half():
    # 4 answered + 4 * 1/2 of 8
    block = [1.0] * 4 + [np.nan] * 4
    found = diagnose(organisation([0.6] + [0.0] * 7, block=block), draws=0).headline()

    assert found.coverage == pytest.approx(6 / 8)


def test_ticked_symptoms_alone_are_nothing_weak_among_the_answers():
    problem = organisation([0.0, 0.85], [(0, 1, 0.9)], outcome=[False, True])

    assert diagnose(problem, draws=0).headline().kind is Kind.NOTHING_WEAK


def test_the_same_seed_gives_the_same_headline():
    assert diagnose(star(), seed=3).headline() == diagnose(star(), seed=3).headline()


def test_a_root_that_acts_through_others_is_not_hidden_by_them():
    """A market misjudged bends the sales process, and everything else hangs on the process."""
    behind = ["activity-metrics", "operations-forecasting", "coaching-pipeline"]
    below = [*behind, "coaching-deal-strategies", "price-margin-management"]
    found = rated({"target-markets": 1, "sales-process-execution": 2, **dict.fromkeys(below, 2)})

    assert found.label("sales-process-execution") is Label.CONTRIBUTING
    assert found.diagnosis.headline().kind is Kind.DOMINANT
    assert found.candidates() == ["target-markets"]


def test_shuffled_answers_are_the_same_answers_and_a_block_moves_as_one():
    block = [1.0, 1.0, np.nan, np.nan, np.nan]
    shortfall = [0.6, 0.6, 0.0, 0.3, np.nan]
    case = check(organisation(shortfall, block=block))

    found = shuffled(case, 50, np.random.default_rng(0))

    assert (found[0] == found[1]).all()
    assert np.isnan(found[4]).all()
    assert (np.sort(found[[0, 2, 3]], axis=0) == np.array([[0.0], [0.3], [0.6]])).all()

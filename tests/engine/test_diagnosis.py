"""Small organisations whose numbers can be worked out by hand."""

from dataclasses import replace
from math import exp, log

import numpy as np
import pytest

from assessments.engine import constants
from assessments.engine.diagnosis import Chain, Label, Problem, diagnose
from assessments.engine.evidence import pieces
from tests.engine.organisation import organisation


def labels(problem):
    return list(diagnose(problem, draws=0).label)


# --------------------------------------------------------------------------- worked by hand


def test_a_weak_item_with_a_weak_driver_shares_its_weakness_with_it():
    # 0 -0.9-> 1, both 0.6.  h = -ln 0.4 = 0.9163;  link: -ln(1 - 0.9 * 0.6) = -ln 0.46 = 0.7765
    # item 1: own hazard 0.9163 - 0.7765 = 0.1398; own share 0.1398 / 0.9163 = 0.1525
    # link share 0.7765 / 0.9163 = 0.8475;  inherited 1 - 0.46 = 0.54
    found = diagnose(organisation([0.6, 0.6], [(0, 1, 0.9)]), draws=0)

    assert found.own_share == pytest.approx([1, 0.1525], abs=1e-4)
    assert found.links.share == pytest.approx([0.8475], abs=1e-4)
    assert found.inherited == pytest.approx([0, 0.54])


def test_confidence_is_the_sum_of_its_evidence():
    # base 0.6, a = min(0.6, 0.3) = 0.3.  slope over item 1 alone: x = 0.54, c - a = 0.3
    #   b = (0.54 * 0.3 + 1) / (0.54^2 + 1) = 1.162 / 1.2916 = 0.8997
    # item 0: excess 0.6 - 0.3 - 0 = 0.3; own share 1; echo = (0.54 + 0.54/0.9) / 2 = 0.57
    #   carries ln(1 + 0.8475) = 0.6138; has a dependent; two weak: ln 3
    #   logit = -3.08 + 4.44*0.3 + 1.47*1 + 0.84*0.57 + 0.92*0.6138 + 0.71 - 0.72*1.0986 = 0.6846
    # item 1: excess 0.6 - 0.3 - 0.8997*0.54 = -0.1858; own share 0.1525; nothing hangs on it
    #   logit = -3.08 - 4.44*0.1858 + 1.47*0.1525 - 0.72*1.0986 = -4.4718
    found = diagnose(organisation([0.6, 0.6], [(0, 1, 0.9)]), draws=0)

    assert found.evidence == pytest.approx([0.6846, -4.4718], abs=1e-3)
    assert found.confidence == pytest.approx(
        [1 / (1 + exp(-0.6846)), 1 / (1 + exp(4.4718))], abs=1e-3
    )


def test_the_pieces_of_the_evidence_add_up_to_it():
    found = diagnose(organisation([0.7, 0.6, 0.5, 0.0], [(0, 1, 0.9), (1, 2, 0.75)]), draws=0)
    taken = pieces(found.network, found.case, found.weighed)

    total = (
        constants.BIAS
        + constants.EXCESS * taken.excess
        + constants.OWN_SHARE * found.own_share
        + constants.ECHO * taken.echo
        + constants.CARRIES * taken.carries
        + constants.HAS_DEPENDENTS * taken.has_dependents
        + constants.MANY_WEAK * np.log1p(taken.weak_answers)
    )
    assert total == pytest.approx(found.evidence)
    assert taken.weak_answers == 3


def test_the_walk_keeps_what_is_likely_an_items_own_and_hands_on_the_rest():
    # P1 = sigmoid(-4.4718) = 0.0113; keep1 = sqrt(0.0113 * 0.1525) = 0.0415; the rest goes to 0,
    # which inherits nothing and keeps all. Leverage of 0: P0 * 0.6 * (1 + 0.9585) = 0.6648 * 1.1751
    found = diagnose(organisation([0.6, 0.6], [(0, 1, 0.9)]), draws=0)

    assert found.origins(1) == pytest.approx([0.9585, 0.0415], abs=1e-3)
    assert found.explains(0) == pytest.approx([1, 0.9585], abs=1e-3)
    assert found.leverage[0] == pytest.approx(0.7812, abs=2e-3)


def test_a_chain_runs_from_the_origin_down_to_the_item():
    found = diagnose(organisation([0.6, 0.6, 0.6], [(0, 1, 0.9), (1, 2, 0.9)]), draws=0)

    chains = found.chains(2, k=1)

    assert chains.shown[0].origin == 0
    assert chains.shown[0].path == (0, 1, 2)
    assert chains.shown[0].share + chains.further + chains.unlocated == pytest.approx(1)


def test_what_cannot_be_located_among_weak_items_is_said_so():
    # the driver is only watched (0.35): weakness that ends there is not located
    found = diagnose(organisation([0.35, 0.6], [(0, 1, 0.9)]), draws=0)

    chains = found.chains(1)

    assert [chain.origin for chain in chains.shown] == [1]
    assert chains.unlocated == pytest.approx(found.origins(1)[0])


def test_weakness_takes_the_stronger_of_two_ways():
    links = [(0, 1, 0.9), (0, 2, 0.5), (1, 3, 0.9), (2, 3, 0.5)]
    found = diagnose(organisation([0.7, 0.6, 0.6, 0.6], links), draws=0)

    from_the_top = next(chain for chain in found.chains(3).shown if chain.origin == 0)

    assert from_the_top.path == (0, 1, 3)


# --------------------------------------------------------------------------- labels


def test_without_links_every_weak_item_is_local():
    assert labels(organisation([0.6, 0.0, 0.9])) == [Label.LOCAL, Label.HEALTHY, Label.LOCAL]


def test_a_chain_of_weak_items_is_root_contributing_symptom():
    chain = organisation([0.6, 0.6, 0.6], [(0, 1, 0.9), (1, 2, 0.9)])

    assert labels(chain) == [Label.ROOT, Label.CONTRIBUTING, Label.SYMPTOM]


def test_a_sound_item_below_a_weak_driver_is_at_risk():
    # inherited 0.9 * 0.85 (0.9 is not taken at its word) = 0.765
    assert labels(organisation([0.9, 0.1], [(0, 1, 0.9)]))[1] is Label.AT_RISK


def test_a_sound_item_below_a_weak_link_is_healthy():
    # inherited 0.5 * 0.6 = 0.3 < 0.40
    assert labels(organisation([0.6, 0.1], [(0, 1, 0.5)]))[1] is Label.HEALTHY


def test_a_driven_item_with_strong_evidence_of_its_own_is_a_cause_too():
    # item 1 is far weaker than its driver predicts, and three weak items hang on it alone
    links = [(0, 1, 0.5), *((1, below, 0.9) for below in (2, 3, 4))]
    found = diagnose(organisation([0.4, 0.95, 0.8, 0.8, 0.8, *[0.0] * 20], links), draws=0)

    assert found.confidence[1] >= 0.65
    assert found.label[1] is Label.ROOT


def test_an_outcome_is_a_symptom_or_unexplained_but_never_a_root():
    links = [(0, 1, 0.9), (2, 3, 0.9)]
    found = diagnose(
        organisation([0.6, 0.8, 0.8, 0.8], links, lagging=[False, True, True, False]), draws=0
    )

    assert list(found.label)[1:3] == [Label.SYMPTOM, Label.UNEXPLAINED]
    assert found.confidence[1] == found.confidence[2] == found.leverage[2] == 0
    assert found.chains(2).shown == ()
    assert found.chains(2).unlocated == 1


def test_a_weak_item_whose_drivers_nobody_rated_is_provisional():
    found = diagnose(organisation([np.nan, 0.6], [(0, 1, 0.9)]), draws=0)

    assert list(found.label) == [Label.UNRATED, Label.PROVISIONAL]
    assert np.isnan([found.confidence[1], found.own_share[1], found.leverage[1]]).all()
    assert found.probes() == (0,)


def test_a_weak_driver_that_is_rated_settles_the_label():
    found = diagnose(organisation([np.nan, 0.7, 0.6], [(0, 2, 0.9), (1, 2, 0.9)]), draws=0)

    assert found.label[2] is Label.SYMPTOM
    assert found.probes() == ()


def test_unrated_drivers_with_little_to_say_leave_the_label_alone():
    # unrated 0.5 of 0.5 + 0.75 is less than half
    assert labels(organisation([np.nan, 0.0, 0.6], [(0, 2, 0.5), (1, 2, 0.75)]))[2] is Label.LOCAL


def test_what_would_be_a_root_is_provisional_where_nothing_around_is_known():
    known = organisation([0.7, 0.6, 0.7], [(0, 1, 0.9)])
    alone = replace(known, alone=True)

    assert list(labels(known)) == [Label.ROOT, Label.SYMPTOM, Label.LOCAL]
    assert list(labels(alone)) == [Label.PROVISIONAL, Label.SYMPTOM, Label.LOCAL]
    assert np.isnan(diagnose(alone, draws=0).confidence[0])


# --------------------------------------------------------------------------- unrated items


def test_an_unrated_item_between_two_rated_ones_passes_weakness_on():
    # base = median(0.6, 0.6) = 0.6; item 1 = max(0.9 * 0.6, 0.3) = 0.54
    # item 2 inherits 0.9 * 0.54 = 0.486
    found = diagnose(organisation([0.6, np.nan, 0.6], [(0, 1, 0.9), (1, 2, 0.9)]), draws=0)

    assert found.estimate[1] == pytest.approx(0.54)
    assert found.inherited[2] == pytest.approx(0.486)
    assert found.origins(2)[0] > 0.5


def test_an_unrated_item_is_at_least_half_as_weak_as_the_usual_one():
    # median(0.6, 0.4) / 2 = 0.25
    assert diagnose(organisation([0.6, np.nan, 0.4]), draws=0).estimate[1] == pytest.approx(0.25)


def test_nothing_rated_gives_unrated_labels_and_finite_numbers():
    found = diagnose(organisation([np.nan] * 3, [(0, 1, 0.9), (1, 2, 0.9)]))

    assert set(found.label) == {Label.UNRATED}
    assert np.isfinite(found.origin_matrix).all()
    assert np.isfinite(found.inherited).all()
    assert found.headline().kind == "not-enough-answers"


def test_everything_perfect_labels_nothing():
    found = diagnose(organisation([0.0] * 3, [(0, 1, 0.9), (1, 2, 0.9)]))

    assert set(found.label) == {Label.HEALTHY}
    assert found.headline().kind == "nothing-weak"


# --------------------------------------------------------------------------- odd graphs


def test_in_a_circle_of_equal_links_the_item_upstream_first_is_the_root():
    found = diagnose(
        organisation([0.6, 0.6, 0.6], [(2, 0, 0.9), (0, 1, 0.9), (1, 2, 0.9)]), draws=0
    )

    assert list(found.label) == [Label.ROOT, Label.CONTRIBUTING, Label.SYMPTOM]
    assert found.loops.tolist() == [[2, 0]]


def test_the_weakest_link_of_a_circle_is_set_aside():
    found = diagnose(
        organisation([0.6, 0.6, 0.6], [(0, 1, 0.5), (1, 2, 0.9), (2, 0, 0.9)]), draws=0
    )

    assert found.loops.tolist() == [[0, 1]]
    assert found.label[1] is Label.ROOT


def test_feedback_never_excuses():
    found = diagnose(organisation([0.6, 0.6], [(0, 1, 0.9)], feedback=[True]), draws=0)

    assert list(found.label) == [Label.LOCAL, Label.LOCAL]


def test_a_link_of_an_item_to_itself_says_nothing():
    assert labels(organisation([0.6], [(0, 0, 0.9)])) == [Label.LOCAL]


def test_a_strength_of_one_stays_finite():
    found = diagnose(organisation([0.97, 0.97], [(0, 1, 1.0)]))

    assert np.isfinite(found.confidence).all()
    assert found.links.strength == pytest.approx([0.95])


def test_of_parallel_links_the_strongest_counts():
    found = diagnose(organisation([0.6, 0.6], [(0, 1, 0.5), (0, 1, 0.9)]), draws=0)

    assert found.links.strength == pytest.approx([0.9])
    assert found.links.source.tolist() == [1]


def test_one_item_is_enough():
    assert labels(organisation([0.6])) == [Label.LOCAL]


def test_no_items_are_no_error():
    found = diagnose(organisation([]))

    assert found.label.size == 0
    assert found.headline().kind == "not-enough-answers"


def test_drivers_that_predict_worse_leave_nothing_of_its_own():
    # drivers predict 1 - 0.235 * 0.235 = 0.945; the item is at 0.5, the other at 0.1
    links = [(0, 2, 0.9), (1, 2, 0.9), (0, 3, 0.9), (1, 3, 0.9)]
    found = diagnose(organisation([0.85, 0.85, 0.5, 0.1], links), draws=0)

    assert found.own_share[2] == 0
    assert found.label[2] is Label.SYMPTOM
    assert found.label[3] is Label.AT_RISK


# --------------------------------------------------------------------------- blocks, symptoms


def test_a_block_counts_once_among_the_weak():
    # five weak items, one answer: ln(1 + 1) instead of ln(1 + 5)
    apart = diagnose(organisation([0.6] * 5), draws=0)
    block = diagnose(organisation([0.6] * 5, block=[7.0] * 5), draws=0)

    assert block.evidence[0] - apart.evidence[0] == pytest.approx(0.72 * (log(6) - log(2)))


def test_a_ticked_symptom_is_heard_by_its_causes_but_does_not_count_as_weak():
    quiet = diagnose(organisation([0.6, 0.0]), draws=0)
    heard = diagnose(
        organisation(
            [0.6, 0.0, 0.85],
            [(0, 2, 0.9)],
            outcome=[False, False, True],
            importance=np.array([1.0, 1.0, 0.0]),
        ),
        draws=0,
    )

    # echo (0.9 * 0.85 + 0.85) / 2 = 0.8075; carries ln(1 + s) with s = 0.7765 / 1.8971 = 0.4093
    gained = 0.84 * 0.8075 + 0.92 * log(1.4093) + 0.71
    assert heard.evidence[0] - quiet.evidence[0] == pytest.approx(gained, abs=1e-3)
    assert heard.label[2] is Label.SYMPTOM
    assert heard.chains(2).shown == (Chain(0, pytest.approx(1), (0, 2)),)


def test_a_ticked_symptom_adds_nothing_to_leverage_whatever_its_importance():
    links, outcome = [(0, 1, 0.9)], [False, True]
    counted = diagnose(organisation([0.6, 0.85], links, outcome=outcome), draws=0)
    nothing = np.array([1.0, 0.0])
    left_out = diagnose(
        organisation([0.6, 0.85], links, outcome=outcome, importance=nothing), draws=0
    )

    assert counted.leverage[0] == left_out.leverage[0]


# --------------------------------------------------------------------------- bad input


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"shortfall": [0.6, 0.98]}, r"shortfall\[1\] = 0.98 is outside \[0, 0.97\]"),
        ({"shortfall": [0.6, np.inf]}, r"shortfall\[1\] = inf is not finite"),
        ({"shortfall": [0.6]}, r"importance has shape \(2,\)"),
        ({"importance": [1, -1]}, r"importance\[1\] = -1.0 is outside"),
        ({"importance": [1, np.nan]}, r"importance\[1\] = nan is missing"),
        ({"driver": [2]}, r"driver\[0\] = 2 is no index of the 2 items"),
        ({"dependent": [-1]}, r"dependent\[0\] = -1 is no index"),
        ({"dependent": [0, 1]}, r"dependent has shape \(2,\) where \(1,\) is needed"),
        ({"driver": [0.5]}, r"driver\[0\] = 0.5 is no index of the 2 items"),
        ({"driver": [np.inf]}, r"driver\[0\] = inf is no index"),
        ({"driver": [True]}, r"driver\[0\] = True is no index"),
        ({"strength": [0.0]}, r"strength\[0\] = 0.0 is not above 0"),
        ({"strength": [1.1]}, r"strength\[0\] = 1.1 is outside \[0, 1\]"),
        ({"lagging": [True]}, r"lagging has shape"),
        ({"feedback": [True, False]}, r"feedback has shape"),
        ({"lagging": [0, np.nan]}, r"lagging\[1\] = nan is neither true nor false"),
        ({"rating_error": [0.1, np.nan]}, r"rating_error\[1\] = nan is missing"),
        ({"target": [3, 2]}, r"target\[1\] = 2.0 is outside \[3, 5\]"),
        ({"target": [3, 3.5]}, r"target\[1\] = 3.5 is none of 3, 4, 5"),
        ({"block": [1, np.inf]}, r"block\[1\] = inf is not finite"),
        (
            {"shortfall": [0.5, np.nan], "outcome": [False, True]},
            r"shortfall\[1\] = nan a ticked symptom has one",
        ),
    ],
)
def test_bad_input_is_refused_by_array_index_and_value(change, message):
    good = {
        "shortfall": [0.6, 0.6],
        "importance": [1, 1],
        "driver": [0],
        "dependent": [1],
        "strength": [0.9],
    }
    arrays = {name: np.array(value) for name, value in (good | change).items()}

    with pytest.raises(ValueError, match=message):
        diagnose(Problem(**arrays))

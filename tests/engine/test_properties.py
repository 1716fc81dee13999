"""What must hold for every organisation, however odd."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.engine.diagnosis import Label, Problem, diagnose
from ecosystem.graph import waves, without_loops

scores = st.one_of(st.just(float("nan")), st.floats(0, 0.97))
REPORTED = (Label.ROOT, Label.LOCAL, Label.CONTRIBUTING, Label.SYMPTOM, Label.UNEXPLAINED)


@st.composite
def problems(draw, loops=True):
    n = draw(st.integers(1, 9))
    shortfall = np.array(draw(st.lists(scores, min_size=n, max_size=n)))
    item = st.integers(0, n - 1)
    links = draw(st.lists(st.tuples(item, item, st.floats(0.05, 1)), max_size=20))
    links = [link for link in links if loops or link[0] < link[1]]
    truths = st.lists(st.booleans(), min_size=n, max_size=n)
    importance = draw(st.lists(st.sampled_from([0.0, 1.0, 3.0]), min_size=n, max_size=n))
    outcome = np.array(draw(truths)) & ~np.isnan(shortfall) & (np.arange(n) > n // 2)
    block = st.sampled_from([float("nan"), 1.0, 2.0])
    return Problem(
        shortfall=shortfall,
        importance=np.array(importance),
        driver=np.array([link[0] for link in links], dtype=int),
        dependent=np.array([link[1] for link in links], dtype=int),
        strength=np.array([link[2] for link in links], dtype=float),
        lagging=np.array(draw(truths)),
        feedback=np.array([draw(st.booleans()) for _ in links], dtype=bool),
        outcome=outcome,
        block=np.array(draw(st.lists(block, min_size=n, max_size=n))),
    )


@given(problems())
def test_own_share_and_link_shares_add_to_one(problem):
    found = diagnose(problem, draws=0).weighed
    links = diagnose(problem, draws=0).links

    total = found.own_share[:, 0] + np.bincount(
        links.dependent, links.share, minlength=problem.shortfall.size
    )
    assert total == pytest.approx(np.ones(problem.shortfall.size))


@given(problems())
def test_what_is_kept_and_what_is_handed_on_add_to_one(problem):
    found = diagnose(problem, draws=0)

    handed = np.bincount(
        found.links.dependent, found.walk.hand[:, 0], minlength=problem.shortfall.size
    )
    assert found.keep + handed == pytest.approx(np.ones(problem.shortfall.size))


@given(problems())
def test_every_walk_ends_somewhere(problem):
    found = diagnose(problem, draws=0)

    assert found.origin_matrix.sum(axis=1) == pytest.approx(np.ones(problem.shortfall.size))
    assert (found.origin_matrix >= 0).all()


@given(problems(), st.integers(1, 4))
def test_chains_and_what_is_not_shown_add_to_one(problem, k):
    found = diagnose(problem, draws=0)

    for item in range(problem.shortfall.size):
        chains = found.chains(item, k)
        shown = sum(chain.share for chain in chains.shown)
        assert shown + chains.further + chains.unlocated == pytest.approx(1)
        assert all(chain.path[-1] == item for chain in chains.shown)
        assert all(chain.path[0] == chain.origin for chain in chains.shown)


@given(problems())
def test_numbers_are_finite_wherever_they_are_reported(problem):
    found = diagnose(problem, draws=5)
    rated, provisional = ~np.isnan(problem.shortfall), found.label == Label.PROVISIONAL
    reported = found.weak & ~problem.outcome & ~provisional

    for always in (found.estimate, found.inherited, found.keep, found.links.share):
        assert np.isfinite(always).all()
    assert (np.isfinite(found.confidence) == reported).all()
    assert (np.isfinite(found.leverage) == reported).all()
    assert (np.isfinite(found.stability) == rated).all()
    assert (np.isfinite(found.own_share) == (rated & ~provisional)).all()


@given(problems())
def test_labels_agree_with_the_ratings(problem):
    found = diagnose(problem, draws=0)

    for item, label in enumerate(found.label):
        shortfall = problem.shortfall[item]
        assert (label is Label.UNRATED) == np.isnan(shortfall)
        assert (label in (Label.HEALTHY, Label.AT_RISK)) == (shortfall < 0.4 - 1e-9)
        if problem.lagging[item] or problem.outcome[item]:
            assert label not in (Label.ROOT, Label.LOCAL, Label.CONTRIBUTING)


@given(problems())
def test_a_root_or_contributing_item_drives_a_weak_one_and_a_symptom_is_driven(problem):
    found = diagnose(problem, draws=0)
    live = found.links.live
    drives = set(found.links.driver[live & found.weak[found.links.dependent]].tolist())
    driven = set(found.links.dependent[live].tolist())

    for item, label in enumerate(found.label):
        if label in (Label.ROOT, Label.CONTRIBUTING):
            assert item in drives
        if label in (Label.SYMPTOM, Label.CONTRIBUTING, Label.AT_RISK):
            assert item in driven
        if label in (Label.LOCAL, Label.UNEXPLAINED):
            assert item not in drives or problem.lagging[item] or problem.outcome[item]


@given(problems())
def test_the_same_problem_and_seed_give_the_same_diagnosis(problem):
    one, other = diagnose(problem, draws=10, seed=7), diagnose(problem, draws=10, seed=7)

    assert list(one.label) == list(other.label)
    assert one.stability == pytest.approx(other.stability, nan_ok=True)
    assert one.headline(shuffles=20) == other.headline(shuffles=20)


@given(problems(loops=False), st.randoms(use_true_random=False))
def test_the_order_of_the_items_does_not_matter_where_no_tie_must_be_broken(problem, random):
    n = problem.shortfall.size
    place = list(range(n))
    random.shuffle(place)
    back = np.argsort(place)
    moved = Problem(
        shortfall=problem.shortfall[back],
        importance=problem.importance[back],
        driver=np.array(place)[problem.driver],
        dependent=np.array(place)[problem.dependent],
        strength=problem.strength,
        lagging=problem.lagging[back],
        feedback=problem.feedback,
        outcome=problem.outcome[back],
        block=problem.block[back],
    )
    one, other = diagnose(problem, draws=0), diagnose(moved, draws=0)

    assert list(other.label[place]) == list(one.label)
    assert other.leverage[place] == pytest.approx(one.leverage, nan_ok=True)


@given(problems(), st.data())
def test_a_repair_never_makes_anything_worse_and_a_second_one_never_less_good(problem, data):
    found = diagnose(problem, draws=0)
    n = problem.shortfall.size
    levels = st.dictionaries(st.integers(0, n - 1), st.floats(0, 0.97), max_size=3)
    first, second = data.draw(levels), data.draw(levels)

    one = found.ease(first)
    both = found.ease(second | first)

    untouched = [item for item in range(n) if item not in first]
    assert (one[untouched] <= found.estimate[untouched] + 1e-12).all()
    assert (one >= -1e-12).all()
    others = [item for item in range(n) if item not in second]
    assert (both[others] <= one[others] + 1e-9).all()


@given(problems(), st.data())
def test_closing_more_of_a_shortfall_never_helps_less(problem, data):
    found = diagnose(problem, draws=0)
    item = data.draw(st.integers(0, problem.shortfall.size - 1))
    low, high = sorted(data.draw(st.tuples(st.floats(0, 0.97), st.floats(0, 0.97))))

    assert (found.ease({item: low}) <= found.ease({item: high}) + 1e-12).all()


@given(problems())
def test_confidence_lies_between_nought_and_one_and_leverage_is_never_negative(problem):
    found = diagnose(problem, draws=0)

    assert np.all((found.confidence >= 0) & (found.confidence <= 1) | np.isnan(found.confidence))
    assert np.all((found.leverage >= 0) | np.isnan(found.leverage))


@given(problems())
def test_a_worse_driver_never_predicts_less(problem):
    worse = np.where(np.isnan(problem.shortfall), np.nan, np.minimum(problem.shortfall + 0.1, 0.97))
    raised = Problem(worse, problem.importance, problem.driver, problem.dependent, problem.strength)
    plain = Problem(
        problem.shortfall, problem.importance, problem.driver, problem.dependent, problem.strength
    )

    before, after = diagnose(plain, draws=0).inherited, diagnose(raised, draws=0).inherited
    assert (after >= before - 1e-12).all()


@given(problems())
@settings(max_examples=50)
def test_a_headline_never_names_what_is_not_a_root(problem):
    found = diagnose(problem, draws=0)
    headline = found.headline(coverage=1.0, shuffles=20)

    assert len(headline.candidates) <= 3
    assert all(found.label[item] is Label.ROOT for item in headline.candidates)
    assert (headline.lead is not None) == (headline.kind == "dominant")


@given(st.data())
def test_without_its_loops_a_graph_has_an_order_and_no_link_is_spared_for_nothing(data):
    n = data.draw(st.integers(2, 8))
    ends = st.tuples(st.integers(0, n - 1), st.integers(0, n - 1)).filter(lambda e: e[0] != e[1])
    links = data.draw(st.lists(ends, min_size=1, max_size=20, unique=True))
    driver, dependent = (np.array(column) for column in zip(*links, strict=True))
    strength = np.array([data.draw(st.sampled_from([0.5, 0.75, 0.9])) for _ in links])

    stays = without_loops(n, driver, dependent, strength)

    assert sum(wave.size for wave in waves(n, driver[stays], dependent[stays])) == n
    for link in np.flatnonzero(~stays):
        back = stays.copy()
        back[link] = True
        assert sum(wave.size for wave in waves(n, driver[back], dependent[back])) < n

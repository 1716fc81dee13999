"""The study: made-up organisations behave as written down, and the figures are repeatable."""

import numpy as np
import pytest

from assessments.engine.baselines import BASELINES, hierarchy, lowest_score, monitor_rank, residual
from assessments.engine.diagnosis import diagnose
from assessments.engine.organisations import (
    RULES,
    Graph,
    Truth,
    noise,
    organisation,
    random_graph,
    spread,
)
from assessments.engine.simulation import ENGINE, MEASURES, render, simulate
from tests.engine.organisation import organisation as rated_items
from tests.engine.organisation import problem_of
from tests.shipped import shipped


def shipped_graph():
    framework, (problem, _) = shipped(), problem_of({}, 4, {})
    pillars = [pillar.slug for pillar in framework.pillars]
    return Graph(
        driver=problem.driver,
        dependent=problem.dependent,
        strength=problem.strength,
        feedback=problem.feedback,
        lagging=problem.lagging,
        pillar=np.array([pillars.index(item.pillar) for item in framework.items]),
    )


def graph_of(links, n, pillar=None):
    return Graph(
        driver=np.array([link[0] for link in links], dtype=int),
        dependent=np.array([link[1] for link in links], dtype=int),
        strength=np.array([link[2] for link in links], dtype=float),
        feedback=np.zeros(len(links), dtype=bool),
        lagging=np.zeros(n, dtype=bool),
        pillar=np.zeros(n, dtype=int) if pillar is None else np.array(pillar),
    )


def spread_to_last(rule, own, links):
    """The last item's weakness when all items follow one rule."""
    own = np.array(own)
    truth = Truth(
        own=own,
        planted=own > 0,
        driver=np.array([link[0] for link in links]),
        dependent=np.array([link[1] for link in links]),
        passes=np.array([link[2] for link in links]),
        rule=np.full(own.size, RULES.index(rule)),
    )
    return float(spread(truth, own[:, None])[-1, 0])


@pytest.fixture(scope="module")
def study():
    return simulate(shipped_graph(), organisations=40, seed=1)


# --------------------------------------------------------------------------- organisations


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("noisy-or", 1 - (1 - 0.1) * (1 - 0.9 * 0.6) * (1 - 0.5 * 0.3)),
        ("linear", 0.1 + 0.7 * (0.9 * 0.6 + 0.5 * 0.3)),
        ("maximum", 0.9 * 0.6),
        ("weakest link", 1 - 0.4**0.9),
        ("dose threshold", 1 - (1 - 0.1) * (1 - 0.9 * 0.6)),
        ("weighted mean", 1 - 0.9 * (1 - (0.9**2 * 0.6 + 0.5**2 * 0.3) / (0.9 + 0.5))),
    ],
)
def test_weakness_spreads_by_the_rule(rule, expected):
    found = spread_to_last(rule, [0.6, 0.3, 0.1], [(0, 2, 0.9), (1, 2, 0.5)])

    assert found == pytest.approx(expected)


def test_a_shut_gate_passes_nothing_on():
    assert spread_to_last("noisy-or", [0.6, 0.1], [(0, 1, 0.0)]) == pytest.approx(0.1)


def test_weakness_that_runs_in_a_circle_settles():
    # x = 1 - 0.5 * (1 - 0.5 y), y = 0.5 x: x = 0.5 + 0.125 x, so x = 0.5714 and y = 0.2857
    found = spread_to_last("noisy-or", [0.5, 0.0], [(0, 1, 0.5), (1, 0, 0.5)])

    assert found == pytest.approx(0.2857, abs=1e-4)


def test_causes_are_planted_among_items_that_can_be_causes():
    for seed in range(20):
        made = organisation(shipped_graph(), np.random.default_rng(seed))

        assert 1 <= made.truth.planted.sum() <= 6
        assert not (made.truth.planted & made.graph.lagging).any()
        assert (made.truth.own[made.truth.planted] >= 0.42).all()


def test_noise_has_no_links_and_no_causes():
    made = noise(shipped_graph(), np.random.default_rng(1))

    assert made.truth.driver.size == 0
    assert not made.truth.planted.any()
    assert made.problem.driver.size > 0


def test_random_graphs_have_five_pillars_and_about_three_links_for_two_items():
    graph = random_graph(np.random.default_rng(4))
    n = graph.lagging.size

    assert 60 <= n <= 170
    assert set(graph.pillar) == {0, 1, 2, 3, 4}
    assert graph.driver.size / n == pytest.approx(1.5, abs=0.2)
    assert (graph.driver > graph.dependent).any()


# --------------------------------------------------------------------------- baselines


def test_the_lowest_score_comes_first_in_the_gap_list():
    found = lowest_score(diagnose(rated_items([0.3, 0.9]), draws=0), graph_of([], 2))

    assert found.argmax() == 1


def test_the_hierarchy_puts_weak_items_of_the_upper_pillar_first():
    graph = graph_of([], 3, pillar=[0, 1, 0])
    found = hierarchy(diagnose(rated_items([0.5, 0.9, 0.3]), draws=0), graph)

    assert found.argsort()[::-1].tolist() == [0, 1, 2]


def test_the_residual_forgives_what_the_drivers_predict():
    links = [(0, 1, 0.9), (2, 3, 0.9)]
    found = residual(
        diagnose(rated_items([0.8, 0.7, 0.0, 0.7], links), draws=0), graph_of(links, 4)
    )

    assert found[3] > found[1]


def test_the_walk_spends_its_time_upstream_of_weak_items():
    links = [(0, 1, 0.9), (0, 2, 0.9)]
    graph = graph_of(links, 4)
    found = monitor_rank(diagnose(rated_items([0.6, 0.6, 0.6, 0.6], links), draws=0), graph)

    assert found[0] > max(found[1], found[2])


def test_baselines_say_nothing_about_unrated_items():
    links = [(0, 1, 0.9)]
    diagnosis = diagnose(rated_items([np.nan, 0.6, 0.2], links), draws=0)

    for method in (lowest_score, residual, monitor_rank):
        assert np.isnan(method(diagnosis, graph_of(links, 3))).tolist() == [True, False, False]


# --------------------------------------------------------------------------- the study


def test_the_method_finds_more_planted_causes_than_the_gap_list(study):
    assert study.ahead["lowest score"]["Avg@5"].low > 0


def test_every_measure_is_a_share_with_its_interval(study):
    for row in study.measures.values():
        assert set(row) == set(MEASURES)
        for found in row.values():
            assert 0 <= found.low <= found.mean <= found.high <= 1


def test_dominant_claims_are_counted(study):
    assert study.right_dominant.of == study.dominant.count
    assert study.false_dominant.of == 20


def test_the_table_names_every_method_and_measure(study):
    text = render(study)

    assert all(name in text for name in (ENGINE, *BASELINES, *MEASURES))
    assert "seed 1" in text


def test_a_study_can_be_repeated(study):
    assert simulate(shipped_graph(), organisations=40, seed=1) == study


def test_a_study_needs_organisations():
    with pytest.raises(ValueError, match="organisations = 1"):
        simulate(shipped_graph(), organisations=1)

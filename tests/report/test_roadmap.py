"""The plan: upstream first, in waves, nothing before what must be in place."""

from dataclasses import replace

import pytest

from assessments.engine.constants import MOST_CANDIDATES
from assessments.findings import Move, Report
from assessments.report.build import build_report
from assessments.report.roadmap import WAVES, leads, planned, roadmap_of
from tests.charts.reports import STORY, all_rated, any_report, only, random_report
from tests.report.answering import answers

THREE = ("first", "second", "third")


def plan(leading: dict[str, str], moves: int = 3) -> dict[str, tuple[int, tuple[str, ...]]]:
    """Root → the wave of its first move and what it waits for; `leading` is all that is below."""
    advised = dict.fromkeys(leading, THREE[:moves])
    found = planned(advised, {root: frozenset(below) for root, below in leading.items()})
    return {one.root: (one.wave, one.after) for one in found}


def days(report: Report, root: str) -> list[tuple[int, int]]:
    assert report.roadmap is not None
    return [(move.start, move.end) for move in report.roadmap.moves if move.root == root]


@pytest.mark.parametrize(
    ("leading", "order"),
    [
        ({"A": ""}, {"A": (0, ())}),
        ({"A": "", "B": ""}, {"A": (0, ()), "B": (0, ())}),
        ({"A": "B", "B": ""}, {"A": (0, ()), "B": (1, ("A",))}),
        ({"A": "", "B": "A"}, {"B": (0, ()), "A": (1, ("B",))}),
        ({"A": "BC", "B": "C", "C": ""}, {"A": (0, ()), "B": (1, ("A",)), "C": (2, ("B",))}),
        ({"C": "", "B": "C", "A": "BC"}, {"A": (0, ()), "B": (1, ("A",)), "C": (2, ("B",))}),
        ({"A": "C", "B": "C", "C": ""}, {"A": (0, ()), "B": (0, ()), "C": (1, ("A", "B"))}),
        ({"A": "", "B": "C", "C": ""}, {"A": (0, ()), "B": (0, ()), "C": (1, ("B",))}),
        ({"A": "BC", "B": "", "C": ""}, {"A": (0, ()), "B": (1, ("A",)), "C": (1, ("A",))}),
    ],
)
def test_a_root_starts_a_wave_after_the_nearest_one_that_leads_to_it(leading, order):
    found = plan(leading)
    assert found == order
    assert [*found] == [*order]


def test_waves_are_enough_for_as_many_roots_as_a_headline_names():
    assert len(WAVES) >= MOST_CANDIDATES


def with_moves(report: Report, count: int) -> Report:
    """The report with so many moves for every root."""
    roots = []
    for root in report.roots:
        assert root.advice is not None
        advice = replace(root.advice.advice, moves=("Do it.",) * count)
        roots.append(replace(root, advice=replace(root.advice, advice=advice)))
    return replace(report, roots=tuple(roots))


@pytest.fixture(scope="module")
def one_root() -> Report:
    return build_report(answers({"sales-process-execution": 2, "activity-metrics": 2}))


def named(report: Report, *slugs: str) -> Report:
    """The report as if its headline had named these roots."""
    (root,) = report.roots[:1]
    advice = report.framework.advice_of
    roots = tuple(replace(root, slug=slug, advice=advice(slug)) for slug in slugs)
    report = replace(report, roots=roots)
    return replace(report, roadmap=roadmap_of(report))


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (1, [(0, 30)]),
        (2, [(0, 30), (30, 90)]),
        (3, [(0, 30), (30, 90), (90, 180)]),
        (4, [(0, 30), (30, 90), (90, 180), (180, 365)]),
        (5, [(0, 30), (30, 90), (90, 180), (180, 272), (272, 365)]),
    ],
)
def test_each_move_takes_the_next_wave_and_what_is_left_shares_the_last(one_root, count, expected):
    roadmap = roadmap_of(with_moves(one_root, count))
    assert roadmap is not None
    assert [(move.start, move.end) for move in roadmap.moves] == expected
    assert [move.number for move in roadmap.moves] == [*range(1, count + 1)]


def test_a_root_that_another_leads_to_waits_for_its_first_move(one_root):
    report = named(one_root, "sales-process-execution", "target-markets")
    assert days(report, "target-markets") == [(0, 30), (30, 90), (90, 180)]
    assert days(report, "sales-process-execution") == [(30, 90), (90, 180), (180, 365)]
    waiting = [move for move in report.roadmap.moves if move.after]
    assert [(m.root, m.number, m.after) for m in waiting] == [
        ("sales-process-execution", 1, ("target-markets",))
    ]


def test_roots_that_do_not_lead_to_each_other_run_side_by_side_in_the_headlines_order(one_root):
    report = named(one_root, "coaching-culture", "target-markets")
    starts = {move.root: move.start for move in reversed(report.roadmap.moves)}
    assert starts == {"target-markets": 0, "coaching-culture": 0}
    assert report.roadmap.moves[0].root == "coaching-culture"


def test_a_chain_of_three_ends_within_the_year(one_root):
    report = named(one_root, "operations-forecasting", "sales-process-execution", "target-markets")
    assert days(report, "operations-forecasting") == [(90, 180), (180, 272), (272, 365)]


def test_feedback_makes_nobody_wait():
    report = only({"coaching-sales-process": 1, "sales-process-execution": 1}, rest=4)
    back = [
        (step.driver, step.dependent, step.layer)
        for step in report.item["coaching-sales-process"].dependents
    ]
    assert ("coaching-sales-process", "sales-process-execution", "feedback") in back
    both = named(report, "coaching-sales-process", "sales-process-execution")
    assert leads(both)["coaching-sales-process"] == frozenset()


def test_the_moves_are_those_of_the_advice_in_its_order(one_root):
    (root,) = one_root.roots
    assert [move.text for move in one_root.roadmap.moves] == [*root.advice.advice.moves]


def test_local_weaknesses_are_quick_wins_apart():
    report = only({**STORY, "mobile-support": 2, "globalization": 1}, rest=4)
    assert report.roadmap.quick_wins == ("globalization", "mobile-support")
    moved = {move.root for move in report.roadmap.moves}
    assert moved == {"target-markets", "coaching-culture"}


def test_reviews_look_at_what_can_have_moved_by_then(one_root):
    report = named(one_root, "sales-process-execution", "target-markets", "coaching-culture")
    assert report.roadmap.reviews == (
        (
            30,
            "The two first moves in place, for Target markets/segments and Coaching culture.",
        ),
        (
            90,
            "The first move in place, for Sales process use on every deal; "
            "lead measures of Target markets/segments and Coaching culture.",
        ),
        (
            180,
            "Lead measure of Sales process use on every deal; "
            "lag measures of Target markets/segments and Coaching culture.",
        ),
        (
            365,
            "Lag measure of Sales process use on every deal; "
            "everything rated again, and what was predicted compared.",
        ),
    )


def test_without_a_root_or_without_moves_there_is_no_plan(one_root):
    assert all_rated(5).roadmap is None
    unadvised = replace(one_root, roots=(replace(one_root.roots[0], advice=None),))
    assert roadmap_of(unadvised) is None
    assert roadmap_of(with_moves(one_root, 0)) is None


@pytest.mark.parametrize("seed", range(40))
def test_in_every_plan_nothing_starts_before_what_it_waits_for(seed):
    for report in (random_report(seed), any_report(seed)):
        moves: tuple[Move, ...] = report.roadmap.moves if report.roadmap else ()
        in_place = {move.root: move.end for move in moves if move.number == 1}
        for move in moves:
            assert 0 <= move.start < move.end <= WAVES[-1]
            assert all(move.start >= in_place[root] for root in move.after)
        assert moves == (again.moves if (again := roadmap_of(report)) else ())

"""Nobody's answer can be worked out from what a close shows: a solver tries, and finds nothing.

The solver knows all that a reader can see and all rules of the method. It goes through every way
people could have answered, keeps those that would show the very same, and asks of each person
whether all of them agree. What it may find is only what holds for everybody in a pool alike.
"""

import random
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import combinations_with_replacement, product

import pytest

from assessments.findings import PoolScore
from assessments.report.releasing import (
    Crowd,
    Figure,
    Said,
    Shown,
    fresh_figure,
    may_replace,
    replacing,
    too_few,
)

SCORES = range(1, 6)
CRM = "crm"
EXECUTIVE, MANAGER, SELLER = "executive", "manager", "seller"

type Groups = tuple[tuple[str, tuple[int, ...]], ...]
"""Group → the scores its people gave without a name, in no order."""


def people(groups: Groups, named: Groups = ()) -> tuple[list[Said], frozenset[str]]:
    said, unnamed = [], set()
    for known, listed in ((False, groups), (True, named)):
        for group, scores in listed:
            for place, score in enumerate(scores):
                rater = f"{group}-{place}-{known}"
                said.append(Said(rater, group, CRM, "score", score))
                if not known:
                    unnamed.add(rater)
    return said, frozenset(unnamed)


@cache
def shown(
    groups: Groups, named: Groups = (), agreed: frozenset[str] = frozenset()
) -> Figure | None:
    """All that can be seen of these answers to one item."""
    said, unnamed = people(groups, named)
    fresh = fresh_figure(said, Crowd(unnamed, agreed))
    return None if fresh is None else fresh.figure


def every_way(sizes: Mapping[str, int]) -> Iterator[Groups]:
    each = (combinations_with_replacement(SCORES, size) for size in sizes.values())
    for scores in product(*each):
        yield tuple(zip(sizes, scores, strict=True))


def worked_out(
    worlds: Iterable[tuple[Hashable, Mapping[str, Sequence[int]]]],
) -> list[tuple[Hashable, str, int]]:
    """What follows about single people: what is seen, their kind, and the score they must have.

    A world is what can be seen in it, and the scores of people by kind. People of one kind cannot
    be told apart, so one of them is found out only where all of them say the same everywhere.
    """
    possible: dict[Hashable, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for seen, kinds in worlds:
        for kind, scores in kinds.items():
            possible[seen][kind] |= set(scores)
    return [
        (seen, kind, *scores)
        for seen, kinds in possible.items()
        for kind, scores in kinds.items()
        if seen is not None and len(scores) == 1
    ]


@pytest.mark.parametrize("agreed", [frozenset(), frozenset({EXECUTIVE})])
@pytest.mark.parametrize(
    "sizes",
    [
        {SELLER: 4},
        {SELLER: 5},
        {SELLER: 3, MANAGER: 3},
        {SELLER: 4, MANAGER: 4},
        {SELLER: 5, MANAGER: 3},
        {SELLER: 4, EXECUTIVE: 1},
        {SELLER: 5, EXECUTIVE: 1},
        {SELLER: 3, MANAGER: 2, EXECUTIVE: 1},
        {SELLER: 4, MANAGER: 3, EXECUTIVE: 1},
    ],
)
def test_no_score_follows_from_the_figures_of_an_item(sizes, agreed):
    found = worked_out(
        (shown(groups, agreed=agreed), {g: s for g, s in groups if g not in agreed})
        for groups in every_way(sizes)
    )
    assert found == []


@pytest.mark.parametrize("known", [1, 3, 5])
@pytest.mark.parametrize("count", [1, 2, 3])
@pytest.mark.parametrize("where", [SELLER, EXECUTIVE])
def test_no_score_follows_for_members_who_know_each_others_answers(known, count, where):
    named = ((where, (known,) * count),)
    for sizes in ({SELLER: 4}, {SELLER: 5}, {SELLER: 4, EXECUTIVE: 2}):
        found = worked_out((shown(g, named), dict(g)) for g in every_way(sizes))
        # Named answers may pull a median to the end of the scale only if all others are there.
        assert [f for f in found if not everybody_at_an_end(*f)] == []


def everybody_at_an_end(seen: Figure, group: str, score: int) -> bool:
    """All of the pool gave the same end of the scale: it holds for each, whoever looks."""
    pool = next(pool for pool in seen.pools if group in pool.groups)
    return score in (1, 5) and pool.score == score


@pytest.mark.parametrize(("stay", "change", "come"), [(0, 4, 0), (4, 0, 4), (5, 0, 4)])
def test_two_closes_tell_of_nobody_but_of_four_who_all_say_the_same_end(stay, change, come):
    assert replaceable(stay, change, come)
    for _, kind, score in worked_out(two_closes(stay, change, come)):
        # Four who come and move the median from 1 to 5 did so together: each of them said 5.
        assert score in (1, 5)
        assert {"stay": stay, "old": change, "new": change, "come": come}[kind] >= 4


@pytest.mark.parametrize(
    ("stay", "change", "come"), [(4, 0, 1), (0, 4, 1), (4, 2, 2), (4, 3, 1), (1, 3, 1), (3, 4, 0)]
)
def test_whom_two_closes_would_give_away_no_second_one_is_shown(stay, change, come):
    assert not replaceable(stay, change, come)


@pytest.mark.parametrize(("stay", "change", "come"), [(4, 0, 1), (0, 4, 1), (1, 3, 1)])
def test_the_solver_would_find_somebody_there(stay, change, come):
    sizes = {"stay": stay, "old": change, "new": change, "come": come}
    found = worked_out(two_closes(stay, change, come))
    assert [kind for _, kind, _ in found if sizes[kind] < 4]


def test_the_solver_does_find_answers_of_groups_that_are_too_small():
    def told(groups: Groups) -> Hashable:
        return tuple(sorted(score for _, scores in groups for score in scores)[1:2])

    found = worked_out((told(g), dict(g)) for g in every_way({SELLER: 3}))
    assert found == []
    alone = worked_out((dict(g)[SELLER], dict(g)) for g in every_way({SELLER: 1}))
    assert len(alone) == 5


def two_closes(
    stay: int, change: int, come: int
) -> Iterator[tuple[tuple[Hashable, ...], dict[str, Sequence[int]]]]:
    """Sellers before and after: some stay, some change their answer, some come."""
    moves = [(old, new) for old, new in product(SCORES, SCORES) if old != new]
    for stays, moved, comes in product(
        combinations_with_replacement(SCORES, stay),
        combinations_with_replacement(moves, change),
        combinations_with_replacement(SCORES, come),
    ):
        before = sorted((*stays, *(old for old, _ in moved)))
        after = sorted((*stays, *(new for _, new in moved), *comes))
        first, second = (shown(((SELLER, tuple(given)),)) for given in (before, after))
        seen = (first, replacing(second) if first and second else second)
        kinds = {"stay": stays, "old": [o for o, _ in moved], "new": [n for _, n in moved]}
        yield seen, {kind: given for kind, given in (kinds | {"come": comes}).items() if given}


def test_a_median_does_not_depend_on_who_in_a_pool_gave_which_answer():
    draw = random.Random(5)
    for _ in range(200):
        scores = [draw.randint(1, 5) for _ in range(7)]
        groups = [EXECUTIVE] * 3 + [MANAGER] * 3 + [SELLER]
        said = [
            Said(str(k), g, CRM, "score", s)
            for k, (g, s) in enumerate(zip(groups, scores, strict=True))
        ]
        draw.shuffle(scores)
        other = [
            Said(str(k), g, CRM, "score", s)
            for k, (g, s) in enumerate(zip(groups, scores, strict=True))
        ]
        crowd = Crowd(frozenset(one.rater for one in said))
        assert fresh_figure(said, crowd) == fresh_figure(other, crowd)


def test_three_answers_without_a_name_are_counted_and_not_shown():
    said, unnamed = people(((SELLER, (1, 2, 3)),))
    assert fresh_figure(said, Crowd(unnamed)) is None
    assert too_few(said, Crowd(unnamed)) == 3


def test_four_are_shown_as_one_median_with_a_word_for_their_spread():
    figure = shown(((SELLER, (1, 2, 4, 5)),))
    assert figure is not None
    assert (figure.score, figure.raters, figure.agreement) == (3.0, 4, "far apart")


def test_named_people_in_a_group_do_not_help_it_over_the_floor():
    assert shown(((SELLER, (1, 2, 3)),), ((SELLER, (5, 5, 5)),)) is None


def test_a_lone_executive_joins_the_others_unless_told_apart_by_own_will():
    groups = ((SELLER, (2, 2, 2, 2)), (EXECUTIVE, (5,)))
    assert [pool.groups for pool in shown(groups).pools] == [(EXECUTIVE, SELLER)]
    agreed = shown(groups, agreed=frozenset({EXECUTIVE}))
    assert {pool.groups: pool.score for pool in agreed.pools} == {(SELLER,): 2.0, (EXECUTIVE,): 5.0}


def test_who_agrees_does_not_uncover_three_others():
    groups = ((SELLER, (1, 2, 3)), (EXECUTIVE, (5,)))
    figure = shown(groups, agreed=frozenset({EXECUTIVE}))
    assert [pool.groups for pool in figure.pools] == [(EXECUTIVE,)]


@pytest.mark.parametrize(("state", "count"), [("dont-know", 4), ("not-applicable", 4)])
def test_not_knowing_is_shown_from_the_floor_on(state, count):
    said = [Said(str(k), SELLER, CRM, state, reason="other") for k in range(count)]
    crowd = Crowd(frozenset(one.rater for one in said))
    assert fresh_figure(said, crowd).figure.state == state
    assert fresh_figure(said[:-1], crowd) is None


def test_evidence_counts_as_far_as_four_people_have_seen_it():
    said = [
        Said(str(k), SELLER, CRM, "score", 3, evidence)
        for k, evidence in enumerate(["data", "data", "document", "said", "none"])
    ]
    crowd = Crowd(frozenset(one.rater for one in said))
    assert fresh_figure(said, crowd).figure.evidence == "said"


def replaceable(stay: int, change: int, come: int, leave: int = 0) -> bool:
    """Whether a figure may be replaced when so many sellers did this or that meanwhile."""
    kinds = {"stay": ("a", "a"), "change": ("a", "b"), "come": (None, "a"), "leave": ("a", None)}
    counts = {"stay": stay, "change": change, "come": come, "leave": leave}
    people = [(f"{k}{n}", kinds[k]) for k, count in counts.items() for n in range(count)]
    then, now = (
        Shown(FIGURE, {name: marks[k] for name, marks in people if marks[k]}) for k in (0, 1)
    )
    return may_replace(now, [then], {name: SELLER for name, _ in people}, Crowd(frozenset()))


FIGURE = Figure("score", (PoolScore((SELLER,), 4, 3.0),))


def test_a_newcomer_alone_changes_no_figure_and_four_of_them_do():
    assert not replaceable(8, 0, 1)
    assert replaceable(8, 0, 4)


def test_somebody_who_leaves_changes_no_figure():
    assert not replaceable(8, 0, 0, leave=1)


def test_the_same_answers_make_no_new_figure():
    assert not replaceable(8, 0, 0)


def test_every_earlier_figure_is_laid_beside_the_new_one():
    first = {str(k): "a" for k in range(8)}
    second = first | dict.fromkeys("0123", "b")
    third = second | dict.fromkeys("2345", "c")  # 0 and 1 changed once, 2 and 3 twice
    groups = dict.fromkeys(first, SELLER)
    versions = [Shown(FIGURE, prints) for prints in (first, second, third)]
    crowd = Crowd(frozenset())
    assert may_replace(versions[1], versions[:1], groups, crowd)
    assert may_replace(versions[2], [versions[1]], groups, crowd)
    assert not may_replace(versions[2], [versions[1], versions[0]], groups, crowd)


def test_people_are_told_apart_by_the_pool_they_are_in():
    groups = {str(k): EXECUTIVE if k < 4 else SELLER for k in range(8)}
    pools = tuple(PoolScore((group,), 4, 3.0) for group in (EXECUTIVE, SELLER))
    then = Shown(Figure("score", pools), dict.fromkeys(groups, "a"))
    two_of_each = Shown(Figure("score", pools), then.prints | dict.fromkeys("0145", "b"))
    one_group = Shown(Figure("score", pools), then.prints | dict.fromkeys("0123", "b"))
    assert not may_replace(two_of_each, [then], groups, Crowd(frozenset()))
    assert may_replace(one_group, [then], groups, Crowd(frozenset()))

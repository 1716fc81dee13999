"""The first moves of the headline roots on a time line: upstream first, in waves of a year."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assessments.findings import Move, Report, Roadmap
from assessments.sentences import number
from ecosystem.sentences import first_upper, joined

WAVES = (30, 90, 180, 365)
"""Days from the start on which the waves end."""
LAST = len(WAVES) - 1


@dataclass(frozen=True, slots=True)
class Planned:
    """A root with what to do about it; `wave` is that of its first move, counted from 0."""

    root: str
    moves: tuple[str, ...]
    after: tuple[str, ...]
    wave: int


def roadmap_of(report: Report) -> Roadmap | None:
    """When to do what about the headline roots; None where none of them has a move."""
    advised = {root.slug: root.advice.advice.moves for root in report.roots if root.advice}
    plan = planned({root: moves for root, moves in advised.items() if moves}, leads(report))
    if not plan:
        return None
    return Roadmap(
        moves=tuple(move for one in plan for move in _moves(one)),
        quick_wins=tuple(item.slug for item in report.labelled("local")),
        reviews=_reviews(plan, {one.root: report.name(one.root) for one in plan}),
    )


def leads(report: Report) -> dict[str, frozenset[str]]:
    """Root → the other headline roots that it leads to, along drive dependencies alone."""
    roots = {root.slug for root in report.roots}
    return {root: frozenset(_below(report, root) & roots - {root}) for root in roots}


def _below(report: Report, slug: str) -> set[str]:
    reached, waiting = {slug}, [slug]
    while waiting:
        steps = report.item[waiting.pop()].dependents
        found = {step.dependent for step in steps if step.layer == "drive"} - reached
        reached |= found
        waiting += found
    return reached


def planned(
    advised: Mapping[str, tuple[str, ...]], leads: Mapping[str, frozenset[str]]
) -> tuple[Planned, ...]:
    """The roots in the order to begin with them, each a wave after the last it waits for.

    Args:
        advised: root → its moves, in the order of the headline; at most as many as waves.
        leads: root → the others it leads to, also by way of one another; never in a circle.
    """
    above = {root: [other for other in advised if root in leads[other]] for root in advised}
    found: dict[str, Planned] = {}
    for root in sorted(advised, key=lambda root: len(above[root])):  # whoever waits comes later
        wave = max((found[other].wave + 1 for other in above[root]), default=0)
        found[root] = Planned(root, advised[root], _nearest(above[root], leads), wave)
    return tuple(sorted(found.values(), key=lambda one: one.wave))


def _nearest(above: Sequence[str], leads: Mapping[str, frozenset[str]]) -> tuple[str, ...]:
    """Those that lead to no other one in the list: what waits for them waits for all."""
    return tuple(root for root in above if leads[root].isdisjoint(above))


def _moves(plan: Planned) -> list[Move]:
    """A move in each wave from the root's first one on; what is left shares the last wave."""
    ends = _ends(plan.wave, len(plan.moves))
    return [
        Move(plan.root, place, text, start, end, plan.after if place == 1 else ())
        for place, (text, (start, end)) in enumerate(
            zip(plan.moves, pairwise(ends), strict=True), start=1
        )
    ]


def _ends(wave: int, count: int) -> list[int]:
    """Where the first of so many moves begins, and where each of them ends."""
    ends = [0, *WAVES]
    whole = min(count, LAST - wave)
    start, year = ends[wave + whole], WAVES[-1]
    rest = count - whole
    shared = [start + (year - start) * place // rest for place in range(1, rest + 1)]
    return ends[wave : wave + whole + 1] + shared


def _reviews(plan: Sequence[Planned], names: Mapping[str, str]) -> tuple[tuple[int, str], ...]:
    """What to look at when a wave ends: what is in place, then lead, then lag measures."""
    found = []
    for wave, day in enumerate(WAVES):
        looks = [
            _in_place([names[one.root] for one in plan if one.wave == wave]),
            _measures("lead", [names[one.root] for one in plan if one.wave == wave - 1]),
            _measures("lag", [names[one.root] for one in plan if one.wave == wave - 2]),
        ]
        if wave == LAST:
            looks.append("everything rated again, and what was predicted compared")
        found.append((day, first_upper("; ".join(filter(None, looks))) + "."))
    return tuple(found)


def _in_place(names: Sequence[str]) -> str:
    if not names:
        return ""
    moves = "the first move" if len(names) == 1 else f"the {number(len(names))} first moves"
    return f"{moves} in place, for {joined(names)}"


def _measures(kind: str, names: Sequence[str]) -> str:
    measures = f"{kind} measure" if len(names) == 1 else f"{kind} measures"
    return f"{measures} of {joined(names)}" if names else ""

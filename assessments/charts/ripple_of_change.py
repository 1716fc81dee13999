"""Ripple of a planned change: what must be in place for it, and what it touches, nearest first.

Like the ripple of a root it is a list; what finds no room in the drawing is in the table.
"""

from collections.abc import Iterable

from assessments.charts.figure import COLUMN, NARROW, PAGE, Figure, Table
from assessments.charts.ripple import ALWAYS, LATER, MOST, ORDERS, READINESS, head_of
from assessments.charts.ripple_drawing import Rows
from assessments.charts.ripple_rows import Part, Ripple, Touched
from assessments.charts.words import DASH, decimal
from assessments.findings import PlannedChange, RippleStep
from assessments.sentences import counted, number
from ecosystem.sentences import first_upper, joined

FIRST = "In place first"
GROUND = 6
"""Of what must be in place, so many are drawn: the strongest."""
NAMES = 3
"""More components than these are counted in the title."""


def ripple_of_change(change: PlannedChange) -> Figure | None:
    """The figure of a planned change; None where nothing is to change."""
    if not change.items:
        return None
    ripple = _ripple(change)
    return Figure(
        name="change",
        title=ripple.title,
        description=ripple.description,
        wide=Rows(ripple, COLUMN).svg(),
        narrow=Rows(ripple, NARROW).svg(),
        print=Rows(ripple, PAGE).svg(),
        plotly={},
        table=_table(change),
    )


def _ripple(change: PlannedChange) -> Ripple:
    near = change.reached[:MOST]
    drawn = [*near, *(step for step in change.touched if step.enabler and step not in near)]
    parts = [Part(FIRST, _rows(change, change.in_place[:GROUND]))]
    for head in (*ORDERS.values(), LATER, ALWAYS):
        parts.append(Part(head, _rows(change, (s for s in drawn if head_of(s) == head))))
    left_out = len(change.in_place) + len(change.touched) - len(drawn)
    left_out -= len(change.in_place[:GROUND])
    return Ripple(
        title=title_of(change),
        parts=tuple(part for part in parts if part.rows),
        more=f"and {number(left_out)} more in the table" if left_out else "",
    )


def _rows(change: PlannedChange, steps: Iterable[RippleStep]) -> tuple[Touched, ...]:
    return tuple(_touched(change, step) for step in steps)


def _touched(change: PlannedChange, step: RippleStep) -> Touched:
    known = change.is_rated
    return Touched(
        name=step.name,
        label=_label(step) if known else "",
        score=decimal(step.score) if known else "",
        effect=step.effect if step.order else "",
        strength=step.strength or 0.0,
        readiness=READINESS[step.readiness] if known else "",
        share="",
    )


def _label(step: RippleStep) -> str:
    """The icon for readiness alone: what causes what is for the result to say."""
    return {"ready": "healthy", "weak": "symptom"}.get(step.readiness, "unrated")


def title_of(change: PlannedChange) -> str:
    """`Changing A and B touches 40 other items; nine of them are weak`."""
    names = [change.framework.by_slug[slug].short_name for slug in change.changed]
    if len(names) > NAMES:
        names = [*names[: NAMES - 1], f"{number(len(names) - NAMES + 1)} more"]
    reached = change.reached
    if not reached:
        return f"Changing {joined(names)} touches nothing else in the framework"
    said = f"Changing {joined(names)} touches {counted(len(reached), 'other item')}"
    weak = sum(step.readiness == "weak" for step in reached)
    if not weak:
        return said
    return f"{said}; {number(weak)} of them {'is' if weak == 1 else 'are'} weak"


def ground_sentence(change: PlannedChange) -> str:
    """How ready what the change stands on is, in a sentence."""
    count = len(change.in_place)
    if not count:
        return "Nothing else in the framework must be in place before it."
    must = f"{first_upper(counted(count, 'item'))} must be in place before it"
    if not change.is_rated:
        return f"{must}."
    weak = sum(step.readiness == "weak" for step in change.in_place)
    unknown = sum(step.readiness == "unknown" for step in change.in_place)
    parts = [f"{number(weak)} {'is' if weak == 1 else 'are'} weak"] if weak else []
    parts += [f"{number(unknown)} {'is' if unknown == 1 else 'are'} not rated"] if unknown else []
    return f"{must}: {joined(parts)}." if parts else f"{must}, and none of them is weak."


def _table(change: PlannedChange) -> Table:
    """Everything, also what has no room in the drawing."""
    head = ("When", "Item", "Pillar", "How much gets through", "On the way from")
    rows = tuple(_line(change, FIRST, step) for step in change.in_place)
    rows += tuple(_line(change, head_of(step), step) for step in change.touched)
    if not change.is_rated:
        return Table(head, rows)
    steps = (*change.in_place, *change.touched)
    known = ((decimal(step.score), READINESS[step.readiness]) for step in steps)
    return Table(
        (*head, "Score", "Readiness"),
        tuple((*row, *more) for row, more in zip(rows, known, strict=True)),
    )


def _line(change: PlannedChange, when: str, step: RippleStep) -> tuple[str, ...]:
    before = step.path[-2] if len(step.path) > 1 else ""
    return (
        when,
        step.name,
        change.framework.pillar_by_slug[step.pillar].name,
        step.effect if step.order else DASH,
        change.framework.by_slug[before].short_name if before else DASH,
    )

"""Ripple of a root: what a planned change of it touches, nearest first, and how much comes back.

It has nothing to explore: it is a list, and the rows that find no room in it are in the table.
"""

from assessments.charts.figure import COLUMN, NARROW, PAGE, Figure, Table
from assessments.charts.ripple_drawing import Rows
from assessments.charts.ripple_rows import Part, Ripple, Touched
from assessments.charts.words import DASH, decimal
from assessments.findings import Report, RippleStep, RootFinding
from assessments.sentences import counted, number, percent

MOST, OWING = 12, 8
"""Items drawn besides those always on the list; so many of them owe most to the root."""
ORDERS = {1: "At once", 2: "Then"}
LATER = "Further on"
ALWAYS = "Always"
READINESS = {"ready": "ready", "weak": "weak itself", "unknown": "not rated"}
"""Whether what is touched can bear the change."""


def ripple_of_root(report: Report, slug: str) -> Figure | None:
    """The figure of a named root; None where it is none, or touches nothing."""
    root = next((root for root in report.roots if root.slug == slug), None)
    if root is None or not root.ripple:
        return None
    ripple = ripple_of(report, root)
    return Figure(
        name=f"ripple-{slug}",
        title=ripple.title,
        description=ripple.description,
        wide=Rows(ripple, COLUMN).svg(),
        narrow=Rows(ripple, NARROW).svg(),
        print=Rows(ripple, PAGE).svg(),
        plotly={},
        table=table(report, root),
    )


def ripple_of(report: Report, root: RootFinding) -> Ripple:
    drawn = chosen(root)
    parts = tuple(
        Part(head, tuple(touched(report, root, step) for step in drawn if head_of(step) == head))
        for head in (*ORDERS.values(), LATER, ALWAYS)
    )
    left_out = len(root.ripple) - len(drawn)
    return Ripple(
        title=title_of(report, root),
        parts=tuple(part for part in parts if part.rows),
        more=f"and {number(left_out)} more further on" if left_out else "",
    )


def head_of(step: RippleStep) -> str:
    """Those that are always on the list stand together at its end, however far they are."""
    if step.enabler:
        return ALWAYS
    return ORDERS.get(step.order or 0, LATER)


def chosen(root: RootFinding) -> list[RippleStep]:
    """What is drawn, in its order: what owes most to the root, then whatever is nearest."""
    others = [step for step in root.ripple if not step.enabler]
    near = [step.slug for step in others]
    shares = {slug: share for slug, share in root.explains if slug in near}
    owing = sorted(shares, key=lambda slug: -shares[slug])[:OWING]
    kept = {*owing, *[slug for slug in near if slug not in owing][: MOST - len(owing)]}
    return [step for step in root.ripple if step.enabler or step.slug in kept]


def touched(report: Report, root: RootFinding, step: RippleStep) -> Touched:
    share = dict(root.explains).get(step.slug)
    return Touched(
        name=step.name,
        label=report.item[step.slug].label,
        score=decimal(step.score),
        effect=step.effect if step.order else "",
        strength=step.strength or 0.0,
        readiness=READINESS[step.readiness],
        share="" if share is None else percent(share),
    )


def title_of(report: Report, root: RootFinding) -> str:
    reached = [step for step in root.ripple if step.order]
    weak = sum(step.readiness == "weak" for step in reached)
    name = report.name(root.slug)
    if not reached:
        return f"Changing {name} touches nothing else in the framework"
    touches = f"Changing {name} touches {counted(len(reached), 'other item')}"
    if not weak:
        return f"{touches}, none of them weak"
    if len(reached) == 1:
        return f"{touches}, which is weak too"
    verb = "is" if weak == 1 else "are"
    return f"{touches}; {number(weak)} of them {verb} weak too"


def table(report: Report, root: RootFinding) -> Table:
    """Everything that is touched, also what has no room in the drawing."""
    head = ("When", "Item", "Score", "How much gets through", "Readiness", "Share from here")
    rows = tuple(
        (
            head_of(step),
            one.name,
            one.score,
            one.effect or DASH,
            one.readiness,
            one.share or DASH,
        )
        for step in root.ripple
        for one in (touched(report, root, step),)
    )
    return Table(head, rows)

"""One item in context: what drives it at the left, what it drives at the right, and how much.

It has nothing to explore: every neighbour is named with its score and share in the drawing, and
those that find no room in it are in the table.
"""

from collections.abc import Iterable, Sequence

from assessments.charts.context_drawing import Sides, Stack
from assessments.charts.context_neighbours import Context, Link, Neighbour
from assessments.charts.figure import PAGE, WIDE, Figure, Table
from assessments.charts.words import DASH, STATES, decimal
from assessments.findings import ItemFinding, Report, Step
from assessments.sentences import counted, percent
from ecosystem.sentences import first_upper

MOST_DRIVERS, MOST_DEPENDENTS = 7, 10
"""So many are drawn at either side."""
PLACES = (Link.FROM_ROOT, Link.FLOW, Link.RISK, Link.LOOP, Link.QUIET)
"""The order of the neighbours."""
LEAST_SHARE = 0.005
"""What rounds to nothing is not drawn as a flow."""


def context_of(report: Report, slug: str) -> Figure | None:
    """The figure of an item; None where the framework links it to nothing.

    Raises:
        KeyError: the report has no such item.
    """
    item = report.item[slug]
    if not item.drivers and not item.dependents:
        return None
    context = in_context(report, item)
    return Figure(
        name=f"context-{slug}",
        title=context.title,
        description=context.description,
        wide=Sides(context, WIDE).svg(),
        narrow=Stack(context).svg(),
        print=Sides(context, PAGE).svg(),
        plotly={},
        table=table(context),
    )


def in_context(report: Report, item: ItemFinding) -> Context:
    drivers = _sorted(_driver(report, item, step) for step in item.drivers)
    dependents = _sorted(_dependent(report, item, step) for step in item.dependents)
    return Context(
        title=f"{item.short_name}: {above(report, item)}, {below(report, item)}",
        name=item.short_name,
        label=item.label,
        state=state_word(item),
        score=decimal(item.score),
        headline=item.slug in report.headline.roots,
        drivers=drivers,
        dependents=dependents,
        shown_drivers=shown(drivers, MOST_DRIVERS),
        shown_dependents=shown(dependents, MOST_DEPENDENTS),
    )


def state_word(item: ItemFinding) -> str:
    """What is not weak is sound or to be watched."""
    return first_upper(item.band or "sound") if item.label == "healthy" else STATES[item.label]


def shown(neighbours: Sequence[Neighbour], most: int) -> int:
    """How many have a row: one is given up for the line that counts the rest."""
    return len(neighbours) if len(neighbours) <= most else most - 1


# -- neighbours ------------------------------------------------------------------------------------


def _driver(report: Report, item: ItemFinding, step: Step) -> Neighbour:
    driver = report.item[step.driver]
    link = link_of(step, driver, item)
    said = percent(step.share) if step.share is not None and item.is_weak else ""
    return _neighbour(driver, step, link, "loop" if link == Link.LOOP else said)


def _dependent(report: Report, item: ItemFinding, step: Step) -> Neighbour:
    dependent = report.item[step.dependent]
    link = link_of(step, item, dependent)
    said = percent(step.share) if step.share is not None and dependent.is_weak else ""
    words = {Link.LOOP: "loop", Link.RISK: "at risk"}
    return _neighbour(dependent, step, link, words.get(link, said))


def _neighbour(other: ItemFinding, step: Step, link: Link, said: str) -> Neighbour:
    return Neighbour(
        name=other.short_name,
        label=other.label,
        state=state_word(other),
        score=decimal(other.score),
        link=link,
        share=step.share or 0.0,
        said=said,
        strength=step.strength,
        reason=step.rationale,
        weak=other.is_weak,
    )


def link_of(step: Step, driver: ItemFinding, dependent: ItemFinding) -> Link:
    """What comes along: weakness, a risk to what is not weak yet, or nothing."""
    if step.layer == "feedback":
        return Link.LOOP
    if driver.is_weak and dependent.label == "at-risk":
        return Link.RISK
    if driver.is_weak and dependent.is_weak and (step.share or 0) >= LEAST_SHARE:
        return Link.FROM_ROOT if driver.label == "root" else Link.FLOW
    return Link.QUIET


def _sorted(neighbours: Iterable[Neighbour]) -> tuple[Neighbour, ...]:
    """What weakness flows along first, by its share; what nothing comes along last."""

    def place(one: Neighbour) -> tuple[int, float, float]:
        return (PLACES.index(one.link), -one.share, -one.strength)

    return tuple(sorted(neighbours, key=place))


# -- what is said ----------------------------------------------------------------------------------


def above(report: Report, item: ItemFinding) -> str:
    steps = [step for step in item.drivers if step.layer == "drive"]
    drivers = [report.item[step.driver] for step in steps]
    weak = sum(driver.is_weak for driver in drivers)
    if not drivers:
        return "nothing drives it"
    if not weak and all(driver.score is None for driver in drivers):
        return "no rated driver above it"
    return f"{counted(weak, 'weak driver', 'weak drivers' if weak else 'weak driver')} above it"


def below(report: Report, item: ItemFinding) -> str:
    steps = [step for step in item.dependents if step.layer == "drive"]
    links = [link_of(step, item, report.item[step.dependent]) for step in steps]
    weak = sum(report.item[step.dependent].is_weak for step in steps)
    risks = sum(link == Link.RISK for link in links)
    if not steps:
        return "nothing hangs on it"
    if not weak and not risks:
        scores = (report.item[step.dependent].score for step in steps)
        known = any(score is not None for score in scores)
        return "nothing weak below" if known else "nothing rated below"
    fed = sum(link in (Link.FLOW, Link.FROM_ROOT) for link in links)
    said = [counted(weak, "weakness", "weaknesses")] if weak else []
    if risks:
        said.append(counted(risks, "risk"))
    return f"{' and '.join(said)} below{_from_here(weak, fed)}"


def _from_here(weak: int, fed: int) -> str:
    """Whether the weakness below comes from here; nothing where all of it does."""
    if fed == weak:
        return ""
    return ", part of it from here" if fed else ", none of it from here"


def table(context: Context) -> Table:
    """Every neighbour, also those without room in the drawing."""
    head = ("Side", "Item", "State", "Score", "Share", "What happens where the driver is weak")
    sides = (("Drives it", context.drivers), ("It drives", context.dependents))
    rows = tuple(
        (side, one.name, one.state, one.score, one.said or DASH, one.reason)
        for side, neighbours in sides
        for one in neighbours
    )
    return Table(head, rows)

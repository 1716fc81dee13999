"""What to answer next: the open items that the least settled findings rest on."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from assessments.engine.constants import FIRM_STABILITY
from assessments.engine.diagnosis import Label
from assessments.findings import ItemFinding, Report, Sharpening
from assessments.sentences import counted
from ecosystem.sentences import be

MOST_NEXT = 5
"""Items named at most: a longer list is a questionnaire again."""
MUCH = 3
"""So many items must depend on an open one before it is named for that alone."""
HOW = ("itself", "loop", "driver", "way", "dependent")
"""How an open item bears upon a finding; of several ways the first is said."""


@dataclass(frozen=True, slots=True)
class Bearing:
    """One open item's hold on one finding; `place` counts findings, the least settled first."""

    place: int
    finding: ItemFinding
    how: str


def sharpens_of(report: Report) -> tuple[Sharpening, ...]:
    """The open items that would settle most, at most five.

    Items that bear upon a headline root come first; among them, and among the others, whatever
    bears upon more findings, then upon the less settled one. Where nothing weak is unsettled it
    is the open items on which most depends.
    """
    if not report.answered + report.estimated:
        return ()
    bearings = bearings_of(report)
    if not bearings:
        return tuple(_much_hangs_on(report))
    places = {slug: at for at, slug in enumerate(report.item)}

    def rank(slug: str) -> tuple[bool, int, int, int]:
        found = bearings[slug]
        touches = any(one.finding.slug in report.headline.roots for one in found)
        return (not touches, -len(found), found[0].place, places[slug])

    return tuple(
        _sharpening(report, s, bearings[s]) for s in sorted(bearings, key=rank)[:MOST_NEXT]
    )


def unsettled(report: Report) -> tuple[ItemFinding, ...]:
    """Findings in the order of doubt: headline roots, the least stable first, then weak items
    that do not hold, are provisional or only estimated, by leverage."""
    named = report.headline.roots
    roots = sorted((report.item[s] for s in named), key=lambda item: item.stability or 0.0)
    others = [item for item in report.weak if item.slug not in named and is_unsettled(item)]
    return (*roots, *sorted(others, key=lambda item: -(item.leverage or 0.0)))


def is_unsettled(item: ItemFinding) -> bool:
    return (
        item.label == Label.PROVISIONAL
        or item.is_estimate
        or item.confidence_word == "open"
        or (item.stability is not None and item.stability < FIRM_STABILITY)
    )


def openness(item: ItemFinding) -> str | None:
    """In which way an item of the scope is open, or None where it is not."""
    if not item.in_scope:
        return None
    if item.is_estimate:
        return "estimate"
    return item.state if item.state in ("unanswered", "dont-know") else None


def bearings_of(report: Report) -> dict[str, list[Bearing]]:
    """Open item → what it bears upon, the least settled finding first."""
    found: dict[str, list[Bearing]] = defaultdict(list)
    for place, finding in enumerate(unsettled(report)):
        rests_on = dict(sorted(_rests_on(finding), key=lambda pair: -HOW.index(pair[1])))
        for slug, how in rests_on.items():
            if openness(report.item[slug]) is not None:
                found[slug].append(Bearing(place, finding, how))
    return found


def _rests_on(finding: ItemFinding) -> Iterator[tuple[str, str]]:
    """The items a finding rests on: itself, its drivers, its way back, and below a root what
    hangs on it."""
    yield finding.slug, "itself"
    for step in finding.drivers:
        yield step.driver, "loop" if step.layer == "feedback" else "driver"
    for chain in finding.chains:
        yield from ((slug, "way") for slug in chain.path)
    if finding.label == Label.ROOT:
        yield from ((s.dependent, "dependent") for s in finding.dependents if s.layer == "drive")


def _sharpening(report: Report, slug: str, found: list[Bearing]) -> Sharpening:
    state = openness(report.item[slug]) or ""
    return Sharpening(
        slug,
        state,
        tuple(one.finding.slug for one in found),
        _sentence(report, state, found),
    )


def _sentence(report: Report, state: str, found: list[Bearing]) -> str:
    if state == "estimate" and len(found) > 1:
        return f"estimated so far; {counted(len(found), 'finding')} rest on it"
    said = _decides(report, found[0])
    if found[0].how == "itself":
        return said
    if state == "estimate":
        return f"estimated so far; {said}"
    if state == "dont-know":
        return f"nobody knows so far; {said}"
    more = len(found) - 1
    return f"{said}, and bears on {counted(more, 'more finding')}" if more else said


def _decides(report: Report, bearing: Bearing) -> str:
    """What the answer would decide about the finding, as a clause."""
    finding, how = bearing.finding, bearing.how
    content = report.framework.by_slug[finding.slug]
    name, is_root = finding.short_name, finding.label == Label.ROOT
    if how == "itself":
        return f"estimated so far, and named {'a root' if is_root else 'as weak'} all the same"
    if how == "loop" and is_root:
        return f"decides whether {name} {be(content)} a root or part of a loop"
    if how == "loop":
        return f"decides whether {name} and it keep each other weak"
    if how == "way":
        return f"lies on the way back from {name}"
    if how == "dependent":
        return f"shows how much hangs on {name}"
    itself = "themselves" if content.plural else "itself"
    return {
        "root": f"could move the start above {name}",
        "provisional": f"decides whether {name} {be(content)} weak by {itself}",
        "local": f"decides whether {name} {be(content)} weak by {itself}",
        "unexplained": f"could explain {name}, which nothing explains so far",
    }.get(finding.label, f"could be a further cause of {name}")


def _much_hangs_on(report: Report) -> Iterator[Sharpening]:
    """Open items by the number of items that depend on them."""
    below = {
        item.slug: tuple(step.dependent for step in item.dependents if step.layer == "drive")
        for item in report.items
        if openness(item) is not None
    }
    much = (slug for slug in below if len(below[slug]) >= MUCH)
    ranked = sorted(much, key=lambda slug: -len(below[slug]))
    for slug in ranked[:MOST_NEXT]:
        state = openness(report.item[slug]) or ""
        start = "estimated so far" if state == "estimate" else "nothing is known of it"
        said = f"{start}, and {counted(len(below[slug]), 'item')} depend on it"
        yield Sharpening(slug, state, (), said)

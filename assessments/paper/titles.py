"""The title of every page: its finding as a sentence, right for none, one and many."""

from collections import Counter

from assessments.charts.words import decimal, tenth
from assessments.findings import (
    ItemFinding,
    PillarFinding,
    Report,
    RootFinding,
    SymptomFinding,
)
from assessments.sentences import answered_clause, counted, number, percent
from ecosystem.sentences import first_upper, joined, verb

COVER = "Where weakness starts, and where it shows"
NO_SCORE = "No pillar has enough answers for a score yet"
METHOD = "How the findings were made: five sentences, and every number they rest on"
NO_CHANGE = "No pillar has moved since last time"
WORDS = "The findings in our own words"


def pillar_cover(name: str) -> str:
    return f"{name}: where its weakness starts, and where it shows"


def so_what(share: float, below: int) -> str:
    """What follows from a root: how much begins there, and how many go back to it."""
    goes = "goes" if below == 1 else "go"
    back = f"{counted(below, 'other weak item')} {goes} back to it" if below else ALONE
    return f"{percent(share)} of the whole shortfall begins here; {back}."


ALONE = "nothing else that is weak goes back to it"


def reading(report: Report) -> str:
    if report.answered + report.estimated == 0:
        return "How to read this report, once there are answers to read"
    return (
        f"{answered_clause(report.raters, report.coverage, report.estimated)} of what was asked: "
        "read the findings as leads, not as proof"
    )


def waits(report: Report) -> bool:
    """Everything weak hangs on what nobody has rated."""
    return bool(report.weak) and all(item.label == "provisional" for item in report.weak)


def has_links(report: Report) -> bool:
    """Whether a weak item drives another: else a cause map is a page of boxes without lines."""
    return any(
        step.live and report.item[step.driver].is_weak
        for item in report.weak
        for step in item.drivers
    )


def no_root(report: Report) -> str:
    if report.headline.kind == "several" and waits(report):
        return "No cause can be named before what drives the weak items is rated"
    return {
        "nothing-weak": "Nothing is weak, so there is no cause to look for",
        "not-enough-answers": "There are not enough answers yet to look for causes",
        "broad": "Weakness is too broad for a single cause: work from the top of the hierarchy",
    }.get(report.headline.kind, "No cause stands out among what is weak")


def root(report: Report, finding: RootFinding) -> str:
    """What lies behind what."""
    part = report.framework.by_slug[finding.slug]
    name, lies, starts = part.short_name, verb(part, "lie"), verb(part, "start")
    itself = "themselves" if part.plural else "itself"
    below = [report.name(slug) for slug, _ in finding.explains if slug != finding.slug]
    if not below:
        return f"{name} {starts} with {itself}, and nothing else that is weak goes back there"
    if len(below) <= 2:
        return f"{name} {lies} behind {joined(below)}"
    return f"{name} {lies} behind {number(len(below))} other weaknesses, {below[0]} most of all"


def decisions(report: Report) -> str:
    """How many there are to take, and from where."""
    count = sum(finding.advice is not None for finding in report.roots)
    if count == 0:
        return "Agree on the next step before anything else"
    if count == 1:
        return "One decision to take now: the first move, and whose it is"
    return f"{first_upper(number(count))} decisions to take now, upstream first"


def measures(count: int) -> str:
    if count == 1:
        return "One measure moves within weeks; what it should change follows within quarters"
    return (
        f"{first_upper(number(count))} measures move within weeks; "
        "what they should change follows within quarters"
    )


def ripple(touched: int, weak: int, roots: int) -> str:
    """How far a change at the roots reaches."""
    change = "Changing the root" if roots == 1 else f"Changing the {number(roots)} roots"
    if touched == 0:
        return f"{change} touches nothing else directly"
    found = counted(touched, "other item")
    if weak == 0:
        return f"{change} touches {found}, none of them weak"
    return f"{change} touches {found}, {number(weak)} of them weak already"


def protect(report: Report, strengths: int) -> str:
    """What is sound and at risk, counted."""
    risk = sum(item.label == "at-risk" for item in report.items)
    if strengths == 0:
        stands = "stands" if risk == 1 else "stand"
        return f"{first_upper(counted(risk, 'sound item'))} {stands} on weak drivers: watch them"
    kept = "One strength" if strengths == 1 else f"{first_upper(number(strengths))} strengths"
    if risk == 0:
        return f"{kept} to protect, and nothing sound is at risk"
    stands = "stands" if risk == 1 else "stand"
    return f"{kept} to protect; {counted(risk, 'sound item')} {stands} on weak drivers"


def roadmap(moves: int, waves: int) -> str:
    moved = first_upper(counted(moves, "move"))
    return f"{moved} in {counted(waves, 'wave')}: what lies upstream goes first"


def views(count: int, most: str) -> str:
    if count == 1:
        return f"Leaders and sellers see one thing differently: {most}"
    return f"Leaders and sellers differ on {number(count)} items, most of all on {most}"


def rounds(better: list[str], worse: list[str]) -> str:
    """What has moved since the round before."""
    told = []
    if better:
        told.append(f"{joined(better)} {'is' if len(better) == 1 else 'are'} better")
    if worse:
        told.append(f"{joined(worse)} {'is' if len(worse) == 1 else 'are'} worse")
    return f"Since last time {' and '.join(told)}" if told else NO_CHANGE


def upstream(name: str, inside: int, shows: int) -> str:
    """How much of what shows in a pillar starts outside it."""
    if shows == 0:
        return f"Nothing weak shows in {name}"
    outside = shows - inside
    if outside == 0:
        return f"What shows in {name} also starts there"
    if inside == 0:
        return f"What shows in {name} starts in other pillars"
    part = "Most" if outside * 2 > shows else "Some"
    return f"{part} of what shows in {name} starts in other pillars"


def first_moves(names: list[str]) -> str:
    if len(names) == 1:
        return f"Where to begin: {names[0]}"
    return f"Where to begin: {number(len(names))} items, upstream first"


def further_roots(items: tuple[ItemFinding, ...], named: int) -> str:
    """Roots that are not among the named ones, or all there are where none could be named."""
    more = " more" if named else ""
    if len(items) == 1:
        return f"One{more} item has the marks of a root: {items[0].short_name}"
    return f"{first_upper(number(len(items)))}{more} items have the marks of a root"


def symptoms(report: Report) -> str:
    """How many of the ticked operational symptoms go back to something weak."""
    ticked = report.symptoms
    traced = [finding for finding in ticked if finding.chains]
    if len(ticked) == 1:
        return _one_symptom(report, ticked[0])
    if not traced:
        return (
            f"{first_upper(number(len(ticked)))} day-to-day symptoms are seen, "
            "and none of their usual causes was found weak"
        )
    whole = "Both" if len(ticked) == 2 else f"All {number(len(ticked))}"
    some = f"{first_upper(number(len(traced)))} of {number(len(ticked))}"
    many = whole if len(traced) == len(ticked) else some
    goes = "goes" if len(traced) == 1 else "go"
    return f"{many} day-to-day symptoms {goes} back to {most_frequent_origin(report)}"


def _one_symptom(report: Report, finding: SymptomFinding) -> str:
    if not finding.chains:
        return f"“{finding.name}” is seen, and none of its usual causes was found weak"
    return f"“{finding.name}” goes back to {report.name(finding.chains[0].origin)}"


def most_frequent_origin(report: Report) -> str:
    """The cause the symptoms share, in words that stay true where there are several."""
    shares: Counter[str] = Counter()
    for finding in report.symptoms:
        for chain in finding.chains:
            shares[chain.origin] += chain.share  # type: ignore[assignment]
    origin = max(shares, key=lambda slug: shares[slug])
    most = ", most of all" if len(shares) > 1 else ""
    return f"what was found weak{most} {report.name(origin)}" if most else report.name(origin)


def weak(report: Report) -> str:
    """How many weak items lead back to another one."""
    items = report.weak
    led = sum(any(chain.origin != item.slug for chain in item.chains) for item in items)
    alone = "waits for answers upstream" if waits(report) else "stands alone"
    if len(items) == 1:
        led_back = "leads back to another" if led else alone
        return f"One item is weak: {items[0].short_name}, which {led_back}"
    start = f"{first_upper(number(len(items)))} items are weak"
    if waits(report):
        return f"{start}, and what drives them has not been rated"
    if led == 0:
        return f"{start}, and none of them leads back to another"
    if led == len(items):
        return f"{start}, and each of them leads back to another at least in part"
    return f"{start}; {number(led)} of them {'leads' if led == 1 else 'lead'} back to another"


def aside(report: Report) -> str:
    """What stands beside the chains: local, unexplained, provisional."""
    labels = Counter(item.label for item in report.items)
    parts = []
    if count := labels["local"]:
        parts.append(f"{counted(count, 'gap')} {'is' if count == 1 else 'are'} local")
    if count := labels["unexplained"]:
        has = "has" if count == 1 else "have"
        parts.append(f"{counted(count, 'weak outcome')} {has} no weak driver")
    if count := labels["provisional"]:
        waits = "waits" if count == 1 else "wait"
        parts.append(f"{counted(count, 'weak item')} {waits} for answers upstream")
    return first_upper(joined(parts)) if parts else "A few answers would say more"


def pillar(finding: PillarFinding, items: list[ItemFinding]) -> str:
    """How far a pillar is from its target, and how much of it is weak."""
    if finding.score is None:
        return f"{finding.name} has too few answers for a score"
    rated = [item for item in items if item.score is not None]
    weak = _weak_of(sum(item.is_weak for item in rated), len(rated))
    if tenth(finding.short or 0) == 0:
        link = "though" if any(item.is_weak for item in rated) else "and"
        return f"{finding.name} meets its target, {link} {weak}"
    return f"{finding.name} is {decimal(finding.short)} short of its target, and {weak}"


def _weak_of(weak: int, rated: int) -> str:
    if rated == 1:
        return f"its one rated item is {'weak' if weak else 'not weak'}"
    if weak == 0:
        return f"none of its {number(rated)} rated items is weak"
    return f"{number(weak)} of its {number(rated)} rated items {'is' if weak == 1 else 'are'} weak"


def items(report: Report) -> str:
    return items_of([item for item in report.items if item.in_scope])


def items_of(shown: list[ItemFinding]) -> str:
    weak = sum(item.is_weak for item in shown)
    without = sum(item.score is None for item in shown)
    if without == len(shown):
        return f"{counted_items(shown)} in scope, none rated yet"
    missing = f", {without} without a score" if without else ""
    return f"{counted_items(shown)} in scope: {weak or 'none'} weak{missing}"


def counted_items(shown: list[ItemFinding]) -> str:
    return "One item" if len(shown) == 1 else f"{len(shown)} items"

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
from assessments.sentences import counted, number, percent
from ecosystem.sentences import first_upper, joined, verb

COVER = "Where weakness starts, and where it shows"
NO_SCORE = "No pillar has enough answers for a score yet"
METHOD = "How the findings were made: five sentences, and every number they rest on"


def reading(report: Report) -> str:
    if report.answered == 0:
        return "How to read this report, once there are answers to read"
    who = "One person" if report.raters == 1 else f"{first_upper(number(report.raters))} people"
    return (
        f"{who} answered {percent(report.coverage)} of what was asked: "
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
    """What stands beside the chains: at risk, local, unexplained, provisional."""
    labels = Counter(item.label for item in report.items)
    parts = []
    if count := labels["at-risk"]:
        stand = "stands" if count == 1 else "stand"
        parts.append(f"{counted(count, 'sound item')} {stand} on weak drivers")
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
    shown = [item for item in report.items if item.in_scope]
    weak = sum(item.is_weak for item in shown)
    without = sum(item.score is None for item in shown)
    if without == len(shown):
        return f"{counted_items(shown)} in scope, none rated yet"
    missing = f", {without} without a score" if without else ""
    return f"{counted_items(shown)} in scope: {weak or 'none'} weak{missing}"


def counted_items(shown: list[ItemFinding]) -> str:
    return "One item" if len(shown) == 1 else f"{len(shown)} items"

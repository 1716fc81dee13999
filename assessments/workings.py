"""How was this calculated? Every number of a report opened, line by line, from the report alone."""

from collections.abc import Sequence

from assessments.engine import constants as k
from assessments.findings import (
    Calculation,
    ComponentFinding,
    ItemFinding,
    PillarFinding,
    Report,
    RootFinding,
    Term,
)
from assessments.sentences import counted, percent, withheld_sentence
from ecosystem.sentences import first_upper, joined

GROUP_WORDS = {
    "executive": "executives",
    "manager": "managers",
    "seller": "sellers",
    "other": "other functions",
}
IMPORTANCE_WORDS = {3.0: "critical", 2.0: "important", 1.0: "minor"}


def of_item(report: Report, item: ItemFinding) -> tuple[Calculation, ...]:
    """Score, shortfall, label, confidence and leverage of one item."""
    found = [_item_score(report, item)]
    if item.shortfall is not None:
        found.append(_shortfall(item.score, item.target, item.shortfall, item.band))
        found.append(_inherited(report, item))
        found.append(_label(report, item))
    if item.weighing is not None and item.confidence is not None and not item.lagging:
        found.append(_confidence(item))
    if item.stability is not None:
        found.append(_stability(item))
    if item.leverage is not None and item.confidence:
        found.append(_leverage(item))
    return tuple(found)


def of_component(finding: ComponentFinding) -> tuple[Calculation, ...]:
    """The roll-up of a group or top-level component."""
    found = [_mean("Score", finding.terms, finding.score, finding.coverage)]
    if finding.shortfall is not None:
        found.append(_shortfall(finding.score, finding.target, finding.shortfall, finding.band))
    return tuple(found)


def of_pillar(finding: PillarFinding) -> tuple[Calculation, ...]:
    found = [_mean("Score", finding.terms, finding.score, finding.coverage)]
    found.append(
        Calculation(
            "Where weakness starts and shows",
            (
                "Shortfall of every weak item, times its importance (3, 2 or 1), followed upstream "
                "along its chains and added up by pillar.",
                f"{percent(finding.shows)} of the whole shortfall shows in {finding.name}.",
                f"{percent(finding.starts)} of the whole shortfall starts in {finding.name}.",
            ),
        )
    )
    return tuple(found)


def of_headline(report: Report) -> Calculation:
    """Why the first sentence of the report says what it says."""
    head = report.headline
    items = "item" if head.rated == 1 else "items"
    verb = "is" if 1 in (head.weak, head.rated) else "are"
    lines = [
        f"{head.weak} of {head.rated} rated {items} {verb} weak: "
        f"a shortfall of {k.WEAK_FROM:.2f} or more.",
        f"Coverage is {percent(report.coverage)}: {report.answered} answered of "
        f"{report.applicable} in scope, {counted(report.estimated, 'estimate')} counted half.",
    ]
    if head.p_value is not None:
        lines.append(
            f"The strongest cause was compared with the strongest in {k.SHUFFLES} shuffles of the "
            f"same answers over the items: chance did as well in {percent(head.p_value)}. "
            f"A cause is claimed at {percent(k.CHANCE_UP_TO)} or less."
        )
    lines.append(HEADLINE_RULES[head.kind])
    return Calculation("The headline", tuple(lines))


HEADLINE_RULES = {
    "dominant": (
        f"One cause is called dominant when its pull is {k.DOMINANT_FACTOR:g} times that of every "
        f"other candidate and its model confidence is {percent(k.DOMINANT_CONFIDENCE)} or more."
    ),
    "few": "The strongest cause beats chance, but others pull nearly as hard: "
    "at most three are named.",
    "several": "No cause beats chance clearly: the roots with the highest leverage are candidates.",
    "broad": (
        f"More than {percent(k.BROAD_SHARE)} of the answers are weak at target 3: no single cause "
        "is claimed, the hierarchy is worked top-down."
    ),
    "nothing-weak": "No rated item is weak.",
    "not-enough-answers": f"Under {percent(k.ENOUGH_COVERAGE)} coverage no headline is given.",
}


def of_root(report: Report, root: RootFinding) -> Calculation:
    item = report.item[root.slug]
    return Calculation(
        "What it explains and what eases",
        (
            f"{percent(root.share)} of the whole shortfall of weak items, weighted by importance, "
            f"ends at {item.short_name} when chains are followed upstream.",
            "What eases: the item is set to its target; every weak item below falls by the part of "
            "its shortfall whose chains pass through or end here, times the part closed.",
        ),
    )


def _item_score(report: Report, item: ItemFinding) -> Calculation:
    if item.score is None:
        words = {
            "dont-know": "Answered with “don’t know”: an answer without a score; lowers coverage.",
            "not-applicable": "Not applicable: left out of every mean and of the graph.",
        }
        if item.withheld:
            return Calculation("Score", (withheld_sentence(item.withheld, report.floor),))
        return Calculation("Score", (words.get(item.state, "Not answered yet."),))
    sources = {
        "consensus": "The score a workshop agreed on.",
        "ratings": f"Median per group of raters, groups equal: {counted(item.raters, 'rater')}.",
        "estimate": "Estimated from the answer to its block; a rating of its own replaces it.",
        "carried": "Carried forward from an earlier round.",
    }
    lines = [sources[item.source or "ratings"], *_pools(item)]
    if item.agreement:
        lines.append(
            f"Answers {item.agreement}: the engine takes them as the less certain, the "
            "further apart they are, and the more certain, the more people rated."
        )
    return Calculation("Score", (*lines, f"Score {item.score:.1f}"))


def _pools(item: ItemFinding) -> list[str]:
    """The medians that the raters' score is the mean of, where there is more than one group."""
    if len(item.pools) < 2 and all(len(pool.groups) < 2 for pool in item.pools):
        return []
    named = [joined(GROUP_WORDS[group] for group in pool.groups) for pool in item.pools]
    return [
        f"{first_upper(name)}: {counted(pool.raters, 'rater')}, median {pool.score:.1f}"
        for name, pool in zip(named, item.pools, strict=True)
    ]


def _shortfall(
    score: float | None, target: float, shortfall: float, band: str | None
) -> Calculation:
    return Calculation(
        "Shortfall",
        (
            f"(target + 1 − score) ÷ target, kept between 0 and {k.MOST_SHORTFALL:g}",
            f"({target:.1f} + 1 − {score or 0:.1f}) ÷ {target:.1f} = {shortfall:.2f}",
            f"Weak from {k.WEAK_FROM:.2f}, watch from {k.WATCH_FROM:.2f}: {band}",
        ),
    )


def _inherited(report: Report, item: ItemFinding) -> Calculation:
    lines = [
        f"{report.name(step.driver)}: {percent(step.share or 0)}{' (weak)' if step.live else ''}"
        for step in item.drivers
        if step.share is not None
    ]
    if not lines:
        lines = ["Nothing in the framework drives this item: all of it counts as its own."]
    if item.own_share is not None:
        lines.append(f"Its own part: {percent(item.own_share)}")
    if item.inherited is not None:
        lines.append(f"Shortfall its drivers predict: {item.inherited:.2f}")
    return Calculation("What its drivers carry", tuple(lines))


def _label(report: Report, item: ItemFinding) -> Calculation:
    live = [report.name(step.driver) for step in item.drivers if step.live]
    below = [
        report.name(step.dependent)
        for step in item.dependents
        if step.live and report.item[step.dependent].is_weak
    ]
    return Calculation(
        "Label",
        (
            f"Weak drivers that carry {percent(k.LIVE_FROM)} or more: {', '.join(live) or 'none'}.",
            f"Weak items that depend on it: {', '.join(below) or 'none'}.",
            LABEL_RULES[item.label],
        ),
    )


LABEL_RULES = {
    "root": "Weak without a weak driver (or with strong evidence for a fault of its own), and "
    "something weak hangs on it: root.",
    "local": "Weak without a weak driver, and nothing weak hangs on it: local.",
    "contributing": "Weak with a weak driver, and it passes weakness on: contributing.",
    "symptom": "Weak with a weak driver, and nothing weak hangs on it: symptom.",
    "provisional": "Weak, but the drivers that would explain it are not rated: provisional.",
    "unexplained": "An outcome that is low without a weak driver: unexplained, look upstream.",
    "at-risk": f"Not weak, but its drivers predict a shortfall of {k.AT_RISK_FROM:.2f} or more: "
    "at risk.",
    "healthy": "Not weak, and its drivers do not predict that it should be.",
}


def _confidence(item: ItemFinding) -> Calculation:
    pieces, w = item.weighing, k
    assert pieces is not None
    return Calculation(
        "Model confidence",
        (
            f"start {w.BIAS:+.2f}",
            f"weaker than its drivers predict: {w.EXCESS:+.2f} × {pieces.excess:.2f}",
            f"own part of its shortfall: {w.OWN_SHARE:+.2f} × {pieces.own_share:.2f}",
            f"weak dependents (echo): {w.ECHO:+.2f} × {pieces.echo:.2f}",
            f"what it carries below: {w.CARRIES:+.2f} × {pieces.carries:.2f}",
            f"something depends on it: {w.HAS_DEPENDENTS:+.2f} × {pieces.has_dependents:d}",
            f"number of weak answers: {w.MANY_WEAK:+.2f} × ln(1 + {pieces.weak_answers:g})",
            f"sum {pieces.logit:+.2f}; as a probability: {percent(item.confidence or 0)}",
        ),
    )


def _stability(item: ItemFinding) -> Calculation:
    return Calculation(
        "Stability",
        (
            f"Ratings and strengths were drawn again {k.DRAWS} times within their uncertainty.",
            f"The label came out the same in {percent(item.stability or 0)} of the draws.",
        ),
    )


def _leverage(item: ItemFinding) -> Calculation:
    ends = (item.leverage or 0) / (item.confidence or 1)
    return Calculation(
        "Leverage",
        (
            f"Shortfall × importance that ends here, over all items: {ends:.2f}",
            f"times model confidence {percent(item.confidence or 0)}: {item.leverage or 0:.2f}",
        ),
    )


def _mean(title: str, terms: Sequence[Term], score: float | None, coverage: float) -> Calculation:
    if not terms:
        return Calculation(title, ("Nothing below it is rated yet.",))
    lines = [f"{term.name}: {term.score:.2f}, weight {term.weight:g}" for term in terms]
    total = sum(term.weight for term in terms)
    summed = sum(term.weight * term.score for term in terms)
    lines.append(f"{summed:.2f} ÷ {total:g} = {summed / total:.2f}")
    if score is None:
        lines.append(
            f"Coverage {percent(coverage)}: "
            f"under {percent(k.ENOUGH_RATED)} rated no score is shown."
        )
    return Calculation(title, tuple(lines))

"""Where it starts: a page for each named root, and the other roots in a table."""

from collections.abc import Iterable
from dataclasses import dataclass

from assessments.charts.words import DASH, decimal
from assessments.findings import ItemFinding, Report, RootFinding
from assessments.paper.marks import Mark, against, basis, item_mark, item_state, mark_of
from assessments.paper.sections import Source
from assessments.paper.texts import Note, paragraphs, quotes_of
from assessments.sentences import counted, number, percent
from ecosystem.content import AdviceContent
from ecosystem.sentences import first_lower, first_upper, joined, verb, written_for

LISTED = 6
"""Lines of a list that a reader takes in at a glance; the rest is counted."""
NEIGHBOURS = 4
CHAINS = 2
FIXES = 2
LESS = "They explain less than the roots named on the summary page, or are less certain."
TOO_LITTLE = "Something weak hangs on each of them, but there is too little to name them as causes."
BESIDE = 500
"""Characters of a consultant's own text that a root's page takes beside all else."""
CONFIDENCE = {"firm": 3, "likely": 2, "open": 1}


@dataclass(frozen=True, slots=True)
class Below:
    """A weak item below a root: how much of it starts there, and what it would gain."""

    mark: Mark
    share: str
    eased: str


@dataclass(frozen=True, slots=True)
class Fix:
    """What tempts and does not help; `against_what` is the symptom it is meant for."""

    text: str
    against_what: str


@dataclass(frozen=True, slots=True)
class RootPage:
    standing: str
    level: str  # the sentence that was chosen when it was rated
    why: str
    confidence: str
    bars: int
    quotes: tuple[Note, ...]
    texts: tuple[Note, ...]
    share: str
    below: tuple[Below, ...]
    more: str
    none_below: str
    unmoved: str  # what would not ease
    chains: tuple[str, ...]
    rests: str  # on what it rests itself
    advice: AdviceContent | None
    advice_for: str  # for what it was written, if not for this item alone
    fixes: tuple[Fix, ...]


@dataclass(frozen=True, slots=True)
class FurtherRoot:
    mark: Mark
    pillar: str
    standing: str
    confidence: str
    below: str


@dataclass(frozen=True, slots=True)
class Further:
    text: str
    roots: tuple[FurtherRoot, ...]


def root_page(source: Source, finding: RootFinding) -> RootPage:
    report = source.report
    item = report.item[finding.slug]
    below = _below(report, finding)
    return RootPage(
        standing=against(item.score, item.word, item.target),
        level=chosen(report, item),
        why=finding.why,
        confidence=finding.confidence_sentence,
        bars=CONFIDENCE.get(item.confidence_word or "", 0),
        quotes=quotes_of(item),
        texts=own_text(source, item),
        share=percent(finding.share),
        below=below[:LISTED],
        more=f"And {number(len(below) - LISTED)} more." if len(below) > LISTED else "",
        none_below="" if below else "Nothing else that is weak goes back to it or would ease.",
        unmoved=_unmoved(report, finding),
        chains=_chains(report, finding),
        rests=_rests(report, item),
        advice=finding.advice.advice if finding.advice else None,
        advice_for=written_for(report.framework, finding.advice) if finding.advice else "",
        fixes=_fixes(report, finding),
    )


def own_text(source: Source, item: ItemFinding) -> tuple[Note, ...]:
    """What a consultant wrote for the item or its component, if a root's page has room for it."""
    text = source.edition.text(item.slug) or source.edition.text(item.top)
    return paragraphs(text) if len(text) <= BESIDE else ()


def kicker(report: Report, place: int) -> str:
    """`Root 1 of 3, Leadership; 16 raters, document seen`."""
    item = report.item[report.roots[place].slug]
    of = f" {place + 1} of {len(report.roots)}" if len(report.roots) > 1 else ""
    return f"Root{of}, {report.name(item.pillar)}; {first_lower(basis(item))}"


def _below(report: Report, finding: RootFinding) -> tuple[Below, ...]:
    """What it explains, largest share first, then what only eases."""
    shares = {slug: share for slug, share in finding.explains if slug != finding.slug}
    eased = {ease.slug: ease.eased for ease in finding.eases if ease.slug != finding.slug}
    return tuple(
        Below(
            mark=mark_of(report, slug),
            share=percent(shares[slug]) if slug in shares else DASH,
            eased=decimal(eased.get(slug)),
        )
        for slug in shares | eased
    )


def _unmoved(report: Report, finding: RootFinding) -> str:
    """Weak items that would stay as they are: they begin elsewhere."""
    moved = {slug for slug, _ in finding.explains} | {ease.slug for ease in finding.eases}
    rest = [item for item in report.weak if item.slug not in moved and item.slug != finding.slug]
    if not rest:
        return ""
    if len(rest) <= 2:
        names = joined(item.short_name for item in rest)
        begins = "it begins" if len(rest) == 1 else "they begin"
        return f"{names} would not ease: {begins} elsewhere."
    first = joined(item.short_name for item in rest[:2])
    return (
        f"{first_upper(number(len(rest)))} weak items would not ease, {first} among them: "
        "they begin elsewhere."
    )


def _chains(report: Report, finding: RootFinding) -> tuple[str, ...]:
    """The chains that start here, read aloud; those of one step before the longer ones."""
    found = [
        chain
        for slug, _ in finding.explains
        if slug != finding.slug
        for chain in report.item[slug].chains
        if chain.origin == finding.slug
    ]
    return tuple(c.sentence for c in sorted(found, key=lambda c: len(c.path) > 2)[:CHAINS])


def _rests(report: Report, item: ItemFinding) -> str:
    drivers = _named(report, (step.driver for step in item.drivers if step.layer == "drive"))
    part = report.framework.by_slug[item.slug]
    if not drivers:
        return f"The framework names nothing that drives {'them' if part.plural else 'it'}."
    return f"{item.short_name} {verb(part, 'rest')} on {drivers}."


def _named(report: Report, slugs: Iterable[str]) -> str:
    """Names with score and state; what is beyond a glance is counted."""
    items = [report.item[slug] for slug in dict.fromkeys(slugs)]
    names = [f"{i.short_name} {decimal(i.score)} ({first_lower(item_state(i))})" for i in items]
    if len(names) <= NEIGHBOURS + 1:
        return joined(names)
    return f"{', '.join(names[:NEIGHBOURS])} and {number(len(names) - NEIGHBOURS)} more"


def _fixes(report: Report, finding: RootFinding) -> tuple[Fix, ...]:
    """Tempting fixes of the symptoms that go back here most; they leave this cause in place."""
    found = sorted(
        (
            (chain.share, symptom)
            for symptom in report.symptoms
            for chain in symptom.chains[:1]
            if chain.origin == finding.slug and symptom.tempting_fix
        ),
        key=lambda pair: -pair[0],
    )
    return tuple(Fix(symptom.tempting_fix, symptom.name) for _, symptom in found[:FIXES])


def chosen(report: Report, item: ItemFinding) -> str:
    """The sentence of the scale nearest to the score, half a point rounded up."""
    anchors = report.framework.by_slug[item.slug].anchors
    if item.score is None or not anchors:
        return ""
    return anchors[int(item.score + 0.5) - 1]


def further_roots(report: Report) -> tuple[ItemFinding, ...]:
    named = {finding.slug for finding in report.roots}
    return tuple(item for item in report.labelled("root") if item.slug not in named)


def further(report: Report) -> Further:
    text = LESS if report.roots else TOO_LITTLE
    return Further(text, tuple(_further(report, item) for item in further_roots(report)))


def _further(report: Report, item: ItemFinding) -> FurtherRoot:
    weak = sum(step.live and report.item[step.dependent].is_weak for step in item.dependents)
    return FurtherRoot(
        mark=item_mark(item),
        pillar=report.name(item.pillar),
        standing=against(item.score, item.word, item.target),
        confidence=(item.confidence_word or "").capitalize(),
        below=counted(weak, "weak item hangs", "weak items hang").capitalize() + " on it",
    )

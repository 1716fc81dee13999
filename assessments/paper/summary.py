"""The first pages: what the document is, and its answer on one page."""

from dataclasses import dataclass

from assessments.charts.figure import Figure
from assessments.findings import ComponentFinding, ItemFinding, Report, RootFinding
from assessments.paper import titles
from assessments.paper.edition import PILLAR
from assessments.paper.marks import Mark, component_mark, day, item_mark, target
from assessments.paper.sections import Source
from assessments.paper.texts import Note
from assessments.sentences import counted, number
from ecosystem.sentences import first_upper, joined

ROOMY = 60
"""Characters of a name that take one line of the cover."""
STRENGTHS = 3
PROBES = 3


@dataclass(frozen=True, slots=True)
class Cover:
    organisation: str
    title: str
    subtitle: str
    framework: str
    scope: str
    date: str
    mark: str
    confidentiality: str
    author: str
    credit: str
    client_logo: bool
    author_logo: bool
    crowded: bool  # so much stands on it that the drawing must make room


@dataclass(frozen=True, slots=True)
class RootBrief:
    """A root in a third of a page: what was seen, and what follows from it."""

    mark: Mark
    pillar: str
    target: str
    evidence: str
    so_what: str


@dataclass(frozen=True, slots=True)
class Decision:
    """What to take on now, and whose it is."""

    who: str
    what: str


@dataclass(frozen=True, slots=True)
class Summary:
    standing: str
    texts: tuple[Note, ...]
    briefs: tuple[RootBrief, ...]
    no_root: str
    figure: Figure | None
    decisions: tuple[Decision, ...]
    strengths: tuple[Mark, ...]
    no_strength: str
    probes: tuple[str, ...]
    confidence: str
    warnings: tuple[str, ...]


def cover(source: Source) -> Cover:
    report, edition = source.report, source.edition
    framework = report.framework
    of_pillar = edition.kind == PILLAR
    return Cover(
        organisation=report.organisation,
        title=titles.pillar_cover(report.name(edition.pillar)) if of_pillar else titles.COVER,
        subtitle=report.title,
        framework=f"{framework.name}, version {framework.version}",
        scope=joined(report.name(slug) for slug in report.scope),
        date=day(report.as_of),
        mark="Final" if edition.final else "Draft, for discussion",
        confidentiality=edition.confidentiality,
        author=edition.author,
        credit=framework.credit,
        client_logo=bool(edition.client_logo),
        author_logo=bool(edition.author_logo),
        crowded=bool(
            edition.client_logo
            or of_pillar
            or report.scope
            or len(report.organisation) > ROOMY
            or len(report.title) > ROOMY
        ),
    )


def summary(source: Source) -> Summary:
    report = source.report
    strengths = tuple(component_mark(component) for component in strongest(report)[:STRENGTHS])
    return Summary(
        standing=report.headline.standing,
        texts=(),  # a page of its own, so that the answer stays on one
        briefs=tuple(brief(report, finding) for finding in report.roots),
        no_root="" if report.roots else no_root_sentence(report),
        figure=source.figures.get("pillars"),
        decisions=decisions(report),
        strengths=strengths,
        no_strength="" if strengths else "No component is sound on enough answers yet.",
        probes=tuple(report.name(probe.slug) for probe in report.probes[:PROBES]),
        confidence=confidence(report),
        warnings=report.warnings,
    )


def brief(report: Report, finding: RootFinding) -> RootBrief:
    item = report.item[finding.slug]
    below = sum(slug != finding.slug for slug, _ in finding.explains)
    return RootBrief(
        mark=item_mark(item),
        pillar=report.name(item.pillar),
        target=target(item.target),
        evidence=finding.why,
        so_what=titles.so_what(finding.share, below),
    )


def decisions(report: Report) -> tuple[Decision, ...]:
    """The first move of each named root and its owner; without roots, where to begin."""
    found = tuple(
        Decision(finding.advice.advice.owner, finding.advice.advice.moves[0])
        for finding in report.roots
        if finding.advice and finding.advice.advice.moves
    )
    return found or _without_root(report)


def _without_root(report: Report) -> tuple[Decision, ...]:
    match report.headline.kind:
        case "not-enough-answers":
            return (Decision("", "Name who rates what is still open, and by when."),)
        case "nothing-weak":
            return (Decision("", "Agree what keeps the strengths alive, and the next review."),)
        case "broad":
            return (Decision("", "Agree to work from the top of the hierarchy, one pillar first."),)
    if titles.waits(report):
        return (Decision("", "Have what drives the weak items rated before acting on them."),)
    return (Decision("", "Give each weak item an owner; none of them explains the others."),)


def strongest(report: Report) -> list[ComponentFinding]:
    """Sound top-level components to protect: furthest above target first, then critical ones."""
    sound = [c for c in report.top_components if c.band == "sound" and c.in_scope]
    return sorted(sound, key=_strength)


def _strength(component: ComponentFinding) -> tuple[bool, float, bool]:
    above = (component.score or 0.0) - component.target
    return (component.estimated, -above, component.importance != "critical")


def no_root_sentence(report: Report) -> str:
    """What the reader gets in the place of roots."""
    match report.headline.kind:
        case "nothing-weak":
            return (
                "No item lies far enough below its target to be called weak, so there is no cause "
                "to look for. Protect what works, and look again when something changes."
            )
        case "not-enough-answers":
            return (
                "Causes are named only when at least half of what applies has been answered. "
                f"So far {_answered(report)}."
            )
        case "broad":
            return (
                "When more than a quarter of the answers are weak, any pattern of causes may be "
                "chance. Begin at the top of the hierarchy, and rate again when it has moved."
            )
    if titles.waits(report):
        return (
            "What drives the weak items has not been rated, so none of them can be told apart "
            "from a symptom. The unrated items listed under “Ask next” would tell most."
        )
    return (
        "None of the weak items is clearly a cause of the others. Treat each on its own ground, "
        "and rate what has not been rated upstream of them."
    )


def _answered(report: Report) -> str:
    have = "has" if report.answered <= 1 else "have"
    some = number(report.answered) if report.answered else "none"
    start = f"{some} of {counted(report.applicable, 'item')} {have} an answer"
    if report.estimated == 0:
        return start
    return f"{start}, and {counted(report.estimated, 'more is', 'more are')} estimated"


def confidence(report: Report) -> str:
    """One sentence: how sure the named roots are, or what the report rests on."""
    named = [report.item[finding.slug] for finding in report.roots]
    if not named:
        return f"{first_upper(_answered(report))}."
    parts = [
        f"{word} for {joined(item.short_name for item in _with(word, named))}"
        for word in ("firm", "likely", "open")
        if _with(word, named)
    ]
    said = f"Confidence is {'; '.join(parts)}. " if parts else ""
    return f"{said}{first_upper(_answered(report))}."


def _with(word: str, items: list[ItemFinding]) -> list[ItemFinding]:
    return [item for item in items if item.confidence_word == word]

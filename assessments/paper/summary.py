"""The first two pages: what the document is, and its answer on one page."""

from dataclasses import dataclass

from assessments.charts.figure import Figure
from assessments.findings import ComponentFinding, ItemFinding, Report, RootFinding
from assessments.paper import titles
from assessments.paper.marks import Mark, component_mark, day, item_mark, target
from assessments.sentences import counted, number, percent
from ecosystem.sentences import first_upper, joined

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
    credit: str


@dataclass(frozen=True, slots=True)
class RootBrief:
    """A root in a third of a page."""

    mark: Mark
    pillar: str
    target: str
    why: str
    share: str


@dataclass(frozen=True, slots=True)
class Summary:
    title: str
    standing: str
    roots: tuple[RootBrief, ...]
    no_root: str
    figure: Figure | None
    strengths: tuple[Mark, ...]
    no_strength: str
    probes: tuple[str, ...]
    confidence: str
    warnings: tuple[str, ...]


def cover(report: Report, draft: bool) -> Cover:
    framework = report.framework
    return Cover(
        organisation=report.organisation,
        title=titles.COVER,
        subtitle=report.title,
        framework=f"{framework.name}, version {framework.version}",
        scope=joined(report.name(slug) for slug in report.scope),
        date=day(report.as_of),
        mark="Draft, for discussion" if draft else "Final",
        credit=framework.credit,
    )


def summary(report: Report, figure: Figure | None) -> Summary:
    strengths = tuple(component_mark(component) for component in strongest(report))
    return Summary(
        title=report.headline.sentence,
        standing=report.headline.standing,
        roots=tuple(brief(report, finding) for finding in report.roots),
        no_root="" if report.roots else no_root_sentence(report),
        figure=figure,
        strengths=strengths,
        no_strength="" if strengths else "No component is sound on enough answers yet.",
        probes=tuple(report.name(probe.slug) for probe in report.probes[:PROBES]),
        confidence=confidence(report),
        warnings=report.warnings,
    )


def brief(report: Report, finding: RootFinding) -> RootBrief:
    item = report.item[finding.slug]
    return RootBrief(
        mark=item_mark(item),
        pillar=report.name(item.pillar),
        target=target(item.target),
        why=finding.why,
        share=percent(finding.share),
    )


def strongest(report: Report) -> list[ComponentFinding]:
    """Sound top-level components to protect: furthest above target first, then critical ones."""
    sound = [c for c in report.top_components if c.band == "sound" and c.in_scope]
    return sorted(sound, key=_strength)[:STRENGTHS]


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

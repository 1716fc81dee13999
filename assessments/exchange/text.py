"""Findings as plain text for a terminal, a mail or a log: 100 columns wide."""

from collections.abc import Iterable, Iterator, Sequence
from textwrap import fill

from assessments.findings import (
    ItemFinding,
    PillarFinding,
    Report,
    RippleStep,
    RootFinding,
    SymptomFinding,
)
from assessments.sentences import counted, percent
from ecosystem.content import FrameworkContent
from ecosystem.sentences import first_upper, joined

WIDTH = 100
NAME = 31
"""Columns of a short name."""
MOST_CHAINS = 2
"""Ways back that are told per weak item; the JSON has them all."""
MOST_LISTED = 8
"""Items a root is said to explain or ease."""
ASKED_WITH = ("provisional",)
"""Labels that more answers would settle."""


def diagnosis_text(report: Report) -> str:
    """What `diagnose` prints: the headline first, then what it rests on."""
    parts = [
        list(_head(report)),
        list(_pillars(report.pillars)),
        list(_starts(report)),
        list(_shows(report)),
        list(_day_to_day(report)),
        list(_listed(report, "LOCAL GAPS: weak, but nothing weak hangs on them", "local")),
        list(_listed(report, "UNEXPLAINED: look upstream, beyond what was rated", "unexplained")),
        list(_listed(report, "AT RISK: sound today, and a driver is weak", "at-risk")),
        list(_to_ask(report)),
    ]
    return "\n\n".join("\n".join(lines) for lines in parts if lines) + "\n"


def _head(report: Report) -> Iterator[str]:
    named = " · ".join(text for text in (report.organisation, report.title) if text)
    if named:
        yield named
    yield f"{report.framework.name}, version {report.framework.version}"
    yield ""
    yield wrapped(report.headline.sentence)
    yield wrapped(report.headline.standing)
    yield from (wrapped(f"Note: {warning}") for warning in report.warnings)


def _pillars(pillars: Iterable[PillarFinding]) -> Iterator[str]:
    yield f"{'PILLARS':<{NAME}}  score  word          target  short  state   coverage"
    for pillar in pillars:
        yield (
            f"{pillar.name:<{NAME}}  {points(pillar.score):>5}  {pillar.word or '–':<12}  "
            f"{pillar.target:>6.1f}  {points(pillar.short):>5}  {pillar.band or '–':<6}  "
            f"{percent(pillar.coverage):>8}"
        )


def _starts(report: Report) -> Iterator[str]:
    named = {root.slug for root in report.roots}
    others = [item for item in report.labelled("root") if item.slug not in named]
    if report.roots or others:
        yield "WHERE IT STARTS"
    for place, root in enumerate(report.roots, start=1):
        yield from _root(report, place, root)
    if others:
        title = "Further roots" if report.roots else "Roots to check"
        yield wrapped(f"{title}: {joined(map(_brief, others))}.")


def _root(report: Report, place: int, root: RootFinding) -> Iterator[str]:
    item = report.item[root.slug]
    yield f"{place}. {_scored(item)}, {report.name(item.pillar)}"
    outside = " It is given from outside sales: raise it with the enterprise." if item.given else ""
    yield wrapped(f"{root.why}{outside}", 3)
    if root.confidence_sentence:
        yield wrapped(root.confidence_sentence, 3)
    if root.explains:
        explained = _some(f"{report.name(slug)} ({percent(part)})" for slug, part in root.explains)
        yield wrapped(f"Explains: {explained}.", 3)
    if root.eases:
        eased = _some(
            f"{report.name(ease.slug)} {ease.score:.1f} to {ease.eased:.1f}" for ease in root.eases
        )
        yield wrapped(f"Eases, if it is brought to {item.target}: {eased}.", 3)


def _shows(report: Report) -> Iterator[str]:
    weak = list(report.labelled("contributing", "symptom", "provisional"))
    if weak:
        yield "WHERE IT SHOWS"
    for item in weak:
        yield f"- {_scored(item)}: {item.label}"
        for chain in item.chains[:MOST_CHAINS]:
            itself = len(chain.path) == 1  # its sentence names the share already
            share = "" if itself else f"{percent(chain.share)}: "
            yield wrapped(f"{share}{chain.sentence}", 4)


def _day_to_day(report: Report) -> Iterator[str]:
    if report.symptoms:
        yield "WHAT PEOPLE SEE FROM DAY TO DAY"
    for symptom in report.symptoms:
        yield f"- {symptom.name}: {symptom.severity_word}"
        yield wrapped(symptom.sentence, 4)
        yield from _usual_causes(report, symptom)


def _usual_causes(report: Report, symptom: SymptomFinding) -> Iterator[str]:
    sound = [cause.slug for cause in symptom.causes if cause.label in ("healthy", "at-risk")]
    unrated = [cause.slug for cause in symptom.causes if cause.label == "unrated"]
    if sound:
        yield wrapped(f"Usual causes that are sound: {joined(map(report.name, sound))}.", 4)
    if unrated:
        yield wrapped(f"Usual causes not rated: {joined(map(report.name, unrated))}.", 4)


def _listed(report: Report, title: str, label: str) -> Iterator[str]:
    found = [_brief(item) for item in report.labelled(label)]
    if found:
        yield title
        yield wrapped(f"{joined(found)}.", 2)


def _to_ask(report: Report) -> Iterator[str]:
    if not any(item.label in ASKED_WITH for item in report.weak):
        return
    if report.probes:
        yield "WHAT TO RATE NEXT: drivers whose answers would tell most"
    for probe in report.probes:
        reached = _some(map(report.name, probe.reaches))
        yield wrapped(f"- {report.name(probe.slug)}: may explain {reached}")


def ripple_text(framework: FrameworkContent, slug: str, steps: Sequence[RippleStep]) -> str:
    """What `ripple` prints: what a change touches, step by step, and what it always needs."""
    names = {component.slug: component.short_name for component in framework.components}
    touched = [step for step in steps if step.order is not None]
    lines = [f"{framework.name}, version {framework.version}", "", _extent(names[slug], touched)]
    for order in dict.fromkeys(step.order for step in touched):
        lines += ["", f"STEP {order:<{NAME - 3}}effect    readiness      along"]
        lines += [_touched(step, names) for step in touched if step.order == order]
    enablers = [step for step in steps if step.enabler]
    if enablers:
        lines += ["", "ALWAYS CHECK: whatever changes, people must be told why and coached in it"]
        lines += [f"  {step.name:<{NAME}}{'':<12}{_readiness(step)}" for step in enablers]
    return "\n".join(lines) + "\n"


def _extent(name: str, touched: Sequence[RippleStep]) -> str:
    if not touched:
        return wrapped(f"A change in {name} touches nothing further downstream.")
    last = max(step.order or 0 for step in touched)
    items = counted(len(touched), "item")
    return wrapped(f"A change in {name} touches {items} in {counted(last, 'step')}.")


def _touched(step: RippleStep, names: dict[str, str]) -> str:
    start = f"  {step.name:<{NAME}}  {step.effect:<8}  {_readiness(step):<13}"
    between = [names[slug] for slug in step.path[1:-1]]
    if not between:
        return f"{start}  directly"
    return hanging(f"{start}  ", " > ".join(between))


def _readiness(step: RippleStep) -> str:
    return step.readiness if step.score is None else f"{step.readiness} ({step.score:.1f})"


def _scored(item: ItemFinding) -> str:
    estimated = ", estimated" if item.is_estimate else ""
    return f"{item.short_name} ({points(item.score)}, target {item.target}{estimated})"


def _brief(item: ItemFinding) -> str:
    return f"{item.short_name} ({points(item.score)})"


def _some(texts: Iterable[str]) -> str:
    """The first few of a list, and how many more there are."""
    listed = list(texts)
    if len(listed) <= MOST_LISTED:
        return joined(listed)
    return joined([*listed[:MOST_LISTED], f"{len(listed) - MOST_LISTED} more"])


def points(value: float | None) -> str:
    return "–" if value is None else f"{value:.1f}"


def wrapped(text: str, indent: int = 0) -> str:
    """The text in lines of 100 columns; after a dash or number, further lines hang under it."""
    hang = " " * (indent + 2) if text.startswith("- ") else " " * indent
    return fill(first_upper(text), WIDTH, initial_indent=" " * indent, subsequent_indent=hang)


def hanging(start: str, text: str) -> str:
    """`start`, then the text in what is left of the width."""
    return fill(text, WIDTH, initial_indent=start, subsequent_indent=" " * len(start))

"""How to read the report, and how its findings were made."""

import ast
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from assessments.charts.vocabulary import MEANINGS
from assessments.charts.words import LEVELS, STATES, decimal
from assessments.engine import constants
from assessments.findings import Report
from assessments.paper import titles
from assessments.sentences import counted, number, percent
from ecosystem.sentences import first_upper

SCALE = (
    "left to each person, or absent",
    "begun in places, followed when it is convenient",
    "done by most people, most of the time",
    "done nearly always, inspected and linked to its neighbours",
    "improved on evidence when customers or strategy shift",
)
NOT_CLAIMED = (
    "It does not prove causes. The dependencies say what can cause what; the pattern of the "
    "ratings suggests what does so here.",
    "It compares with the targets that were set, not with other organisations. There is no "
    "benchmark behind it.",
    "It is no better than the ratings. A finding that holds in every re-run can still rest on an "
    "answer that is wrong.",
    "It does not say that what nobody rated is weak. It says that it is unknown.",
)
FIVE_SENTENCES = (
    "Links that would close a loop are set aside as feedback: they are shown, but they never "
    "excuse an item.",
    "An item is suspect when it is weaker than its drivers predict and when what hangs on it is "
    "weak too; sound dependents hardly speak against it, because a dependency says “can cause”, "
    "not “always causes”.",
    "A weak item with no weak driver is a root if something weak hangs on it, else local; with a "
    "weak driver it is contributing if it passes weakness on, else a symptom, unless the evidence "
    "for a cause of its own is at least {own_cause}.",
    "Each item keeps a part of its shortfall and hands the rest to its drivers in proportion to "
    "what they can carry; following this upstream gives the chains, which add to 100 %, and what "
    "ends at an item, times its confidence, gives its leverage.",
    "A dominant cause is named only if it explains more weakness than the best item does when the "
    "same ratings are shuffled over the items, {chance} of 100 times.",
)
BASES = {
    "stated": "said in so many words in the source",
    "implied": "follows from what the source says",
    "practice": "added from practice",
}


@dataclass(frozen=True, slots=True)
class Reading:
    title: str
    levels: tuple[tuple[int, str, str], ...]
    bands: tuple[tuple[str, str], ...]
    labels: tuple[tuple[str, str, str], ...]
    answered: tuple[str, ...]
    warnings: tuple[str, ...]
    not_claimed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Constant:
    name: str
    value: str
    meaning: str


@dataclass(frozen=True, slots=True)
class ConstantGroup:
    name: str
    constants: tuple[Constant, ...]


@dataclass(frozen=True, slots=True)
class Method:
    title: str
    sentences: tuple[str, ...]
    dependencies: str
    bases: tuple[tuple[str, int, str], ...]
    constants: tuple[ConstantGroup, ...]
    framework: str
    engine: str
    digest: str
    credit: str
    remaining: str


def reading(report: Report) -> Reading:
    return Reading(
        title=titles.reading(report),
        levels=tuple(
            (level, name, meaning)
            for level, (name, meaning) in enumerate(zip(LEVELS, SCALE, strict=True), start=1)
        ),
        bands=bands(),
        labels=tuple((label, STATES[label], meaning) for label, meaning in MEANINGS.items()),
        answered=_answered(report),
        warnings=report.warnings,
        not_claimed=NOT_CLAIMED,
    )


def bands() -> tuple[tuple[str, str], ...]:
    """Sound, watch and weak in scores, for the targets there are."""
    weak = [_up_to(target, constants.WEAK_FROM) for target in constants.TARGETS[:2]]
    watch = [_up_to(target, constants.WATCH_FROM) for target in constants.TARGETS[:2]]
    low, high = constants.TARGETS[:2]
    return (
        (
            "Sound",
            f"above {watch[0]} where the target is {low}, above {watch[1]} where it is {high}",
        ),
        ("Watch", f"up to {watch[0]} at target {low}, up to {watch[1]} at target {high}"),
        ("Weak", f"up to {weak[0]} at target {low}, up to {weak[1]} at target {high}"),
    )


def _up_to(target: int, shortfall: float) -> str:
    """The highest score with this shortfall; two decimals where one would move the line."""
    score = target + 1 - shortfall * target
    return decimal(score) if abs(score * 10 - round(score * 10)) < 1e-6 else f"{score:.2f}"


def _answered(report: Report) -> tuple[str, ...]:
    """Who answered what, a sentence each."""
    applicable = counted(report.applicable, "item")
    if report.answered + report.estimated + report.dont_know == 0:
        by_name = " by name" if report.waiting else ""
        return (
            f"Nobody has answered{by_name} yet. {first_upper(applicable)} in scope can be rated.",
        )
    lines = [
        f"{first_upper(counted(report.raters, 'person', 'people'))} answered. Of {applicable} in "
        f"scope that apply, {number(report.answered) if report.answered else 'none'} "
        f"{'is' if report.answered <= 1 else 'are'} rated."
    ]
    if report.estimated:
        verb = "is an estimate" if report.estimated == 1 else "are estimates"
        lines.append(f"{first_upper(number(report.estimated))} more {verb} from a whole block.")
    if report.dont_know:
        lines.append(f"For {number(report.dont_know)} the answer was “don't know”.")
    lines.append(f"Coverage is {percent(report.coverage)}; estimates count half.")
    return tuple(lines)


def method(report: Report) -> Method:
    framework = report.framework
    bases = Counter(dependency.basis for dependency in framework.dependencies)
    feedback = sum(d.layer == "feedback" for d in framework.dependencies)
    return Method(
        title=titles.METHOD,
        sentences=_sentences(),
        dependencies=(
            f"{first_upper(counted(len(framework.dependencies), 'dependency', 'dependencies'))} "
            f"of the framework were used, {number(feedback)} of them as feedback."
        ),
        bases=tuple((name, bases[name], text) for name, text in BASES.items() if bases[name]),
        constants=named_constants(),
        framework=f"{framework.name}, version {framework.version}",
        engine=report.engine_version,
        digest=report.digest,
        credit=framework.credit,
        remaining=report.remaining,
    )


def _sentences() -> tuple[str, ...]:
    values = {
        "own_cause": percent(constants.OWN_CAUSE_FROM),
        "chance": f"{(1 - constants.CHANCE_UP_TO) * 100:.0f}",
    }
    return tuple(sentence.format(**values) for sentence in FIVE_SENTENCES)


def named_constants() -> tuple[ConstantGroup, ...]:
    """The engine's numbers, grouped as in its source, with the sentence under each."""
    source = Path(constants.__file__).read_text()
    heads = {
        place: line.lstrip("# ").rstrip(".")
        for place, line in enumerate(source.splitlines(), start=1)
        if line.startswith("# ")
    }
    groups: dict[str, list[Constant]] = {}
    for given, text in pairwise(ast.parse(source).body):
        if isinstance(given, ast.Assign) and isinstance(text, ast.Expr):
            head = max((place for place in heads if place < given.lineno), default=0)
            groups.setdefault(heads.get(head, ""), []).append(_constant(given, text))
    return tuple(ConstantGroup(name, tuple(found)) for name, found in groups.items())


def _constant(given: ast.Assign, text: ast.Expr) -> Constant:
    names = [node.id for node in ast.walk(given.targets[0]) if isinstance(node, ast.Name)]
    words = [name.replace("_", " ").lower() for name in names]
    return Constant(
        name=first_upper(", ".join(words)),
        value=", ".join(_value(getattr(constants, name)) for name in names),
        meaning=str(ast.literal_eval(text.value)),
    )


def _value(value: object) -> str:
    """A number as people write it: without exponents and trailing noughts."""
    if isinstance(value, tuple):
        return ", ".join(map(_value, value))
    return f"{value:.12f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)

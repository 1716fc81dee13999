"""Reports that ask the most of a page: very long and very short texts, all weak, nothing at all."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache, partial
from random import Random

from assessments.findings import Answers, ItemAnswer, Report, SymptomAnswer
from assessments.report import build_report
from ecosystem.content import ComponentContent, FrameworkContent
from tests.charts.reports import STORY, all_rated, only, renamed, report_of, scored
from tests.shipped import shipped

LETTERS_OF_A_NOTE = 4000
LETTERS_OF_A_NAME = 120
SALES = "sales-execution-framework"
RIGHT_TO_LEFT = (
    "\u0639\u0645\u0644\u064a\u0629 \u0627\u0644\u0628\u064a\u0639 \u05de\u05db\u05d9\u05e8\u05d4"
)
EMOJI = "\U0001f469\u200d\U0001f467 \U0001f680\U0001f4c9 \u2764\ufe0f"


def short(name: str) -> str:
    return name[:5].strip()


def long(name: str) -> str:
    return f"{name} as it is meant to be done in every single one of our regions and markets " * 2


def named(name: Callable[[str], str]) -> Report:
    """The story under other names, with symptoms."""
    framework = renamed(shipped(), lambda given: name(given)[:LETTERS_OF_A_NAME].strip())
    return told(framework, symptoms=5, organisation=name("Corvane Controls")[:LETTERS_OF_A_NAME])


def noted(note: str) -> Report:
    """The story with the same note on every weak item and symptom."""
    return told(shipped(), symptoms=3, notes=(note, note))


def told(
    framework: FrameworkContent,
    *,
    symptoms: int,
    weak: Mapping[str, float] = STORY,
    notes: tuple[str, ...] = (),
    organisation: str = "Corvane Controls",
) -> Report:
    def answer(item: ComponentContent) -> ItemAnswer:
        found = scored(item.slug, weak.get(item.slug, 4))
        return replace(found, notes=notes if item.slug in weak else ())

    ticked = tuple(
        SymptomAnswer(symptom.slug, 3, "worse", notes[0] if notes else "")
        for symptom in framework.symptoms[:symptoms]
    )
    items = tuple(map(answer, framework.items))
    return build_report(Answers(framework, items, ticked, organisation, "Autumn"))


def one_pillar(slug: str, score: float) -> Report:
    def answer(item: ComponentContent) -> ItemAnswer:
        if item.pillar != slug:
            return ItemAnswer(item.slug, in_scope=False)
        return scored(item.slug, score if Random(item.slug).random() < 0.7 else 4)

    framework = shipped()
    return build_report(Answers(framework, tuple(map(answer, framework.items)), scope=(slug,)))


EXTREMES: dict[str, Callable[[], Report]] = {
    "names of 5 letters": partial(named, short),
    "names of 120 letters": partial(named, long),
    "names of 120 letters and no space": partial(named, lambda name: long(name).replace(" ", "x")),
    "names from right to left": partial(named, lambda name: f"{RIGHT_TO_LEFT} {name[:8]}"),
    "names with emoji": partial(named, lambda name: f"{name[:20]} {EMOJI}"),
    "notes of 4,000 letters": partial(noted, ("A long note, and more of it. " * 200)[:4000]),
    "notes without a space": partial(noted, "w" * LETTERS_OF_A_NOTE),
    "notes from right to left": partial(noted, f"{RIGHT_TO_LEFT} {EMOJI} " * 40),
    "no weak item": partial(all_rated, 5),
    "165 weak items": partial(all_rated, 1),
    "one item, weak": partial(only, {"crm": 1}),
    "one item, sound": partial(only, {"crm": 4}),
    "nothing rated": partial(only, {}),
    "no symptom": partial(told, shipped(), symptoms=0),
    "29 symptoms": partial(told, shipped(), symptoms=29),
    "29 symptoms and nothing weak": partial(told, shipped(), symptoms=29, weak={}),
    "one pillar": partial(one_pillar, "coaching", 2),
    "the pillar under all others": partial(one_pillar, "people", 1),
    "one salesperson": lambda: report_of(shipped(SALES), lambda item: scored(item.slug, 2)),
    "two weak items": partial(only, {"target-markets": 1, "value-creation-models": 2}, 4),
}


@cache
def extreme(name: str) -> Report:
    return EXTREMES[name]()

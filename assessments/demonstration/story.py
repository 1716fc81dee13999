"""The demonstration as plain values, read from its files. No table is touched here."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).resolve().parent
NOT_ASKED = "-"
STATES = {"?": "dont-know", "x": "not-applicable"}
REASON = "not-our-model"
"""The reason raters give who say that an item does not apply."""
GROUPS = ("executive", "manager", "seller")
"""The order of the columns in answers.yaml."""


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who answered; `is_user` of the one who can sign in."""

    key: str
    group: str
    label: str
    on: date
    is_user: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    voice: str
    item: str
    state: str
    score: int | None
    evidence: str = "none"
    note: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Tick:
    """An operational symptom that is seen."""

    slug: str
    severity: int
    trend: str
    note: str


@dataclass(frozen=True, slots=True)
class Choice:
    """What the owner decided about a component."""

    slug: str
    importance: str = "important"
    target: int | None = None
    applicable: bool = True
    reason: str = ""


@dataclass(frozen=True)
class Round:
    """One assessment with everything that was said in it."""

    code: str
    title: str
    opened: date
    scope: tuple[str, ...]
    voices: tuple[Voice, ...]
    answers: tuple[Answer, ...]
    choices: tuple[Choice, ...] = ()
    ticks: tuple[Tick, ...] = ()


@dataclass(frozen=True)
class Story:
    """The organisation, who may sign in, the complete round and the one just begun."""

    user: str
    password: str
    organisation_code: str
    organisation: str
    complete: Round
    revisit: Round


@cache
def read_story() -> Story:
    """The demonstration as its files tell it."""
    found = _read("story.yaml")
    complete = _complete(found, _read("answers.yaml"))
    return Story(
        user=found["user"],
        password=found["password"],
        organisation_code=found["organisation"]["code"],
        organisation=found["organisation"]["name"],
        complete=complete,
        revisit=_revisit(found["revisit"]),
    )


def at_noon(on: date) -> datetime:
    return datetime.combine(on, time(12), UTC)


def _read(name: str) -> dict[str, Any]:
    text = (FOLDER / name).read_text(encoding="utf-8")
    found: dict[str, Any] = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return found


def _complete(found: Mapping[str, Any], rows: Mapping[str, str]) -> Round:
    voices = tuple(
        Voice(one["key"], one["group"], one["label"], one["date"], one.get("user", False))
        for one in found["raters"]
    )
    return Round(
        code=found["assessment"]["code"],
        title=found["assessment"]["title"],
        opened=found["assessment"]["opened"],
        scope=(),
        voices=voices,
        answers=tuple(_answers(found, rows, voices)),
        choices=tuple(_choices(found)),
        ticks=tuple(Tick(**tick) for tick in found["symptoms"]),
    )


def _answers(
    found: Mapping[str, Any], rows: Mapping[str, str], voices: tuple[Voice, ...]
) -> Iterator[Answer]:
    asked = [[voice.key for voice in voices if voice.group == group] for group in GROUPS]
    keys = [key for group in asked for key in group]
    words = _words(found, next(voice.key for voice in voices if voice.is_user))
    for item, row in rows.items():
        for key, sign in zip(keys, row.replace(" ", ""), strict=True):
            if sign != NOT_ASKED:
                evidence, note = words.get((item, key), ("none", ""))
                yield _answer(key, item, sign, evidence, note)


def _words(found: Mapping[str, Any], user: str) -> dict[tuple[str, str], tuple[str, str]]:
    """Item and rater → evidence and note."""
    words = {(item, user): (kind, "") for kind, items in found["seen"].items() for item in items}
    for item, key, evidence, note in found["notes"]:
        words[item, key] = (evidence, note)
    return words


def _answer(key: str, item: str, sign: str, evidence: str, note: str) -> Answer:
    state = STATES.get(sign, "score")
    score = int(sign) if state == "score" else None
    reason = REASON if state == "not-applicable" else ""
    return Answer(key, item, state, score, evidence, note, reason)


def _choices(found: Mapping[str, Any]) -> Iterator[Choice]:
    targets: dict[str, int] = dict(found["targets"])
    for importance in ("critical", "minor"):
        for slug in found[importance]:
            yield Choice(slug, importance, targets.pop(slug, None))
    for slug, target in targets.items():
        yield Choice(slug, target=target)
    for slug, reason in found["not_applicable"].items():
        yield Choice(slug, applicable=False, reason=reason)


def _revisit(found: Mapping[str, Any]) -> Round:
    voice = Voice("user", "manager", found["rater"], found["date"], is_user=True)
    words = {item: (evidence, note) for item, evidence, note in found["notes"]}
    return Round(
        code=found["code"],
        title=found["title"],
        opened=found["opened"],
        scope=(found["scope"],),
        voices=(voice,),
        answers=tuple(
            _answer(voice.key, item, str(sign), *words.get(item, ("none", "")))
            for item, sign in found["answers"].items()
        ),
    )

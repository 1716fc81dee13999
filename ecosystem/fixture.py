"""A framework straight from its fixture file: plain values, no database.

Nothing is refused here: what is missing becomes empty, so that the checks can name it.
"""

from collections import defaultdict
from pathlib import Path
from typing import Any

import yaml

from ecosystem.content import (
    AdviceContent,
    BlockContent,
    CauseContent,
    ComponentContent,
    ContextAnswerContent,
    ContextQuestionContent,
    DependencyContent,
    FamilyContent,
    FrameworkContent,
    PillarContent,
    SymptomContent,
)

type Row = dict[str, Any]
type Rows = dict[str, list[Row]]

# libyaml reads the shipped files ten times as fast; it is not in every build of PyYAML.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def content_of_file(path: Path, wordings: Path) -> FrameworkContent:
    """The framework of a fixture file, its items worded by the shared wordings or their own.

    Raises:
        ValueError: the file is no YAML, or holds no framework, or more than one.
    """
    rows, shared = rows_of(path), rows_of(wordings)
    if len(rows["framework"]) != 1:
        raise ValueError(f"{path.name}: {len(rows['framework'])} frameworks instead of one")
    (head,) = rows["framework"]
    return FrameworkContent(
        slug=head["slug"],
        version=head["version"],
        name=head["name"],
        level=head.get("level", ""),
        credit=head.get("credit", ""),
        pillars=tuple(_pillar(row) for row in rows["pillar"]),
        components=_components(rows, shared),
        dependencies=tuple(_dependency(row) for row in rows["dependency"]),
        symptoms=_symptoms(rows),
        blocks=tuple(
            BlockContent(
                row["slug"],
                row["name"],
                _slug(row["pillar"]),
                _slugs(row),
                row.get("definition", ""),
            )
            for row in rows["block"]
        ),
        families=tuple(
            FamilyContent(row["slug"], row["name"], _slugs(row), row.get("definition", ""))
            for row in rows["family"]
        ),
        context=_context(rows),
        archetype_advice=tuple(
            (row["archetype"], _advice(row))
            for row in sorted(shared["archetypeadvice"], key=lambda row: str(row["archetype"]))
        ),
        archetype_anchors=tuple(
            sorted(_texts(shared["archetypeanchor"], lambda row: row["archetype"]).items())
        ),
    )


def rows_of(path: Path) -> Rows:
    """The fields of a fixture's rows, by the name of their model."""
    found: Rows = defaultdict(list)
    try:
        rows = yaml.load(path.read_text(encoding="utf-8"), Loader=LOADER)
    except yaml.YAMLError as error:
        raise ValueError(f"{path.name} is no YAML: {' '.join(str(error).split())}") from None
    for row in rows or []:
        found[row["model"].removeprefix("ecosystem.")].append(row["fields"])
    return found


def _slug(natural_key: list[Any] | None) -> str:
    return str(natural_key[-1]) if natural_key else ""


def _slugs(row: Row) -> tuple[str, ...]:
    return tuple(_slug(key) for key in row.get("components", []))


def _pillar(row: Row) -> PillarContent:
    return PillarContent(
        slug=row["slug"],
        name=row["name"],
        long_name=row.get("long_name", ""),
        role=row.get("role", "driver"),
        rank=row.get("rank"),
        definition=row.get("definition", ""),
        about=row.get("about", ""),
        when_missing=row.get("when_missing", ""),
    )


def _components(rows: Rows, wordings: Rows) -> tuple[ComponentContent, ...]:
    shared = _texts(wordings["archetypeanchor"], lambda row: row["archetype"])
    own = _texts(rows["anchor"], lambda row: _slug(row["component"]))
    return tuple(
        ComponentContent(
            slug=row["slug"],
            name=row["name"],
            short_name=row.get("short_name", ""),
            pillar=_slug(row["pillar"]),
            parent=_slug(row.get("parent")) or None,
            kind=row.get("kind", "item"),
            archetype=row.get("archetype", ""),
            lagging=row.get("lagging", False),
            given=row.get("given", False),
            front_line=row.get("front_line", False),
            definition=row.get("definition", ""),
            strong=row.get("strong", ""),
            weak=row.get("weak", ""),
            evidence=tuple(row.get("evidence", [])),
            weight=row.get("weight", 1.0),
            anchors=own.get(row["slug"]) or shared.get(row.get("archetype", ""), ()),
            plural=row.get("plural", False),
            advice=_advice(row) if row.get("moves") else None,
        )
        for row in rows["component"]
    )


def _advice(row: Row) -> AdviceContent:
    return AdviceContent(
        moves=tuple(row.get("moves", [])),
        owner=row.get("owner", ""),
        lead_measure=row.get("lead_measure", ""),
        lag_measure=row.get("lag_measure", ""),
        will_not_help=row.get("will_not_help", ""),
    )


def _texts(rows: list[Row], key: Any) -> dict[str, tuple[str, ...]]:
    """The texts of the levels in their order, by item or by kind of item."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: row["level"]):
        found[key(row)].append(row["text"])
    return {name: tuple(texts) for name, texts in found.items()}


def _dependency(row: Row) -> DependencyContent:
    return DependencyContent(
        driver=_slug(row["driver"]),
        dependent=_slug(row["dependent"]),
        strength=row.get("strength", ""),
        layer=row.get("layer", "drive"),
        basis=row.get("basis", ""),
        passage=row.get("passage", ""),
        rationale=row.get("rationale", ""),
    )


def _symptoms(rows: Rows) -> tuple[SymptomContent, ...]:
    causes: dict[str, list[CauseContent]] = defaultdict(list)
    for row in rows["symptomcause"]:
        causes[_slug(row["symptom"])].append(
            CauseContent(_slug(row["component"]), row.get("rank", ""), row.get("sign", ""))
        )
    return tuple(
        SymptomContent(
            slug=row["slug"],
            name=row["name"],
            measure=row.get("measure", ""),
            causes=tuple(causes[row["slug"]]),
            theme=row.get("theme", ""),
            says=row.get("says", ""),
            formula=row.get("formula", ""),
            span=row.get("span", ""),
            tempting_fix=row.get("tempting_fix", ""),
            why_it_fails=row.get("why_it_fails", ""),
            tell_apart=row.get("tell_apart", ""),
        )
        for row in rows["symptom"]
    )


def _context(rows: Rows) -> tuple[ContextQuestionContent, ...]:
    answers: dict[str, list[ContextAnswerContent]] = defaultdict(list)
    for row in rows["contextanswer"]:
        answers[_slug(row["question"])].append(
            ContextAnswerContent(row["slug"], row["name"], row.get("reason", ""), _slugs(row))
        )
    return tuple(
        ContextQuestionContent(row["slug"], row["name"], tuple(answers[row["slug"]]))
        for row in rows["contextquestion"]
    )

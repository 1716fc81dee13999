"""The shipped frameworks read straight from their fixtures: plain values, no database."""

from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from ecosystem.content import (
    BlockContent,
    CauseContent,
    ComponentContent,
    DependencyContent,
    FamilyContent,
    FrameworkContent,
    PillarContent,
    SymptomContent,
)

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"


def rows(name: str) -> dict[str, list[dict[str, Any]]]:
    """The fixture's rows by model name."""
    by_model: dict[str, list[dict[str, Any]]] = defaultdict(list)
    text = (FIXTURES / f"{name}.yaml").read_text()
    for row in yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
        by_model[row["model"].removeprefix("ecosystem.")].append(row["fields"])
    return by_model


def slugs(keys: list[list[Any]]) -> tuple[str, ...]:
    return tuple(key[-1] for key in keys)


def texts_by(name: str, found: list[dict[str, Any]]) -> dict[str, list[str]]:
    """Texts under what the field `name` says, a slug or a key that ends in one."""
    texts: dict[str, list[str]] = defaultdict(list)
    for fields in found:
        key = fields[name]
        texts[key if isinstance(key, str) else key[-1]].append(fields["text"])
    return texts


def components(found: dict[str, list[dict[str, Any]]]) -> tuple[ComponentContent, ...]:
    wordings = texts_by("archetype", rows("wordings")["archetypeanchor"])
    anchors = texts_by("component", found["anchor"])
    return tuple(
        ComponentContent(
            slug=c["slug"],
            name=c["name"],
            short_name=c["short_name"],
            pillar=c["pillar"][-1],
            parent=c["parent"][-1] if c.get("parent") else None,
            kind=c["kind"],
            archetype=c.get("archetype", ""),
            lagging=c.get("lagging", False),
            given=c.get("given", False),
            definition=c["definition"],
            anchors=tuple(anchors[c["slug"]] or wordings[c["archetype"]])
            if c["kind"] == "item"
            else (),
        )
        for c in found["component"]
    )


def symptoms(found: dict[str, list[dict[str, Any]]]) -> tuple[SymptomContent, ...]:
    causes = defaultdict(list)
    for cause in found["symptomcause"]:
        causes[cause["symptom"][-1]].append(CauseContent(cause["component"][-1], cause["rank"]))
    return tuple(
        SymptomContent(
            s["slug"], s["name"], s["measure"], s["note"], tuple(causes[s["slug"]]), s["theme"]
        )
        for s in found["symptom"]
    )


@cache
def shipped(slug: str = "sales-management-ecosystem") -> FrameworkContent:
    """The framework `slug` exactly as it ships."""
    found = rows(slug)
    head = found["framework"][0]
    return FrameworkContent(
        slug=head["slug"],
        version=head["version"],
        name=head["name"],
        level=head["level"],
        credit=head["credit"],
        pillars=tuple(
            PillarContent(
                p["slug"], p["name"], p["long_name"], p["role"], p["rank"], p["definition"]
            )
            for p in found["pillar"]
        ),
        components=components(found),
        dependencies=tuple(
            DependencyContent(
                d["driver"][-1],
                d["dependent"][-1],
                d["strength"],
                d["layer"],
                d["basis"],
                d.get("passage", ""),
                d["rationale"],
            )
            for d in found["dependency"]
        ),
        symptoms=symptoms(found),
        blocks=tuple(
            BlockContent(b["slug"], b["name"], b["pillar"][-1], slugs(b["components"]))
            for b in found["block"]
        ),
        families=tuple(
            FamilyContent(f["slug"], f["name"], slugs(f["components"])) for f in found["family"]
        ),
    )

"""What a framework must satisfy before anything is rated by it: problems, naming the culprit.

Pure: a `FrameworkContent` in, sentences out. Nothing here trusts the content, so it never asks
for what is derived from it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from ecosystem.content import (
    AdviceContent,
    BlockContent,
    ComponentContent,
    DependencyContent,
    FamilyContent,
    FrameworkContent,
    PillarContent,
    SymptomContent,
)
from ecosystem.graph import STRENGTHS, drive_cycle, expand

type Part = PillarContent | ComponentContent | SymptomContent | BlockContent | FamilyContent

LAYERS = ("drive", "feedback")
BASES = ("stated", "implied", "practice")
RANKS = ("primary", "secondary")
LEVELS = 5
LONGEST_SHORT_NAME = 31
MOVES = 3


def problems_of(framework: FrameworkContent) -> list[str]:
    """Every problem of the framework, one sentence each; an empty list if it is sound."""
    return [
        *_slugs(framework),
        *_texts(framework),
        *_tree(framework),
        *_dependencies(framework),
        *_symptoms(framework),
        *_collections(framework),
        *_advice(framework),
        *_context(framework),
        *_alone(framework),
        *_cycle(framework),
    ]


def _slugs(framework: FrameworkContent) -> Iterator[str]:
    """Pillars and components share one room: both are asked for by slug."""
    rooms = {
        "": [*_slugs_of(framework.pillars), *_slugs_of(framework.components)],
        "symptom ": _slugs_of(framework.symptoms),
        "block ": _slugs_of(framework.blocks),
        "family ": _slugs_of(framework.families),
        "context ": [question.slug for question in framework.context],
    }
    for kind, slugs in rooms.items():
        for slug in _twice(slugs):
            yield f"{kind}{slug}: the slug is there twice"


def _slugs_of(parts: Sequence[Part]) -> list[str]:
    return [part.slug for part in parts]


def _twice(words: Iterable[str]) -> list[str]:
    return [word for word, count in Counter(words).items() if count > 1]


def _texts(framework: FrameworkContent) -> Iterator[str]:
    defined = {part.slug: part.definition for part in framework.components}
    defined |= {pillar.slug: pillar.definition for pillar in framework.pillars}
    for slug, definition in defined.items():
        if not definition.strip():
            yield f"{slug}: the definition is missing"
    for component in framework.components:
        length = len(component.short_name)
        if not component.short_name.strip():
            yield f"{component.slug}: the short name is missing"
        elif length > LONGEST_SHORT_NAME:
            yield (
                f"{component.slug}: the short name has {length} characters, "
                f"{LONGEST_SHORT_NAME} fit: {component.short_name!r}"
            )
        if component.is_item and len(component.anchors) != LEVELS:
            yield f"{component.slug}: {len(component.anchors)} levels are worded instead of 5"
    for name in _twice(component.short_name for component in framework.components):
        bearers = [part.slug for part in framework.components if part.short_name == name]
        yield f"{', '.join(bearers)}: share the short name {name!r}"


def _tree(framework: FrameworkContent) -> Iterator[str]:
    pillars = {pillar.slug for pillar in framework.pillars}
    components = {component.slug: component for component in framework.components}
    parents = {component.parent for component in framework.components}
    for component in framework.components:
        parent = components.get(component.parent or "")
        if component.pillar not in pillars:
            yield f"{component.slug}: its pillar {component.pillar!r} is unknown"
        if component.parent and parent is None:
            yield f"{component.slug}: its group {component.parent!r} is unknown"
        elif parent and parent.is_item:
            yield f"{component.slug}: stands below {parent.slug}, which is an item, not a group"
        elif parent and parent.pillar != component.pillar:
            yield f"{component.slug}: stands in another pillar than its group {parent.slug}"
        if component.parent and _is_below_itself(component, components):
            yield f"{component.slug}: is a group below itself"
        if not component.is_item and component.slug not in parents:
            yield f"{component.slug}: is a group without any component"


def _is_below_itself(component: ComponentContent, components: dict[str, ComponentContent]) -> bool:
    seen: set[str] = set()
    above = component.parent
    while above in components and above not in seen:
        seen.add(above)
        above = components[above].parent
    return component.slug in seen


def _dependencies(framework: FrameworkContent) -> Iterator[str]:
    known = {component.slug for component in framework.components}
    for link in framework.dependencies:
        name = _said(link)
        for end in (link.driver, link.dependent):
            if end not in known:
                yield f"{name}: {end!r} is unknown"
        if link.driver == link.dependent:
            yield f"{name}: nothing drives itself"
        if link.strength not in STRENGTHS:
            yield f"{name}: the strength {link.strength!r} is none of {', '.join(STRENGTHS)}"
        if link.layer not in LAYERS:
            yield f"{name}: the layer {link.layer!r} is none of {', '.join(LAYERS)}"
        if link.basis not in BASES:
            yield f"{name}: the basis {link.basis!r} is none of {', '.join(BASES)}"
        if not link.rationale.strip():
            yield f"{name}: the rationale is missing"
    for name in _twice(_said(link) for link in framework.dependencies):
        yield f"{name}: the dependency is there twice"


def _said(link: DependencyContent) -> str:
    return f"{link.driver} -> {link.dependent}"


def _symptoms(framework: FrameworkContent) -> Iterator[str]:
    known = {component.slug for component in framework.components}
    for symptom in framework.symptoms:
        if not symptom.causes:
            yield f"symptom {symptom.slug}: no cause is named"
        for cause in symptom.causes:
            if cause.component not in known:
                yield f"symptom {symptom.slug}: its cause {cause.component!r} is unknown"
            if cause.rank not in RANKS:
                yield (
                    f"symptom {symptom.slug}: the rank {cause.rank!r} of {cause.component} "
                    f"is none of {', '.join(RANKS)}"
                )
        for slug in _twice(cause.component for cause in symptom.causes):
            yield f"symptom {symptom.slug}: names {slug} twice"


def _collections(framework: FrameworkContent) -> Iterator[str]:
    pillars = {pillar.slug for pillar in framework.pillars}
    items = {component.slug for component in framework.components if component.is_item}
    for block in framework.blocks:
        if block.pillar not in pillars:
            yield f"block {block.slug}: its pillar {block.pillar!r} is unknown"
    for kind, parts in (("block", framework.blocks), ("family", framework.families)):
        for part in parts:
            for slug in part.items:
                if slug not in items:
                    yield f"{kind} {part.slug}: {slug!r} is no item of this framework"


def _advice(framework: FrameworkContent) -> Iterator[str]:
    given = {part.slug: part.advice for part in framework.components}
    given |= {f"archetype {kind}": advice for kind, advice in framework.archetype_advice}
    for bearer, advice in given.items():
        if advice and len(advice.moves) != MOVES:
            yield f"{bearer}: {len(advice.moves)} first moves instead of {MOVES}"
        if advice and (missing := _missing_from(advice)):
            yield f"{bearer}: its advice lacks {', '.join(missing)}"


def _missing_from(advice: AdviceContent) -> list[str]:
    parts = {
        "the owner": advice.owner,
        "the lead measure": advice.lead_measure,
        "the lag measure": advice.lag_measure,
        "what will not help": advice.will_not_help,
    }
    return [name for name, text in parts.items() if not text.strip()]


def _context(framework: FrameworkContent) -> Iterator[str]:
    known = {component.slug for component in framework.components}
    for question in framework.context:
        if len(question.answers) < 2:
            yield f"context {question.slug}: a question needs two answers to choose from"
        for answer in question.answers:
            name = f"context {question.slug}, {answer.slug}"
            for slug in answer.components:
                if slug not in known:
                    yield f"{name}: {slug!r} is unknown"
            if answer.components and not answer.reason.strip():
                yield f"{name}: proposes components as not applicable without a reason"


def _alone(framework: FrameworkContent) -> Iterator[str]:
    """Items that no dependency reaches, neither their own nor one of a group they stand in."""
    linked = {end for link in framework.dependencies for end in (link.driver, link.dependent)}
    components = {component.slug: component for component in framework.components}
    for component in framework.components:
        if component.is_item and linked.isdisjoint(_with_groups(component, components)):
            yield f"{component.slug}: stands alone, no dependency leads to it or away from it"


def _with_groups(component: ComponentContent, components: dict[str, ComponentContent]) -> list[str]:
    found = [component.slug]
    above = component.parent
    while above in components and above not in found:
        found.append(above)
        above = components[above].parent
    return found


def _cycle(framework: FrameworkContent) -> Iterator[str]:
    """One cycle among the drive links between items, groups expanded; unsound links left out."""
    components = {component.slug: component for component in framework.components}
    items = [slug for slug, component in components.items() if component.is_item]
    members: dict[str, list[str]] = {
        slug: [] for slug, component in components.items() if not component.is_item
    }
    for slug in items:
        for group in _with_groups(components[slug], components)[1:]:
            members.setdefault(group, []).append(slug)
    links = [d.link for d in framework.dependencies if d.strength in STRENGTHS]
    cycle = drive_cycle(expand(links, items, members, dict.fromkeys(items, 1.0)))
    if cycle:
        first = cycle.index(min(cycle))  # begin where the catalogue does
        names = [items[index] for index in (*cycle[first:], *cycle[: first + 1])]
        yield f"{' -> '.join(names)}: a cycle in the drive layer"

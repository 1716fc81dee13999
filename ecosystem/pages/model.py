"""The model on a page: pillars in their order, what drives most, and where it shows."""

from collections import Counter
from dataclasses import dataclass

from ecosystem.content import ComponentContent, FrameworkContent, PillarContent, SymptomContent
from ecosystem.pages.words import Entry, counted, counts_of, link_to

AUDIENCES = {"organisation": "For a sales organisation", "salesperson": "For one salesperson"}
SOURCES_SHOWN = 8


@dataclass(frozen=True, slots=True)
class PillarColumn:
    slug: str
    name: str
    definition: str
    counts: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """A component that drives many others."""

    slug: str
    name: str
    pillar: str
    drives: int
    driven_by: int


@dataclass(frozen=True, slots=True)
class CrossingRow:
    """How many dependencies run from one pillar into each; None stands for no dependency."""

    name: str
    counts: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Sign:
    """An operational symptom and the components that usually cause it."""

    slug: str
    name: str
    measure: str
    usual: tuple[Entry, ...]
    further: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """What a pillar drives, what drives it, and what is seen where it is missing."""

    name: str
    about: str
    when_missing: str


@dataclass(frozen=True, slots=True)
class ModelPage:
    slug: str
    version: int
    name: str
    audience: str
    credit: str
    lead: str
    counts: str
    busiest: str
    columns: tuple[PillarColumn, ...]
    overlays: tuple[PillarColumn, ...]
    stories: tuple[Story, ...]
    crossings: tuple[CrossingRow, ...]
    sources: tuple[Source, ...]
    signs: tuple[Sign, ...]

    @property
    def has_groups(self) -> bool:
        return any(entry.below for column in self.columns for entry in column.entries)


def model_page(framework: FrameworkContent) -> ModelPage:
    """The whole framework on one page."""
    ranked = sorted(
        (pillar for pillar in framework.pillars if not pillar.is_overlay),
        key=lambda pillar: pillar.rank or 0,
    )
    overlays = [pillar for pillar in framework.pillars if pillar.is_overlay]
    return ModelPage(
        slug=framework.slug,
        version=framework.version,
        name=framework.name,
        audience=AUDIENCES[framework.level],
        credit=framework.credit,
        lead=_lead(framework),
        counts=counts_of(framework),
        busiest=_busiest(framework),
        columns=tuple(_column(framework, pillar) for pillar in ranked),
        overlays=tuple(_column(framework, pillar) for pillar in overlays),
        stories=tuple(
            Story(pillar.long_name, pillar.about, pillar.when_missing)
            for pillar in (*ranked, *overlays)
            if pillar.about
        ),
        crossings=_crossings(framework, [*ranked, *overlays]),
        sources=_sources(framework),
        signs=tuple(_sign(framework, symptom) for symptom in framework.symptoms),
    )


def _lead(framework: FrameworkContent) -> str:
    items = counted(len(framework.items), "rated item")
    groups = f" in {counted(len(framework.groups), 'group')}" if framework.groups else ""
    links = counted(len(framework.dependencies), "dependency", "dependencies")
    return f"{items}{groups}; {links} say where a weakness starts and where it shows."


def _busiest(framework: FrameworkContent) -> str:
    """The busiest crossing between two pillars, and the component that drives most."""
    crossings = _crossing_counts(framework)
    between = {ends: count for ends, count in crossings.items() if ends[0] != ends[1]}
    sources = _sources(framework)
    if not between or not sources:
        return ""
    upper, lower = max(between, key=lambda ends: between[ends])
    names = framework.pillar_by_slug
    links = counted(between[upper, lower], "dependency", "dependencies")
    return (
        f"The busiest crossing leads from {names[upper].name} into {names[lower].name}: {links}. "
        f"No component drives more than {sources[0].name}: {counted(sources[0].drives, 'other')}."
    )


def _column(framework: FrameworkContent, pillar: PillarContent) -> PillarColumn:
    entries = tuple(_entry(framework, part) for part in framework.children[pillar.slug])
    counts = counted(len(framework.items_of(pillar.slug)), "item")
    groups = sum(1 for group in framework.groups if group.pillar == pillar.slug)
    if groups:
        counts += f", {counted(groups, 'group')}"
    return PillarColumn(pillar.slug, pillar.long_name, pillar.definition, counts, entries)


def _entry(framework: FrameworkContent, part: ComponentContent) -> Entry:
    below = tuple(_entry(framework, child) for child in framework.children.get(part.slug, ()))
    items = len(framework.items_of(part.slug))
    return Entry(part.slug, part.short_name, part.is_item, items, below)


def _crossing_counts(framework: FrameworkContent) -> Counter[tuple[str, str]]:
    pillar = {part.slug: part.pillar for part in framework.components}
    return Counter((pillar[d.driver], pillar[d.dependent]) for d in framework.dependencies)


def _crossings(framework: FrameworkContent, order: list[PillarContent]) -> tuple[CrossingRow, ...]:
    counts = _crossing_counts(framework)
    return tuple(
        CrossingRow(upper.name, tuple(counts.get((upper.slug, lower.slug)) for lower in order))
        for upper in order
    )


def _sources(framework: FrameworkContent) -> tuple[Source, ...]:
    driving = [part for part in framework.components if framework.dependents_of[part.slug]]
    driving.sort(key=lambda part: -len(framework.dependents_of[part.slug]))
    return tuple(
        Source(
            slug=part.slug,
            name=part.short_name,
            pillar=framework.pillar_by_slug[part.pillar].name,
            drives=len(framework.dependents_of[part.slug]),
            driven_by=len(framework.drivers_of[part.slug]),
        )
        for part in driving[:SOURCES_SHOWN]
    )


def _sign(framework: FrameworkContent, symptom: SymptomContent) -> Sign:
    def of_rank(rank: str) -> tuple[Entry, ...]:
        causes = (cause for cause in symptom.causes if cause.rank == rank)
        return tuple(link_to(framework, cause.component) for cause in causes)

    return Sign(
        symptom.slug, symptom.name, symptom.measure, of_rank("primary"), of_rank("secondary")
    )

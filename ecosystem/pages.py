"""What the pages about a framework show, as plain values: the model, and one component in it."""

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from ecosystem.content import (
    ComponentContent,
    DependencyContent,
    FrameworkContent,
    PillarContent,
    SymptomContent,
)
from ecosystem.graph import FEEDBACK

LEVELS = ("Ad hoc", "Emerging", "Practised", "Managed", "Learning")
AUDIENCES = {"organisation": "For a sales organisation", "salesperson": "For one salesperson"}
DRIVER_STRENGTHS = {
    "strong": "Strong: its weakness nearly always shows here",
    "moderate": "Moderate: its weakness often shows here",
    "weak": "Weak: its weakness shows here about every other time",
}
DEPENDENT_STRENGTHS = {
    "strong": "Strong: weakness here nearly always shows there",
    "moderate": "Moderate: weakness here often shows there",
    "weak": "Weak: weakness here shows there about every other time",
}
BASES = {
    "stated": "Stated by the source",
    "implied": "Implied by the source",
    "practice": "Professional practice",
}
RANKS = {"primary": "a usual cause", "secondary": "a further cause"}
SOURCES_SHOWN = 8
ROW = 52
"""Height in pixels of one row of the figure, gap included; pages.css draws the boxes to it."""
BOX = 44
REACH = 160
"""Width of the room that the lines of the figure cross."""


def counted(count: int, one: str, many: str = "") -> str:
    return f"{count} {one if count == 1 else many or one + 's'}"


# --------------------------------------------------------------------------------- the model


@dataclass(frozen=True, slots=True)
class Entry:
    """A component as a link; a group also lists what is below it."""

    slug: str
    name: str
    is_item: bool
    items: int = 1
    below: tuple["Entry", ...] = ()


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

    name: str
    measure: str
    usual: tuple[Entry, ...]
    further: tuple[Entry, ...]


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
        crossings=_crossings(framework, [*ranked, *overlays]),
        sources=_sources(framework),
        signs=tuple(_sign(framework, symptom) for symptom in framework.symptoms),
    )


def counts_of(framework: FrameworkContent) -> str:
    """Items, groups, dependencies and operational symptoms, those that there are."""
    items = counted(len(framework.items), "rated item")
    if framework.groups:
        items += f", {len(framework.items) - _outside(framework)} of them in "
        items += counted(len(framework.groups), "group")
    parts = [counted(len(framework.pillars), "pillar"), items]
    parts.append(counted(len(framework.dependencies), "dependency", "dependencies"))
    if framework.symptoms:
        parts.append(counted(len(framework.symptoms), "operational symptom"))
    return "; ".join(parts)


def _outside(framework: FrameworkContent) -> int:
    return sum(1 for item in framework.items if item.parent is None)


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
        causes = (framework.by_slug[c.component] for c in symptom.causes if c.rank == rank)
        return tuple(Entry(part.slug, part.short_name, part.is_item) for part in causes)

    return Sign(symptom.name, symptom.measure, of_rank("primary"), of_rank("secondary"))


# ---------------------------------------------------------------------------- one component


@dataclass(frozen=True, slots=True)
class Level:
    number: int
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Neighbour:
    """The other end of one dependency, with why it is there."""

    slug: str
    name: str
    pillar: str
    strength: str  # the word, for the width of the line
    strength_said: str
    basis: str
    rationale: str
    is_feedback: bool
    through: str  # name of the group that carries the dependency, "" if the component itself does


@dataclass(frozen=True, slots=True)
class Usual:
    """An operational symptom that a component usually shows up as."""

    name: str
    measure: str
    rank: str


@dataclass(frozen=True, slots=True)
class Child:
    slug: str
    name: str
    definition: str
    links: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the figure: a path, its head, and the width its strength gives it."""

    path: str
    head: str
    width: float
    is_feedback: bool


@dataclass(frozen=True, slots=True)
class Context:
    """The lines of the figure, drivers at the left, dependents at the right."""

    height: int
    left: tuple[Line, ...]
    right: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class ComponentPage:
    slug: str
    version: int
    framework: str
    component: ComponentContent
    pillar: str
    path: tuple[Entry, ...]
    kind: str
    levels: tuple[Level, ...]
    title: str
    drivers: tuple[Neighbour, ...]
    dependents: tuple[Neighbour, ...]
    context: Context
    symptoms: tuple[Usual, ...]
    children: tuple[Child, ...]
    before: Entry | None
    after: Entry | None


def component_page(framework: FrameworkContent, slug: str) -> ComponentPage:
    """One component: what it is, what drives it, what it drives, and where it shows."""
    part = framework.by_slug[slug]
    drivers, dependents = _neighbours(framework, slug, True), _neighbours(framework, slug, False)
    before, after = _beside(framework, slug)
    return ComponentPage(
        slug=framework.slug,
        version=framework.version,
        framework=framework.name,
        component=part,
        pillar=framework.pillar_by_slug[part.pillar].long_name,
        path=tuple(_link(framework, above) for above in framework.path_to(slug)[:-1]),
        kind=_kind(framework, part),
        levels=tuple(
            Level(number, name, text)
            for number, (name, text) in enumerate(zip(LEVELS, part.anchors, strict=False), 1)
        ),
        title=_context_title(len(drivers), len(dependents)),
        drivers=drivers,
        dependents=dependents,
        context=_context(drivers, dependents),
        symptoms=_usual(framework, slug),
        children=tuple(_child(framework, child) for child in framework.children.get(slug, ())),
        before=before,
        after=after,
    )


def _link(framework: FrameworkContent, slug: str) -> Entry:
    return Entry(slug, framework.by_slug[slug].short_name, framework.by_slug[slug].is_item)


def _kind(framework: FrameworkContent, part: ComponentContent) -> str:
    if not part.is_item:
        items = counted(len(framework.members[part.slug]), "item")
        return f"Group of {items}; its score is rolled up from theirs"
    if part.lagging:
        return "Rated item; an outcome, so never named as a root cause"
    if part.given:
        return "Rated item; given from outside sales, to be raised rather than fixed here"
    return "Rated item"


def _context_title(drivers: int, dependents: int) -> str:
    if not drivers and not dependents:
        return ""
    if not drivers:
        return f"Nothing in this framework drives it; it drives {counted(dependents, 'other')}"
    if not dependents:
        return f"Driven by {drivers}, it drives nothing further: weakness arrives here"
    return f"Driven by {drivers}, it drives {counted(dependents, 'other')}"


def _neighbours(framework: FrameworkContent, slug: str, upstream: bool) -> tuple[Neighbour, ...]:
    """The dependencies of the component itself first, then those its groups bring."""
    by_end = framework.drivers_of if upstream else framework.dependents_of
    own, *groups = reversed(framework.path_to(slug))
    found = [_neighbour(framework, link, upstream, "") for link in by_end[own]]
    for group in groups:
        through = framework.by_slug[group].short_name
        found += [_neighbour(framework, link, upstream, through) for link in by_end[group]]
    return tuple(found)


def _neighbour(
    framework: FrameworkContent, link: DependencyContent, upstream: bool, through: str
) -> Neighbour:
    other = framework.by_slug[link.driver if upstream else link.dependent]
    return Neighbour(
        slug=other.slug,
        name=other.short_name,
        pillar=framework.pillar_by_slug[other.pillar].name,
        strength=link.strength,
        strength_said=(DRIVER_STRENGTHS if upstream else DEPENDENT_STRENGTHS)[link.strength],
        basis=BASES[link.basis],
        rationale=link.rationale,
        is_feedback=link.layer == FEEDBACK,
        through=through,
    )


def _usual(framework: FrameworkContent, slug: str) -> tuple[Usual, ...]:
    found = [
        Usual(symptom.name, symptom.measure, RANKS[cause.rank])
        for symptom in framework.symptoms
        for cause in symptom.causes
        if cause.component == slug
    ]
    return tuple(sorted(found, key=lambda usual: usual.rank != RANKS["primary"]))


def _child(framework: FrameworkContent, part: ComponentContent) -> Child:
    drivers, dependents = framework.drivers_of[part.slug], framework.dependents_of[part.slug]
    links = f"driven by {len(drivers)}, drives {len(dependents)}"
    if not part.is_item:
        links = counted(len(framework.members[part.slug]), "item")
    return Child(part.slug, part.short_name, part.definition, links)


def _beside(framework: FrameworkContent, slug: str) -> tuple[Entry | None, Entry | None]:
    """The components before and after in the catalogue, within the framework."""
    order = [component.slug for component in framework.components]
    before = {later: earlier for earlier, later in pairwise(order)}.get(slug)
    after = dict(pairwise(order)).get(slug)
    return (
        _link(framework, before) if before else None,
        _link(framework, after) if after else None,
    )


# ------------------------------------------------------------------------------- the figure


WIDTHS = {"strong": 4.0, "moderate": 2.4, "weak": 1.4}
SLOT = 9
HEAD = 9


def _context(drivers: tuple[Neighbour, ...], dependents: tuple[Neighbour, ...]) -> Context:
    rows = max(len(drivers), len(dependents), 2)
    height = rows * ROW - (ROW - BOX)
    return Context(
        height=height,
        left=tuple(
            _line(start, end, near.strength, near.is_feedback)
            for near, (end, start) in zip(drivers, _slots(len(drivers), height), strict=True)
        ),
        right=tuple(
            _line(start, end, near.strength, near.is_feedback)
            for near, (start, end) in zip(dependents, _slots(len(dependents), height), strict=True)
        ),
    )


def _slots(count: int, height: int) -> list[tuple[float, float]]:
    """Where each line meets the box in the middle, and the box at the side."""
    middle = height / 2
    apart = min(SLOT, (BOX - 8) / max(count - 1, 1))
    return [
        (
            middle + (index - (count - 1) / 2) * apart,
            middle + (index - (count - 1) / 2) * ROW,
        )
        for index in range(count)
    ]


def _line(start: float, end: float, strength: str, is_feedback: bool) -> Line:
    stop, half = REACH - HEAD, REACH / 2
    return Line(
        path=f"M0 {start:g}C{half:g} {start:g} {half:g} {end:g} {stop:g} {end:g}",
        head=f"M{stop - 1:g} {end - 5:g}L{REACH - 1} {end:g}L{stop - 1:g} {end + 5:g}Z",
        width=WIDTHS[strength],
        is_feedback=is_feedback,
    )

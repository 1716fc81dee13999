"""One component: what it is, what drives it, what it drives, and where it shows."""

from dataclasses import dataclass
from itertools import pairwise

from ecosystem.content import ComponentContent, DependencyContent, FrameworkContent
from ecosystem.graph import FEEDBACK
from ecosystem.pages import LEVELS
from ecosystem.pages.figure import Context, End, context
from ecosystem.pages.words import Entry, counted, link_to

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
        path=tuple(link_to(framework, above) for above in framework.path_to(slug)[:-1]),
        kind=_kind(framework, part),
        levels=tuple(
            Level(number, name, text)
            for number, (name, text) in enumerate(zip(LEVELS, part.anchors, strict=False), 1)
        ),
        title=_context_title(len(drivers), len(dependents)),
        drivers=drivers,
        dependents=dependents,
        context=context(_ends(drivers), _ends(dependents)),
        symptoms=_usual(framework, slug),
        children=tuple(_child(framework, child) for child in framework.children.get(slug, ())),
        before=before,
        after=after,
    )


def _kind(framework: FrameworkContent, part: ComponentContent) -> str:
    if not part.is_item:
        items = counted(len(framework.members[part.slug]), "item")
        return f"Group of {items}; its score is rolled up from theirs"
    if part.lagging:
        return "Rated item; an outcome, so never named as a root cause"
    if part.given:
        return "Rated item; given from outside sales, to be raised rather than fixed here"
    return "Rated item"


def _ends(neighbours: tuple[Neighbour, ...]) -> list[End]:
    return [End(near.strength, near.is_feedback) for near in neighbours]


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
        link_to(framework, before) if before else None,
        link_to(framework, after) if after else None,
    )

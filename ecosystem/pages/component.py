"""One component: what it is, what drives it, what it drives, and where it shows."""

from dataclasses import dataclass
from itertools import pairwise

from ecosystem.content import (
    AdviceContent,
    ComponentContent,
    DependencyContent,
    FrameworkContent,
)
from ecosystem.graph import FEEDBACK
from ecosystem.pages import LEVELS
from ecosystem.pages.figure import Context, End, context
from ecosystem.pages.words import Entry, counted, link_to
from ecosystem.sentences import ARCHETYPES, dependency_clause, written_for

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
    basis: str
    sentence: str
    is_feedback: bool
    through: str  # name of the group that carries the dependency, "" if the component itself does


@dataclass(frozen=True, slots=True)
class Usual:
    """An operational symptom that a component usually shows up as."""

    slug: str
    name: str
    rank: str
    sign: str


@dataclass(frozen=True, slots=True)
class FirstMoves:
    """What to do about it, and a word on whom the advice is for if not for it alone."""

    advice: AdviceContent
    shared: str


@dataclass(frozen=True, slots=True)
class Topic:
    """What is rated under a like name elsewhere, and how the places differ."""

    name: str
    definition: str
    elsewhere: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Absence:
    """What an organisation says of itself, where the component falls away."""

    question: str
    answer: str
    reason: str


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
    levels_said: str
    title: str
    drivers: tuple[Neighbour, ...]
    dependents: tuple[Neighbour, ...]
    context: Context
    symptoms: tuple[Usual, ...]
    first: FirstMoves | None
    topics: tuple[Topic, ...]
    absences: tuple[Absence, ...]
    children: tuple[Child, ...]
    before: Entry | None
    after: Entry | None

    @property
    def full_name(self) -> str:
        """What the source calls it, where that is more than the name used everywhere."""
        return "" if self.component.name == self.component.short_name else self.component.name

    @property
    def moves_heading(self) -> str:
        return "What moves it" if self.component.lagging else "First moves"


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
        levels_said=_levels_said(framework, part),
        title=_context_title(len(drivers), len(dependents)),
        drivers=drivers,
        dependents=dependents,
        context=context(_ends(drivers), _ends(dependents)),
        symptoms=_usual(framework, slug),
        first=_first(framework, slug),
        topics=_topics(framework, slug),
        absences=_absences(framework, slug),
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


def _levels_said(framework: FrameworkContent, part: ComponentContent) -> str:
    """Whether the five sentences are its own."""
    like = [item for item in framework.items if item.anchors == part.anchors]
    if len(like) < 2:
        return "Written for this item."
    return f"These five sentences serve all {ARCHETYPES[part.archetype]}."


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
    driver, dependent = framework.by_slug[link.driver], framework.by_slug[link.dependent]
    other = driver if upstream else dependent
    return Neighbour(
        slug=other.slug,
        name=other.short_name,
        pillar=framework.pillar_by_slug[other.pillar].name,
        strength=link.strength,
        basis=BASES[link.basis],
        sentence=f"{dependency_clause(driver, dependent, link)}.",
        is_feedback=link.layer == FEEDBACK,
        through=through,
    )


def _usual(framework: FrameworkContent, slug: str) -> tuple[Usual, ...]:
    return tuple(
        Usual(symptom.slug, symptom.name, RANKS[cause.rank], cause.sign)
        for symptom, cause in framework.causes_of[slug]
    )


def _first(framework: FrameworkContent, slug: str) -> FirstMoves | None:
    given = framework.advice_of(slug)
    if given is None:
        return None
    return FirstMoves(given.advice, written_for(framework, given))


def _topics(framework: FrameworkContent, slug: str) -> tuple[Topic, ...]:
    return tuple(
        Topic(
            family.name,
            family.definition,
            tuple(link_to(framework, other) for other in family.items if other != slug),
        )
        for family in framework.families_of.get(slug, ())
    )


def _absences(framework: FrameworkContent, slug: str) -> tuple[Absence, ...]:
    path = set(framework.path_to(slug))
    return tuple(
        Absence(question.name, answer.name, answer.reason)
        for question in framework.context
        for answer in question.answers
        if path.intersection(answer.components)
    )


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

"""A framework version as plain values: what pages, engine and reports read. No Django here.

Everything is frozen and made once per framework version; a published version never changes, so
one `FrameworkContent` may be kept in the process and shared.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

from ecosystem.graph import Link


@dataclass(frozen=True, slots=True)
class PillarContent:
    slug: str
    name: str
    long_name: str
    role: str
    rank: int | None
    definition: str = ""
    about: str = ""
    when_missing: str = ""

    @property
    def is_overlay(self) -> bool:
        return self.role == "overlay"


@dataclass(frozen=True, slots=True)
class AdviceContent:
    """What to do about a weak item: three first moves in order, whose they are, what shows that
    they work."""

    moves: tuple[str, ...]
    owner: str
    lead_measure: str
    lag_measure: str
    will_not_help: str


@dataclass(frozen=True, slots=True)
class GivenAdvice:
    """The advice on an item, and whose it is: `bearer` is a group or an archetype, "" its own."""

    advice: AdviceContent
    bearer: str = ""


@dataclass(frozen=True, slots=True)
class ComponentContent:
    slug: str
    name: str
    short_name: str
    pillar: str
    parent: str | None
    kind: str
    archetype: str = ""
    lagging: bool = False
    given: bool = False
    front_line: bool = False  # a seller can tell from daily work how it is
    definition: str = ""
    strong: str = ""
    weak: str = ""
    evidence: tuple[str, ...] = ()
    weight: float = 1.0
    anchors: tuple[str, ...] = ()  # five sentences, level 1 first; none for a group
    plural: bool = False  # whether the short name takes a plural verb
    advice: AdviceContent | None = None  # its own; see `FrameworkContent.advice_of`

    @property
    def is_item(self) -> bool:
        return self.kind == "item"


@dataclass(frozen=True, slots=True)
class DependencyContent:
    driver: str
    dependent: str
    strength: str
    layer: str
    basis: str
    passage: str
    rationale: str

    @property
    def link(self) -> Link:
        return Link(self.driver, self.dependent, self.strength, self.layer)


@dataclass(frozen=True, slots=True)
class CauseContent:
    component: str
    rank: str
    sign: str = ""  # what points to this cause among the others


@dataclass(frozen=True, slots=True)
class SymptomContent:
    slug: str
    name: str
    measure: str
    causes: tuple[CauseContent, ...]
    theme: str = ""
    says: str = ""
    formula: str = ""
    span: str = ""
    tempting_fix: str = ""
    why_it_fails: str = ""
    tell_apart: str = ""


@dataclass(frozen=True, slots=True)
class BlockContent:
    slug: str
    name: str
    pillar: str
    items: tuple[str, ...]
    definition: str = ""


@dataclass(frozen=True, slots=True)
class FamilyContent:
    slug: str
    name: str
    items: tuple[str, ...]
    definition: str = ""  # how its items differ from one another


@dataclass(frozen=True, slots=True)
class ContextAnswerContent:
    """One answer about the organisation, and the components it proposes as not applicable."""

    slug: str
    name: str
    reason: str
    components: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ContextQuestionContent:
    slug: str
    name: str
    answers: tuple[ContextAnswerContent, ...]


@dataclass(frozen=True)
class FrameworkContent:
    """One framework version. `components` stand in catalogue order, a group before its children."""

    slug: str
    version: int
    name: str
    level: str
    credit: str
    pillars: tuple[PillarContent, ...]
    components: tuple[ComponentContent, ...]
    dependencies: tuple[DependencyContent, ...]
    symptoms: tuple[SymptomContent, ...]
    blocks: tuple[BlockContent, ...] = ()
    families: tuple[FamilyContent, ...] = ()
    context: tuple[ContextQuestionContent, ...] = ()
    archetype_advice: tuple[tuple[str, AdviceContent], ...] = ()
    archetype_anchors: tuple[tuple[str, tuple[str, ...]], ...] = ()  # five sentences per kind

    @cached_property
    def digest(self) -> str:
        """A fingerprint of everything in it: corrected texts make another document."""
        return sha256(repr(self).encode()).hexdigest()

    @cached_property
    def by_slug(self) -> dict[str, ComponentContent]:
        return {component.slug: component for component in self.components}

    @cached_property
    def pillar_by_slug(self) -> dict[str, PillarContent]:
        return {pillar.slug: pillar for pillar in self.pillars}

    @cached_property
    def symptom_by_slug(self) -> dict[str, SymptomContent]:
        return {symptom.slug: symptom for symptom in self.symptoms}

    @cached_property
    def block_by_slug(self) -> dict[str, BlockContent]:
        return {block.slug: block for block in self.blocks}

    @cached_property
    def block_of(self) -> dict[str, BlockContent]:
        """Slug of an item → the block it belongs to; items outside all blocks are missing."""
        return {item: block for block in self.blocks for item in block.items}

    @cached_property
    def block_anchors(self) -> dict[str, tuple[str, ...]]:
        """Slug of a block → its five sentences: those of its only item, or of the kind of item
        that prevails in it; of two equally frequent kinds the one that comes first."""
        shared = dict(self.archetype_anchors)
        found = {}
        for block in self.blocks:
            kinds = [self.by_slug[item].archetype for item in block.items]
            if len(kinds) == 1:
                found[block.slug] = self.by_slug[block.items[0]].anchors
            else:
                found[block.slug] = shared.get(max(kinds, key=kinds.count), ())
        return found

    @cached_property
    def items(self) -> tuple[ComponentContent, ...]:
        """The rated leaves, in catalogue order."""
        return tuple(component for component in self.components if component.is_item)

    @cached_property
    def groups(self) -> tuple[ComponentContent, ...]:
        return tuple(component for component in self.components if not component.is_item)

    @cached_property
    def children(self) -> dict[str, tuple[ComponentContent, ...]]:
        """Slug of a pillar or a group → the components right below it."""
        below: dict[str, list[ComponentContent]] = {pillar.slug: [] for pillar in self.pillars}
        below |= {group.slug: [] for group in self.groups}
        for component in self.components:
            below[component.parent or component.pillar].append(component)
        return {slug: tuple(rows) for slug, rows in below.items()}

    @cached_property
    def members(self) -> dict[str, tuple[str, ...]]:
        """Slug of a group → slugs of all items below it, however deep."""
        return {group.slug: tuple(self._leaves(group.slug)) for group in self.groups}

    def _leaves(self, slug: str) -> Iterator[str]:
        for child in self.children[slug]:
            if child.is_item:
                yield child.slug
            else:
                yield from self._leaves(child.slug)

    def items_of(self, slug: str) -> tuple[str, ...]:
        """The items a pillar, group, block or item stands for, in catalogue order."""
        if slug in self.pillar_by_slug:
            return tuple(item.slug for item in self.items if item.pillar == slug)
        if slug in self.members:
            return self.members[slug]
        if slug in self.block_by_slug:
            return self.block_by_slug[slug].items
        return (slug,)

    @cached_property
    def top_of(self) -> dict[str, str]:
        """Slug of each component → slug of its top-level component (child of a pillar)."""
        return {component.slug: self.path_to(component.slug)[0] for component in self.components}

    def path_to(self, slug: str) -> tuple[str, ...]:
        """From the top-level component down to `slug` itself."""
        path: list[str] = []
        at: str | None = slug
        while at is not None:
            path.append(at)
            at = self.by_slug[at].parent
        return tuple(reversed(path))

    def advice_of(self, slug: str) -> GivenAdvice | None:
        """Its own advice, or that of the nearest group above, or that of its kind of item."""
        own, *groups = reversed(self.path_to(slug))
        if found := self.by_slug[own].advice:
            return GivenAdvice(found)
        for group in groups:
            if found := self.by_slug[group].advice:
                return GivenAdvice(found, group)
        archetype = self.by_slug[own].archetype
        found = dict(self.archetype_advice).get(archetype)
        return GivenAdvice(found, archetype) if found else None

    @cached_property
    def families_of(self) -> dict[str, tuple[FamilyContent, ...]]:
        """Slug of an item → the topics it shares with items elsewhere."""
        return {
            item.slug: tuple(family for family in self.families if item.slug in family.items)
            for item in self.items
        }

    @cached_property
    def causes_of(self) -> dict[str, tuple[tuple[SymptomContent, CauseContent], ...]]:
        """Slug of a component → the operational symptoms it usually causes, main ones first."""
        found: dict[str, list[tuple[SymptomContent, CauseContent]]]
        found = {component.slug: [] for component in self.components}
        for symptom in self.symptoms:
            for cause in symptom.causes:
                found[cause.component].append((symptom, cause))
        return {
            slug: tuple(sorted(rows, key=lambda row: row[1].rank != "primary"))
            for slug, rows in found.items()
        }

    @cached_property
    def drivers_of(self) -> dict[str, tuple[DependencyContent, ...]]:
        return self._dependencies_by("dependent")

    @cached_property
    def dependents_of(self) -> dict[str, tuple[DependencyContent, ...]]:
        return self._dependencies_by("driver")

    def _dependencies_by(self, end: str) -> dict[str, tuple[DependencyContent, ...]]:
        by_end: dict[str, list[DependencyContent]] = {c.slug: [] for c in self.components}
        for dependency in self.dependencies:
            by_end[getattr(dependency, end)].append(dependency)
        return {slug: tuple(rows) for slug, rows in by_end.items()}

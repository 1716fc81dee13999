"""What of a framework one assessment looks at, how it is split up for rating, how far it is.

Plain values: whoever asks the tables brings scope, exclusions and answers along.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from math import ceil

from ecosystem.content import ComponentContent, FrameworkContent, PillarContent

SECONDS_PER_ITEM = 15
"""What reading five sentences and choosing one takes somebody who knows the organisation."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How many of some items are answered; what is not applicable counts on neither side."""

    total: int = 0
    answered: int = 0
    dont_know: int = 0
    not_applicable: int = 0

    def __add__(self, other: "Progress") -> "Progress":
        return Progress(
            self.total + other.total,
            self.answered + other.answered,
            self.dont_know + other.dont_know,
            self.not_applicable + other.not_applicable,
        )

    @property
    def left(self) -> int:
        return self.total - self.answered

    @property
    def minutes(self) -> int:
        return ceil(self.left * SECONDS_PER_ITEM / 60)

    @property
    def has_begun(self) -> bool:
        return self.answered + self.not_applicable > 0

    @property
    def is_done(self) -> bool:
        return self.left == 0


@dataclass(frozen=True, slots=True)
class Section:
    """The items of a pillar that are rated on one page."""

    slug: str
    name: str
    pillar: PillarContent
    items: tuple[ComponentContent, ...]


@dataclass(frozen=True)
class Scope:
    """The part of a framework that is assessed.

    `chosen` are slugs of pillars or components, none for the whole; `excluded` maps components
    the owner took out to the reason. What is excluded takes along all that stands below it.
    `areas` narrow it further to what one rater is asked, again none for all; `probes` are items
    asked along from outside.
    """

    framework: FrameworkContent
    chosen: tuple[str, ...] = ()
    excluded: Mapping[str, str] = field(default_factory=dict)
    areas: tuple[str, ...] = ()
    probes: tuple[str, ...] = ()

    def covers(self, slug: str) -> bool:
        """Whether the component or pillar lies inside what was chosen, or is asked along."""
        if slug in self.probes:
            return True
        if slug not in self.framework.by_slug:
            return any(item.pillar == slug for item in self.items)
        return self._lies_in(self.chosen, slug) and self._lies_in(self.areas, slug)

    def _lies_in(self, parts: tuple[str, ...], slug: str) -> bool:
        here = {self.framework.by_slug[slug].pillar, *self.framework.path_to(slug)}
        return not parts or not here.isdisjoint(parts)

    def excluding(self, slug: str) -> str | None:
        """The component whose exclusion takes this one out: itself or one above it."""
        return next((at for at in self.framework.path_to(slug) if at in self.excluded), None)

    @cached_property
    def items(self) -> tuple[ComponentContent, ...]:
        return tuple(item for item in self.framework.items if self.covers(item.slug))

    @cached_property
    def pillars(self) -> tuple[PillarContent, ...]:
        """The pillars with an item in scope, in framework order."""
        found = {item.pillar for item in self.items}
        return tuple(pillar for pillar in self.framework.pillars if pillar.slug in found)

    @cached_property
    def top_components(self) -> tuple[ComponentContent, ...]:
        """Children of pillars that are in scope, or that hold something in scope."""
        found = {self.framework.top_of[item.slug] for item in self.items}
        return tuple(c for c in self.framework.components if c.slug in found)

    def sections(self, pillar: PillarContent) -> tuple[Section, ...]:
        """The pillar in pages: its blocks, else its groups, then whatever is left over."""
        found = []
        waiting = {item.slug: item for item in self.items if item.pillar == pillar.slug}
        for slug, name, members in self._parts(pillar):
            items = tuple(waiting.pop(member) for member in members if member in waiting)
            if items:
                found.append(Section(slug, name, pillar, items))
        if waiting:
            name = "Further items" if found else pillar.long_name
            found.append(Section(pillar.slug, name, pillar, tuple(waiting.values())))
        return tuple(found)

    def _parts(self, pillar: PillarContent) -> Iterable[tuple[str, str, tuple[str, ...]]]:
        blocks = [block for block in self.framework.blocks if block.pillar == pillar.slug]
        if blocks:
            return [(block.slug, block.name, block.items) for block in blocks]
        tops = self.framework.children[pillar.slug]
        return [
            (top.slug, top.name, self.framework.members[top.slug])
            for top in tops
            if not top.is_item
        ]

    def progress(self, items: Iterable[ComponentContent], answers: Mapping[str, str]) -> Progress:
        """How far these items are, given the answer (score, dont-know, …) to each so far."""
        total = answered = dont_know = not_applicable = 0
        for item in items:
            answer = answers.get(item.slug)
            if answer == "not-applicable" or self.excluding(item.slug):
                not_applicable += 1
                continue
            total += 1
            answered += answer is not None
            dont_know += answer == "dont-know"
        return Progress(total, answered, dont_know, not_applicable)

    def progress_by_pillar(self, answers: Mapping[str, str]) -> dict[str, Progress]:
        return {
            pillar.slug: self.progress(
                (item for item in self.items if item.pillar == pillar.slug), answers
            )
            for pillar in self.pillars
        }

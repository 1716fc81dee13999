"""What of a framework one assessment looks at, how it is split up for rating, how far it is.

Plain values: whoever asks the tables brings scope, exclusions and answers along.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from math import ceil

from assessments.pace import USUAL, Pace
from ecosystem.content import BlockContent, ComponentContent, FrameworkContent, PillarContent
from ecosystem.sentences import joined

UPSTREAM = "upstream"
"""The section of items that are asked along from outside."""
MOST_NAMED = 2
"""So many parts of a framework are named as what the probes lie upstream of."""
QUICK, ADAPTIVE, FULL = "quick", "adaptive", "full"


@dataclass(frozen=True, slots=True)
class Progress:
    """How many of some questions are answered; what is not applicable counts on neither side."""

    total: int = 0
    answered: int = 0
    dont_know: int = 0
    not_applicable: int = 0
    seconds: float = 0.0  # what the rest takes

    def __add__(self, other: "Progress") -> "Progress":
        return Progress(
            self.total + other.total,
            self.answered + other.answered,
            self.dont_know + other.dont_know,
            self.not_applicable + other.not_applicable,
            self.seconds + other.seconds,
        )

    @property
    def left(self) -> int:
        return self.total - self.answered

    @property
    def minutes(self) -> int:
        return ceil(self.seconds / 60)

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

    @property
    def is_upstream(self) -> bool:
        """Whether these are the items asked along from outside; they may be the cause."""
        return self.slug == UPSTREAM


@dataclass(frozen=True)
class Scope:
    """The part of a framework that is assessed.

    `chosen` are slugs of pillars or components, none for the whole; `excluded` maps components
    the owner took out to the reason. What is excluded takes along all that stands below it.
    `areas` narrow it further to what one rater is asked, again none for all; the slug of a block
    among them asks that block and not its items. `probes` are items asked along from outside.

    `opened` maps the items that are asked one by one to the reason, None for all in scope; the
    others may still be rated by whoever wants to. `scans` says that the quick scan comes first.
    `pace` is that of the person who answers.
    """

    framework: FrameworkContent
    chosen: tuple[str, ...] = ()
    excluded: Mapping[str, str] = field(default_factory=dict)
    areas: tuple[str, ...] = ()
    probes: tuple[str, ...] = ()
    depth: str = FULL
    scans: bool = False
    opened: Mapping[str, str] | None = None
    pace: Pace = USUAL

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
    def probed(self) -> tuple[ComponentContent, ...]:
        """The items asked along from outside, in the order they were chosen; counted apart."""
        by_slug = self.framework.by_slug
        return tuple(by_slug[s] for s in self.probes if s in by_slug and self.is_probed(s))

    def is_probed(self, slug: str) -> bool:
        return slug in self.probes and not self._lies_in(self.chosen, slug)

    @cached_property
    def asked(self) -> tuple[ComponentContent, ...]:
        """The items that are asked one by one, without those that are asked along."""
        return tuple(i for i in self.items if self.is_asked(i.slug) and not self.is_probed(i.slug))

    def is_asked(self, slug: str) -> bool:
        if self.opened is None or slug in self.opened or slug in self.probes:
            return True
        return self.depth == ADAPTIVE and slug in self.areas  # named for this rater

    @cached_property
    def blocks(self) -> tuple[BlockContent, ...]:
        """The questions of the quick scan: at a depth that begins with it, or named in areas."""
        return tuple(block for block in self.scannable if self._asks(block))

    @cached_property
    def scannable(self) -> tuple[BlockContent, ...]:
        """The blocks that may be answered, whether they are asked or not."""
        return tuple(block for block in self.framework.blocks if self._applies(block))

    def _applies(self, block: BlockContent) -> bool:
        chosen = [item for item in block.items if self._lies_in(self.chosen, item)]
        is_for_me = block.slug in self.areas or any(self._lies_in(self.areas, i) for i in chosen)
        return is_for_me and not all(self.excluding(item) for item in chosen)

    def _asks(self, block: BlockContent) -> bool:
        if block.slug in self.areas:
            return True
        if self.depth == ADAPTIVE:  # where every item is asked anyway, a scan opens nothing
            inside = [item for item in block.items if self.covers(item)]
            return self.scans and not set(inside) <= set(self.areas)
        return self.scans

    def scan_of(self, pillar: PillarContent) -> tuple[BlockContent, ...]:
        return tuple(block for block in self.blocks if block.pillar == pillar.slug)

    @cached_property
    def pillars(self) -> tuple[PillarContent, ...]:
        """The pillars with an item in scope, in framework order."""
        found = {item.pillar for item in self.items if not self.is_probed(item.slug)}
        return tuple(pillar for pillar in self.framework.pillars if pillar.slug in found)

    @cached_property
    def asked_pillars(self) -> tuple[PillarContent, ...]:
        """The pillars that are led through item by item; the last one has the probes behind it."""
        found = {item.pillar for item in self.asked if not self.is_probed(item.slug)}
        last = self.pillars[-1:] if self.probed else ()
        return tuple(pillar for pillar in self.pillars if pillar.slug in found or pillar in last)

    @property
    def in_full(self) -> "Scope":
        """With all items asked, also those that are not opened."""
        return replace(self, opened=None)

    @cached_property
    def top_components(self) -> tuple[ComponentContent, ...]:
        """Children of pillars that are in scope, or that hold something in scope."""
        found = {self.framework.top_of[item.slug] for item in self.items}
        return tuple(c for c in self.framework.components if c.slug in found)

    def sections(self, pillar: PillarContent) -> tuple[Section, ...]:
        """The pillar in pages: its blocks, else its groups, then whatever is left over.

        Of a pillar of which nothing is asked all items are there to be rated.
        """
        found = []
        inside = [i for i in self.items if i.pillar == pillar.slug and not self.is_probed(i.slug)]
        asked = [item for item in inside if self.is_asked(item.slug)]
        waiting = {item.slug: item for item in asked or inside}
        for slug, name, members in self._parts(pillar):
            items = tuple(waiting.pop(member) for member in members if member in waiting)
            if items:
                found.append(Section(slug, name, pillar, items))
        if waiting:
            name = "Further items" if found else pillar.long_name
            found.append(Section(pillar.slug, name, pillar, tuple(waiting.values())))
        if self.probed and pillar.slug == self.pillars[-1].slug:
            found.append(self._upstream(pillar))
        return tuple(found)

    def whole_sections(self, pillar: PillarContent) -> tuple[Section, ...]:
        """All items of the pillar in scope, whether they are asked one by one or not."""
        sections = replace(self, opened=None).sections(pillar)
        return tuple(section for section in sections if not section.is_upstream)

    def _upstream(self, pillar: PillarContent) -> Section:
        """Comes after the last pillar, and bears its own name wherever a pillar's would stand."""
        return Section(UPSTREAM, self.upstream, replace(pillar, name=self.upstream), self.probed)

    @property
    def upstream(self) -> str:
        """What the items asked along are called together."""
        if len(self.chosen) > MOST_NAMED:
            return "Upstream of what is asked"
        found = self.framework
        names = [
            found.pillar_by_slug[slug].name
            if slug in found.pillar_by_slug
            else found.by_slug[slug].short_name
            for slug in self.chosen
        ]
        return f"Upstream of {joined(names)}"

    def page_of(self, slug: str) -> str:
        """The pillar on whose pages an item is rated."""
        outside = self.is_probed(slug) and self.pillars
        return self.pillars[-1].slug if outside else self.framework.by_slug[slug].pillar

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
        found = ("not-applicable" if self.excluding(i.slug) else answers.get(i.slug) for i in items)
        return _counted(found, self.pace.item)

    def scan_progress(self, blocks: Iterable[BlockContent], answers: Mapping[str, str]) -> Progress:
        """How far these questions of the scan are."""
        return _counted((answers.get(block.slug) for block in blocks), self.pace.block)

    def progress_by_pillar(
        self, answers: Mapping[str, str], scan: Mapping[str, str] | None = None
    ) -> dict[str, Progress]:
        """How far each pillar is: its questions of the scan and its items that are asked."""
        return {
            pillar.slug: self.scan_progress(self.scan_of(pillar), scan or {})
            + self.progress((i for i in self.asked if i.pillar == pillar.slug), answers)
            for pillar in self.framework.pillars
            if pillar in self.pillars or self.scan_of(pillar)
        }


def _counted(answers: Iterable[str | None], seconds: float) -> Progress:
    total = answered = dont_know = not_applicable = 0
    for answer in answers:
        if answer == "not-applicable":
            not_applicable += 1
            continue
        total += 1
        answered += answer is not None
        dont_know += answer == "dont-know"
    return Progress(total, answered, dont_know, not_applicable, (total - answered) * seconds)

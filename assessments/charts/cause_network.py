"""What a cause map shows: weak items, the lines between them, and loops. Plain values."""

from dataclasses import dataclass
from functools import cached_property

from assessments.charts.words import STATES


@dataclass(frozen=True, slots=True)
class Node:
    """A weak item. `headline` marks the at most three roots the report opens with."""

    slug: str
    name: str
    pillar: str
    label: str
    score: str
    headline: bool
    carried: bool = False
    estimated: bool = False

    @property
    def state(self) -> str:
        return STATES[self.label]

    @property
    def is_root(self) -> bool:
        return self.label == "root"


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """`share` of the dependent's shortfall comes along it. `named`: its share is printed."""

    driver: str
    dependent: str
    share: float
    from_root: bool
    named: bool


@dataclass(frozen=True, slots=True, eq=False)
class Loop:
    """A link set aside because it would close a circle."""

    driver: str
    dependent: str
    sentence: str


type Link = Line | Loop


@dataclass(frozen=True)
class CauseNetwork:
    """`pillars` are those that drive each other, upstream first; `overlays` lie under them."""

    title: str
    description: str
    pillars: tuple[tuple[str, str], ...]
    overlays: tuple[tuple[str, str], ...]
    nodes: tuple[Node, ...]
    lines: tuple[Line, ...]
    loops: tuple[Loop, ...]
    notes: tuple[str, ...]
    overlay_remark: str

    @cached_property
    def node(self) -> dict[str, Node]:
        return {node.slug: node for node in self.nodes}

    @cached_property
    def columns(self) -> tuple[tuple[str, str], ...]:
        """Slug and name of the pillars that get columns: overlays too where nothing else is."""
        drawn = {node.pillar for node in self.nodes}
        drivers = tuple(pillar for pillar in self.pillars if pillar[0] in drawn)
        return drivers or tuple(pillar for pillar in self.overlays if pillar[0] in drawn)

    @cached_property
    def band(self) -> tuple[Node, ...]:
        """The nodes that lie in the band under the columns."""
        in_columns = {slug for slug, _ in self.columns}
        return tuple(node for node in self.nodes if node.pillar not in in_columns)

    @property
    def has_band(self) -> bool:
        return bool(self.overlays) and self.columns[0] not in self.overlays

    @property
    def band_name(self) -> str:
        return ", ".join(name for _, name in self.overlays)

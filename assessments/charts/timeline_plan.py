"""What a time line shows, as plain values."""

from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True, slots=True)
class Row:
    """A move; `start` and `end` are days from the start of the work."""

    number: int
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Group:
    """A root with its moves, and the roots whose first move must be in place before."""

    slug: str
    name: str
    label: str
    after: tuple[str, ...]
    waits_for: str  # their names in one phrase, empty for none
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Plan:
    """`waves` are the days on which they end."""

    title: str
    description: str
    waves: tuple[int, ...]
    groups: tuple[Group, ...]

    @cached_property
    def place(self) -> dict[str, int]:
        """Root → its place among the groups."""
        return {group.slug: place for place, group in enumerate(self.groups)}

"""What the ripple of a root shows, as plain values."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Touched:
    """An item that the change touches; `share` of its shortfall goes back to the root."""

    name: str
    label: str
    score: str
    effect: str  # in a word; nothing where only the list asks for it
    strength: float
    readiness: str
    share: str


@dataclass(frozen=True, slots=True)
class Part:
    """Items that are touched at the same distance."""

    head: str
    rows: tuple[Touched, ...]


@dataclass(frozen=True, slots=True)
class Ripple:
    title: str
    parts: tuple[Part, ...]
    more: str  # how many further on are not drawn

    @property
    def has_scores(self) -> bool:
        return any(one.score for part in self.parts for one in part.rows)

    @property
    def has_shares(self) -> bool:
        return any(one.share for part in self.parts for one in part.rows)

    @property
    def description(self) -> str:
        told = (
            f"{part.head}: {'; '.join(told_of(one) for one in part.rows)}." for part in self.parts
        )
        return " ".join((*told, f"{self.more[:1].upper()}{self.more[1:]}." if self.more else ""))


def told_of(one: Touched) -> str:
    share = f"{one.share} of its shortfall from here" if one.share else ""
    name = f"{one.name} {one.score}".rstrip()
    return ", ".join(filter(None, (name, one.effect, one.readiness, share)))

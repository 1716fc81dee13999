"""What a finding leaves open: what to answer next, and what weakens it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sharpening:
    """An item whose answer would tell most, and the findings it bears upon, least stable first."""

    slug: str
    state: str  # unanswered, dont-know or estimate
    bears_on: tuple[str, ...]
    sentence: str  # what it would decide; a clause without a full stop


@dataclass(frozen=True, slots=True)
class Doubt:
    """One thing that weakens the result, and the item or component to look at again."""

    slug: str
    sentence: str
    family: str = ""  # whose items stand side by side, where the doubt is about a family


@dataclass(frozen=True, slots=True)
class DoubtGroup:
    """Doubts of one kind, with their number in words and why they matter."""

    kind: str  # estimates, coverage, extremes, families, dont-knows or targets
    said: str  # `three extreme scores without a note`
    why: str
    doubts: tuple[Doubt, ...]
    count: int  # as said; a doubt may name several things


OF_ONE_PERSON = ("extremes", "families", "dont-knows", "estimates")
"""Kinds of doubt that a rater can settle; the others are for whoever leads the assessment."""


NOT_OPEN = ("targets",)
"""A target that is met may be too low; nothing that was found rests on it."""


@dataclass(frozen=True, slots=True)
class FamilyFinding:
    """One topic that is rated in several places, side by side."""

    slug: str
    name: str
    definition: str  # how its items differ from one another
    items: tuple[str, ...]  # those in scope that apply
    apart: float | None  # highest less lowest score; None with fewer than two scores

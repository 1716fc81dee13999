"""What was rated."""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from assessments.findings.agreement import Agreed, Doubtful, PoolScore
from ecosystem.content import FrameworkContent


@dataclass(frozen=True, slots=True)
class ItemAnswer:
    """What is known about one item of the framework, all raters rolled up.

    `state` is score, not-applicable, dont-know or unanswered; `score` (a half point may come out
    of a median) is None unless the state is score. `source` says where the score comes from:
    consensus, ratings, estimate or carried.
    """

    slug: str
    state: str = "unanswered"
    score: float | None = None
    source: str | None = None
    raters: int = 0
    rating_error: float | None = None
    importance: str = "important"
    target: int = 3
    reason: str = ""
    evidence: str = "none"
    notes: tuple[str, ...] = ()
    as_of: date | None = None
    block: str | None = None  # the block or group whose answer the estimate repeats
    in_scope: bool = True
    pools: tuple[PoolScore, ...] = ()  # whose medians the raters' score is the mean of
    agreement: str | None = None  # close together, differ, far apart; None for one answer
    withheld: int = 0  # scores given without a name, too few to be shown
    agreed: Agreed | None = None  # where the score is a workshop's
    to_confirm: bool = False  # not applicable by the raters' word, and not the owner's

    @property
    def is_rated(self) -> bool:
        return self.state == "score"

    @property
    def is_estimate(self) -> bool:
        return self.source == "estimate"


@dataclass(frozen=True, slots=True)
class SymptomAnswer:
    """An operational symptom that was ticked: severity 1 mild, 2 clear, 3 severe."""

    slug: str
    severity: int
    trend: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class EarlierScore:
    """What one item scored in an earlier round; `was_carried` if it was not rated in it either."""

    slug: str
    score: float
    as_of: date
    was_carried: bool = False


@dataclass(frozen=True, slots=True)
class EarlierRound:
    as_of: date
    scores: tuple[EarlierScore, ...]


@dataclass(frozen=True)
class Answers:
    """All answers of one assessment: an `ItemAnswer` for every item, in framework order."""

    framework: FrameworkContent
    items: tuple[ItemAnswer, ...]
    symptoms: tuple[SymptomAnswer, ...] = ()
    organisation: str = ""
    title: str = ""
    as_of: date | None = None
    raters: int = 1
    scope: tuple[str, ...] = ()  # slugs of pillars or components; empty is the whole
    component_importance: dict[str, str] = field(default_factory=dict)  # top-level → its word
    component_target: dict[str, int] = field(default_factory=dict)
    probes: tuple[str, ...] = ()  # items asked along from outside the scope
    earlier: tuple[EarlierRound, ...] = ()  # the earliest first
    floor: int = 4
    waiting: int = 0  # people whose answers come in at the close only
    closed_on: date | None = None  # since when the answers given without a name are in
    doubtful: Doubtful | None = None

    @cached_property
    def before(self) -> dict[str, EarlierScore]:
        """Item → what it scored in the round before this one."""
        return {score.slug: score for score in self.earlier[-1].scores} if self.earlier else {}

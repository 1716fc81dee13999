"""What it means, piece by piece."""

from dataclasses import dataclass
from datetime import date

from assessments.findings.agreement import Agreed, PoolScore
from assessments.sentences import agreed_sentence, raters_words
from ecosystem.content import GivenAdvice


@dataclass(frozen=True, slots=True)
class Term:
    """One line of a weighted mean: `score` counted with `weight`."""

    slug: str
    name: str
    score: float
    weight: float


@dataclass(frozen=True, slots=True)
class Calculation:
    """How a number came about: lines to read from top to bottom, the last one is the result."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PillarFinding:
    slug: str
    name: str
    is_overlay: bool
    score: float | None
    word: str | None  # Ad hoc … Learning
    target: float
    short: float | None  # points short of the target, 0 when it is met
    band: str | None  # sound, watch or weak; from the shortfall
    coverage: float
    starts: float  # share of the whole shortfall that originates here
    shows: float  # share of the whole shortfall that shows here
    terms: tuple[Term, ...]
    carried: bool = False  # rests for the larger part on scores carried forward
    estimated: bool = False  # rests for the larger part on answers to whole blocks


@dataclass(frozen=True, slots=True)
class ComponentFinding:
    """A top-level component or a group: its roll-up. A top-level item is one of these too."""

    slug: str
    name: str
    short_name: str
    pillar: str
    parent: str | None
    is_group: bool
    score: float | None
    word: str | None
    target: float
    short: float | None
    shortfall: float | None
    band: str | None
    depth: int | None  # step 0 to 5 of the depth ramp
    importance: str
    coverage: float
    estimated: bool  # rests on estimates alone, or for the larger part
    carried: bool
    applicable: bool
    in_scope: bool
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One dependency as it stands in this assessment. `share` is of the dependent's shortfall."""

    driver: str
    dependent: str
    share: float | None
    live: bool
    strength: float
    layer: str
    basis: str
    passage: str
    rationale: str


@dataclass(frozen=True, slots=True)
class ChainFinding:
    """One way back: from `origin` down `path` (origin first, the weak item last).

    `share` of the weak item's shortfall ends at the origin; `sentence` reads the chain aloud.
    """

    origin: str
    share: float
    path: tuple[str, ...]
    sentence: str


@dataclass(frozen=True, slots=True)
class Weighing:
    """The pieces the model confidence of one item is made of: each times its constant, summed."""

    excess: float
    own_share: float
    echo: float
    carries: float
    has_dependents: bool
    weak_answers: float
    background: float  # typical shortfall here, taken off first
    slope: float  # how much of the predicted weakness gets through here
    logit: float


@dataclass(frozen=True, slots=True)
class ItemFinding:
    slug: str
    name: str
    short_name: str
    pillar: str
    top: str  # its top-level component
    state: str  # score, not-applicable, dont-know, unanswered
    score: float | None
    word: str | None
    target: int
    short: float | None
    shortfall: float | None
    band: str | None
    depth: int | None
    importance: str
    label: str  # root … not-applicable
    confidence: float | None
    confidence_word: str | None  # firm, likely, open; of weak items
    own_share: float | None
    stability: float | None
    leverage: float | None
    inherited: float | None
    chains: tuple[ChainFinding, ...]
    elsewhere: float | None  # share not located among the weak items
    drivers: tuple[Step, ...]  # drive and feedback links into the item
    dependents: tuple[Step, ...]
    source: str | None
    raters: int
    evidence: str
    notes: tuple[str, ...]
    reason: str
    as_of: date | None
    given: bool
    lagging: bool
    in_scope: bool
    further: float | None = None  # share of weak origins beyond the chains shown
    weighing: Weighing | None = None
    before: float | None = None  # the score of the round before, where it was asked again
    before_on: date | None = None
    pools: tuple[PoolScore, ...] = ()
    agreement: str | None = None  # close together, differ, far apart; None for one answer
    withheld: int = 0  # scores given without a name, too few to be shown
    agreed: Agreed | None = None
    to_confirm: bool = False  # not applicable by the raters' word alone
    view: "ViewFinding | None" = None  # where leaders and front line both answered

    @property
    def raters_words(self) -> str:
        """How many rated it and how far they agree."""
        return raters_words(self.raters, self.agreement)

    @property
    def agreed_sentence(self) -> str:
        """What a workshop agreed on, beside what the raters said."""
        if self.agreed is None:
            return ""
        made = self.agreed
        return agreed_sentence(made.score, made.by, made.at.date(), made.rated)

    @property
    def is_weak(self) -> bool:
        return self.band == "weak"

    @property
    def is_estimate(self) -> bool:
        return self.source == "estimate"

    @property
    def is_carried(self) -> bool:
        return self.source == "carried"


@dataclass(frozen=True, slots=True)
class Ease:
    """What one dependent would gain if a root were brought to its target."""

    slug: str
    score: float
    eased: float


@dataclass(frozen=True, slots=True)
class RippleStep:
    """One item that a change reaches; `order` is None for an enabler it does not reach."""

    slug: str
    name: str
    pillar: str
    order: int | None
    path: tuple[str, ...]  # from the changed item to this one
    strength: float | None
    effect: str  # strong, moderate, slight; always for an enabler
    readiness: str  # ready, weak or unknown
    score: float | None
    enabler: bool


@dataclass(frozen=True, slots=True)
class RootFinding:
    """A headline root: why we think so, what it explains, what eases when it is fixed."""

    slug: str
    why: str
    confidence_sentence: str
    share: float  # of the whole shortfall that begins here
    explains: tuple[tuple[str, float], ...]  # weak item, share of its shortfall; largest first
    eases: tuple[Ease, ...]  # weak items below it, largest gain first
    advice: GivenAdvice | None = None  # what to do first, if the framework knows
    ripple: tuple[RippleStep, ...] = ()  # what changing it touches, nearest first


@dataclass(frozen=True, slots=True)
class CauseFinding:
    """A usual cause of an operational symptom, and how it was found here.

    `share` is of the symptom's weakness that ends at it; None when it is not weak.
    """

    slug: str
    rank: str  # primary or secondary
    label: str
    share: float | None
    sign: str = ""  # what points to this cause among the others; none for one further upstream


@dataclass(frozen=True, slots=True)
class SymptomFinding:
    slug: str
    name: str
    severity: int
    severity_word: str
    trend: str
    note: str  # what was typed with the tick
    tell_apart: str  # how to tell its causes apart
    tempting_fix: str
    why_it_fails: str
    causes: tuple[CauseFinding, ...]  # origins first by share, then the usual causes not weak
    chains: tuple[ChainFinding, ...]  # a path ends at the cause; the symptom itself is not in it
    elsewhere: float
    sentence: str
    further: float = 0.0


@dataclass(frozen=True, slots=True)
class Probe:
    """An unrated item whose answer would tell most, and the weak items it reaches."""

    slug: str
    reaches: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LoopFinding:
    """A link that would close a circle: set aside, shown, never an excuse."""

    driver: str
    dependent: str
    rationale: str


@dataclass(frozen=True, slots=True)
class HeadlineFinding:
    kind: str  # dominant, few, several, broad, nothing-weak, not-enough-answers
    roots: tuple[str, ...]  # at most three, upstream first
    sentence: str
    standing: str  # the one line of coverage and confidence under it
    p_value: float | None
    weak: int
    rated: int
    explained: int = 0  # weak items that go back to the claimed causes most of all
    others: int = 0  # weak items besides these causes


@dataclass(frozen=True, slots=True)
class ViewFinding:
    """Where groups of raters see one item or component differently; scores from 1 to 5."""

    slug: str
    leaders: float | None
    managers: float | None
    sellers: float | None
    gap: float  # leaders minus sellers
    sentence: str = ""
    is_gap: bool = True  # a perception gap: a whole point or more


@dataclass(frozen=True, slots=True)
class RoundFinding:
    """The pillars' scores of one round, the earliest first."""

    as_of: date
    scores: tuple[tuple[str, float | None], ...]  # pillar, its score
    carried: tuple[str, ...] = ()  # pillars whose score was carried forward


@dataclass(frozen=True, slots=True)
class ChangeFinding:
    """An item that was asked again and scored another whole answer better or worse."""

    slug: str
    before: float
    now: float

    @property
    def is_better(self) -> bool:
        return self.now > self.before


@dataclass(frozen=True, slots=True)
class Move:
    """A first move of a headline root on the time line; days from the start."""

    root: str
    number: int  # 1 to 3, in the order of the advice
    text: str
    start: int
    end: int
    after: tuple[str, ...] = ()  # roots whose first move must be in place before it


@dataclass(frozen=True, slots=True)
class Roadmap:
    """First moves in waves, upstream first, quick wins apart, and the days to look back."""

    moves: tuple[Move, ...]
    quick_wins: tuple[str, ...]  # local weaknesses
    reviews: tuple[tuple[int, str], ...]  # day, what is looked at

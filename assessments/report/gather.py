"""From what people said to one answer per item: raters rolled up, estimates and settings applied.

Plain values in and out, so that a database and a ratings file are read the same way.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from statistics import fmean

from assessments.engine.agreement import error_of, pool_medians, pools, spread
from assessments.engine.constants import FLOOR
from assessments.findings import (
    Agreed,
    Agreement,
    Answers,
    Doubtful,
    EarlierRound,
    ItemAnswer,
    PoolScore,
    SymptomAnswer,
)
from assessments.models.scope import Scope
from assessments.report.releasing import EVIDENCE, Figure, Released, Said, by_slug
from ecosystem.content import FrameworkContent

IMPORTANT, CRITICAL = "important", "critical"
TARGET, CRITICAL_TARGET = 3, 4


@dataclass(frozen=True, slots=True)
class Setting:
    """What the owner decided about a component and, unless said otherwise, all below it."""

    importance: str | None = None
    target: int | None = None
    applicable: bool | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Carried:
    score: float
    as_of: date


@dataclass(frozen=True)
class Gathered:
    """Everything said and decided in one assessment, before it is rolled up."""

    framework: FrameworkContent
    said: Sequence[Said] = ()  # about items
    estimates: Sequence[Said] = ()  # about groups and blocks
    sizes: Mapping[str, int] = field(default_factory=dict)  # raters by group
    floor: int = FLOOR
    by_name: bool = False  # all of it was said by name, so that no group is pooled
    released: Released | None = None  # what others said until the last close
    waiting: int = 0  # people whose answers come in at the close only
    doubtful: Doubtful | None = None
    settings: Mapping[str, Setting] = field(default_factory=dict)
    consensus: Mapping[str, Agreed] = field(default_factory=dict)
    carried: Mapping[str, Carried] = field(default_factory=dict)
    symptoms: Sequence[SymptomAnswer] = ()
    scope: Sequence[str] = ()
    probes: Sequence[str] = ()
    earlier: Sequence[EarlierRound] = ()
    organisation: str = ""
    title: str = ""
    as_of: date | None = None  # where nobody has answered
    answered_on: date | None = None
    quoted: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @cached_property
    def asked(self) -> Scope:
        """What was asked, as the rating pages see it: the scope without what was taken out."""
        out = {slug: s.reason for slug, s in self.settings.items() if s.applicable is False}
        return Scope(self.framework, tuple(self.scope), out)

    @cached_property
    def pooled(self) -> tuple[frozenset[str], ...]:
        return pools(self.sizes, self.floor, self.sizes if self.by_name else ())

    def figure(self, slug: str) -> Figure | None:
        return self.released.items.get(slug) if self.released else None

    def block_figures(self) -> Mapping[str, Figure]:
        return self.released.blocks if self.released else {}


def gather(found: Gathered) -> Answers:
    """One `ItemAnswer` per item of the framework, in its order.

    The score of an item is, in this order: the workshop's consensus, the ratings (median per
    pool of raters, pools equal), the estimate from its block, the score carried from an earlier
    round, or none.
    """
    framework = found.framework
    said = by_slug(found.said)
    estimated = _estimates(found)
    drafts = [
        _draft(found, item.slug, said.get(item.slug, []), estimated.get(item.slug))
        for item in framework.items
    ]
    errors = error_of(
        [draft.rolled.raters for draft in drafts],
        [draft.rolled.variance for draft in drafts],
        [draft.target for draft in drafts],
        [draft.source == "estimate" for draft in drafts],
    )
    tops = {component.slug for component in framework.components if component.parent is None}
    released = found.released
    return Answers(
        framework=framework,
        items=tuple(
            _answer(found, draft, float(error)) for draft, error in zip(drafts, errors, strict=True)
        ),
        symptoms=tuple(found.symptoms),
        organisation=found.organisation,
        title=found.title,
        as_of=_as_of(found),
        raters=released.raters if released else sum(found.sizes.values()),
        scope=tuple(found.scope),
        probes=tuple(found.probes),
        earlier=tuple(found.earlier),
        component_importance={slug: importance_of(found, slug) for slug in tops},
        component_target={slug: target_of(found, slug) for slug in tops},
        floor=found.floor,
        waiting=0 if released else found.waiting,
        closed_on=released.on if released else None,
        doubtful=released.doubtful if released else found.doubtful,
    )


def _as_of(found: Gathered) -> date | None:
    """The day of the last answer that counts; a close stands for all that it released."""
    days = [found.released.on if found.released else None, found.answered_on]
    return max((day for day in days if day), default=found.as_of)


def importance_of(found: Gathered, slug: str) -> str:
    return _nearest(found, slug, "importance") or IMPORTANT


def target_of(found: Gathered, slug: str) -> int:
    own = _nearest(found, slug, "target")
    if own is not None:
        return int(own)
    return CRITICAL_TARGET if importance_of(found, slug) == CRITICAL else TARGET


def _nearest(found: Gathered, slug: str, what: str) -> str | None:
    """The setting of the component itself or of the nearest one above it."""
    for at in reversed(found.framework.path_to(slug)):
        setting = found.settings.get(at)
        value = None if setting is None else getattr(setting, what)
        if value is not None:
            return value  # type: ignore[no-any-return]
    return None


@dataclass(frozen=True, slots=True)
class _Rolled:
    """What several people said about one item, as one."""

    pools: tuple[PoolScore, ...] = ()
    variance: float = 0.0  # in points squared
    agreement: str | None = None
    evidence: str = "none"

    @property
    def score(self) -> float | None:
        return fmean(pool.score for pool in self.pools) if self.pools else None

    @property
    def raters(self) -> int:
        return sum(pool.raters for pool in self.pools)


@dataclass(frozen=True, slots=True)
class _Draft:
    slug: str
    state: str
    score: float | None
    source: str | None
    rolled: _Rolled
    said: Sequence[Said]
    importance: str
    target: int
    reason: str
    block: str | None
    as_of: date | None


def _estimates(found: Gathered) -> dict[str, str]:
    """Item → the smallest block or group with a score that holds it, else with any answer."""
    scored = {one.slug for one in found.estimates if one.score is not None}
    scored |= {slug for slug, figure in found.block_figures().items() if figure.pools}
    others = {one.slug for one in found.estimates} | set(found.block_figures())
    sizes = {slug: len(found.framework.items_of(slug)) for slug in scored | others}
    smallest: dict[str, str] = {}
    for answered in (others - scored, scored):
        for slug in sorted(answered, key=lambda slug: (-sizes[slug], slug)):
            smallest |= dict.fromkeys(found.framework.items_of(slug), slug)
    return smallest


def _together(found: Gathered, said: Sequence[Said]) -> _Rolled:
    """What these people said, each by name."""
    scores: dict[str, list[float]] = defaultdict(list)
    for one in said:
        if one.score is not None:
            scores[one.group].append(one.score)
    apart = spread([score for given in scores.values() for score in given])
    best = max((EVIDENCE.index(one.evidence) for one in said), default=0)
    return _Rolled(
        tuple(
            PoolScore(tuple(sorted(pool)), sum(len(scores[g]) for g in pool), median)
            for pool, median in pool_medians(scores, found.pooled).items()
        ),
        0.0 if apart is None else apart**2,
        None if apart is None else str(Agreement.of(apart)),
        EVIDENCE[best],
    )


def _as_released(figure: Figure) -> _Rolled:
    """The spread is known by its word only, and taken for the middle of what the word says."""
    deviation = Agreement(figure.agreement or Agreement.DIFFER).deviation
    return _Rolled(figure.pools, deviation**2, figure.agreement, figure.evidence)


def _draft(found: Gathered, slug: str, said: list[Said], block: str | None) -> _Draft:
    figure = found.figure(slug)
    rolled = _together(found, said) if figure is None else _as_released(figure)
    source, score, as_of = "ratings", rolled.score, figure.on if figure else None
    knows_better = figure is not None and figure.state == "not-applicable"
    if score is None and block is not None and not knows_better:
        estimate, still = _estimate(found, block, said)
        said = [*still, *said]
        if estimate.score is not None:
            source, score, rolled = "estimate", estimate.score, estimate
    if slug in found.consensus:
        source, score = "consensus", float(found.consensus[slug].score)
    elif score is None and slug in found.carried:
        source, score = "carried", found.carried[slug].score
        as_of = found.carried[slug].as_of
    state, reason = _state(found, slug, said, score, block)
    dates = [one.on for one in said if one.on is not None]
    return _Draft(
        slug=slug,
        state=state,
        score=score if state == "score" else None,
        source=source if state == "score" else None,
        rolled=rolled,
        said=said,
        importance=importance_of(found, slug),
        target=target_of(found, slug),
        reason=reason,
        block=block if source == "estimate" else None,
        as_of=as_of or max(dates, default=None),
    )


def _estimate(found: Gathered, block: str, said: Sequence[Said]) -> tuple[_Rolled, Sequence[Said]]:
    """What an answer to the block says about an item in it, and who said it by name.

    A figure from a close is the same for every item of the block, whoever rated which of them:
    two figures over almost the same people would tell what one of them said.
    """
    figure = found.block_figures().get(block)
    if figure is not None and figure.pools:
        return _as_released(figure), ()
    still = _still([one for one in found.estimates if one.slug == block], said)
    return _together(found, still), still


def _still(estimates: Iterable[Said], said: Iterable[Said]) -> list[Said]:
    """Estimates of raters who did not answer the item itself: N/A and don't know replace them."""
    own = {one.rater for one in said if one.state != "unanswered"}
    return [one for one in estimates if one.rater not in own]


def _state(
    found: Gathered, slug: str, said: Sequence[Said], score: float | None, block: str | None
) -> tuple[str, str]:
    """Not applicable if the owner says so, or if every rater who knows says so."""
    excluded = found.asked.excluding(slug)
    if excluded is not None:
        return "not-applicable", found.asked.excluded[excluded]
    if score is not None:
        return "score", ""
    figure = found.figure(slug)
    if figure is not None:
        return figure.state, figure.reason
    states = {one.state for one in said}
    if "not-applicable" in states and not _few(found, slug):
        reasons = [one.reason for one in said if one.state == "not-applicable"]
        return "not-applicable", reasons[0]
    whole = found.block_figures().get(block or "")
    if whole is not None and not states and not _few(found, slug):
        return whole.state, whole.reason
    return ("dont-know" if "dont-know" in states else "unanswered"), ""


def _few(found: Gathered, slug: str) -> int:
    return found.released.few.get(slug, 0) if found.released else 0


def _answer(found: Gathered, draft: _Draft, error: float) -> ItemAnswer:
    rolled, agreed = draft.rolled, found.consensus.get(draft.slug)
    return ItemAnswer(
        slug=draft.slug,
        state=draft.state,
        score=draft.score,
        source=draft.source,
        raters=rolled.raters,
        rating_error=error if draft.score is not None else None,
        importance=draft.importance,
        target=draft.target,
        reason=draft.reason,
        evidence=rolled.evidence,
        notes=(
            *(one.note for one in draft.said if one.note),
            *found.quoted.get(draft.slug, ()),
        ),
        as_of=draft.as_of,
        block=draft.block,
        in_scope=found.asked.covers(draft.slug),
        pools=rolled.pools,
        agreement=rolled.agreement,
        withheld=_few(found, draft.slug),
        agreed=replace(agreed, rated=rolled.score) if agreed else None,
        to_confirm=draft.state == "not-applicable" and found.asked.excluding(draft.slug) is None,
    )

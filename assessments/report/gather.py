"""From what people said to one answer per item: raters rolled up, estimates and settings applied.

Plain values in and out, so that a database and a ratings file are read the same way.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from assessments.engine.agreement import item_score, pools, rating_error
from assessments.engine.constants import FLOOR
from assessments.findings import Answers, EarlierRound, ItemAnswer, SymptomAnswer
from assessments.models.scope import Scope
from ecosystem.content import FrameworkContent

IMPORTANT, CRITICAL = "important", "critical"
TARGET, CRITICAL_TARGET = 3, 4
EVIDENCE = ("none", "said", "document", "data")


@dataclass(frozen=True, slots=True)
class Said:
    """One person's answer to one item, group or block; `score` only with state `score`."""

    rater: str
    group: str
    slug: str
    state: str
    score: int | None = None
    evidence: str = "none"
    note: str = ""
    reason: str = ""
    on: date | None = None


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
    settings: Mapping[str, Setting] = field(default_factory=dict)
    consensus: Mapping[str, int] = field(default_factory=dict)
    carried: Mapping[str, Carried] = field(default_factory=dict)
    symptoms: Sequence[SymptomAnswer] = ()
    scope: Sequence[str] = ()
    probes: Sequence[str] = ()
    earlier: Sequence[EarlierRound] = ()
    organisation: str = ""
    title: str = ""
    as_of: date | None = None

    @cached_property
    def asked(self) -> Scope:
        """What was asked, as the rating pages see it: the scope without what was taken out."""
        out = {slug: s.reason for slug, s in self.settings.items() if s.applicable is False}
        return Scope(self.framework, tuple(self.scope), out)


def gather(found: Gathered) -> Answers:
    """One `ItemAnswer` per item of the framework, in its order.

    The score of an item is, in this order: the workshop's consensus, the ratings (median per
    pool of raters, pools equal), the estimate from its block, the score carried from an earlier
    round, or none.
    """
    framework = found.framework
    by_item = _by_slug(found.said)
    estimated = _estimates(framework, found.estimates)
    pooled = pools(found.sizes, found.floor)
    drafts = [
        _draft(found, item.slug, by_item.get(item.slug, []), estimated.get(item.slug), pooled)
        for item in framework.items
    ]
    scores = [_scores(draft.said) for draft in drafts]
    errors = rating_error(
        [[score for given in by_group.values() for score in given] for by_group in scores],
        [draft.target for draft in drafts],
        [draft.source == "estimate" for draft in drafts],
    )
    tops = {component.slug for component in framework.components if component.parent is None}
    return Answers(
        framework=framework,
        items=tuple(
            _answer(draft, float(error)) for draft, error in zip(drafts, errors, strict=True)
        ),
        symptoms=tuple(found.symptoms),
        organisation=found.organisation,
        title=found.title,
        as_of=found.as_of,
        raters=sum(found.sizes.values()),
        scope=tuple(found.scope),
        probes=tuple(found.probes),
        earlier=tuple(found.earlier),
        component_importance={slug: importance_of(found, slug) for slug in tops},
        component_target={slug: target_of(found, slug) for slug in tops},
    )


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
class _Draft:
    slug: str
    state: str
    score: float | None
    source: str | None
    said: Sequence[Said]
    importance: str
    target: int
    reason: str
    block: str | None
    as_of: date | None
    in_scope: bool


def _by_slug(said: Iterable[Said]) -> dict[str, list[Said]]:
    found: dict[str, list[Said]] = defaultdict(list)
    for one in said:
        found[one.slug].append(one)
    return found


def _estimates(
    framework: FrameworkContent, said: Iterable[Said]
) -> dict[str, tuple[str, list[Said]]]:
    """Item → the smallest block or group with an answer that holds it, and what was said."""
    by_slug = _by_slug(one for one in said if one.score is not None)
    sizes = {slug: len(framework.items_of(slug)) for slug in by_slug}
    found: dict[str, tuple[str, list[Said]]] = {}
    for slug in sorted(by_slug, key=lambda slug: (-sizes[slug], slug)):
        for item in framework.items_of(slug):
            found[item] = (slug, by_slug[slug])
    return found


def _scores(said: Iterable[Said]) -> dict[str, list[float]]:
    scores: dict[str, list[float]] = defaultdict(list)
    for one in said:
        if one.score is not None:
            scores[one.group].append(one.score)
    return scores


def _draft(
    found: Gathered,
    slug: str,
    said: list[Said],
    estimate: tuple[str, list[Said]] | None,
    pooled: tuple[frozenset[str], ...],
) -> _Draft:
    source, score, block, as_of = None, None, None, None
    if slug in found.consensus:
        source, score = "consensus", float(found.consensus[slug])
    elif (rated := item_score(_scores(said), pooled)) is not None:
        source, score = "ratings", rated
    elif estimate is not None and (still := _still(estimate[1], said)):
        source, block, said = "estimate", estimate[0], [*still, *said]
        score = item_score(_scores(said), pooled)
    elif slug in found.carried:
        source, score = "carried", found.carried[slug].score
        as_of = found.carried[slug].as_of
    state, reason = _state(found, slug, said, score)
    dates = [one.on for one in said if one.on is not None]
    return _Draft(
        slug=slug,
        state=state,
        score=score if state == "score" else None,
        source=source if state == "score" else None,
        said=said,
        importance=importance_of(found, slug),
        target=target_of(found, slug),
        reason=reason,
        block=block,
        as_of=as_of or max(dates, default=None),
        in_scope=found.asked.covers(slug),
    )


def _still(estimates: Iterable[Said], said: Iterable[Said]) -> list[Said]:
    """Estimates of raters who did not answer the item itself: N/A and don't know replace them."""
    own = {one.rater for one in said if one.state != "unanswered"}
    return [one for one in estimates if one.rater not in own]


def _state(
    found: Gathered, slug: str, said: Sequence[Said], score: float | None
) -> tuple[str, str]:
    """Not applicable if the owner says so, or if every rater who knows says so."""
    excluded = found.asked.excluding(slug)
    if excluded is not None:
        return "not-applicable", found.asked.excluded[excluded]
    if score is not None:
        return "score", ""
    states = {one.state for one in said}
    if "not-applicable" in states:
        reasons = [one.reason for one in said if one.state == "not-applicable"]
        return "not-applicable", reasons[0]
    return ("dont-know" if "dont-know" in states else "unanswered"), ""


def _answer(draft: _Draft, error: float) -> ItemAnswer:
    best = max((EVIDENCE.index(one.evidence) for one in draft.said), default=0)
    return ItemAnswer(
        slug=draft.slug,
        state=draft.state,
        score=draft.score,
        source=draft.source,
        raters=len({one.rater for one in draft.said if one.score is not None}),
        rating_error=error if draft.score is not None else None,
        importance=draft.importance,
        target=draft.target,
        reason=draft.reason,
        evidence=EVIDENCE[best],
        notes=tuple(one.note for one in draft.said if one.note),
        as_of=draft.as_of,
        block=draft.block,
        in_scope=draft.in_scope,
    )

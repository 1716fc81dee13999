"""What a close shows of answers given without a name, and when it may show something new.

Plain values in and out. Everything here rests on three rules:

A score rests on as many people without a name as the floor says, per item and per pool. What is
said of a pool is the same whoever in it gave which answer: a median, how many, and one of three
words for the spread. And a figure that was shown once is only replaced when as many people as the
floor says changed, came or left alike: else the difference would tell what one of them said.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime
from statistics import fmean
from typing import Any

from assessments.engine.agreement import pool_medians, pools, spread
from assessments.engine.constants import FLOOR
from assessments.findings import Agreement, Doubtful, PoolScore

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
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Crowd:
    """What is known of the raters besides what they said."""

    unnamed: frozenset[str]  # who was promised that the answers are not shown by person
    agreed: frozenset[str] = frozenset()  # groups that may be shown apart: every one in it agreed
    floor: int = FLOOR


@dataclass(frozen=True, slots=True)
class Figure:
    """What was said about one item or block, so that it tells nobody's own answer.

    `state` is score, dont-know or not-applicable; `number` is the release it was made for.
    """

    state: str
    pools: tuple[PoolScore, ...] = ()
    agreement: str | None = None
    evidence: str = "none"
    reason: str = ""
    number: int = 1
    on: date | None = None

    @property
    def score(self) -> float | None:
        return fmean(pool.score for pool in self.pools) if self.pools else None

    @property
    def raters(self) -> int:
        return sum(pool.raters for pool in self.pools)


@dataclass(frozen=True)
class Released:
    """All that is shown of one close; `few` counts scores too few to show, by item."""

    on: date
    raters: int = 0
    items: Mapping[str, Figure] = field(default_factory=dict)
    blocks: Mapping[str, Figure] = field(default_factory=dict)
    few: Mapping[str, int] = field(default_factory=dict)
    doubtful: Doubtful | None = None


@dataclass(frozen=True, slots=True)
class Fresh:
    """A figure that could be shown, and whose answers it is made of."""

    figure: Figure
    raters: frozenset[str]


@dataclass(frozen=True, slots=True)
class Shown[T]:
    """What an earlier close showed, and a print of each answer it was made of, by rater."""

    figure: T
    prints: Mapping[str, str]


def by_slug(said: Iterable[Said]) -> dict[str, list[Said]]:
    found: dict[str, list[Said]] = defaultdict(list)
    for one in said:
        found[one.slug].append(one)
    return found


def fresh_figure(said: Sequence[Said], crowd: Crowd) -> Fresh | None:
    """What may be shown of these answers to one item; None where nothing without a name may."""
    scored = [one for one in said if one.score is not None]
    unnamed = [one for one in scored if one.rater in crowd.unnamed]
    if not unnamed:
        return _without_score(said, crowd) if not scored else None
    sizes = _sizes(scored, crowd)
    own = {one.group for one in scored} - {one.group for one in unnamed}
    told = own | crowd.agreed
    pooled = [
        pool
        for pool in pools(sizes, crowd.floor, told)
        if pool <= told or sum(sizes[group] for group in pool) >= crowd.floor
    ]
    if all(pool <= own for pool in pooled):
        return None
    used = [one for one in scored if any(one.group in pool for pool in pooled)]
    return Fresh(_scored(used, pooled, crowd), _names(used, crowd))


def too_few(said: Sequence[Said], crowd: Crowd) -> int:
    """How many scores without a name there are, where they are too few to show."""
    if fresh_figure(said, crowd) is not None:
        return 0
    return sum(one.score is not None and one.rater in crowd.unnamed for one in said)


def _sizes(scored: Sequence[Said], crowd: Crowd) -> dict[str, int]:
    """Scores without a name by group; a group of named raters alone counts as one to pass on."""
    counted = Counter(one.group for one in scored if one.rater in crowd.unnamed)
    groups = sorted({one.group for one in scored})
    return {group: counted[group] or 1 for group in groups}


def _scored(used: Sequence[Said], pooled: Sequence[frozenset[str]], crowd: Crowd) -> Figure:
    """Medians of all, and how far those without a name are apart.

    Named answers are known: with them in it, the word for the spread could leave one way only in
    which the others can have answered.
    """
    scores: dict[str, list[float]] = defaultdict(list)
    for one in used:
        if one.score is not None:
            scores[one.group].append(one.score)
    medians = pool_medians(scores, pooled)
    apart = spread([float(o.score or 0) for o in used if o.rater in crowd.unnamed])
    return Figure(
        "score",
        tuple(
            PoolScore(tuple(sorted(pool)), sum(len(scores[g]) for g in pool), median)
            for pool, median in medians.items()
        ),
        agreement=None if apart is None else str(Agreement.of(apart)),
        evidence=_evidence(used, crowd),
    )


def _without_score(said: Sequence[Said], crowd: Crowd) -> Fresh | None:
    """Not applicable if all who know say so; shown if as many as the floor answered at all."""
    names = _names(said, crowd)
    if len(names) < crowd.floor:
        return None
    reasons = Counter(one.reason for one in said if one.state == "not-applicable")
    state = "not-applicable" if reasons else "dont-know"
    most = min(reasons, key=lambda reason: (-reasons[reason], reason), default="")
    return Fresh(Figure(state, reason=most), names)


def _names(said: Iterable[Said], crowd: Crowd) -> frozenset[str]:
    return frozenset(one.rater for one in said if one.rater in crowd.unnamed)


def _evidence(said: Sequence[Said], crowd: Crowd) -> str:
    """The best a named rater has seen, or as many others as the floor have seen at least."""
    levels = [EVIDENCE.index(one.evidence) for one in said if one.rater not in crowd.unnamed]
    unnamed = [EVIDENCE.index(one.evidence) for one in said if one.rater in crowd.unnamed]
    reached = sorted(unnamed, reverse=True)[crowd.floor - 1 : crowd.floor]
    return EVIDENCE[max((*levels, *reached), default=0)]


def replacing(figure: Figure) -> Figure:
    """A figure that stands in an earlier one's place says no more of the spread.

    Two words for it, before and after, would leave few ways in which newcomers can have answered.
    """
    return replace(figure, agreement=None)


def may_replace(
    now: Shown[Any],
    earlier: Sequence[Shown[Any]],
    groups: Mapping[str, str],
    crowd: Crowd,
) -> bool:
    """Whether a new figure may stand beside all that were ever shown in its place.

    A reader who lays them side by side can tell people apart by what became of their answers:
    who stayed, who changed, who came, who left, in which pool. Wherever such a kind has fewer
    people than the floor, the difference between two figures would tell what they said.

    Args:
        groups: rater → group, of everybody who ever answered.
    """
    versions = [now, *earlier]
    raters = {rater for version in versions for rater in version.prints}
    kinds = Counter(
        tuple(_became(version, versions, rater, groups[rater]) for version in versions)
        for rater in raters
        if not _stands_apart(versions, groups[rater], crowd)
    )
    differs = all(now.prints != version.prints for version in earlier)
    return differs and all(count >= crowd.floor for count in kinds.values())


def _became(
    version: Shown[Any], versions: Sequence[Shown[Any]], rater: str, group: str
) -> tuple[int | None, tuple[str, ...]]:
    """The first figure with the same answer of this person, and the pool it was in."""
    if rater not in version.prints:
        return None, ()
    same = (k for k, one in enumerate(versions) if one.prints.get(rater) == version.prints[rater])
    return next(same), _pool_of(version, group)


def _stands_apart(versions: Sequence[Shown[Any]], group: str, crowd: Crowd) -> bool:
    """Whether the group agreed to be shown by itself, and always was."""
    return group in crowd.agreed and all(_pool_of(one, group) in ((), (group,)) for one in versions)


def _pool_of(version: Shown[Any], group: str) -> tuple[str, ...]:
    pools = version.figure.pools if isinstance(version.figure, Figure) else ()
    return next((pool.groups for pool in pools if group in pool.groups), ())


def to_json(released: Released) -> dict[str, Any]:
    """The release as it is kept."""
    kept = asdict(released)
    kept["on"] = released.on.isoformat()
    for figure in (*kept["items"].values(), *kept["blocks"].values()):
        figure["on"] = figure["on"].isoformat() if figure["on"] else None
    return kept


def from_json(kept: Mapping[str, Any]) -> Released:
    """What `to_json` kept."""
    return Released(
        on=date.fromisoformat(kept["on"]),
        raters=kept["raters"],
        items={slug: _figure(one) for slug, one in kept["items"].items()},
        blocks={slug: _figure(one) for slug, one in kept["blocks"].items()},
        few=kept["few"],
        doubtful=Doubtful(**kept["doubtful"]) if kept["doubtful"] else None,
    )


def _figure(kept: Mapping[str, Any]) -> Figure:
    pools = tuple(PoolScore(**one | {"groups": tuple(one["groups"])}) for one in kept["pools"])
    on = date.fromisoformat(kept["on"]) if kept["on"] else None
    return Figure(**{**kept, "pools": pools, "on": on})

"""What one person is asked: which questions of the quick scan, and which items one by one."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from statistics import median

from django.db.models import Q

from assessments.models.assessments import Assessment
from assessments.models.depth import depth_of, is_scanned
from assessments.models.ratings import BlockAnswer, Rater, Rating
from assessments.models.scope import ADAPTIVE, FULL, QUICK, Scope
from assessments.opening import Known, open_causes, open_items
from assessments.pace import USUAL, Pace, pace_of
from ecosystem.loading import content_of

BY_NAME = Q(rater__user__isnull=False) | Q(rater__anonymous=False)
"""Answers of people who were not promised that they stay unnamed."""
HIGHEST = 5.0


@dataclass(frozen=True, slots=True)
class Heard:
    """One answer of the quick scan as far as the person asked may be led by it."""

    block: str
    answer: str
    score: int | None
    at: datetime
    is_own: bool = False


@dataclass(frozen=True)
class Person:
    """Somebody who answers, with what is answered so far; `heard` holds others by name, too."""

    rater: Rater | None = None
    items: Mapping[str, datetime] = field(default_factory=dict)  # item to when
    heard: tuple[Heard, ...] = ()
    pace: Pace = USUAL

    @property
    def areas(self) -> tuple[str, ...]:
        return tuple(self.rater.areas) if self.rater else ()

    @property
    def is_by_link(self) -> bool:
        return self.rater is not None and self.rater.user_id is None

    @property
    def own(self) -> dict[str, Heard]:
        return {heard.block: heard for heard in self.heard if heard.is_own}


@dataclass(frozen=True, slots=True)
class Ground:
    """What the owner decided and saw."""

    excluded: Mapping[str, str] = field(default_factory=dict)  # component to reason
    critical: Collection[str] = ()
    symptoms: Mapping[str, int] = field(default_factory=dict)  # slug to severity


def scope_for(
    assessment: Assessment,
    rater: Rater | None,
    items: Mapping[str, datetime],
    excluded: Mapping[str, str],
    critical: Collection[str],
) -> Scope:
    """The scope for one person; at full depth nothing more needs to be read for it."""
    depth, person = depth_of(assessment), Person(rater, items)
    symptoms: dict[str, int] = {}
    if depth != FULL or person.areas:
        person = replace(person, heard=heard_by(assessment, rater))
    times = [heard.at for heard in person.own.values()]
    person = replace(person, pace=pace_of(items.values(), times))
    if depth == ADAPTIVE:
        rows = assessment.observations.values_list("symptom__slug", "severity")
        symptoms = dict(rows)
    return scope_from(assessment, person, Ground(excluded, critical, symptoms))


def heard_by(assessment: Assessment, rater: Rater | None) -> tuple[Heard, ...]:
    """What is known of the quick scan: from people by name, and the rater's own."""
    own = rater.pk if rater else None
    rows = (
        BlockAnswer.objects.filter(BY_NAME | Q(rater=own), rater__assessment=assessment)
        .filter(rater__revoked=None)
        .order_by("block__position", "rater_id")
        .values_list("block__slug", "answer", "score", "at", "rater_id")
    )
    return tuple(
        Heard(block, answer, score, at, who == own) for block, answer, score, at, who in rows
    )


def scope_from(assessment: Assessment, person: Person, ground: Ground) -> Scope:
    """The scope at the assessment's depth, from values that were read already."""
    scope = Scope(
        content_of(assessment.framework),
        tuple(assessment.scope),
        ground.excluded,
        areas=person.areas,
        probes=tuple(assessment.probes),
        depth=depth_of(assessment),
        scans=is_scanned(assessment),
        pace=person.pace,
    )
    if scope.depth == FULL:
        return scope
    if scope.depth == QUICK:
        return replace(scope, opened={})
    return replace(scope, opened=_opened(scope, person, ground))


def _opened(scope: Scope, person: Person, ground: Ground) -> dict[str, str]:
    """What is opened for the person, and whatever the person answered without being asked."""
    known, framework = _known(scope, person, ground), scope.framework
    if not scope.scans:
        found = open_causes(framework, known)
    elif {block.slug for block in scope.blocks} <= {heard.block for heard in person.heard}:
        found = open_items(framework, known)
    else:  # what is left of the scan may open more
        found = open_items(framework, known, least=0)
    return found | {slug: "" for slug in person.items if slug not in found}


def _known(scope: Scope, person: Person, ground: Ground) -> Known:
    own = person.own
    out = {slug for slug, heard in own.items() if heard.answer == Rating.Answer.NOT_APPLICABLE}
    dropped = {item for slug in out for item in scope.framework.items_of(slug)}
    scores = _scores(person)
    told = {slug for slug in scores if slug in own and own[slug].score == scores[slug]}
    return Known(
        items={
            item.slug
            for item in scope.items
            if item.slug not in dropped and not scope.excluding(item.slug)
        },
        blocks=scores,
        unknown={heard.block for heard in person.heard} - set(scores) - out,
        quiet=set(scores) - told if person.is_by_link else (),
        critical=ground.critical,
        symptoms=ground.symptoms,
    )


def _scores(person: Person) -> dict[str, float]:
    """Block → how low the person holds it to be, or those by name do, whichever is lower."""
    said: dict[tuple[str, bool], list[int]] = defaultdict(list)
    for heard in person.heard:
        if heard.score is not None:
            said[heard.block, heard.is_own].append(heard.score)
    found: dict[str, float] = {}
    for (block, _), scores in said.items():
        found[block] = min(found.get(block, HIGHEST), float(median(scores)))
    return found

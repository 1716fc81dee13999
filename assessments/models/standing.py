"""How far assessments are: what all raters together have answered, read for many at once."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db.models import F, QuerySet

from accounts.models import User
from assessments.models.asking import Ground, Heard, Person, scope_from
from assessments.models.assessments import Assessment, ComponentSetting, Importance
from assessments.models.depth import depth_of
from assessments.models.ratings import BlockAnswer, Rating, SymptomObservation
from assessments.models.scope import FULL, Progress, Scope
from assessments.pace import pace_of

UNTOLD = "answered"
"""What somebody said who was promised to stay unnamed: that it was said, and not what."""
WEIGHT = {"score": 3, "not-applicable": 2, "dont-know": 1, UNTOLD: 0}
"""Of several raters' words the one with the most weight stands for the question."""


@dataclass(frozen=True)
class Standing:
    """One assessment, its scope, and how far each pillar is."""

    assessment: Assessment
    scope: Scope
    answers: Mapping[str, str]
    scan: Mapping[str, str]
    symptoms: int

    @cached_property
    def by_pillar(self) -> dict[str, Progress]:
        return self.scope.progress_by_pillar(self.answers, self.scan)

    @cached_property
    def whole(self) -> Progress:
        return sum(self.by_pillar.values(), Progress())

    @cached_property
    def scanned(self) -> Progress:
        """How far the quick scan is."""
        return self.scope.scan_progress(self.scope.blocks, self.scan)

    @cached_property
    def rated(self) -> Progress:
        """How far the items are that are asked one by one."""
        return self.scope.progress(self.scope.asked, self.answers)


def standings(assessments: Iterable[Assessment], user: User | None = None) -> tuple[Standing, ...]:
    """How far each is; the minutes left go by the pace of `user`.

    As many queries for many as for one; the assessments' names must have been fetched along.
    """
    found = list(assessments)
    read = _Read.of(found)
    return tuple(
        Standing(
            assessment,
            scope_from(assessment, read.person(assessment, user), read.grounds[assessment.pk]),
            _rolled_up(read.items[assessment.pk]),
            _rolled_up(read.blocks[assessment.pk]),
            len(read.grounds[assessment.pk].symptoms),
        )
        for assessment in found
    )


def standing_of(assessment: Assessment, user: User | None = None) -> Standing:
    return standings([assessment], user)[0]


@dataclass(frozen=True, slots=True)
class _Word:
    """Somebody's answer, as far as it may be told."""

    slug: str
    answer: str
    score: int | None
    at: datetime
    user: int | None
    anonymous: bool | None

    @property
    def by_name(self) -> bool:
        return self.user is not None or self.anonymous is False

    @property
    def told(self) -> str:
        return self.answer if self.by_name else UNTOLD


@dataclass(frozen=True)
class _Read:
    """What was read for some assessments, each by the assessment's key."""

    items: Mapping[int, list[_Word]]
    blocks: Mapping[int, list[_Word]]
    grounds: Mapping[int, Ground]

    @classmethod
    def of(cls, assessments: list[Assessment]) -> "_Read":
        ratings = Rating.objects.counted().filter(rater__assessment__in=assessments)
        deep = [one for one in assessments if depth_of(one) != FULL]  # the others ask no block
        answers = BlockAnswer.objects.filter(rater__assessment__in=deep, rater__revoked=None)
        return cls(
            _words(ratings.annotate(slug=F("component__slug"))),
            _words(answers.annotate(slug=F("block__slug")).order_by("block__position")),
            _grounds(assessments),
        )

    def person(self, assessment: Assessment, user: User | None) -> Person:
        """Everybody by name as if they were one, at the pace of the user."""
        items, blocks = self.items[assessment.pk], self.blocks[assessment.pk]
        own = user.pk if user else None
        return Person(
            items={word.slug: word.at for word in items if word.by_name},
            heard=tuple(
                Heard(word.slug, word.answer, word.score, word.at)
                for word in blocks
                if word.by_name
            ),
            pace=pace_of(
                [word.at for word in items if own and word.user == own],
                [word.at for word in blocks if own and word.user == own],
            ),
        )


def _words(rows: QuerySet[Any]) -> dict[int, list[_Word]]:
    found: dict[int, list[_Word]] = defaultdict(list)
    columns = ("slug", "answer", "score", "at", "rater__user_id", "rater__anonymous")
    for assessment, *row in rows.values_list("rater__assessment_id", *columns):
        found[assessment].append(_Word(*row))
    return found


def _rolled_up(words: Iterable[_Word]) -> dict[str, str]:
    found: dict[str, str] = {}
    for word in words:
        known = found.get(word.slug)
        if known is None or WEIGHT[word.told] > WEIGHT[known]:
            found[word.slug] = word.told
    return found


def _grounds(assessments: list[Assessment]) -> dict[int, Ground]:
    settings = ComponentSetting.objects.filter(assessment__in=assessments).values_list(
        "assessment_id", "component__slug", "applicable", "reason", "importance"
    )
    seen = SymptomObservation.objects.filter(assessment__in=assessments).values_list(
        "assessment_id", "symptom__slug", "severity"
    )
    excluded: dict[int, dict[str, str]] = defaultdict(dict)
    critical: dict[int, list[str]] = defaultdict(list)
    symptoms: dict[int, dict[str, int]] = defaultdict(dict)
    for assessment, slug, applicable, reason, importance in settings:
        if not applicable:
            excluded[assessment][slug] = reason
        if importance == Importance.CRITICAL:
            critical[assessment].append(slug)
    for assessment, slug, severity in seen:
        symptoms[assessment][slug] = severity
    return {a.pk: Ground(excluded[a.pk], critical[a.pk], symptoms[a.pk]) for a in assessments}

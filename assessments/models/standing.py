"""How far assessments are: what all raters together have answered, read for many at once."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from assessments.models.assessments import Assessment, ComponentSetting
from assessments.models.ratings import Rating, SymptomObservation
from assessments.models.scope import Progress, Scope
from ecosystem.loading import content_of

WEIGHT = {"score": 2, "dont-know": 0, "not-applicable": 1}
"""Of several raters' words the one with the most weight stands for the item."""


@dataclass(frozen=True)
class Standing:
    """One assessment, its scope, and how far each pillar is."""

    assessment: Assessment
    scope: Scope
    answers: Mapping[str, str]
    symptoms: int

    @cached_property
    def by_pillar(self) -> dict[str, Progress]:
        return self.scope.progress_by_pillar(self.answers)

    @cached_property
    def whole(self) -> Progress:
        return sum(self.by_pillar.values(), Progress())


def standings(assessments: Iterable[Assessment]) -> tuple[Standing, ...]:
    """Three queries however many assessments; their names must have been fetched along."""
    found = list(assessments)
    answers, excluded, symptoms = _answers(found), _excluded(found), _symptoms(found)
    return tuple(
        Standing(
            assessment,
            Scope(
                content_of(assessment.framework),
                tuple(assessment.scope),
                excluded[assessment.pk],
            ),
            answers[assessment.pk],
            symptoms[assessment.pk],
        )
        for assessment in found
    )


def standing_of(assessment: Assessment) -> Standing:
    return standings([assessment])[0]


def _answers(assessments: list[Assessment]) -> dict[int, dict[str, str]]:
    found: dict[int, dict[str, str]] = defaultdict(dict)
    rows = (
        Rating.objects.counted()
        .filter(rater__assessment__in=assessments)
        .values_list("rater__assessment_id", "component__slug", "answer")
    )
    for assessment, slug, answer in rows:
        known = found[assessment].get(slug)
        if known is None or WEIGHT[answer] > WEIGHT[known]:
            found[assessment][slug] = answer
    return found


def _excluded(assessments: list[Assessment]) -> dict[int, dict[str, str]]:
    found: dict[int, dict[str, str]] = defaultdict(dict)
    rows = ComponentSetting.objects.filter(
        assessment__in=assessments, applicable=False
    ).values_list("assessment_id", "component__slug", "reason")
    for assessment, slug, reason in rows:
        found[assessment][slug] = reason
    return found


def _symptoms(assessments: list[Assessment]) -> dict[int, int]:
    found: dict[int, int] = defaultdict(int)
    rows = SymptomObservation.objects.filter(assessment__in=assessments)
    for assessment in rows.values_list("assessment_id", flat=True):
        found[assessment] += 1
    return found

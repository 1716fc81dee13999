"""From the tables to `Answers`: a handful of queries, however many items and raters.

The one place where other people's answers are read to be shown. What somebody said who was
promised to stay unnamed gets no further than a release, and from there only as a figure.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import pairwise
from typing import Any

from assessments.engine.agreement import is_speeding, is_straight_line
from assessments.engine.constants import FLOOR, STRAIGHT_LINE_FROM
from assessments.findings import Agreed, Answers, Doubtful, SymptomAnswer
from assessments.models import Assessment, BlockAnswer, Rater, Rating, Release
from assessments.report.gather import Carried, Gathered, Setting, gather
from assessments.report.releasing import Said, from_json
from assessments.report.rounds import earlier_rounds
from ecosystem.loading import content_of


def answers_of(assessment: Assessment) -> Answers:
    """All that may be shown of what was answered and decided, rolled up per item.

    Before the first close: what was said by name. After it: what that close released, and for
    items it released nothing of, what is said by name now. Settings, symptoms and what a workshop
    agreed on always count as they are at the moment.
    """
    everybody = list(Rater.objects.filter(assessment=assessment, revoked=None))
    raters = [rater for rater in everybody if rater.is_named]
    others = sum(not rater.is_named and rater.withdrawn is None for rater in everybody)
    release = Release.objects.filter(assessment=assessment).first()
    return gather(
        Gathered(
            **_said_by_name(raters),
            **_decided(assessment),
            quoted={} if assessment.is_open else _quoted(assessment),
            released=from_json(release.content) if release else None,
            waiting=others,
        )
    )


def answers_of_rater(assessment: Assessment, rater: Rater) -> Answers:
    """One person's own answers and nobody else's, for pages that only this person sees."""
    return gather(Gathered(**_said_by_name([rater]), **_decided(assessment) | {"consensus": {}}))


def floor_of(assessment: Assessment) -> int:
    """Fewest people without a name behind a figure: what they were promised, or more."""
    return max(FLOOR, assessment.organisation.floor)


def said_by(raters: Sequence[Rater]) -> list[Said]:
    groups = {rater.pk: rater.group for rater in raters}
    rows = (
        Rating.objects.filter(rater__in=groups)
        .order_by("rater_id")
        .values_list(
            "rater_id", "component__slug", "answer", "score", "evidence", "note", "reason", "at"
        )
    )
    return [
        Said(str(rater), groups[rater], slug, state, score, evidence, note, reason, at.date(), at)
        for rater, slug, state, score, evidence, note, reason, at in rows
    ]


def estimates_by(raters: Sequence[Rater]) -> list[Said]:
    groups = {rater.pk: rater.group for rater in raters}
    rows = (
        BlockAnswer.objects.filter(rater__in=groups)
        .order_by("rater_id")
        .values_list("rater_id", "block__slug", "answer", "score", "reason", "at")
    )
    return [
        Said(str(rater), groups[rater], slug, state, score, reason=reason, on=at.date())
        for rater, slug, state, score, reason, at in rows
    ]


def doubtful_among(raters: Sequence[Rater], said: Sequence[Said], floor: int | None) -> Doubtful:
    """How many gave one answer throughout, and how many of those by link were too fast to read."""
    scores: dict[str, list[float]] = {}
    for one in said:
        if one.score is not None:
            scores.setdefault(one.rater, []).append(one.score)
    return Doubtful(
        raters=len({one.rater for one in said if one.rater}),
        straight=sum(is_straight_line(given) for given in scores.values()),
        speeding=sum(map(is_speeding, _seconds_between(raters, said))),
        floor=floor,
    )


def _seconds_between(raters: Sequence[Rater], said: Sequence[Said]) -> list[list[float]]:
    """Per rater by link with a dozen answers or more: the seconds from one answer to the next."""
    by_link = {str(rater.pk) for rater in raters if rater.user_id is None}
    times: dict[str, list[datetime]] = {}
    for one in said:
        if one.rater in by_link and one.at is not None:
            times.setdefault(one.rater, []).append(one.at)
    return [
        [(b - a).total_seconds() for a, b in pairwise(sorted(given))]
        for given in times.values()
        if len(given) >= STRAIGHT_LINE_FROM
    ]


def _said_by_name(raters: Sequence[Rater]) -> dict[str, Any]:
    said, estimates = said_by(raters), estimates_by(raters)
    active = {one.rater for one in (*said, *estimates)}
    dates = [one.on for one in (*said, *estimates) if one.on]
    return {
        "said": said,
        "estimates": estimates,
        "sizes": Counter(rater.group for rater in raters if str(rater.pk) in active),
        "by_name": True,
        "doubtful": doubtful_among(raters, said, None),
        "answered_on": max(dates, default=None),
    }


def _decided(assessment: Assessment) -> dict[str, Any]:
    """What does not depend on who asks: what was decided, brought along and seen."""
    return {
        "framework": content_of(assessment.framework),
        "floor": floor_of(assessment),
        "settings": _settings(assessment),
        "consensus": _agreed(assessment),
        "carried": {
            slug: Carried(score, as_of)
            for slug, score, as_of in assessment.carried_scores.filter(
                asked_again=False
            ).values_list("component__slug", "score", "as_of")
        },
        "symptoms": _symptoms(assessment),
        "scope": assessment.scope,
        "probes": assessment.probes,
        "earlier": earlier_rounds(assessment),
        "organisation": assessment.organisation.name,
        "title": assessment.title,
        "as_of": assessment.created.date(),
    }


def _quoted(assessment: Assessment) -> dict[str, list[str]]:
    """Notes without a name that the owner took into the report.

    None while answers are taken: a quotation that went away would tell who has just been there.
    """
    found: dict[str, list[str]] = {}
    for slug, text in assessment.quoted_notes.values_list("component__slug", "text"):
        found.setdefault(slug, []).append(text)
    return found


def _agreed(assessment: Assessment) -> Mapping[str, Agreed]:
    rows = assessment.consensus_scores.values_list(
        "component__slug", "score", "by__email", "at", "note"
    )
    return {slug: Agreed(score, by, at, note) for slug, score, by, at, note in rows}


def _settings(assessment: Assessment) -> dict[str, Setting]:
    rows = assessment.settings.values_list(
        "component__slug", "importance", "target", "applicable", "reason"
    )
    return {
        slug: Setting(importance, target, applicable, reason)
        for slug, importance, target, applicable, reason in rows
    }


def _symptoms(assessment: Assessment) -> list[SymptomAnswer]:
    rows = assessment.observations.order_by("symptom__position").values_list(
        "symptom__slug", "severity", "trend", "note"
    )
    return [SymptomAnswer(*row) for row in rows]

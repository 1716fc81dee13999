"""From the tables to `Answers`: a handful of queries, however many items and raters."""

from collections import Counter

from assessments.findings import Answers, SymptomAnswer
from assessments.models import Assessment, BlockAnswer, Rater, Rating
from assessments.report.gather import Carried, Gathered, Said, Setting, gather
from assessments.report.rounds import earlier_rounds
from ecosystem.loading import content_of


def answers_of(assessment: Assessment) -> Answers:
    """All that was answered and decided in the assessment, rolled up per item."""
    raters = {rater.pk: rater for rater in assessment.raters.filter(revoked=None)}
    said = _said(assessment, raters)
    estimates = _estimates(assessment, raters)
    active = {one.rater for one in (*said, *estimates)}
    sizes = Counter(rater.group for rater in raters.values() if str(rater.pk) in active)
    dates = [one.on for one in (*said, *estimates) if one.on]
    return gather(
        Gathered(
            framework=content_of(assessment.framework),
            said=said,
            estimates=estimates,
            sizes=sizes,
            floor=assessment.organisation.floor,
            settings=_settings(assessment),
            consensus=dict(assessment.consensus_scores.values_list("component__slug", "score")),
            carried={
                slug: Carried(score, as_of)
                for slug, score, as_of in assessment.carried_scores.filter(
                    asked_again=False
                ).values_list("component__slug", "score", "as_of")
            },
            symptoms=_symptoms(assessment),
            scope=assessment.scope,
            probes=assessment.probes,
            earlier=earlier_rounds(assessment),
            organisation=assessment.organisation.name,
            title=assessment.title,
            as_of=max(dates, default=assessment.created.date()),
        )
    )


def _said(assessment: Assessment, raters: dict[int, Rater]) -> list[Said]:
    rows = (
        Rating.objects.filter(rater__in=raters)
        .order_by("rater_id")
        .values_list(
            "rater_id", "component__slug", "answer", "score", "evidence", "note", "reason", "at"
        )
    )
    return [
        Said(str(rater), raters[rater].group, slug, state, score, evidence, note, reason, at.date())
        for rater, slug, state, score, evidence, note, reason, at in rows
    ]


def _estimates(assessment: Assessment, raters: dict[int, Rater]) -> list[Said]:
    rows = (
        BlockAnswer.objects.filter(rater__in=raters)
        .order_by("rater_id")
        .values_list("rater_id", "block__slug", "answer", "score")
    )
    return [
        Said(str(rater), raters[rater].group, slug, state, score)
        for rater, slug, state, score in rows
    ]


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

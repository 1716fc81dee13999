"""Ticking operational symptoms, and what was ticked."""

from dataclasses import asdict, dataclass

from django.db import transaction

from accounts.models import User
from assessments.models.assessments import Assessment
from assessments.models.ratings import RatingEvent, SymptomObservation
from ecosystem.models import Symptom


@dataclass(frozen=True, slots=True)
class Seen:
    """How an operational symptom is seen; the trend is empty where nobody knows."""

    severity: int = SymptomObservation.Severity.CLEAR.value
    trend: str = ""
    note: str = ""


def seen_in(assessment: Assessment) -> dict[str, Seen]:
    """The symptoms that were ticked, by slug."""
    rows = assessment.observations.values_list("symptom__slug", "severity", "trend", "note")
    return {slug: Seen(severity, trend, note) for slug, severity, trend, note in rows}


@transaction.atomic
def observe(assessment: Assessment, user: User, slug: str, seen: Seen | None) -> None:
    """Keep that a symptom is seen, or no longer; the history keeps what was."""
    # One after the other, so that a tick from two tabs makes one row.
    Assessment.objects.select_for_update(no_key=True).get(pk=assessment.pk)
    before = seen_in(assessment).get(slug)
    if before == seen:
        return
    if seen is None:
        assessment.observations.filter(symptom__slug=slug).delete()
    else:
        symptom = Symptom.objects.get(framework_id=assessment.framework_id, slug=slug)
        assessment.observations.update_or_create(symptom=symptom, defaults=asdict(seen))
    RatingEvent.objects.create(
        assessment=assessment,
        user=user,
        what=RatingEvent.What.SYMPTOM,
        slug=slug,
        old=asdict(before) if before else None,
        new=asdict(seen) if seen else None,
    )

"""A consultant's own paragraphs: for the summary, a pillar, or a component that is a root."""

from typing import Self

from django.db import models, transaction
from django.db.models import Q

from accounts.models import User
from assessments.models.assessments import Assessment
from assessments.models.ratings import RatingEvent
from assessments.models.scope import Scope

SUMMARY_SLOT = "summary"
TEXT_LENGTH = 4000


class NarrativeQuerySet(models.QuerySet["Narrative"]):
    def of(self, assessment: Assessment) -> Self:
        return self.filter(assessment=assessment)


class Narrative(models.Model):
    """One text, as plain text, in its slot: "summary", or the slug of a pillar or component."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="narratives")
    slot = models.SlugField(max_length=60)
    text = models.TextField(max_length=TEXT_LENGTH)
    at = models.DateTimeField(auto_now=True)

    objects = NarrativeQuerySet.as_manager()

    class Meta:
        ordering = ["slot"]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "slot"], name="one_text_per_slot"),
            models.CheckConstraint(condition=~Q(text=""), name="no_row_without_a_text"),
        ]

    def __str__(self) -> str:
        return f"{self.slot} of {self.assessment}"


def texts_of(assessment: Assessment) -> dict[str, str]:
    """What was written, by slot."""
    return dict(Narrative.objects.of(assessment).values_list("slot", "text"))


@transaction.atomic
def write_text(assessment: Assessment, user: User, slot: str, text: str) -> None:
    """Keep a text in its slot; an empty one leaves no row. The history keeps what was."""
    # One after the other, so that two tabs make one row and a history without gaps.
    Assessment.objects.select_for_update(no_key=True).get(pk=assessment.pk)
    before = texts_of(assessment).get(slot, "")
    if before == text:
        return
    if text:
        assessment.narratives.update_or_create(slot=slot, defaults={"text": text})
    else:
        Narrative.objects.of(assessment).filter(slot=slot).delete()
    RatingEvent.objects.create(
        assessment=assessment,
        user=user,
        what=RatingEvent.What.TEXT,
        slug=slot,
        old=before or None,
        new=text or None,
    )


def slots_of(scope: Scope) -> set[str]:
    """Every slot that a text of this assessment may stand in."""
    pillars = {pillar.slug for pillar in scope.pillars}
    components = {c.slug for c in scope.framework.components if scope.covers(c.slug)}
    return {SUMMARY_SLOT} | pillars | components

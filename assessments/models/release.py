"""What several raters said together, as it was at a close: the only form in which it is shown."""

from django.conf import settings
from django.db import models

from assessments.models.assessments import Assessment
from assessments.models.ratings import Rater
from ecosystem.models import Component


class ReleaseManager(models.Manager["Release"]):
    def newest(self, assessment: Assessment) -> "Release | None":
        return self.filter(assessment=assessment).first()


class Release(models.Model):
    """The rolled-up answers of a close. Rows are only ever added; the newest one is shown.

    `content` has figures per item and per pool of raters above the floor, never a rater's own.
    `states` maps a rater's code to a print of each answer that went into a figure made for this
    release: a figure is only replaced when as many raters' answers to it differ as the floor says,
    or two of them would tell one rater's answer.
    """

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="releases")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField()
    states = models.JSONField(default=dict)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField(auto_now_add=True)

    objects = ReleaseManager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "number"], name="one_release_per_number"),
        ]

    def __str__(self) -> str:
        return f"{self.assessment}, release {self.number}"


def forget(rater: Rater) -> None:
    """Leave no print of what the rater had answered; that there were answers is still known."""
    for release in Release.objects.select_for_update().filter(assessment=rater.assessment_id):
        state = release.states.get(str(rater.code))
        if state is not None:
            release.states[str(rater.code)] = {
                part: dict.fromkeys(prints, "") for part, prints in state.items()
            }
            release.save(update_fields=["states"])


class QuotedNote(models.Model):
    """A rater's note that the owner took into the report, without a name."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="quoted_notes")
    component = models.ForeignKey(Component, models.PROTECT, related_name="+")
    rater = models.ForeignKey(Rater, models.CASCADE, related_name="+")
    text = models.TextField(max_length=4000)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["component", "text"]
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "component", "rater"], name="one_quote_per_rater_and_item"
            ),
        ]

    def __str__(self) -> str:
        return self.text[:40]

"""How the report of an assessment is printed: paper, draft or final, and what it leaves out."""

from django.db import models
from django.db.models import Q

from assessments.models.assessments import Assessment


class ReportProfileQuerySet(models.QuerySet["ReportProfile"]):
    def of(self, assessment: Assessment) -> "ReportProfile":
        """As it was chosen, or as it stands where nobody has chosen anything."""
        found = self.filter(assessment=assessment).first()
        return found or ReportProfile(assessment=assessment)

    def keep(self, assessment: Assessment, **chosen: object) -> "ReportProfile":
        return self.update_or_create(assessment=assessment, defaults=chosen)[0]


class ReportProfile(models.Model):
    class Paper(models.TextChoices):
        A4 = "a4", "A4"
        LETTER = "letter", "US Letter"

    assessment = models.OneToOneField(Assessment, models.CASCADE, related_name="profile")
    paper = models.CharField(max_length=6, choices=Paper.choices, default=Paper.A4)
    final = models.BooleanField(default=False)
    without = models.JSONField(
        default=list, blank=True, help_text="Names of the sections a full report leaves out."
    )
    changed = models.DateTimeField(auto_now=True)

    objects = ReportProfileQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(paper__in=["a4", "letter"]), name="paper_is_known"),
        ]

    def __str__(self) -> str:
        return f"Report of {self.assessment}"

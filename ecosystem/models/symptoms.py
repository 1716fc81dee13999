"""Operational symptoms and what usually causes them."""

from django.db import models

from ecosystem.models.components import Component
from ecosystem.models.framework import Part


class Symptom(Part):
    """An operational symptom: a day-to-day problem that people see and name."""

    theme = models.CharField(
        max_length=60, blank=True, help_text="Under which it is asked for, beside its like."
    )
    measure = models.CharField(max_length=300, blank=True, help_text="Its number, in brief.")
    says = models.TextField(blank=True, help_text="What people say who live with it.")
    formula = models.TextField(blank=True)
    span = models.TextField(blank=True, help_text="Over which time it is measured, and how often.")
    tempting_fix = models.TextField(blank=True)
    why_it_fails = models.TextField(blank=True)
    tell_apart = models.TextField(blank=True, help_text="How to tell its causes apart.")


class SymptomCauseQuerySet(models.QuerySet["SymptomCause"]):
    def get_by_natural_key(
        self, framework: str, version: int, symptom: str, component: str
    ) -> "SymptomCause":
        return self.get(
            symptom__framework__slug=framework,
            symptom__framework__version=version,
            symptom__slug=symptom,
            component__slug=component,
        )


class SymptomCause(models.Model):
    """A component that usually causes an operational symptom."""

    class Rank(models.TextChoices):
        PRIMARY = "primary"
        SECONDARY = "secondary"

    symptom = models.ForeignKey(Symptom, models.CASCADE, related_name="causes")
    component = models.ForeignKey(Component, models.PROTECT, related_name="causes_symptoms")
    rank = models.CharField(max_length=10, choices=Rank.choices)
    sign = models.TextField(blank=True, help_text="What points to this cause among the others.")
    position = models.PositiveSmallIntegerField(default=0)

    objects = SymptomCauseQuerySet.as_manager()

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["symptom", "component"], name="one_cause_per_pair"),
        ]

    def __str__(self) -> str:
        return f"{self.component} causes {self.symptom}"

    def natural_key(self) -> tuple[str, int, str, str]:
        return (*self.symptom.natural_key(), self.component.slug)

    natural_key.dependencies = ["ecosystem.symptom", "ecosystem.component"]  # type: ignore[attr-defined]

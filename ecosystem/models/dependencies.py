"""What drives what."""

from django.db import models
from django.db.models import F, Q

from ecosystem.models.components import Component
from ecosystem.models.framework import Framework


class DependencyQuerySet(models.QuerySet["Dependency"]):
    def get_by_natural_key(
        self, framework: str, version: int, driver: str, dependent: str
    ) -> "Dependency":
        return self.get(
            framework__slug=framework,
            framework__version=version,
            driver__slug=driver,
            dependent__slug=dependent,
        )


class Dependency(models.Model):
    """One component drives another: weakness of the driver can cause weakness of the dependent."""

    class Strength(models.TextChoices):
        STRONG = "strong"
        MODERATE = "moderate"
        WEAK = "weak"

    class Layer(models.TextChoices):
        DRIVE = "drive"
        FEEDBACK = "feedback"

    class Basis(models.TextChoices):
        STATED = "stated"
        IMPLIED = "implied"
        PRACTICE = "practice"

    framework = models.ForeignKey(Framework, models.CASCADE, related_name="dependencies")
    driver = models.ForeignKey(Component, models.PROTECT, related_name="dependencies_out")
    dependent = models.ForeignKey(Component, models.PROTECT, related_name="dependencies_in")
    strength = models.CharField(max_length=10, choices=Strength.choices)
    layer = models.CharField(max_length=10, choices=Layer.choices, default=Layer.DRIVE)
    basis = models.CharField(max_length=10, choices=Basis.choices)
    passage = models.CharField(max_length=4, blank=True)
    rationale = models.CharField(max_length=300)
    position = models.PositiveSmallIntegerField(default=0)

    objects = DependencyQuerySet.as_manager()

    class Meta:
        ordering = ["position", "id"]
        verbose_name_plural = "dependencies"
        constraints = [
            models.UniqueConstraint(
                fields=["framework", "driver", "dependent"], name="one_dependency_per_pair"
            ),
            models.CheckConstraint(
                condition=~Q(driver=F("dependent")), name="nothing_drives_itself"
            ),
            models.CheckConstraint(
                condition=Q(strength__in=["strong", "moderate", "weak"]),
                name="dependency_strength_is_known",
            ),
            models.CheckConstraint(
                condition=Q(layer__in=["drive", "feedback"]), name="dependency_layer_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.driver.name} drives {self.dependent.name}"

    def natural_key(self) -> tuple[str, int, str, str]:
        return (*self.framework.natural_key(), self.driver.slug, self.dependent.slug)

    natural_key.dependencies = ["ecosystem.component"]  # type: ignore[attr-defined]

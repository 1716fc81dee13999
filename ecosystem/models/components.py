"""The tree of a framework, how its items are worded, and what to do about them."""

from django.db import models
from django.db.models import Q

from ecosystem.models.advice import Advice
from ecosystem.models.framework import Part, Pillar


class Archetype(models.TextChoices):
    """The kinds of item that share a wording of the five levels."""

    PRACTICE = "practice"
    PRINCIPLE = "principle"
    STRATEGY_CHOICE = "strategy-choice"
    TOOL = "tool"
    METRIC = "metric"
    COACHING_PRACTICE = "coaching-practice"
    PROGRAMME = "programme"
    PEOPLE_OUTCOME = "people-outcome"


class Component(Part, Advice):
    """A node of the framework's tree: a group (rolled up) or an item (rated)."""

    class Kind(models.TextChoices):
        GROUP = "group"
        ITEM = "item"

    pillar = models.ForeignKey(Pillar, models.PROTECT, related_name="components")
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )
    short_name = models.CharField(max_length=31)
    plural = models.BooleanField(
        default=False, help_text="Whether the short name takes a plural verb."
    )
    kind = models.CharField(max_length=5, choices=Kind.choices, default=Kind.ITEM)
    archetype = models.CharField(max_length=20, choices=Archetype.choices, blank=True)
    lagging = models.BooleanField(default=False)
    given = models.BooleanField(default=False)
    front_line = models.BooleanField(
        default=False, help_text="Whether a seller can tell from daily work how it is."
    )
    definition = models.TextField(blank=True)
    strong = models.TextField(blank=True)
    weak = models.TextField(blank=True)
    evidence = models.JSONField(default=list, blank=True)
    weight = models.FloatField(default=1.0)

    class Meta(Part.Meta):
        constraints = [
            *Part.Meta.constraints,
            models.CheckConstraint(condition=Q(weight__gt=0), name="component_weight_is_positive"),
            models.CheckConstraint(
                condition=Q(kind="group") | ~Q(archetype=""), name="item_has_an_archetype"
            ),
        ]


class AnchorQuerySet(models.QuerySet["Anchor"]):
    def get_by_natural_key(self, framework: str, version: int, slug: str, level: int) -> "Anchor":
        return self.get(
            component__framework__slug=framework,
            component__framework__version=version,
            component__slug=slug,
            level=level,
        )


class Anchor(models.Model):
    """What one level of one item looks like; an item without any takes its archetype's."""

    component = models.ForeignKey(Component, models.CASCADE, related_name="anchors")
    level = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=300)

    objects = AnchorQuerySet.as_manager()

    class Meta:
        ordering = ["component", "level"]
        constraints = [
            models.UniqueConstraint(fields=["component", "level"], name="one_anchor_per_level"),
            models.CheckConstraint(condition=Q(level__range=(1, 5)), name="anchor_level_1_to_5"),
        ]

    def __str__(self) -> str:
        return self.text

    def natural_key(self) -> tuple[str, int, str, int]:
        return (*self.component.natural_key(), self.level)

    natural_key.dependencies = ["ecosystem.component"]  # type: ignore[attr-defined]


class ArchetypeAnchorQuerySet(models.QuerySet["ArchetypeAnchor"]):
    def get_by_natural_key(self, archetype: str, level: int) -> "ArchetypeAnchor":
        return self.get(archetype=archetype, level=level)


class ArchetypeAnchor(models.Model):
    """The wording of one level for one kind of item."""

    archetype = models.CharField(max_length=20, choices=Archetype.choices)
    level = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=300)

    objects = ArchetypeAnchorQuerySet.as_manager()

    class Meta:
        ordering = ["archetype", "level"]
        constraints = [
            models.UniqueConstraint(
                fields=["archetype", "level"], name="one_archetype_anchor_per_level"
            ),
            models.CheckConstraint(
                condition=Q(level__range=(1, 5)), name="archetype_anchor_level_1_to_5"
            ),
        ]

    def __str__(self) -> str:
        return self.text

    def natural_key(self) -> tuple[str, int]:
        return (self.archetype, self.level)


class ArchetypeAdviceQuerySet(models.QuerySet["ArchetypeAdvice"]):
    def get_by_natural_key(self, archetype: str) -> "ArchetypeAdvice":
        return self.get(archetype=archetype)


class ArchetypeAdvice(Advice):
    """The last resort: what to do about any item of a kind."""

    archetype = models.CharField(max_length=20, choices=Archetype.choices, unique=True)

    objects = ArchetypeAdviceQuerySet.as_manager()

    class Meta:
        ordering = ["archetype"]
        verbose_name_plural = "archetype advice"

    def __str__(self) -> str:
        return f"Advice on a {self.get_archetype_display().lower()}"

    def natural_key(self) -> tuple[str]:
        return (self.archetype,)

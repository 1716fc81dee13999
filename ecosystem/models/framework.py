"""A framework version, its parts in general, and its pillars."""

from django.db import models


class FrameworkQuerySet(models.QuerySet["Framework"]):
    def get_by_natural_key(self, slug: str, version: int) -> "Framework":
        return self.get(slug=slug, version=version)

    def standard(self) -> "FrameworkQuerySet":
        """Published frameworks that everyone may use."""
        return self.filter(private=False, state=Framework.State.PUBLISHED)


class Framework(models.Model):
    """One version of a framework. Once published its slugs and links never change."""

    class Level(models.TextChoices):
        ORGANISATION = "organisation"
        SALESPERSON = "salesperson"

    class State(models.TextChoices):
        DRAFT = "draft"
        PUBLISHED = "published"

    slug = models.SlugField(max_length=60)
    version = models.PositiveSmallIntegerField(default=1)
    name = models.CharField(max_length=120)
    level = models.CharField(max_length=12, choices=Level.choices, default=Level.ORGANISATION)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    base = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="tailored")
    private = models.BooleanField(default=False)
    credit = models.CharField(max_length=300, blank=True)
    fixture_digest = models.CharField(
        max_length=64, blank=True, editable=False, help_text="Of the files it was last read from."
    )

    objects = FrameworkQuerySet.as_manager()

    class Meta:
        ordering = ["slug", "version"]
        constraints = [
            models.UniqueConstraint(fields=["slug", "version"], name="one_framework_version"),
        ]

    def __str__(self) -> str:
        return f"{self.name}, version {self.version}"

    def natural_key(self) -> tuple[str, int]:
        return (self.slug, self.version)


class PartQuerySet(models.QuerySet[models.Model]):
    """Rows that belong to a framework version and are known in it by their slug."""

    def get_by_natural_key(self, framework: str, version: int, slug: str) -> models.Model:
        return self.get(framework__slug=framework, framework__version=version, slug=slug)


class Part(models.Model):
    """What pillars, components, symptoms, blocks and families share."""

    framework = models.ForeignKey(Framework, models.CASCADE, related_name="%(class)ss")
    slug = models.SlugField(max_length=60)
    name = models.CharField(max_length=200)
    position = models.PositiveSmallIntegerField(default=0)

    objects = PartQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["framework", "slug"], name="one_%(class)s_slug"),
        ]

    def __str__(self) -> str:
        return self.name

    def natural_key(self) -> tuple[str, int, str]:
        return (*self.framework.natural_key(), self.slug)

    natural_key.dependencies = ["ecosystem.framework"]  # type: ignore[attr-defined]


class Pillar(Part):
    class Role(models.TextChoices):
        DRIVER = "driver"
        OVERLAY = "overlay"

    long_name = models.CharField(max_length=200)
    role = models.CharField(max_length=10, choices=Role.choices, default=Role.DRIVER)
    rank = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Place in the hierarchy, 1 upstream; none for an overlay."
    )
    definition = models.TextField(blank=True)
    about = models.TextField(
        blank=True, help_text="A paragraph on what it drives and what drives it."
    )
    when_missing = models.TextField(blank=True)

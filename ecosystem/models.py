"""The frameworks as reference data: they arrive by fixture and are read-only while people rate."""

from django.db import models
from django.db.models import F, Q


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


class Component(Part):
    """A node of the framework's tree: a group (rolled up) or an item (rated)."""

    class Kind(models.TextChoices):
        GROUP = "group"
        ITEM = "item"

    pillar = models.ForeignKey(Pillar, models.PROTECT, related_name="components")
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )
    short_name = models.CharField(max_length=31)
    kind = models.CharField(max_length=5, choices=Kind.choices, default=Kind.ITEM)
    archetype = models.CharField(max_length=20, choices=Archetype.choices, blank=True)
    lagging = models.BooleanField(default=False)
    given = models.BooleanField(default=False)
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


class Symptom(Part):
    """An operational symptom: a day-to-day problem that people see and name."""

    theme = models.CharField(
        max_length=60, blank=True, help_text="Under which it is asked for, beside its like."
    )
    measure = models.CharField(max_length=300, blank=True)
    note = models.TextField(blank=True)


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


class Block(Part):
    """One question of the quick scan; its answer stands for its items until they are rated."""

    pillar = models.ForeignKey(Pillar, models.PROTECT, related_name="blocks")
    components = models.ManyToManyField(Component, related_name="blocks")


class Family(Part):
    """Items of one topic seen from several places: they should not lie far apart."""

    framework = models.ForeignKey(Framework, models.CASCADE, related_name="families")
    components = models.ManyToManyField(Component, related_name="families")

    class Meta(Part.Meta):
        verbose_name_plural = "families"

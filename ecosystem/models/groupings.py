"""Components taken together: as one question, as one topic, or as what falls away."""

from django.db import models

from ecosystem.models.components import Component
from ecosystem.models.framework import Framework, Part, Pillar


class Block(Part):
    """One question of the quick scan; its answer stands for its items until they are rated."""

    definition = models.TextField(blank=True)
    pillar = models.ForeignKey(Pillar, models.PROTECT, related_name="blocks")
    components = models.ManyToManyField(Component, related_name="blocks")


class Family(Part):
    """Items of one topic seen from several places: they should not lie far apart."""

    framework = models.ForeignKey(Framework, models.CASCADE, related_name="families")
    definition = models.TextField(blank=True, help_text="How its items differ from one another.")
    components = models.ManyToManyField(Component, related_name="families")

    class Meta(Part.Meta):
        verbose_name_plural = "families"


class ContextQuestion(Part):
    """A fact about the organisation that decides what can be rated there at all."""


class ContextAnswerQuerySet(models.QuerySet["ContextAnswer"]):
    def get_by_natural_key(
        self, framework: str, version: int, question: str, slug: str
    ) -> "ContextAnswer":
        return self.get(
            question__framework__slug=framework,
            question__framework__version=version,
            question__slug=question,
            slug=slug,
        )


class ContextAnswer(models.Model):
    """One answer, and the components it proposes as not applicable. A person decides."""

    question = models.ForeignKey(ContextQuestion, models.CASCADE, related_name="answers")
    slug = models.SlugField(max_length=60)
    name = models.CharField(max_length=200)
    reason = models.CharField(max_length=300, blank=True, help_text="Why these fall away.")
    components = models.ManyToManyField(
        Component, related_name="context_answers", blank=True, help_text="Groups or items."
    )
    position = models.PositiveSmallIntegerField(default=0)

    objects = ContextAnswerQuerySet.as_manager()

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["question", "slug"], name="one_answer_per_slug"),
        ]

    def __str__(self) -> str:
        return self.name

    def natural_key(self) -> tuple[str, int, str, str]:
        return (*self.question.natural_key(), self.slug)

    natural_key.dependencies = ["ecosystem.contextquestion"]  # type: ignore[attr-defined]

"""An assessment: one organisation looked at through one framework version, for one purpose."""

import uuid
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from accounts.models import Organisation, Role, User
from assessments.models.scope import Scope
from ecosystem.loading import content_of
from ecosystem.models import Component, Framework


class OrganisationFramework(models.Model):
    """The only door to a private framework: which organisation may use it."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="frameworks")
    framework = models.ForeignKey(Framework, models.PROTECT, related_name="organisations")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "framework"], name="one_framework_per_organisation"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.framework} for {self.organisation}"


class AssessmentQuerySet(models.QuerySet["Assessment"]):
    def visible_to(self, user: User) -> Self:
        """What the user may look at, each with the user's own `role` there."""
        return self.filter(organisation__memberships__user=user).annotate(
            role=F("organisation__memberships__role")
        )

    def managed_by(self, user: User) -> Self:
        """Where the user may change settings, symptoms and the assessment itself."""
        return self.filter(
            organisation__memberships__user=user,
            organisation__memberships__role__in=[Role.EDITOR, Role.OWNER],
        )

    def rateable_by(self, user: User) -> Self:
        """Open assessments the user may answer: editors and owners, and raters with an account."""
        return (
            self.filter(state=Assessment.State.OPEN)
            .filter(
                Q(
                    organisation__memberships__user=user,
                    organisation__memberships__role__in=[Role.EDITOR, Role.OWNER],
                )
                | Q(raters__user=user, raters__revoked=None)
            )
            .distinct()
        )

    def asking(self, user: User) -> Self:
        """Open ones that ask for the answers of somebody who is no member there."""
        return self.filter(
            state=Assessment.State.OPEN, raters__user=user, raters__revoked=None
        ).exclude(organisation__memberships__user=user)

    def open(self) -> Self:
        return self.filter(state=Assessment.State.OPEN)

    def unsealed(self) -> Self:
        """What may still be written about; a sealed one stays as it was handed over."""
        return self.exclude(state=Assessment.State.SEALED)

    def of(self, organisation: Organisation) -> Self:
        return self.filter(organisation=organisation)

    def with_names(self) -> Self:
        return self.select_related("organisation", "framework")


class Assessment(models.Model):
    """One look at an organisation. Its framework version is pinned when it begins."""

    class State(models.TextChoices):
        DRAFT = "draft"
        OPEN = "open"
        CLOSED = "closed"
        SEALED = "sealed"

    class Depth(models.TextChoices):
        QUICK = "quick", "Quick scan"
        ADAPTIVE = "adaptive"
        FULL = "full"

    class Entry(models.TextChoices):
        """What somebody came for; it decides what they are asked first."""

        WHOLE = "whole", "The whole organisation"
        PROBLEMS = "problems", "I see problems"
        PART = "part", "One pillar or component"
        CHANGE = "change", "I am about to change something"

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="assessments")
    framework = models.ForeignKey(Framework, models.PROTECT, related_name="assessments")
    title = models.CharField(max_length=120)
    scope = models.JSONField(
        default=list, blank=True, help_text="Slugs of pillars or components; empty is the whole."
    )
    depth = models.CharField(max_length=10, choices=Depth.choices, default=Depth.FULL)
    entry = models.CharField(max_length=10, choices=Entry.choices, default=Entry.WHOLE)
    probes = models.JSONField(
        default=list,
        blank=True,
        help_text="Slugs of items outside the scope that are asked along: they may be the cause.",
    )
    context = models.JSONField(
        default=dict, blank=True, help_text="Slug of a context question to the slug of its answer."
    )
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    previous = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="next_rounds"
    )
    revises = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="revisions"
    )
    answer_by = models.DateField(
        null=True, blank=True, help_text="The last day on which raters are asked to answer."
    )
    reminds = models.BooleanField(
        default=True, help_text="Whether raters who have not finished are reminded by themselves."
    )
    closed = models.DateTimeField(null=True, blank=True)
    created = models.DateTimeField(auto_now_add=True)
    changed = models.DateTimeField(auto_now=True)

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        ordering = ["-changed", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["draft", "open", "closed", "sealed"]),
                name="assessment_state_is_known",
            ),
            models.CheckConstraint(
                condition=Q(entry__in=["whole", "problems", "part", "change"]),
                name="assessment_entry_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}, {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("assessments:overview", args=[self.code])

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN

    def is_managed_by(self, user: User) -> bool:
        return Assessment.objects.managed_by(user).filter(pk=self.pk).exists()

    @property
    def looked_at(self) -> Scope:
        """The part of the framework that was chosen, whatever was taken out of it since."""
        return Scope(content_of(self.framework), tuple(self.scope))

    @property
    def may_be_changed(self) -> bool:
        """By the person it was fetched for with `visible_to`."""
        return self.is_open and getattr(self, "role", "") in (Role.EDITOR, Role.OWNER)

    @property
    def may_be_revisited(self) -> bool:
        """In any state: what comes of it is a new assessment; as above."""
        return getattr(self, "role", "") in (Role.EDITOR, Role.OWNER)

    @property
    def may_be_written_about(self) -> bool:
        """Texts and print settings stay open until the assessment is sealed; as above."""
        is_sealed = self.state == self.State.SEALED
        return not is_sealed and getattr(self, "role", "") in (Role.EDITOR, Role.OWNER)


class Importance(models.TextChoices):
    CRITICAL = "critical"
    IMPORTANT = "important"
    MINOR = "minor"


class ComponentSetting(models.Model):
    """The owner's decision about one component, for everyone who rates it."""

    class Reason(models.TextChoices):
        OUT_OF_SCOPE = "out-of-scope", "Out of scope"
        NOT_OUR_MODEL = "not-our-model", "Not our model"
        OTHER = "other"

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="settings")
    component = models.ForeignKey(Component, models.PROTECT, related_name="settings")
    importance = models.CharField(
        max_length=10, choices=Importance.choices, default=Importance.IMPORTANT
    )
    target = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="None: 4 for a critical component, else 3."
    )
    applicable = models.BooleanField(default=True)
    reason = models.CharField(max_length=20, choices=Reason.choices, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "component"], name="one_setting_per_component"
            ),
            models.CheckConstraint(
                condition=Q(target=None) | Q(target__in=[3, 4, 5]), name="target_is_3_4_or_5"
            ),
            models.CheckConstraint(
                condition=Q(importance__in=Importance.values), name="importance_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.component}: {self.importance}"

    def clean(self) -> None:
        if self.component.framework_id != self.assessment.framework_id:
            raise ValidationError("The component belongs to another framework.")

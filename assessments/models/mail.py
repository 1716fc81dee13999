"""Mail to raters that is to be sent, is being sent, was sent or could not be."""

import uuid

from django.db import models
from django.db.models import Q

from assessments.models.ratings import Rater


class MailJob(models.Model):
    """One mail to one rater. A job row of our own: whoever sends it may die half-way."""

    class Kind(models.TextChoices):
        INVITATION = "invitation"
        REMINDER = "reminder"
        CODE = "code", "New code"

    class State(models.TextChoices):
        WAITING = "waiting"
        RUNNING = "running"
        SENT = "sent"
        FAILED = "failed"

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    rater = models.ForeignKey(Rater, models.CASCADE, related_name="mail")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    problem = models.CharField(max_length=300, blank=True, help_text="Why it could not be sent.")
    created = models.DateTimeField(auto_now_add=True)
    started = models.DateTimeField(null=True, blank=True)
    finished = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["state", "id"], name="mail_waiting")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "running", "sent", "failed"]),
                name="mail_state_is_known",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["invitation", "reminder", "code"]),
                name="mail_kind_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} to {self.rater}: {self.state}"

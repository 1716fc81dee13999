"""Mail to raters that is to be sent, is being sent, was sent or could not be."""

import uuid
from datetime import timedelta

from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone

from assessments.models.ratings import Rater

MOST_ATTEMPTS = 3
BETWEEN_CODES = timedelta(minutes=10)
STALE = timedelta(minutes=10)
"""Sending one mail takes seconds; whoever holds a job longer has died on the way."""


class MailJobQuerySet(models.QuerySet["MailJob"]):
    def waiting(self) -> "MailJobQuerySet":
        return self.filter(state=MailJob.State.WAITING).order_by("id")

    def with_rater(self) -> "MailJobQuerySet":
        return self.select_related("rater")

    def stale(self) -> "MailJobQuerySet":
        before = timezone.now() - STALE
        return self.filter(state=MailJob.State.RUNNING, started__lt=before)

    def invitations(self) -> "MailJobQuerySet":
        return self.filter(kind=MailJob.Kind.INVITATION)

    def reminders(self) -> "MailJobQuerySet":
        """Those that were sent or still will be."""
        return self.filter(kind=MailJob.Kind.REMINDER).exclude(state=MailJob.State.FAILED)

    def claim(self, job: "MailJob") -> bool:
        """Take the job, unless somebody else has: it is then theirs to send."""
        own = self.filter(pk=job.pk, state=MailJob.State.WAITING)
        taken = own.update(
            state=MailJob.State.RUNNING, started=timezone.now(), attempts=F("attempts") + 1
        )
        return bool(taken)

    def sweep(self) -> int:
        """Give back what somebody died over; how many jobs there were."""
        tired = self.stale().filter(attempts__gte=MOST_ATTEMPTS)
        count = tired.update(state=MailJob.State.FAILED, problem="Sending broke off several times.")
        return count + self.stale().update(state=MailJob.State.WAITING)


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

    objects = MailJobQuerySet.as_manager()

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

    @property
    def is_on_its_way(self) -> bool:
        return self.state in (self.State.WAITING, self.State.RUNNING)

    def keep_sent(self) -> None:
        self._end(self.State.SENT, "")

    def keep_failed(self, problem: str, *, again: bool) -> None:
        """Say why it could not be sent; it is tried again where that may help."""
        self.refresh_from_db(fields=["attempts"])
        waits = again and self.attempts < MOST_ATTEMPTS
        self._end(self.State.WAITING if waits else self.State.FAILED, problem)

    def _end(self, state: str, problem: str) -> None:
        self.state, self.problem, self.finished = state, problem, timezone.now()
        self.save(update_fields=["state", "problem", "finished"])


@transaction.atomic
def put_in_post(rater: Rater, kind: str) -> MailJob | None:
    """A mail to be sent; None where one of the kind is on its way, or there is no address."""
    if not rater.email:
        return None
    list(Rater.objects.select_for_update(no_key=True).filter(pk=rater.pk))
    waiting = [job for job in rater.mail.filter(kind=kind) if job.is_on_its_way]
    return None if waiting else MailJob.objects.create(rater=rater, kind=kind)


def put_code_in_post(rater: Rater) -> MailJob | None:
    """A new code, unless one was asked for moments ago."""
    recent = rater.mail.filter(
        kind=MailJob.Kind.CODE, created__gt=timezone.now() - BETWEEN_CODES
    ).exclude(state=MailJob.State.FAILED)
    return None if recent.exists() else put_in_post(rater, MailJob.Kind.CODE)

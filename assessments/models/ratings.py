"""Who rates and what they say. A person's answer is one row; all else stands beside it."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from accounts.models import User
from assessments.models.assessments import Assessment
from assessments.models.links import token_hash, token_of
from ecosystem.models import Block, Component, Symptom


class RaterQuerySet(models.QuerySet["Rater"]):
    def of(self, assessment: Assessment, user: User) -> "Rater | None":
        return self.filter(assessment=assessment, user=user).first()

    def claim(self, assessment: Assessment, who: "User | Rater") -> "Rater":
        """Who answers, locked until the transaction ends; a user's row is made at first answer.

        Whoever answers from two tabs at once answers one after the other.

        Raises:
            Rater.DoesNotExist: the rater was removed meanwhile.
        """
        locked = self.select_for_update(no_key=True)
        if isinstance(who, Rater):
            return locked.get(
                pk=who.pk,
                assessment=assessment,
                link_version=who.link_version,
                revoked=None,
                withdrawn=None,
            )
        rater, _ = locked.get_or_create(assessment=assessment, user=who)
        return rater

    def claim_to_answer(self, assessment: Assessment, who: "User | Rater") -> "Rater":
        """As `claim`, and only while the assessment takes answers.

        Asked under the lock: a close waits for whoever is answering, so that an answer is part of
        it or was refused.

        Raises:
            Rater.DoesNotExist: the rater was removed or the assessment was closed meanwhile.
        """
        rater = self.claim(assessment, who)
        if not Assessment.objects.open().filter(pk=assessment.pk).exists():
            raise Rater.DoesNotExist
        return rater

    def answering(self, assessment: Assessment) -> "RaterQuerySet":
        """Raters who have not been removed and have given at least one answer."""
        items = Rating.objects.filter(rater=OuterRef("pk"))
        blocks = BlockAnswer.objects.filter(rater=OuterRef("pk"))
        return self.filter(Exists(items) | Exists(blocks), assessment=assessment, revoked=None)

    def linked(self) -> "RaterQuerySet":
        """Raters whose link leads somewhere today; who has withdrawn is thanked there."""
        lasting = Q(expires=None) | Q(expires__gt=timezone.now())
        return self.filter(lasting, revoked=None).exclude(token_hash="").with_assessment()

    def lock(self, pk: int) -> "Rater | None":
        return self.select_for_update(no_key=True, of=("self",)).filter(pk=pk).first()

    def by_token(self, token: str) -> "Rater | None":
        return self.linked().filter(token_hash=token_hash(token)).first()

    def of_code(self, code: uuid.UUID) -> "Rater | None":
        return self.filter(code=code).first()

    def by_link(self, assessment: Assessment) -> "RaterQuerySet":
        """Whoever was invited by link, has not been removed and has not withdrawn."""
        return self.filter(assessment=assessment, user=None, revoked=None, withdrawn=None).exclude(
            token_hash=""
        )

    def named(self) -> "RaterQuerySet":
        """Whose answers may be shown at any time: members, and who was told so beforehand."""
        return self.filter(Q(user__isnull=False) | Q(anonymous=False), revoked=None)

    def unnamed(self) -> "RaterQuerySet":
        """Whose answers are shown at a close only, together with others'."""
        return self.filter(user=None, revoked=None).exclude(anonymous=False)

    def outside(self, assessment: Assessment) -> "RaterQuerySet":
        """Everybody ever invited by link, as far as they have come."""
        return self.filter(assessment=assessment, user=None).with_assessment()

    def counted_on(self, assessment: Assessment) -> "RaterQuerySet":
        """By link, and answering: they have begun, or their link still lets them."""
        lasting = Q(expires=None) | Q(expires__gt=timezone.now())
        return self.filter(
            Q(began__isnull=False) | (lasting & ~Q(token_hash="")),
            assessment=assessment,
            user=None,
            revoked=None,
            withdrawn=None,
        )

    def of_assessment(self, assessment: Assessment) -> "RaterQuerySet":
        return self.filter(assessment=assessment)

    def addresses(self) -> set[str]:
        """In small letters; the empty one where somebody has none."""
        return {email.lower() for email in self.values_list("email", flat=True)}

    def unfinished(self) -> "RaterQuerySet":
        """By link and by address, still good and not done, at an open assessment."""
        return (
            self.linked()
            .filter(
                user=None, withdrawn=None, finished=None, assessment__state=Assessment.State.OPEN
            )
            .exclude(email="")
        )

    def with_assessment(self) -> "RaterQuerySet":
        return self.select_related("assessment__organisation", "assessment__framework")


class Rater(models.Model):
    """Somebody who answers: a user, or a person invited by link. A solo assessment has one."""

    class Group(models.TextChoices):
        EXECUTIVE = "executive"
        MANAGER = "manager"
        SELLER = "seller"
        OTHER = "other"

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="raters")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="raters"
    )
    label = models.CharField(max_length=120, blank=True)
    email = models.EmailField(blank=True)
    link_version = models.PositiveIntegerField(
        default=1, help_text="Goes into the link's token: a higher number makes a new link."
    )
    token_hash = models.CharField(max_length=64, blank=True)
    resume_hash = models.CharField(
        max_length=128, blank=True, help_text="Of the code that opens the link on another device."
    )
    resume_tries = models.PositiveSmallIntegerField(default=0)
    expires = models.DateTimeField(null=True, blank=True)
    revoked = models.DateTimeField(null=True, blank=True)
    withdrawn = models.DateTimeField(
        null=True, blank=True, help_text="When the rater erased all own answers."
    )
    began = models.DateTimeField(null=True, blank=True)
    finished = models.DateTimeField(null=True, blank=True)
    anonymous = models.BooleanField(
        null=True,
        blank=True,
        help_text="What the rater was promised before the first question; None before that.",
    )
    consents = models.BooleanField(
        default=False, help_text="Agrees that a group under the floor is shown apart."
    )
    group = models.CharField(max_length=10, choices=Group.choices, default=Group.EXECUTIVE)
    areas = models.JSONField(default=list, blank=True)
    created = models.DateTimeField(auto_now_add=True)

    objects = RaterQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "user"],
                condition=Q(user__isnull=False),
                name="one_rater_per_user",
            ),
            models.UniqueConstraint(
                fields=["token_hash"], condition=~Q(token_hash=""), name="one_rater_per_token"
            ),
            models.CheckConstraint(
                condition=Q(group__in=["executive", "manager", "seller", "other"]),
                name="rater_group_is_known",
            ),
        ]

    def __str__(self) -> str:
        return str(self.user) if self.user else self.label

    @property
    def token(self) -> str:
        """What the address of the link ends in; none where it leads nowhere."""
        return token_of(self) if self.token_hash else ""

    @property
    def is_linked(self) -> bool:
        """Whether the link leads anywhere today."""
        is_over = self.expires is not None and self.expires <= timezone.now()
        return bool(self.token_hash) and self.revoked is None and not is_over

    @property
    def is_named(self) -> bool:
        """As `named` finds them: nobody promised that the answers stay unnamed."""
        return self.user_id is not None or self.anonymous is False

    @property
    def has_begun(self) -> bool:
        return self.began is not None


class Evidence(models.TextChoices):
    NONE = "none", "Nothing yet"
    SAID = "said", "Someone said so"
    DOCUMENT = "document", "Document seen"
    DATA = "data", "Data seen"


class RatingQuerySet(models.QuerySet["Rating"]):
    def counted(self) -> "RatingQuerySet":
        """Answers of raters who have not been removed."""
        return self.filter(rater__revoked=None)

    def named(self) -> "RatingQuerySet":
        """Answers that may be counted while an assessment is open: nobody was promised silence."""
        return self.filter(rater__in=Rater.objects.named())


class Rating(models.Model):
    """One person's answer for one item."""

    class Answer(models.TextChoices):
        SCORE = "score"
        NOT_APPLICABLE = "not-applicable"
        DONT_KNOW = "dont-know", "Don't know"

    rater = models.ForeignKey(Rater, models.CASCADE, related_name="ratings")
    component = models.ForeignKey(Component, models.PROTECT, related_name="ratings")
    answer = models.CharField(max_length=15, choices=Answer.choices)
    score = models.PositiveSmallIntegerField(null=True, blank=True)
    evidence = models.CharField(max_length=10, choices=Evidence.choices, default=Evidence.NONE)
    note = models.TextField(max_length=4000, blank=True)
    reason = models.CharField(max_length=20, blank=True)
    at = models.DateTimeField(auto_now=True)

    objects = RatingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["rater", "component"], name="one_rating_per_item"),
            models.CheckConstraint(
                condition=Q(answer="score", score__range=(1, 5))
                | Q(answer__in=["not-applicable", "dont-know"], score=None),
                name="score_only_with_a_score",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.component}: {self.score if self.score is not None else self.answer}"


class BlockAnswer(models.Model):
    """One person's quick-scan answer; it stands for the block's items until they are rated."""

    rater = models.ForeignKey(Rater, models.CASCADE, related_name="block_answers")
    block = models.ForeignKey(Block, models.PROTECT, related_name="answers")
    answer = models.CharField(
        max_length=15, choices=Rating.Answer.choices, default=Rating.Answer.SCORE
    )
    score = models.PositiveSmallIntegerField(null=True, blank=True)
    reason = models.CharField(max_length=20, blank=True)
    note = models.TextField(max_length=4000, blank=True)
    at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["rater", "block"], name="one_answer_per_block"),
            models.CheckConstraint(
                condition=Q(answer="score", score__range=(1, 5))
                | Q(answer__in=["not-applicable", "dont-know"], score=None),
                name="block_score_only_with_a_score",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.block}: {self.score if self.score is not None else self.answer}"


class ConsensusScore(models.Model):
    """What a workshop agreed on, beside the ratings and never instead of them."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="consensus_scores")
    component = models.ForeignKey(Component, models.PROTECT, related_name="+")
    score = models.PositiveSmallIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now=True)
    note = models.TextField(max_length=4000, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "component"], name="one_consensus_per_item"
            ),
            models.CheckConstraint(condition=Q(score__range=(1, 5)), name="consensus_1_to_5"),
        ]

    def __str__(self) -> str:
        return f"{self.component}: {self.score}"


class CarriedScore(models.Model):
    """A score brought along from an earlier round: an aggregate, never anyone's raw answer."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="carried_scores")
    component = models.ForeignKey(Component, models.PROTECT, related_name="+")
    score = models.FloatField()
    as_of = models.DateField()
    origin = models.ForeignKey(Assessment, models.PROTECT, related_name="carried_on")
    asked_again = models.BooleanField(
        default=False, help_text="Shown beside the new answer and counted nowhere."
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "component"], name="one_carried_per_item"
            ),
            models.CheckConstraint(
                condition=Q(score__gte=1, score__lte=5), name="carried_score_1_to_5"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.component}: {self.score:.1f} as of {self.as_of}"


class RatingEvent(models.Model):
    """The history: who changed what, from what to what, and when. Rows are only ever added.

    Who erases their answers leaves the rows about them without what they said.
    """

    class What(models.TextChoices):
        RATING = "rating"
        BLOCK = "block"
        SETTING = "setting"
        SYMPTOM = "symptom"
        TEXT = "text"
        CONSENSUS = "consensus"
        CONTEXT = "context"
        RATER = "rater"
        STATE = "state"

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="events")
    rater = models.ForeignKey(Rater, models.SET_NULL, null=True, blank=True, related_name="events")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    what = models.CharField(max_length=10, choices=What.choices)
    slug = models.SlugField(max_length=60)
    old = models.JSONField(null=True)
    new = models.JSONField(null=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["assessment", "what", "slug"], name="history_of_a_slug")]

    def __str__(self) -> str:
        return f"{self.what} {self.slug}: {self.old} → {self.new}"


class SymptomObservation(models.Model):
    """An operational symptom that people see in this organisation."""

    class Severity(models.IntegerChoices):
        MILD = 1
        CLEAR = 2
        SEVERE = 3

    class Trend(models.TextChoices):
        BETTER = "better"
        SAME = "same"
        WORSE = "worse"

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="observations")
    symptom = models.ForeignKey(Symptom, models.PROTECT, related_name="observations")
    severity = models.PositiveSmallIntegerField(choices=Severity.choices, default=Severity.CLEAR)
    trend = models.CharField(max_length=10, choices=Trend.choices, blank=True)
    note = models.TextField(max_length=4000, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "symptom"], name="one_observation_per_symptom"
            ),
            models.CheckConstraint(condition=Q(severity__range=(1, 3)), name="severity_1_to_3"),
        ]

    def __str__(self) -> str:
        return f"{self.symptom}: {self.severity}"

"""Who: people, the organisations they work for, and what they may do there."""

import uuid
from typing import Any, Self

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.db.models.functions import Lower


class EmailUserManager(UserManager["User"]):
    """Creates users by e-mail address; there is no user name."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":  # type: ignore[override]
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":  # type: ignore[override]
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractUser):
    """A person who signs in with an e-mail address."""

    username = None  # type: ignore[assignment]
    email = models.EmailField("e-mail address", unique=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = []

    objects = EmailUserManager()  # type: ignore[misc]

    class Meta(AbstractUser.Meta):
        constraints = [
            models.UniqueConstraint(Lower("email"), name="one_user_per_address_in_any_case"),
        ]

    def __str__(self) -> str:
        return self.get_full_name() or self.email


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(memberships__user=user)

    def managed_by(self, user: User) -> Self:
        """Where the user may change the organisation's assessments."""
        return self.filter(memberships__user=user, memberships__role__in=[Role.EDITOR, Role.OWNER])


class Role(models.TextChoices):
    VIEWER = "viewer"
    EDITOR = "editor"
    OWNER = "owner"


class Organisation(models.Model):
    """A tenant: what belongs to it is seen by its members only."""

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=120)
    unit_of = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="units")
    currency = models.CharField(max_length=3, default="EUR")
    floor = models.PositiveSmallIntegerField(
        default=4, help_text="Fewest raters a group needs before its answers are shown apart."
    )
    created = models.DateTimeField(auto_now_add=True)
    members = models.ManyToManyField(User, through="Membership", related_name="organisations")

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.CheckConstraint(condition=models.Q(floor__gte=2), name="floor_hides_a_person"),
        ]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """What one person may do in one organisation."""

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=10, choices=Role.choices, default=Role.VIEWER)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organisation"], name="one_membership_per_person"
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=Role.values), name="membership_role_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.role} of {self.organisation}"


class BrandingQuerySet(models.QuerySet["Branding"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(organisation__memberships__user=user)

    def of(self, organisation: Organisation) -> "Branding":
        """As it was set, or as it stands where nobody has set anything."""
        return self.filter(organisation=organisation).first() or Branding(organisation=organisation)


class Branding(models.Model):
    """Whose report it is: what the cover and the foot of an organisation's reports carry.

    The logos stand in the row itself: each is a PNG of our own drawing, at most 300 KB, so a
    copy of the database is a copy of everything and there is no folder to serve or to guard.
    """

    CONFIDENTIAL = "Confidential"

    organisation = models.OneToOneField(Organisation, models.CASCADE, related_name="branding")
    client_logo = models.BinaryField(default=bytes, blank=True)
    author_logo = models.BinaryField(default=bytes, blank=True)
    colour = models.CharField(max_length=7, blank=True)
    author = models.CharField(max_length=80, blank=True)
    confidentiality = models.CharField(max_length=60, blank=True, default=CONFIDENTIAL)
    changed = models.DateTimeField(auto_now=True)

    objects = BrandingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(colour="") | models.Q(colour__regex=r"^#[0-9a-f]{6}$"),
                name="colour_is_written_as_hex",
            ),
        ]

    def __str__(self) -> str:
        return f"Branding of {self.organisation}"

"""Who sits at a rating page: a member with an account, or a rater who came by a link."""

from base64 import b64encode
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.crypto import salted_hmac

from accounts.models import User
from assessments.models import Assessment, Before, Rater, scores_before
from assessments.views.request import MemberRequest


@dataclass(frozen=True)
class Seat:
    """One person at one assessment, and where the pages for this kind of person are."""

    assessment: Assessment
    who: User | Rater

    @cached_property
    def rater(self) -> Rater | None:
        """The row their answers hang on; None for a member until the first answer."""
        if isinstance(self.who, Rater):
            return self.who
        return Rater.objects.of(self.assessment, self.who)

    @cached_property
    def may_manage(self) -> bool:
        return isinstance(self.who, User) and self.assessment.is_managed_by(self.who)

    @cached_property
    def before(self) -> dict[str, Before]:
        """Item → what it scored in the round before, where it is asked again."""
        return scores_before(self.assessment)

    @property
    def is_by_link(self) -> bool:
        return isinstance(self.who, Rater)

    @property
    def frame(self) -> str:
        """The template around the page: who only answers has no navigation through the house."""
        return f"assessments/{'assessment' if self.may_manage else 'part'}_base.html"

    @property
    def key(self) -> str:
        """Whose answers they are; goes along with each, and names nobody where it is stored."""
        return self._digest("key").hex()[:32]

    @property
    def seal(self) -> str:
        """Opens what waits in a browser for this person; only their own pages carry it."""
        return b64encode(self._digest("seal")).decode()

    def _digest(self, purpose: str) -> bytes:
        whose = f"rater {self.who.code}" if isinstance(self.who, Rater) else f"user {self.who.pk}"
        value = f"{whose} at {self.assessment.code}"
        return salted_hmac(f"assessments.seat.{purpose}", value, algorithm="sha256").digest()

    def url(self, page: str, *slugs: str) -> str:
        """The address of `rate`, `rating` and the like for this person."""
        if isinstance(self.who, Rater):
            return reverse(f"assessments:part-{page}", args=[self.who.code, *slugs])
        return reverse(f"assessments:{page}", args=[self.assessment.code, *slugs])

    @property
    def next_url(self) -> str:
        """What to answer next, worked out after the page stands."""
        return self.url("next")

    @property
    def check_url(self) -> str:
        return self.url("check")

    @property
    def home(self) -> str:
        """Where this person stops and goes on from."""
        if isinstance(self.who, Rater):
            return reverse("assessments:part", args=[self.who.code])
        if not self.may_manage:
            return reverse("assessments:home")
        return self.assessment.get_absolute_url()


def member_seat(request: MemberRequest, code: UUID) -> Seat:
    """The seat of somebody with an account, or 404."""
    assessment = get_object_or_404(
        Assessment.objects.rateable_by(request.user).with_names(), code=code
    )
    return Seat(assessment, request.user)

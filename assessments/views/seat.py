"""Who sits at a rating page: a member with an account, or a rater who came by a link."""

from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.urls import reverse

from accounts.models import User
from assessments.models import Assessment, Rater
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

    @property
    def is_by_link(self) -> bool:
        return isinstance(self.who, Rater)

    @property
    def frame(self) -> str:
        """The template around the page: raters by link have no navigation through the house."""
        return f"assessments/{'part' if self.is_by_link else 'assessment'}_base.html"

    def url(self, page: str, *slugs: str) -> str:
        """The address of `rate`, `rating` and the like for this person."""
        if isinstance(self.who, Rater):
            return reverse(f"assessments:part-{page}", args=[self.who.code, *slugs])
        return reverse(f"assessments:{page}", args=[self.assessment.code, *slugs])

    @property
    def home(self) -> str:
        """Where this person stops and goes on from."""
        if isinstance(self.who, Rater):
            return reverse("assessments:part", args=[self.who.code])
        return self.assessment.get_absolute_url()


def member_seat(request: MemberRequest, code: UUID) -> Seat:
    """The seat of somebody with an account, or 404."""
    assessment = get_object_or_404(
        Assessment.objects.rateable_by(request.user).with_names(), code=code
    )
    return Seat(assessment, request.user)

"""Looking at one pillar again, and what is asked along with a part of the framework."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from assessments.findings import ItemFinding
from assessments.in_context import InContext, is_answered
from assessments.models import UPSTREAM, Assessment, Scope
from assessments.report import begin_revisit
from assessments.sentences import counted, day_words, number
from assessments.views.request import MemberRequest
from ecosystem.loading import content_of


@require_http_methods(["GET", "HEAD", "POST"])
def revisit(request: MemberRequest, code: UUID, pillar: str) -> HttpResponse:
    """Leads to the open revisit of the pillar; a second click makes no second one."""
    base = get_object_or_404(Assessment.objects.managed_by(request.user).with_names(), code=code)
    found = content_of(base.framework).pillar_by_slug.get(pillar)
    if found is None:
        raise Http404
    if request.method != "POST":  # where signing in again leads back to
        return redirect(base)
    return redirect(begin_revisit(base, request.user, found, timezone.localdate()))


@dataclass(frozen=True, slots=True)
class Asked:
    """One item that is asked along, and what is known of it."""

    name: str
    pillar: str
    state: str
    is_answered: bool


@dataclass(frozen=True)
class Upstream:
    """What is asked along from outside: it may be the cause of what is weak inside."""

    name: str
    lines: tuple[Asked, ...]

    @property
    def left(self) -> int:
        return sum(not line.is_answered for line in self.lines)

    @property
    def title(self) -> str:
        count = len(self.lines)
        if not self.left:
            return f"{self.name}: {'it is' if count == 1 else f'all {number(count)} are'} answered"
        return f"{self.name}: {counted(count, 'item')} that may be the cause"

    @property
    def about(self) -> str:
        if not self.left:
            return "The finding rests on these answers, too."
        are, them = ("are", "them") if len(self.lines) > 1 else ("is", "it")
        known = "is" if self.left == len(self.lines) else "was"
        return (
            f"Nothing recent {known} known of {them}, and what is weak here may start there. "
            f"Not part of what was chosen: {'they' if are == 'are' else 'it'} {are} counted apart, "
            "and each answer changes the finding."
        )

    @property
    def verb(self) -> str:
        if self.left == len(self.lines):
            return "Answer them" if self.left > 1 else "Answer it"
        return f"Answer the other {number(self.left)}" if self.left > 1 else "Answer the other one"


def probes_url(assessment: Assessment) -> str:
    """Where what is asked along is rated: a section after the last pillar of what was chosen."""
    pillar = assessment.looked_at.pillars[-1].slug
    path = reverse("assessments:rate", args=[assessment.code, pillar])
    return f"{path}?{urlencode({'section': UPSTREAM})}"


def upstream_in(scope: Scope, answers: Mapping[str, str]) -> Upstream | None:
    """As far as it is known whether the items are answered; None where none are asked along."""
    names = scope.framework.pillar_by_slug
    lines = tuple(
        Asked(
            item.short_name,
            names[item.pillar].name,
            "answered" if item.slug in answers else "waits for an answer",
            item.slug in answers,
        )
        for item in scope.probed
        if not scope.excluding(item.slug)
    )
    return Upstream(scope.upstream, lines) if lines else None


def upstream_known(assessment: Assessment, found: InContext) -> Upstream | None:
    """The same with what the report knows of each item."""
    scope = replace(assessment.looked_at, probes=tuple(assessment.probes))
    lines = tuple(_known(found, item) for item in _asked_along(found))
    return Upstream(scope.upstream, lines) if lines else None


def _asked_along(found: InContext) -> Iterable[ItemFinding]:
    items = (*found.probes, *found.probed)
    return (item for item in items if item.state != "not-applicable")


def _known(found: InContext, item: ItemFinding) -> Asked:
    return Asked(item.short_name, found.report.name(item.pillar), _state(item), is_answered(item))


def _state(item: ItemFinding) -> str:
    if item.is_carried and item.as_of is not None:
        return f"{item.score:.1f}, known from {day_words(item.as_of)} only"
    if item.score is not None:
        return f"answered: {item.score:.1f}"
    return "nobody could say" if item.state == "dont-know" else "never rated"

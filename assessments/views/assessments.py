"""The overview of an assessment, from which one goes on."""

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from assessments.models import (
    Assessment,
    Importance,
    Progress,
    Rater,
    Sheet,
    Standing,
    decisions_of,
    standing_of,
)
from assessments.sentences import counted
from assessments.views.request import MemberRequest
from assessments.views.steps import Step, minutes_words, next_step, scope_words
from ecosystem.content import PillarContent
from ecosystem.sentences import first_upper


@dataclass(frozen=True)
class PillarLine:
    pillar: PillarContent
    progress: Progress
    critical: int
    not_applicable: int

    @property
    def verb(self) -> str:
        if self.progress.is_done:
            return "Look again"
        return "Continue" if self.progress.has_begun else "Rate"

    @property
    def minutes(self) -> str:
        return minutes_words(self.progress.minutes)


@dataclass(frozen=True)
class OverviewPage:
    """How far an assessment is, and the ways on."""

    assessment: Assessment
    standing: Standing
    step: Step
    lines: tuple[PillarLine, ...]
    raters: int
    own: Progress | None  # this person's part, where others have answered, too
    may_manage: bool

    @property
    def headline(self) -> str:
        whole = self.standing.whole
        if not whole.has_begun:
            return "nothing is answered yet."
        if whole.is_done:
            return "everything is answered."
        return f"{whole.answered} of {whole.total} items are answered."

    @property
    def standfirst(self) -> str:
        whole = self.standing.whole
        if not self.assessment.is_open:
            return "This assessment is closed: answers and settings stay as they are."
        if not whole.is_done:
            about = first_upper(minutes_words(whole.minutes))
            return f"{about} to go. Stop whenever you like: each answer is kept as you give it."
        if whole.dont_know:
            some = counted(whole.dont_know, "item")
            return f"Nobody knows about {some}: worth asking around before you decide."
        return "Any answer can still be changed while the assessment is open."

    @property
    def scope(self) -> str:
        return scope_words(self.standing)

    @property
    def symptoms(self) -> int:
        return len(self.standing.scope.framework.symptoms)


@require_safe
def overview(request: MemberRequest, code: UUID) -> HttpResponse:
    assessment = get_object_or_404(
        Assessment.objects.visible_to(request.user).with_names(), code=code
    )
    return render(
        request, "assessments/overview.html", {"page": overview_page(request, assessment)}
    )


def overview_page(request: MemberRequest, assessment: Assessment) -> OverviewPage:
    may_manage = assessment.may_be_changed
    standing = standing_of(assessment)
    raters = Rater.objects.answering(assessment)
    own = next((rater for rater in raters if rater.user_id == request.user.pk), None)
    others = any(rater != own for rater in raters)
    sheet = Sheet.of(assessment, own) if may_manage and others else None
    return OverviewPage(
        assessment=assessment,
        standing=standing,
        step=next_step(standing, may_manage),
        lines=pillar_lines(standing),
        raters=len(raters),
        own=sheet.progress(sheet.scope.items) if sheet else None,
        may_manage=may_manage,
    )


def pillar_lines(standing: Standing) -> tuple[PillarLine, ...]:
    decisions, framework = decisions_of(standing.assessment), standing.scope.framework
    critical = [s for s, d in decisions.items() if d.importance == Importance.CRITICAL]
    excluded = [s for s, d in decisions.items() if not d.applicable]
    return tuple(
        PillarLine(
            pillar,
            standing.by_pillar[pillar.slug],
            sum(framework.by_slug[slug].pillar == pillar.slug for slug in critical),
            sum(framework.by_slug[slug].pillar == pillar.slug for slug in excluded),
        )
        for pillar in standing.scope.pillars
    )

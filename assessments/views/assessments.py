"""The overview of an assessment, from which one goes on."""

from dataclasses import dataclass, replace
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from assessments.forms.scan import DepthForm
from assessments.models import (
    ADAPTIVE,
    FULL,
    QUICK,
    Assessment,
    Importance,
    Progress,
    Rater,
    Scan,
    Standing,
    answered,
    change_depth,
    decisions_of,
    depths_of,
    standing_of,
)
from assessments.sentences import counted
from assessments.views.request import MemberRequest
from assessments.views.revisit import Upstream, probes_url, upstream_in
from assessments.views.steps import (
    Step,
    items_progress,
    minutes_words,
    next_step,
    scope_words,
    symptoms_come_first,
)
from ecosystem.content import PillarContent
from ecosystem.loading import content_of
from ecosystem.sentences import first_upper

ASKS = {
    QUICK: "One question per block; the answer stands for all items in it.",
    ADAPTIVE: "The quick scan, then 45 to 70 items where it pays to look closer.",
    FULL: "Every item on its own.",
}


@dataclass(frozen=True, slots=True)
class DepthChoice:
    """A depth on offer, and what it asks."""

    value: str
    name: str
    asks: str
    is_chosen: bool


@dataclass(frozen=True)
class PillarLine:
    pillar: PillarContent
    scan: Progress
    items: Progress
    url: str  # where it goes on: with the scan as long as something is left of it
    critical: int
    not_applicable: int

    @property
    def progress(self) -> Progress:
        return self.scan + self.items

    @property
    def parts(self) -> str:
        """Where a pillar is asked in two ways, how far each is."""
        if not (self.scan.total and self.items.total):
            return ""
        scan = f"{self.scan.answered} of {self.scan.total} in the scan"
        return f"{scan}, {self.items.answered} of {self.items.total} one by one"

    @property
    def nothing(self) -> str:
        """Why a pillar without a question has none."""
        return "Nothing applies" if self.progress.not_applicable else "Nothing is asked here"

    @property
    def verb(self) -> str:
        if not self.progress.total:
            return "Look"
        if self.progress.is_done:
            return "Look again"
        return "Continue" if self.progress.has_begun else "Rate"

    @property
    def minutes(self) -> str:
        return minutes_words(self.progress.minutes)


@dataclass(frozen=True)
class InvitedLine:
    """Whoever was invited by link: how many are done, and what can be done about the others."""

    count: int
    done: int

    @property
    def all_done(self) -> bool:
        return self.done == self.count

    @property
    def said(self) -> str:
        if self.all_done:
            whoever = "The one invited rater is" if self.count == 1 else "All invited raters are"
            return f"{whoever} done: what they said comes in at the close."
        raters = "rater" if self.count == 1 else "raters"
        verb = "is" if self.done == 1 else "are"
        return f"{self.done} of {self.count} invited {raters} {verb} done."


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
    invited: InvitedLine | None = None  # while they may answer, for whoever looks after them
    form: DepthForm | None = None  # with a depth that is not on offer

    @property
    def depths(self) -> tuple[DepthChoice, ...]:
        """What may be chosen from; nothing where there is no choice."""
        framework, depth = self.standing.scope.framework, self.standing.scope.depth
        on_offer = [
            choice for choice in Assessment.Depth.choices if choice[0] in depths_of(framework)
        ]
        if len(on_offer) < 2:
            return ()
        return tuple(
            DepthChoice(value, str(name), self.asks_at(value), value == depth)
            for value, name in on_offer
        )

    def asks_at(self, depth: str) -> str:
        if depth == ADAPTIVE and self.symptoms_first:
            return "What the ticked problems open, and nothing else."
        return ASKS[depth]

    @property
    def depth(self) -> str:
        return str(Assessment.Depth(self.standing.scope.depth).label)

    @property
    def symptoms_first(self) -> bool:
        return symptoms_come_first(self.standing)

    @property
    def noun(self) -> str:
        return "questions" if self.standing.scope.blocks else "items"

    @property
    def headline(self) -> str:
        whole = self.standing.whole
        if not whole.has_begun:
            return "nothing is answered yet."
        if whole.is_done:
            return "everything is answered."
        return f"{whole.answered} of {whole.total} {self.noun} are answered."

    @property
    def standfirst(self) -> str:
        whole = self.standing.whole
        if not self.assessment.is_open:
            return "This assessment is closed: answers and settings stay as they are."
        if not whole.is_done:
            about = first_upper(minutes_words(whole.minutes))
            return f"{about} to go. Stop whenever you like: each answer is kept as you give it."
        if whole.dont_know:
            some = counted(whole.dont_know, self.noun.removesuffix("s"))
            return f"Nobody knows about {some}: worth asking around before you decide."
        return "Any answer can still be changed while the assessment is open."

    @property
    def upstream(self) -> Upstream | None:
        """What is asked along from outside of what was chosen."""
        return upstream_in(self.standing.scope, self.standing.answers)

    @property
    def upstream_at(self) -> str:
        return probes_url(self.assessment) if self.may_manage else ""

    @property
    def to_revisit(self) -> tuple[PillarContent, ...]:
        """Pillars that can be looked at again: rated, and no longer being rated."""
        if not self.assessment.may_be_revisited:
            return ()
        is_open = self.assessment.is_open
        return tuple(
            line.pillar
            for line in self.lines
            if line.progress.answered and (line.progress.is_done or not is_open)
        )

    @property
    def scope(self) -> str:
        return scope_words(self.standing)

    @property
    def told(self) -> dict[str, str]:
        """What kind of organisation it is, question and answer in words."""
        return answered(self.assessment)

    @property
    def asks_context(self) -> bool:
        return bool(self.standing.scope.framework.context)

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


@require_http_methods(["GET", "HEAD", "POST"])
def depth(request: MemberRequest, code: UUID) -> HttpResponse:
    """Ask more, or less, from now on."""
    assessment = get_object_or_404(
        Assessment.objects.managed_by(request.user).open().with_names(), code=code
    )
    if request.method != "POST":  # where signing in again leads back to
        return redirect(assessment)
    form = DepthForm(request.POST, framework=content_of(assessment.framework))
    if form.is_valid():
        change_depth(assessment, request.user, form.cleaned_data["depth"])
        return redirect(assessment)
    shown = get_object_or_404(Assessment.objects.visible_to(request.user).with_names(), code=code)
    page = replace(overview_page(request, shown), form=form)
    return render(request, "assessments/overview.html", {"page": page}, status=422)


def overview_page(request: MemberRequest, assessment: Assessment) -> OverviewPage:
    may_manage = assessment.may_be_changed
    standing = standing_of(assessment, request.user)
    raters = Rater.objects.answering(assessment)
    own = next((rater for rater in raters if rater.user_id == request.user.pk), None)
    others = any(rater != own for rater in raters)
    return OverviewPage(
        assessment=assessment,
        standing=standing,
        step=next_step(standing, may_manage),
        lines=pillar_lines(standing),
        raters=len(raters),
        own=own_part(assessment, own) if may_manage and others else None,
        may_manage=may_manage,
        invited=invited_line(assessment) if may_manage else None,
    )


def invited_line(assessment: Assessment) -> InvitedLine | None:
    """Nothing where nobody was invited."""
    finished = list(Rater.objects.by_link(assessment).values_list("finished", flat=True))
    if not finished:
        return None
    return InvitedLine(len(finished), sum(at is not None for at in finished))


def own_part(assessment: Assessment, own: Rater | None) -> Progress:
    found = Scan.of(assessment, own)
    return found.progress(found.scope.blocks) + found.sheet.progress(found.scope.asked)


def pillar_lines(standing: Standing) -> tuple[PillarLine, ...]:
    decisions, framework = decisions_of(standing.assessment), standing.scope.framework
    critical = [s for s, d in decisions.items() if d.importance == Importance.CRITICAL]
    excluded = [s for s, d in decisions.items() if not d.applicable]
    return tuple(
        pillar_line(
            standing,
            pillar,
            sum(framework.by_slug[slug].pillar == pillar.slug for slug in critical),
            sum(framework.by_slug[slug].pillar == pillar.slug for slug in excluded),
        )
        for pillar in standing.scope.pillars
    )


def pillar_line(
    standing: Standing, pillar: PillarContent, critical: int, not_applicable: int
) -> PillarLine:
    code, scope = standing.assessment.code, standing.scope
    scan = scope.scan_progress(scope.scan_of(pillar), standing.scan)
    goes_by_scan = scope.depth == QUICK or not scan.is_done
    url = (
        f"{reverse('assessments:scan', args=[code])}#{pillar.slug}"
        if goes_by_scan and scope.scan_of(pillar)
        else reverse("assessments:rate", args=[code, pillar.slug])
    )
    items = items_progress(standing, pillar)
    return PillarLine(pillar, scan, items, url, critical, not_applicable)

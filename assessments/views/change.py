"""I am about to change something: what does that touch, in what order, what must be in place?"""

from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.models import Organisation
from assessments.charts import Figure, ground_sentence, ripple_of_change
from assessments.findings import PlannedChange, RippleStep
from assessments.forms.change import ChangeForm
from assessments.models import Assessment, changed_in
from assessments.report import answers_of, change_of
from assessments.views.request import MemberRequest
from ecosystem.content import ComponentContent, FrameworkContent, PillarContent
from ecosystem.loading import content_of
from ecosystem.models import Framework

CHANGE = Assessment.Entry.CHANGE.value


@dataclass(frozen=True)
class Pick:
    """A component that can be chosen, with what is inside it."""

    component: ComponentContent
    is_chosen: bool
    inner: tuple["Pick", ...] = ()

    @property
    def is_open(self) -> bool:
        return any(one.is_chosen or one.is_open for one in self.inner)


@dataclass(frozen=True)
class PillarPicks:
    pillar: PillarContent
    picks: tuple[Pick, ...]

    @property
    def chosen(self) -> int:
        return sum(one.is_chosen for pick in self.picks for one in (pick, *pick.inner))


@dataclass(frozen=True)
class ChangePage:
    """The components to choose from, and what changing the chosen ones means."""

    organisation: Organisation
    framework: Framework
    form: ChangeForm
    change: PlannedChange | None
    may_start: bool

    @property
    def content(self) -> FrameworkContent:
        return content_of(self.framework)

    @property
    def chosen(self) -> tuple[ComponentContent, ...]:
        return tuple(self.content.by_slug[slug] for slug in self.form.slugs)

    @cached_property
    def pillars(self) -> tuple[PillarPicks, ...]:
        chosen, content = set(self.form.slugs), self.content
        return tuple(
            PillarPicks(
                pillar, tuple(_pick(content, one, chosen) for one in content.children[pillar.slug])
            )
            for pillar in content.pillars
        )

    @cached_property
    def figure(self) -> Figure | None:
        return ripple_of_change(self.change) if self.change else None

    @property
    def ground(self) -> str:
        return ground_sentence(self.change) if self.change else ""

    @property
    def in_place(self) -> tuple[RippleStep, ...]:
        return self.change.in_place if self.change else ()

    @property
    def to_assess(self) -> int:
        return len(self.change.to_assess) if self.change else 0

    @property
    def start(self) -> str:
        """Where an assessment of what is touched begins."""
        asked = [("entry", CHANGE), ("framework", self.framework.slug)]
        asked += [("changed", slug) for slug in self.form.slugs]
        path = reverse("assessments:assessment-new", args=[self.organisation.code])
        return f"{path}?{urlencode(asked)}"


@dataclass(frozen=True)
class AssessedChangePage(ChangePage):
    """The same inside an assessment, with how ready everything is."""

    assessment: Assessment | None = None
    may_manage: bool = False


def _pick(content: FrameworkContent, component: ComponentContent, chosen: set[str]) -> Pick:
    """A component with everything below it in one list, groups before their own items."""
    below: list[Pick] = []
    waiting = list(content.children.get(component.slug, ()))
    while waiting:
        one = waiting.pop(0)
        below.append(Pick(one, one.slug in chosen))
        waiting = [*content.children.get(one.slug, ()), *waiting]
    return Pick(component, component.slug in chosen, tuple(below))


@require_safe
def organisation_change(request: MemberRequest, organisation: UUID) -> HttpResponse:
    found = get_object_or_404(Organisation.objects.visible_to(request.user), code=organisation)
    framework = framework_asked(request)
    form = ChangeForm(content_of(framework), request.GET)
    page = ChangePage(
        organisation=found,
        framework=framework,
        form=form,
        change=change_of(content_of(framework), form.slugs) if form.slugs else None,
        may_start=found in Organisation.objects.managed_by(request.user),
    )
    status = 200 if form.is_valid() else 422
    return render(request, "assessments/organisation_change.html", {"page": page}, status=status)


@require_safe
def change(request: MemberRequest, code: UUID) -> HttpResponse:
    assessment = get_object_or_404(
        Assessment.objects.visible_to(request.user).with_names(), code=code
    )
    framework = assessment.framework
    form = ChangeForm(content_of(framework), asked_or_planned(request, assessment))
    answers = answers_of(assessment) if form.slugs else None
    page = AssessedChangePage(
        organisation=assessment.organisation,
        framework=framework,
        form=form,
        change=change_of(content_of(framework), form.slugs, answers) if form.slugs else None,
        may_start=assessment.organisation in Organisation.objects.managed_by(request.user),
        assessment=assessment,
        may_manage=assessment.may_be_changed,
    )
    status = 200 if form.is_valid() else 422
    return render(request, "assessments/change.html", {"page": page}, status=status)


def framework_asked(request: MemberRequest) -> Framework:
    """The one asked for, else the first on offer, always in its latest version."""
    frameworks = sorted(Framework.objects.standard(), key=lambda f: (f.level, f.name, -f.version))
    asked = request.GET.get("framework")
    found = next((f for f in frameworks if f.slug == asked), next(iter(frameworks), None))
    if found is None:
        raise Http404
    return found


def asked_or_planned(request: MemberRequest, assessment: Assessment) -> QueryDict:
    """What was asked for; without that, what the assessment was begun for."""
    if "changed" in request.GET:
        return request.GET
    planned = QueryDict(mutable=True)
    planned.setlist("changed", list(changed_in(assessment)))
    return planned

"""Starting an assessment: what somebody came for, how deep, and which parts."""

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from accounts.models import Organisation
from assessments.forms.entry import PARTS, AssessmentForm
from assessments.views.request import MemberRequest
from ecosystem.content import ComponentContent, FrameworkContent, PillarContent
from ecosystem.loading import content_of
from ecosystem.models import Framework


@dataclass(frozen=True)
class Choice:
    """A pillar on offer with the components below it, and which of them are ticked."""

    pillar: PillarContent
    items: int
    is_ticked: bool
    components: tuple[tuple[ComponentContent, bool], ...]

    @property
    def is_open(self) -> bool:
        return any(ticked for _, ticked in self.components)


@dataclass(frozen=True)
class FrameworkChoice:
    framework: Framework
    content: FrameworkContent
    field: str
    is_ticked: bool
    parts: tuple[Choice, ...]

    @property
    def items(self) -> int:
        return len(self.content.items)


@dataclass(frozen=True)
class AssessmentFormPage:
    organisation: Organisation
    form: AssessmentForm

    @property
    def wants_parts(self) -> bool:
        return bool(self.form["extent"].value() == PARTS)

    @property
    def choices(self) -> tuple[FrameworkChoice, ...]:
        chosen = str(self.form["framework"].value() or "")
        first = self.form.frameworks[0] if self.form.frameworks else None
        return tuple(
            _choice(self.form, f, str(f.pk) == chosen or (not chosen and f == first))
            for f in self.form.frameworks
        )


def _choice(form: AssessmentForm, framework: Framework, is_ticked: bool) -> FrameworkChoice:
    content, ticked = content_of(framework), set(form.parts_of(framework))
    parts = tuple(
        Choice(
            pillar,
            len(content.items_of(pillar.slug)),
            pillar.slug in ticked,
            tuple((c, c.slug in ticked) for c in content.children[pillar.slug]),
        )
        for pillar in content.pillars
    )
    return FrameworkChoice(framework, content, form.parts_name(framework), is_ticked, parts)


@require_http_methods(["GET", "HEAD", "POST"])
def assessment_new(request: MemberRequest, organisation: UUID) -> HttpResponse:
    found = get_object_or_404(Organisation.objects.managed_by(request.user), code=organisation)
    frameworks = sorted(Framework.objects.standard(), key=lambda f: (f.level, f.name, -f.version))
    form = AssessmentForm(request.POST if request.method == "POST" else None, frameworks=frameworks)
    if request.method == "POST" and form.is_valid():
        return redirect(form.make(found))
    page = AssessmentFormPage(found, form)
    status = 422 if form.is_bound else 200
    return render(request, "assessments/assessment_form.html", {"page": page}, status=status)

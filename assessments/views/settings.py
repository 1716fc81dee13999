"""The owner's decisions, pillar by pillar: importance, target, and what does not apply."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe
from django_htmx.http import retarget

from assessments.forms import InnerSettingForm, SettingForm
from assessments.forms.context import AllSettingsForm
from assessments.models import (
    CRITICAL_LIMIT,
    Assessment,
    ComponentSetting,
    Decision,
    Importance,
    Scope,
    TooManyCritical,
    decide,
    decide_all,
    decisions_of,
)
from assessments.views.request import MemberRequest
from ecosystem.content import ComponentContent, PillarContent
from ecosystem.loading import content_of
from ecosystem.sentences import joined

TARGETS = (3, 4, 5)


@dataclass(frozen=True)
class Row:
    """One component with what is decided, and what was asked for but could not be."""

    assessment: Assessment
    component: ComponentContent
    decision: Decision
    taken_out_by: str = ""  # the name of a component above that does not apply
    level: int = 0
    errors: tuple[str, ...] = ()
    inner: tuple["Row", ...] = ()

    @property
    def is_top(self) -> bool:
        return self.component.parent is None

    @property
    def importances(self) -> list[tuple[str, str]]:
        return list(Importance.choices)

    @property
    def targets(self) -> tuple[tuple[str, str], ...]:
        """Value and figure; the usual one follows the importance and has no value of its own."""
        usual = self.decision.usual_target
        return tuple(("" if target == usual else str(target), str(target)) for target in TARGETS)

    @property
    def target(self) -> str:
        """The option that is chosen; a target equal to the usual one is the usual one."""
        own = self.decision.target
        return "" if own is None or own == self.decision.usual_target else str(own)

    @property
    def reasons(self) -> list[tuple[str, str]]:
        return [(value, str(label).lower()) for value, label in ComponentSetting.Reason.choices]

    @property
    def inner_out(self) -> int:
        """How many components inside are taken out."""
        return sum(not row.decision.applicable for row in self.inner)


@dataclass(frozen=True)
class Desk:
    """All decisions of an assessment, to make rows from."""

    assessment: Assessment
    decisions: dict[str, Decision]

    @cached_property
    def scope(self) -> Scope:
        excluded = {s: d.reason for s, d in self.decisions.items() if not d.applicable}
        content = content_of(self.assessment.framework)
        return Scope(content, tuple(self.assessment.scope), excluded)

    @property
    def critical(self) -> tuple[str, ...]:
        found = [s for s, d in self.decisions.items() if d.importance == Importance.CRITICAL]
        return tuple(component.slug for component in self.tops if component.slug in found)

    @property
    def tops(self) -> tuple[ComponentContent, ...]:
        return tuple(c for c in self.scope.framework.components if c.parent is None)

    def row(self, component: ComponentContent, errors: Mapping[str, tuple[str, ...]]) -> Row:
        """The row of a component, with what stands against it by slug."""
        framework = self.scope.framework
        above = self.scope.excluding(component.parent) if component.parent else None
        is_group = not component.is_item and component.parent is None
        return Row(
            assessment=self.assessment,
            component=component,
            decision=self.decisions.get(component.slug, Decision()),
            taken_out_by=framework.by_slug[above].short_name if above else "",
            level=len(framework.path_to(component.slug)) - 1,
            errors=errors.get(component.slug, ()),
            inner=self._below(component.slug, errors) if is_group else (),
        )

    def _below(self, slug: str, errors: Mapping[str, tuple[str, ...]]) -> tuple[Row, ...]:
        """Everything inside a group, its groups before their own children."""
        rows: tuple[Row, ...] = ()
        for child in self.scope.framework.children[slug]:
            rows += (self.row(child, errors),)
            if not child.is_item:
                rows += self._below(child.slug, errors)
        return rows


@dataclass(frozen=True)
class Pace:
    """How many components are critical, of how many, and the most that may be."""

    count: int
    of: int
    limit: int = CRITICAL_LIMIT


@dataclass(frozen=True)
class SettingsPage:
    assessment: Assessment
    pillar: PillarContent
    pillars: tuple[PillarContent, ...]
    rows: tuple[Row, ...]
    pace: Pace
    bulk_errors: tuple[str, ...] = ()
    may_manage: bool = True  # or the page would not be found

    @property
    def importances(self) -> list[tuple[str, str]]:
        return list(Importance.choices)


@require_safe
def settings(request: MemberRequest, code: UUID, pillar: str) -> HttpResponse:
    assessment = get_object_or_404(
        Assessment.objects.managed_by(request.user).open().with_names(), code=code
    )
    page = settings_page(Desk(assessment, decisions_of(assessment)), pillar)
    return render(request, "assessments/settings.html", {"page": page})


def settings_page(
    desk: Desk, pillar: str, errors: Mapping[str, tuple[str, ...]] | None = None
) -> SettingsPage:
    found = next((p for p in desk.scope.pillars if p.slug == pillar), None)
    if found is None:
        raise Http404
    tops = (c for c in desk.scope.top_components if c.pillar == pillar)
    rows = tuple(desk.row(component, errors or {}) for component in tops)
    pace = Pace(len(desk.critical), len(desk.tops))
    return SettingsPage(desk.assessment, found, desk.scope.pillars, rows, pace)


@require_http_methods(["GET", "HEAD", "POST"])
def settings_all(request: MemberRequest, code: UUID, pillar: str) -> HttpResponse:
    """One decision for all components of a pillar; what is left as it is stays."""
    assessment = get_object_or_404(
        Assessment.objects.managed_by(request.user).open().with_names(), code=code
    )
    page = settings_page(Desk(assessment, decisions_of(assessment)), pillar)
    if request.method != "POST":  # where signing in again leads back to
        return redirect("assessments:settings", code, pillar)
    form = AllSettingsForm(request.POST)
    errors = made_for_all(page, request, form)
    if not errors:
        return redirect("assessments:settings", code, pillar)
    refused = replace(page, bulk_errors=errors)
    return render(request, "assessments/settings.html", {"page": refused}, status=422)


def made_for_all(
    page: SettingsPage, request: MemberRequest, form: AllSettingsForm
) -> tuple[str, ...]:
    if not form.is_valid():
        return tuple(str(error) for found in form.errors.values() for error in found)
    decisions = {row.component.slug: form.decision(row.decision) for row in page.rows}
    try:
        decide_all(page.assessment, request.user, decisions)
    except TooManyCritical as full:
        names = len(page.rows)
        return (
            f"At most {CRITICAL_LIMIT} components can be critical. With these {names} there would "
            f"be more: {len(full.slugs)} are already. Nothing was changed.",
        )
    return ()


@require_http_methods(["GET", "HEAD", "POST"])
def setting(request: MemberRequest, code: UUID, pillar: str, component: str) -> HttpResponse:
    assessment = get_object_or_404(
        Assessment.objects.managed_by(request.user).open().with_names(), code=code
    )
    found = component_in(assessment, pillar, component)
    back = f"{reverse('assessments:settings', args=[code, pillar])}#{component}"
    if request.method != "POST":  # where signing in again leads back to
        return redirect(back)
    form = (InnerSettingForm if found.parent else SettingForm)(request.POST)
    errors = made(assessment, request, found, form)
    if not request.htmx and not errors:
        return redirect(back)
    return answer(request, Desk(assessment, decisions_of(assessment)), found, errors)


def answer(
    request: MemberRequest, desk: Desk, component: ComponentContent, errors: tuple[str, ...]
) -> HttpResponse:
    """The row as it stands now; of a component inside a group, all rows of that group."""
    page = settings_page(desk, component.pillar, {component.slug: errors})
    top = desk.scope.framework.top_of[component.slug]
    row = next(row for row in page.rows if row.component.slug == top)
    context = {"page": page, "row": row, "changed": component, "saved": not errors}
    status = 422 if errors else 200
    if not request.htmx:
        return render(request, "assessments/settings.html", context, status=status)
    context["oob"] = True
    if component.parent is None:
        return render(request, "assessments/settings.html#changed", context, status=status)
    inside = render(request, "assessments/settings.html#inside", context, status=status)
    return retarget(inside, f"#inner-{top}")


def component_in(assessment: Assessment, pillar: str, slug: str) -> ComponentContent:
    """The component, inside the assessment's scope and in this pillar, or 404."""
    content = content_of(assessment.framework)
    found = content.by_slug.get(slug)
    scope = Scope(content, tuple(assessment.scope))
    tops = {top.slug for top in scope.top_components}
    if found is None or found.pillar != pillar or content.top_of[slug] not in tops:
        raise Http404
    return found


def made(
    assessment: Assessment, request: MemberRequest, component: ComponentContent, form: SettingForm
) -> tuple[str, ...]:
    """Write the decision down; what stood against it comes back in sentences."""
    if not form.is_valid():
        return tuple(str(error) for found in form.errors.values() for error in found)
    try:
        decide(assessment, request.user, component.slug, form.decision)
    except TooManyCritical as full:
        by_slug = content_of(assessment.framework).by_slug
        names = joined(by_slug[slug].short_name for slug in full.slugs)
        return (
            f"At most {CRITICAL_LIMIT} components can be critical, and {CRITICAL_LIMIT} are: "
            f"{names}. Make one of them important first.",
        )
    return ()

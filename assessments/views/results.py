"""The result of an assessment: the page, one finding opened, and the PDF. All over one report."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

import assessments.paper.titles as titles
from accounts.models import User
from assessments import workings
from assessments.charts import Figure, context_of, figures, ripple_of_root
from assessments.findings import (
    Calculation,
    ChainFinding,
    ComponentFinding,
    FamilyFinding,
    ItemFinding,
    PillarFinding,
    Report,
    RootFinding,
    SymptomFinding,
)
from assessments.models import Assessment, texts_of
from assessments.report import report_of
from assessments.views.check import Line
from ecosystem.content import ComponentContent, GivenAdvice
from ecosystem.sentences import written_for

SHOWN_SYMPTOMS = 5
"""Symptoms shown with their chains before the rest is folded away."""
BESIDES = ("local", "unexplained", "provisional")
"""Labels that stand beside the chains from root to symptom."""
ADVISED = ("root", "contributing", "local", "provisional")
"""Labels with moves of their own; what else is weak is left to what drives it."""


@dataclass(frozen=True)
class ResultPage:
    """What the result page shows."""

    assessment: Assessment
    report: Report
    figures: dict[str, Figure]
    headline: Calculation
    vocabulary: tuple[tuple[str, str, str], ...]
    texts: dict[str, str]  # the consultant's own, by slot

    @property
    def may_manage(self) -> bool:
        return self.assessment.may_be_changed

    @property
    def roots(self) -> tuple[tuple[RootFinding, ItemFinding], ...]:
        return tuple((root, self.report.item[root.slug]) for root in self.report.roots)

    @property
    def chained(self) -> tuple[tuple[ItemFinding, ChainFinding], ...]:
        """Weak items that lead back to another one, with the strongest way there."""
        found = []
        for item in self.report.weak:
            ways = [chain for chain in item.chains if chain.origin != item.slug]
            if ways:
                found.append((item, ways[0]))
        return tuple(found)

    @property
    def first_symptoms(self) -> tuple[SymptomFinding, ...]:
        return self.report.symptoms[:SHOWN_SYMPTOMS]

    @property
    def further_symptoms(self) -> tuple[SymptomFinding, ...]:
        return self.report.symptoms[SHOWN_SYMPTOMS:]

    @property
    def other_roots(self) -> tuple[ItemFinding, ...]:
        """Roots that the headline does not name."""
        named = {root.slug for root in self.report.roots}
        return tuple(i for i in self.report.labelled("root") if i.slug not in named)

    @property
    def besides(self) -> tuple[tuple[str, str, str, tuple[ItemFinding, ...]], ...]:
        """Label, word, meaning and items of what stands beside the chains, where there is any."""
        listed = ((row, tuple(self.report.labelled(row[0]))) for row in VOCABULARY)
        return tuple((*row, items) for row, items in listed if row[0] in BESIDES and items)

    @property
    def at_risk(self) -> tuple[ItemFinding, ...]:
        return tuple(self.report.labelled("at-risk"))

    @cached_property
    def titles(self) -> dict[str, str]:
        """The findings of the sections that are no figure, as sentences."""
        return {
            "further_roots": titles.further_roots(self.other_roots, len(self.report.roots)),
            "symptoms": titles.symptoms(self.report),
            "weak": titles.weak(self.report),
            "aside": titles.aside(self.report),
            "at_risk": titles.protect(self.report, strengths=0),
        }


VOCABULARY = (
    ("root", "Root", "Weak, nothing weak drives it, and weak items hang on it. Act here first."),
    ("contributing", "Contributing", "Weak because of what drives it, and it passes that on."),
    ("symptom", "Symptom", "Weak because of what drives it. Treating it alone does not last."),
    ("local", "Local", "Weak on its own, and nothing weak hangs on it. A quick win."),
    ("unexplained", "Unexplained", "An outcome that is low without a weak driver. Look upstream."),
    ("provisional", "Provisional", "Weak, and the drivers that would explain it are not rated."),
    ("at-risk", "At risk", "Not weak today, but what drives it is. Protect it."),
    ("healthy", "Sound or watch", "Not weak. Watch: it meets its target with nothing to spare."),
    ("unrated", "Unrated", "No answer yet. Left out of every mean, never counted as zero."),
    ("estimated", "Estimated", "Taken from the answer to its block until it is rated itself."),
)


def visible(user: User | Any, code: UUID) -> Assessment:
    """The assessment, or 404 for whoever may not see it."""
    found: Assessment = get_object_or_404(
        Assessment.objects.visible_to(user).with_names(), code=code
    )
    return found


@require_safe
def result(request: HttpRequest, code: UUID) -> HttpResponse:
    assessment = visible(request.user, code)
    report = report_of(assessment)
    drawn = {name.replace("-", "_"): figure for name, figure in figures(report).items()}
    headline, texts = workings.of_headline(report), texts_of(assessment)
    page = ResultPage(assessment, report, drawn, headline, VOCABULARY, texts)
    return render(request, "assessments/result.html", {"page": page, "report": report})


@dataclass(frozen=True)
class FindingPage:
    """One item, component or pillar of an assessment, every number of it opened."""

    assessment: Assessment
    report: Report
    content: ComponentContent | None
    item: ItemFinding | None
    component: ComponentFinding | None
    pillar: PillarFinding | None
    root: RootFinding | None
    calculations: tuple[Calculation, ...]

    @property
    def may_manage(self) -> bool:
        return self.assessment.may_be_changed

    @property
    def name(self) -> str:
        if self.content is not None:
            return self.content.short_name
        return self.pillar.name if self.pillar else ""

    @property
    def first(self) -> GivenAdvice | None:
        """What to do about it, where it is weak and not merely passed on from upstream."""
        if self.item is None or self.item.label not in ADVISED:
            return None
        return self.report.framework.advice_of(self.item.slug)

    @property
    def shared(self) -> str:
        return written_for(self.report.framework, self.first) if self.first else ""

    @cached_property
    def context(self) -> Figure | None:
        return context_of(self.report, self.item.slug) if self.item else None

    @cached_property
    def ripple(self) -> Figure | None:
        return ripple_of_root(self.report, self.root.slug) if self.root else None

    @property
    def families(self) -> tuple[tuple[FamilyFinding, tuple[Line, ...]], ...]:
        """The topics it shares with items elsewhere, each with all their scores side by side."""
        found = self.report.families
        slug = self.content.slug if self.content else ""
        return tuple((f, tuple(map(self._beside, f.items))) for f in found if slug in f.items)

    def _beside(self, slug: str) -> Line:
        url = reverse("assessments:finding", args=[self.assessment.code, slug])
        return Line(self.report.name(slug), "", url, found=self.report.item[slug])

    @property
    def symptoms(self) -> tuple[str, ...]:
        """Ticked operational symptoms that this item is found to cause."""
        if self.item is None:
            return ()
        slug = self.item.slug
        return tuple(
            symptom.name
            for symptom in self.report.symptoms
            if any(slug in chain.path for chain in symptom.chains)
        )


@require_safe
def finding(request: HttpRequest, code: UUID, component: str) -> HttpResponse:
    assessment = visible(request.user, code)
    report = report_of(assessment)
    page = finding_page(assessment, report, component)
    return render(request, "assessments/finding.html", {"page": page, "report": report})


def finding_page(assessment: Assessment, report: Report, slug: str) -> FindingPage:
    """What is known about an item, a component or a pillar; 404 for any other slug."""
    item, component = report.item.get(slug), report.component.get(slug)
    pillar = report.pillar.get(slug)
    root = next((root for root in report.roots if root.slug == slug), None)
    calculations: tuple[Calculation, ...] = ()
    if item is not None:
        calculations = workings.of_item(report, item)
    elif component is not None:
        calculations = workings.of_component(component)
    elif pillar is not None:
        calculations = workings.of_pillar(pillar)
    else:
        raise Http404
    if root is not None:
        calculations += (workings.of_root(report, root),)
    content = report.framework.by_slug.get(slug)
    return FindingPage(assessment, report, content, item, component, pillar, root, calculations)

"""One pillar of a result in context: what a manager shows to a peer."""

from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

import assessments.paper.titles as titles
from assessments.charts import Figure, context_of, figures
from assessments.findings import ItemFinding, PillarFinding, Report, RippleStep
from assessments.in_context import Driver, InContext
from assessments.models import Assessment, texts_of
from assessments.report import answers_of, build_report
from assessments.report.ripple import change_of
from assessments.views.results import VOCABULARY, visible
from assessments.views.revisit import Upstream, probes_url, upstream_known
from ecosystem.content import PillarContent

TOUCHED = 10
"""So many items that a change would reach are named; the others are counted."""
MEANINGS = {label: (word, meaning) for label, word, meaning in VOCABULARY}


@dataclass(frozen=True)
class PillarPage:
    assessment: Assessment
    found: InContext
    content: PillarContent
    touched: tuple[RippleStep, ...]
    texts: dict[str, str]

    @property
    def report(self) -> Report:
        return self.found.report

    @property
    def pillar(self) -> PillarFinding:
        return self.found.pillar

    @property
    def may_manage(self) -> bool:
        return self.assessment.may_be_changed

    @property
    def is_asked(self) -> bool:
        """Whether it was part of this assessment: only then it has a report of its own."""
        return any(item.in_scope for item in self.found.items)

    @property
    def title(self) -> str:
        return titles.pillar(self.pillar, list(self.found.items))

    @property
    def upstream(self) -> str:
        shows = self.pillar.shows
        place = self.report.pillars.index(self.pillar)
        inside = self.report.flow[place][place] if self.report.flow else 0.0
        return titles.upstream(self.pillar.name, round(inside * 100), round(shows * 100))

    @property
    def may_revisit(self) -> bool:
        """Once it has a score to compare with; while it is still being rated, it is rated."""
        scored = self.pillar.score is not None
        return scored and self.assessment.may_be_revisited and not self._is_under_way

    @property
    def _is_under_way(self) -> bool:
        return self.assessment.is_open and self.is_asked and self.pillar.coverage < 1

    @cached_property
    def asks(self) -> Upstream | None:
        """What is asked along with what was chosen; on the pages of what was chosen only."""
        return upstream_known(self.assessment, self.found) if self.is_asked else None

    @property
    def asks_at(self) -> str:
        return probes_url(self.assessment) if self.may_manage else ""

    @cached_property
    def findings(self) -> tuple[tuple[str, str, str, tuple[ItemFinding, ...]], ...]:
        """Label, word, meaning and items."""
        return tuple((label, *MEANINGS[label], items) for label, items in self.found.findings)

    @cached_property
    def context(self) -> Figure | None:
        """The item of the pillar that most is to be learnt from, with its neighbours."""
        weak = [item for item in self.report.weak if item in self.found.items]
        return context_of(self.report, weak[0].slug) if weak else None

    @cached_property
    def trend(self) -> Figure | None:
        return figures(self.report).get("trend") if self.found.before is not None else None

    @property
    def drivers(self) -> tuple[Driver, ...]:
        return self.found.drivers

    @property
    def nearest(self) -> tuple[RippleStep, ...]:
        return self.touched[:TOUCHED]

    @property
    def further(self) -> int:
        return len(self.touched[TOUCHED:])


@require_safe
def pillar(request: HttpRequest, code: UUID, pillar: str) -> HttpResponse:
    assessment = visible(request.user, code)
    answers = answers_of(assessment)
    content = answers.framework.pillar_by_slug.get(pillar)
    if content is None:
        raise Http404
    report = build_report(answers)
    parts = [component.slug for component in answers.framework.children[pillar]]
    page = PillarPage(
        assessment=assessment,
        found=InContext(report, report.pillar[pillar]),
        content=content,
        touched=change_of(answers.framework, parts, answers).touched,
        texts=texts_of(assessment),
    )
    return render(request, "assessments/pillar.html", {"page": page, "report": report})

"""One figure of a result to take along: as a drawing, and as its numbers."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from assessments.charts import Figure, figure_of_item, figures
from assessments.charts.numbers import numbers_csv
from assessments.models import Assessment
from assessments.report import report_of
from assessments.views.results import visible


@require_safe
def figure_svg(request: HttpRequest, code: UUID, figure: str) -> HttpResponse:
    assessment = visible(request.user, code)
    drawn = figure_of(assessment, figure)
    return to_take_along(drawn.wide, "image/svg+xml", file_name(assessment, figure, "svg"))


@require_safe
def figure_csv(request: HttpRequest, code: UUID, figure: str) -> HttpResponse:
    assessment = visible(request.user, code)
    drawn = figure_of(assessment, figure)
    numbers = numbers_csv(drawn.table)
    return to_take_along(numbers, "text/csv; charset=utf-8", file_name(assessment, figure, "csv"))


def figure_of(assessment: Assessment, name: str) -> Figure:
    """The figure of that name, or 404 where it has nothing to show or there is none."""
    report = report_of(assessment)
    found = figures(report).get(name) or figure_of_item(report, name)
    if found is None:
        raise Http404
    return found


def file_name(assessment: Assessment, figure: str, ending: str) -> str:
    named = slugify(f"{assessment.organisation.name} {assessment.title}")[:80] or "assessment"
    return f"{named}-{figure}.{ending}"


def to_take_along(content: str, content_type: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=content_type, headers=headers)

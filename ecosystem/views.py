from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from ecosystem.content import FrameworkContent
from ecosystem.loading import content_of
from ecosystem.models import Framework
from ecosystem.pages.component import component_page
from ecosystem.pages.model import model_page
from ecosystem.pages.search import search_page
from ecosystem.pages.symptom import symptom_page


@require_safe
def frameworks(request: HttpRequest) -> HttpResponse:
    pages = [model_page(content) for content in _all_standard()]
    return render(request, "ecosystem/frameworks.html", {"pages": pages})


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    page = search_page(_all_standard(), request.GET.get("q", ""))
    return render(request, "ecosystem/search.html", {"page": page})


@require_safe
def model(request: HttpRequest, framework: str, version: int) -> HttpResponse:
    page = model_page(_standard(framework, version))
    groups_open = request.GET.get("groups") == "open"
    return render(request, "ecosystem/model.html", {"page": page, "groups_open": groups_open})


@require_safe
def component(request: HttpRequest, framework: str, version: int, component: str) -> HttpResponse:
    content = _standard(framework, version)
    if component not in content.by_slug:
        raise Http404
    page = component_page(content, component)
    return render(request, "ecosystem/component.html", {"page": page})


@require_safe
def symptom(request: HttpRequest, framework: str, version: int, symptom: str) -> HttpResponse:
    content = _standard(framework, version)
    if symptom not in content.symptom_by_slug:
        raise Http404
    page = symptom_page(content, symptom)
    return render(request, "ecosystem/symptom.html", {"page": page})


def _all_standard() -> list[FrameworkContent]:
    standard = Framework.objects.standard().order_by("level", "slug", "-version")
    return [content_of(framework) for framework in standard]


def _standard(slug: str, version: int) -> FrameworkContent:
    """A framework everyone may read; a private one has its own door in its organisation."""
    return content_of(get_object_or_404(Framework.objects.standard(), slug=slug, version=version))

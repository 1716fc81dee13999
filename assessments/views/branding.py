"""How an organisation's reports look: its logos, the colour of the cover, and two lines."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.branding import BrandingForm
from accounts.models import Branding, Organisation
from assessments.paper.titles import COVER
from assessments.views.request import MemberRequest

KEPT = "The branding is kept. Every report of this organisation carries it from now on."


@dataclass(frozen=True)
class BrandingPage:
    organisation: Organisation
    branding: Branding  # as it is kept
    form: BrandingForm
    title: str = COVER
    mark: str = "Draft"


@require_http_methods(["GET", "HEAD", "POST"])
def branding(request: MemberRequest, organisation: UUID) -> HttpResponse:
    found = get_object_or_404(Organisation.objects.managed_by(request.user), code=organisation)
    kept = Branding.objects.of(found)
    if request.method != "POST":
        form = BrandingForm(branding=kept)
        return render(
            request, "assessments/branding.html", {"page": BrandingPage(found, kept, form)}
        )
    form = BrandingForm(request.POST, request.FILES, branding=kept)
    if form.is_valid():
        form.save()
        messages.success(request, KEPT)
        return redirect("assessments:branding", found.code)
    page = BrandingPage(found, kept, form)
    return render(request, "assessments/branding.html", {"page": page}, status=422)


@require_safe
def logo(request: MemberRequest, organisation: UUID, whose: str) -> HttpResponse:
    """The client's or the author's logo, to those who may see the organisation."""
    found = get_object_or_404(
        Branding.objects.visible_to(request.user), organisation__code=organisation
    )
    logos = {"client": found.client_logo, "author": found.author_logo}
    if not logos.get(whose):
        raise Http404
    return HttpResponse(bytes(logos[whose]), content_type="image/png")

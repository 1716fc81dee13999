"""Looking at one pillar again, from an earlier assessment whatever its state."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from assessments.models import Assessment
from assessments.report import begin_revisit
from assessments.views.request import MemberRequest
from ecosystem.loading import content_of


@require_http_methods(["GET", "HEAD", "POST"])
def revisit(request: MemberRequest, code: UUID, pillar: str) -> HttpResponse:
    """Leads to the open revisit of the pillar; a second click makes no second one."""
    base = get_object_or_404(Assessment.objects.managed_by(request.user).with_names(), code=code)
    found = content_of(base.framework).pillar_by_slug.get(pillar)
    if found is None:
        raise Http404
    if request.method != "POST":  # where signing in again leads back to
        return redirect(base)
    return redirect(begin_revisit(base, request.user, found, timezone.localdate()))

"""Raters who came by a link: which browser sits for whom, and what everybody else is told.

A link is exchanged once for an entry in the browser's session, so that no page stands under its
address. Opening a link lets a browser read what answering means; it sits there after beginning,
or with the code that was told then.
"""

from collections.abc import Callable
from functools import wraps
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from assessments.models import Rater
from assessments.views.request import HtmxRequest
from assessments.views.seat import Seat

PARTS = "parts"
"""In the session: the rater's code → version of the link, whether this browser sits there."""
CODES = "codes"
"""In the session: the rater's code → the code for another device, until it is written down."""

PartView = Callable[..., HttpResponse]


class LinkGone(Http404):
    """Expired, revoked, tampered with, or not this browser's: all the same to whoever asks."""


class NotSeated(Exception):
    """The link is good, and there is something to read, to type or to know first."""


def by_link(view: PartView) -> PartView:
    """A view for raters by link; its first argument after the request is the rater's code."""

    @wraps(view)
    def answer(request: HtmxRequest, rater: UUID, *slugs: str, **named: str) -> HttpResponse:
        try:
            return view(request, rater, *slugs, **named)
        except LinkGone:
            return gone(request)
        except NotSeated:
            return gone(request) if request.htmx else redirect("assessments:part", rater)

    return login_not_required(answer)


def gone(request: HttpRequest) -> HttpResponse:
    """One page for every link that leads nowhere; it names nothing."""
    response = render(request, "assessments/part_gone.html", status=404)
    response["Referrer-Policy"] = "no-referrer"
    return response


def let_in(request: HttpRequest, rater: Rater) -> None:
    """This browser has shown the link."""
    if not _entry(request, rater):
        _keep(request, rater, sits=False)


def seat_at(request: HttpRequest, rater: Rater) -> None:
    """This browser answers for the rater from now on, under a new session key."""
    request.session.cycle_key()
    _keep(request, rater, sits=True)


def sits(request: HttpRequest, rater: Rater) -> bool:
    return bool(_entry(request, rater).get("sits"))


def linked_rater(request: HttpRequest, code: UUID) -> Rater:
    """The rater whose good link this browser has shown, whatever may be done with it."""
    rater = Rater.objects.linked().of_code(code)
    if rater is None or not _entry(request, rater):
        raise LinkGone
    return rater


def seated_rater(request: HttpRequest, code: UUID) -> Rater:
    """The rater for whom this browser sits; the assessment may be closed."""
    rater = linked_rater(request, code)
    if not rater.has_begun or rater.withdrawn or not sits(request, rater):
        raise NotSeated
    return rater


def link_seat(request: HttpRequest, code: UUID) -> Seat:
    """The seat of a rater who came by link, at an open assessment.

    Raises:
        LinkGone: the link leads nowhere, or this browser never showed it.
        NotSeated: not begun, begun elsewhere, withdrawn, or the assessment takes no answers.
    """
    rater = seated_rater(request, code)
    if not rater.assessment.is_open:
        raise NotSeated
    return Seat(rater.assessment, rater)


def _entry(request: HttpRequest, rater: Rater) -> dict[str, object]:
    """What the session holds for this very link; an older link of the rater counts nothing."""
    found = request.session.get(PARTS, {}).get(str(rater.code), {})
    return found if found.get("version") == rater.link_version else {}


def _keep(request: HttpRequest, rater: Rater, *, sits: bool) -> None:
    parts = request.session.get(PARTS, {})
    entry = {"version": rater.link_version, "sits": sits}
    request.session[PARTS] = {**parts, str(rater.code): entry}


def tell(request: HttpRequest, rater: Rater, code: str) -> None:
    """Show the code on the rater's page until the person says it is written down."""
    request.session[CODES] = {**request.session.get(CODES, {}), str(rater.code): code}


def told(request: HttpRequest, rater: Rater) -> str:
    return str(request.session.get(CODES, {}).get(str(rater.code), ""))


def stop_telling(request: HttpRequest, rater: Rater) -> None:
    codes = request.session.get(CODES, {})
    request.session[CODES] = {at: code for at, code in codes.items() if at != str(rater.code)}

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from accounts.models import User


class HtmxRequest(HttpRequest):
    """A request that was perhaps made by htmx."""

    htmx: HtmxDetails


class MemberRequest(HtmxRequest):
    """A request as it arrives behind the login: somebody made it."""

    user: User

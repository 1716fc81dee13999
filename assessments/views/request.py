from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from accounts.models import User


class MemberRequest(HttpRequest):
    """A request as it arrives behind the login: somebody made it, perhaps by htmx."""

    user: User
    htmx: HtmxDetails

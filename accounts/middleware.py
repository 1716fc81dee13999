"""What holds for every answer that is made for one person."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers

Answering = Callable[[HttpRequest], HttpResponse]


def fresh(get_response: Answering) -> Answering:
    """Keep pages out of the browser's store.

    Going back must show the answers as they stand, and nothing of an organisation may be
    left behind for whoever uses the computer next.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if not response.has_header("Cache-Control"):
            add_never_cache_headers(response)
        return response

    return answer

"""Reading a page the way a person does: what it says, where its links and forms lead."""

import html
import re

from django.http import HttpResponse

HTMX = {"HTTP_HX_REQUEST": "true"}
"""Headers of a request that a page makes in the background."""
TAGS = re.compile(r"<[^>]+>")


def text_of(response: HttpResponse) -> str:
    """The words of the page, single spaced."""
    return " ".join(html.unescape(TAGS.sub(" ", response.content.decode())).split())


def links_of(response: HttpResponse) -> list[str]:
    found = re.findall(r'href="([^"]*)"', response.content.decode())
    return [html.unescape(link) for link in found]


def part_of(response: HttpResponse, element: str) -> str:
    """The source from the element with this id on, some lines far."""
    source = response.content.decode()
    at = source.index(f'id="{element}"')
    return source[at : at + 6000]

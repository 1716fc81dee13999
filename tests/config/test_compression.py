"""What is sent compressed, and what is not."""

import gzip
import re

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse

from config.compression import CompressWords

LONG = "Weakness is seen downstream. " * 100


def sent(content_type: str, accepts: str = "gzip") -> HttpResponse:
    def answer(request):
        return HttpResponse(LONG, content_type=content_type)

    request = RequestFactory().get("/", headers={"Accept-Encoding": accepts})
    return CompressWords(answer)(request)


@pytest.mark.parametrize(
    "content_type",
    ["text/html; charset=utf-8", "text/csv; charset=utf-8", "image/svg+xml", "application/json"],
)
def test_words_are_sent_compressed(content_type):
    response = sent(content_type)
    assert response["Content-Encoding"] == "gzip"
    assert len(response.content) < len(LONG) / 4
    assert gzip.decompress(response.content).decode() == LONG


@pytest.mark.parametrize("content_type", ["application/pdf", "image/png"])
def test_what_is_compressed_already_is_sent_as_it_is(content_type):
    response = sent(content_type)
    assert "Content-Encoding" not in response
    assert response.content.decode() == LONG


def test_who_does_not_ask_for_it_gets_it_plain():
    assert "Content-Encoding" not in sent("text/html", accepts="")


def test_the_length_of_a_page_is_varied():
    assert len({len(sent("text/html").content) for _ in range(20)}) > 1


def test_the_token_in_a_page_is_another_one_each_time(db):
    client, tokens = Client(), set()
    for _ in range(3):
        page = client.get(reverse("account_login")).content.decode()
        tokens |= set(re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', page))
    assert len(tokens) == 3


def test_the_session_does_not_go_along_with_what_another_site_asks():
    assert settings.SESSION_COOKIE_SAMESITE == "Lax"
    assert settings.CSRF_COOKIE_SAMESITE == "Lax"

"""What holds on every page: the policy, the login, the frame, and pages that say no."""

import re

import pytest
from django.core.exceptions import SuspiciousOperation
from django.test import Client, RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.views import defaults

from accounts.models import User

# Who has not signed in sees these and nothing else.
PUBLIC = {
    "account_login",
    "account_logout",
    "account_signup",
    "account_inactive",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "admin:login",
    "admin:jsi18n",
}
OURS = [
    "ecosystem:frameworks",
    "account_change_password",
    "account_logout",
    "account_login",
    "account_signup",
    "account_inactive",
    "account_reset_password",
    "account_reset_password_done",
]


@pytest.fixture
def reader(client: Client, db: None) -> Client:
    client.force_login(User.objects.create_user("reader@example.org", "a-river-runs-7"))
    return client


def open_to_all(patterns: list, space: str = "") -> set[str]:
    found: set[str] = set()
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{pattern.namespace}:" if pattern.namespace else space
            found |= open_to_all(pattern.url_patterns, inner)
        elif isinstance(pattern, URLPattern) and not getattr(
            pattern.callback, "login_required", True
        ):
            found.add(f"{space}{pattern.name}")
    return found


def test_nothing_is_public_but_signing_in():
    opened = open_to_all(get_resolver().url_patterns) - {"None"}
    # What a rater reaches by a link asks for the link instead; who gets where is tested for each.
    by_link = {name for name in opened if name.startswith(("assessments:part", "assessments:link"))}
    assert opened - by_link <= PUBLIC


def test_who_has_not_signed_in_is_sent_to_do_so(client):
    for name in ("ecosystem:frameworks", "account_change_password"):
        path = reverse(name)
        assert client.get(path).url == f"/accounts/login/?next={path}"


@pytest.mark.parametrize("name", OURS)
def test_every_page_carries_the_policy_and_nothing_inline(client, reader, name):
    visitor = Client() if name in PUBLIC - {"account_logout"} else reader
    answer = visitor.get(reverse(name))
    policy = answer.headers["content-security-policy"]
    assert "unsafe" not in policy
    assert "script-src 'self'; style-src 'self'" in policy
    text = answer.content.decode()
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", text)
    assert not re.search(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)", text)


@pytest.mark.parametrize("name", OURS)
def test_every_page_has_the_frame(reader, name):
    visitor = Client() if name in PUBLIC - {"account_logout"} else reader
    text = visitor.get(reverse(name)).content.decode()
    assert '<html lang="en-GB">' in text
    assert 'href="#main"' in text
    assert 'role="status"' in text
    assert "data-theme-toggle" in text
    assert re.search(r"<title>[^·<]+ · Headwater</title>", text)
    assert text.count("<h1") == 1


def test_the_top_bar_marks_where_one_is(reader):
    text = reader.get(reverse("ecosystem:frameworks")).content.decode()
    assert re.search(r'<a href="/frameworks/" aria-current="page">Frameworks</a>', text)
    assert "Administration" not in text


def test_the_menu_leads_administrators_to_the_administration(reader):
    User.objects.update(is_staff=True)
    assert "Administration" in reader.get(reverse("ecosystem:frameworks")).content.decode()


@pytest.mark.parametrize("path", ["/nothing/here/", "/frameworks/unknown/1/"])
def test_what_is_not_there_is_said_in_our_look(reader, path):
    answer = reader.get(path)
    assert answer.status_code == 404
    assert "There is no page here, or none that you may see." in answer.content.decode()
    assert "content-security-policy" in answer.headers


def test_a_stranger_who_asks_for_nothing_gets_the_same_page(client, db):
    answer = client.get("/nothing/here/")
    assert answer.status_code == 404
    assert "Sign in" in answer.content.decode()


def test_a_form_without_its_token_is_explained(person_with_checks):
    answer = person_with_checks.post(reverse("account_logout"))
    assert answer.status_code == 403
    assert "The page was open for too long" in answer.content.decode()


@pytest.fixture
def person_with_checks(db) -> Client:
    client = Client(enforce_csrf_checks=True)
    client.force_login(User.objects.create_user("person@example.org"))
    return client


def test_a_failure_is_said_without_help_from_anything_that_may_be_broken():
    answer = defaults.server_error(RequestFactory().get("/"))
    assert answer.status_code == 500
    assert "Something broke on our side." in answer.content.decode()


def test_a_request_that_makes_no_sense_is_told_so():
    answer = defaults.bad_request(RequestFactory().get("/"), SuspiciousOperation("odd"))
    assert answer.status_code == 400
    assert "did not understand this request" in answer.content.decode()


def test_no_page_stays_in_the_browser_for_whoever_comes_next(reader):
    for route in ("assessments:home", "ecosystem:frameworks", "account_change_password"):
        assert "no-store" in reader.get(reverse(route))["Cache-Control"]

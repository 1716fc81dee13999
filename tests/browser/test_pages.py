"""Every page: on a desk and a phone, light and dark, by keyboard, and under the strict policy."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.urls import URLPattern, URLResolver, get_resolver
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.conftest import DESK, PHONE, Site, open_context
from tests.browser.pages import NO_PAGE, PAGES
from tests.browser.watching import (
    barriers,
    note_errors,
    open_everything,
    overflow,
    refused,
    unseen_focus,
)

PRESSES = 40


def routes(patterns: list[URLPattern | URLResolver], space: str = "") -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield space + str(pattern.name)
        elif pattern.namespace != "admin":
            inner = f"{pattern.namespace}:" if pattern.namespace else space
            yield from routes(pattern.url_patterns, inner)


@pytest.fixture(scope="session")
def contexts(browser: Browser, site: Site) -> Iterator[Callable[..., BrowserContext]]:
    """One browser context for each screen, theme and visitor: its cache saves time."""
    opened: dict[tuple[Any, ...], BrowserContext] = {}

    def context(who: str | None, screen: dict[str, int], theme: str) -> BrowserContext:
        key = (who, screen["width"], theme)
        if key not in opened:
            opened[key] = open_context(browser, site, viewport=screen, color_scheme=theme)
            opened[key].add_cookies([site.cookie(who)] if who else [])
        return opened[key]

    yield context
    for one in opened.values():
        one.close()


@pytest.fixture
def look_at(contexts: Callable[..., BrowserContext], site: Site):
    """Open the page of this name, and give the page and what its console said."""
    pages = []

    def look(name: str, screen: dict[str, int], theme: str) -> tuple[Page, list[str]]:
        place = PAGES[name]
        page = contexts(place.who, screen, theme).new_page()
        pages.append(page)
        errors = note_errors(page)
        answer = page.goto(place.path(site.example), wait_until="load")
        assert answer is not None
        assert answer.status == place.status
        assert page.url == site.address + place.path(site.example)  # not led elsewhere
        return page, errors

    yield look
    for page in pages:
        page.close()


def test_every_page_is_walked_here():
    known = {place.route for place in PAGES.values()} | NO_PAGE
    ours = {name for name in routes(get_resolver().url_patterns) if name != "None"}
    assert ours - known == set()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("screen", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("name", PAGES)
def test_the_page_shuts_nobody_out(look_at, name: str, screen: dict[str, int], theme: str):
    page, errors = look_at(name, screen, theme)
    folded = overflow(page)
    open_everything(page)
    assert folded + overflow(page) + barriers(page) + refused(page) + errors == []


@pytest.mark.parametrize(
    "name", ["sign in", "new organisation", "new assessment", "password change"]
)
def test_a_form_that_is_refused_shuts_nobody_out(look_at, name: str):
    page, errors = look_at(name, PHONE, "light")
    with page.expect_navigation():
        page.locator("main form button:not([type=button])").last.click()
    assert page.locator("main .invalid-feedback, main .field-error, main [role=alert]").count() > 0
    assert overflow(page) + barriers(page) + refused(page) + errors == []


@pytest.mark.parametrize("name", PAGES)
def test_the_keyboard_reaches_everything_and_shows_where_it_is(look_at, name: str):
    page, _ = look_at(name, DESK, "light")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.reload()
    assert unseen_focus(page, PRESSES) == []

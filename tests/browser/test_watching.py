"""What the walk over the pages looks for is found where it is planted."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import PHONE
from tests.browser.watching import (
    WATCH_VIOLATIONS,
    barriers,
    note_errors,
    overflow,
    refused,
    unseen_focus,
)

FRAME = '<!doctype html><html lang="en"><title>Planted</title><main>{}</main></html>'
POLICY = "default-src 'none'; style-src 'self'; script-src 'self'"
Show = Callable[[str], Page]


@pytest.fixture
def show(browser: Browser) -> Iterator[Show]:
    """A page with this content, under a policy as strict as ours, on a phone."""
    page = browser.new_page(viewport=PHONE)
    page.add_init_script(WATCH_VIOLATIONS)

    def shown(content: str, policy: str = POLICY) -> Page:
        page.route(
            "**/*",
            lambda route: route.fulfill(
                body=FRAME.format(content),
                content_type="text/html",
                headers={"Content-Security-Policy": policy},
            ),
        )
        page.goto("http://planted.example/")
        return page

    yield shown
    page.close()


def test_a_clean_page_passes(show: Show):
    page = show("<h1>Fine</h1><a href='/'>A link</a>")
    assert refused(page) + overflow(page) + barriers(page) + unseen_focus(page, 5) == []


def test_an_inline_style_is_seen_to_be_refused(show: Show):
    assert "style-src" in refused(show('<p style="color: red">Red</p>'))[0]


def test_an_inline_script_is_seen_to_be_refused(show: Show):
    assert "script-src" in refused(show("<script>window.ran = true</script>"))[0]


def test_an_error_on_the_console_is_noted(browser: Browser):
    page = browser.new_page()
    errors = note_errors(page)
    page.set_content("<script>console.error('broken'); throw new Error('worse')</script>")
    page.close()
    assert errors == ["console: broken", "script: worse"]


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        ("<img src='data:,'>", "image-alt"),
        ("<input>", "label"),
        ("<a href='/'></a>", "link-name"),
        ("<p style='color: #aaa; background: #fff'>Faint</p>", "color-contrast"),
    ],
)
def test_a_barrier_is_found(show: Show, content: str, rule: str):
    page = show(content, policy="default-src 'none'; img-src data:; style-src 'unsafe-inline'")
    assert any(f"axe {rule}:" in found for found in barriers(page))


def test_what_is_wider_than_the_screen_is_found(show: Show):
    page = show("<table style='width: 600px'><tr><td>Wide</td></tr></table>", policy="")
    assert "<table" in overflow(page)[0]


def test_focus_that_does_not_show_is_found(show: Show):
    page = show("<style>a { outline: none }</style><a href='/'>Where am I?</a>", policy="")
    assert "does not show" in unseen_focus(page, 3)[0]


def test_focus_behind_something_is_found(show: Show):
    cover = "<div style='position: fixed; inset: 0; background: white'>Cover</div>"
    page = show(f"<a href='/'>Behind</a>{cover}", policy="")
    assert any("is covered" in found for found in unseen_focus(page, 3))

"""A browser, a served site with an example to look at, and pages that note what goes wrong."""

import os
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests.browser.example import Example, build_example
from tests.browser.watching import WATCH_VIOLATIONS

# Playwright's loop runs in the thread of the tests, and Django would refuse to query there.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

DESK = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}
SECONDS = 15


def chromium() -> str:
    names = (os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome")
    found = next((path for name in names if name and (path := shutil.which(name))), None)
    if found is None:
        pytest.exit("No Chromium here: apt-get install --no-install-recommends chromium", 3)
    return found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    sandbox = [] if os.geteuid() else ["--no-sandbox"]  # Chromium has no sandbox for root
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=sandbox)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(tmp_path_factory: pytest.TempPathFactory) -> None:
    """SQLite in a file, as it is used: in memory all threads would share one connection."""
    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        path = tmp_path_factory.mktemp("database") / "test.sqlite3"
        connections["default"].settings_dict["TEST"]["NAME"] = str(path)


@pytest.fixture(scope="package")
def example(django_db_setup: None, django_db_blocker: Any) -> Iterator[Example]:
    """Built once: the pages are only looked at, and what the journey adds is its own."""
    with django_db_blocker.unblock():
        yield build_example()
        call_command("flush", interactive=False, verbosity=0)


@pytest.fixture(scope="package")
def site(example: Example) -> Iterator[str]:
    server = LiveServer("localhost")
    yield server.url
    server.stop()


@pytest.fixture(scope="package")
def session_cookie(site: str, example: Example) -> dict[str, str]:
    client = Client()
    client.force_login(example.owner)
    name = settings.SESSION_COOKIE_NAME
    return {"name": name, "value": client.cookies[name].value, "url": site}


def open_context(browser: Browser, site: str, **options: Any) -> BrowserContext:
    context = browser.new_context(base_url=site, reduced_motion="reduce", locale="en-GB", **options)
    context.set_default_timeout(SECONDS * 1000)
    context.add_init_script(WATCH_VIOLATIONS)
    return context


@pytest.fixture
def visitor(browser: Browser, site: str) -> Iterator[BrowserContext]:
    """Somebody at a desk who has not signed in."""
    context = open_context(browser, site, viewport=DESK)
    yield context
    context.close()


@pytest.fixture
def owner(visitor: BrowserContext, session_cookie: dict[str, str]) -> BrowserContext:
    """The example's owner, signed in, at a desk."""
    visitor.add_cookies([session_cookie])
    return visitor

"""A browser, and a served site with an example to look at."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, expect, sync_playwright

from tests.browser.example import Example
from tests.browser.watching import WATCH_VIOLATIONS

ROOT = Path(__file__).resolve().parent.parent.parent
DESK = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}
SECONDS = 30
SERVE = "import django; django.setup(); from tests.browser.serve import serve; serve({port})"

expect.set_options(timeout=SECONDS * 1000)


@dataclass(frozen=True)
class Site:
    address: str
    example: Example
    sessions: dict[str, str]
    database: Path

    def cookie(self, who: str) -> dict[str, str]:
        """Makes a browser the "owner" of the example, or somebody "invited", signed in."""
        return {"name": "sessionid", "value": self.sessions[who], "url": self.address}


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


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(port: int) -> None:
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.05)
    pytest.fail(f"The example's server does not answer within {SECONDS} s.")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The example, built and served once: pages are looked at, and journeys bring their own."""
    folder, port = tmp_path_factory.mktemp("site"), free_port()
    environment = {
        "DATABASE_URL": f"sqlite:///{folder}/example.sqlite3",
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "DEBUG": "false",
    }
    log = folder / "server.log"
    with log.open("w") as errors:
        server = subprocess.Popen(
            [sys.executable, "-c", SERVE.format(port=port)],
            cwd=ROOT,
            env={**os.environ, **environment},
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        )
    assert server.stdout is not None
    line = server.stdout.readline()
    assert line, log.read_text()
    built = json.loads(line)
    wait_for(port)
    yield Site(
        f"http://127.0.0.1:{port}",
        Example(**built["example"]),
        built["sessions"],
        folder / "example.sqlite3",
    )
    server.terminate()
    server.wait(SECONDS)


def open_context(browser: Browser, site: Site, **options: Any) -> BrowserContext:
    context = browser.new_context(
        base_url=site.address, reduced_motion="reduce", locale="en-GB", **options
    )
    context.set_default_timeout(SECONDS * 1000)
    context.add_init_script(WATCH_VIOLATIONS)
    return context


@pytest.fixture
def visitor(browser: Browser, site: Site) -> Iterator[BrowserContext]:
    """Somebody at a desk who has not signed in."""
    context = open_context(browser, site, viewport=DESK)
    yield context
    context.close()


@pytest.fixture
def owner(visitor: BrowserContext, site: Site) -> BrowserContext:
    """The example's owner, signed in, at a desk."""
    visitor.add_cookies([site.cookie("owner")])
    return visitor

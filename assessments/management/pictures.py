"""The demonstration looked at as a reader sees it: pages in a browser, and pages of the PDF."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.core.management.base import CommandError
from django.urls import reverse
from PIL import Image

from assessments.demonstration import Story, read_story

try:  # a tool of the people who develop, not of those who run it
    from playwright.sync_api import Browser, Page, sync_playwright
except ImportError:  # pragma: no cover
    sync_playwright = None  # type: ignore[assignment]

FRAMEWORK = ("sales-management-ecosystem", 1)
ITEM = "sales-process-execution"
WIDTH, HEIGHT = 1280, 860
PRINTED_HEIGHT = 900
GAP = 24
GROUND = "#D2DADC"
COLOURS = 128
MOST_BYTES = 150_000
SECONDS = 120
NOW = datetime(2026, 5, 21, 9, 30, tzinfo=UTC)
"""What the clock of the browser says, so that a picture is the same tomorrow."""
ROOT_PAGE = "Root 1 of"
"""Stands on the page of the first root and nowhere before it."""

type Look = Callable[["Page", Story], None]


def look_at_result(page: "Page", story: Story) -> None:
    page.goto(reverse("assessments:result", args=[story.complete.code]))


def look_at_causes(page: "Page", story: Story) -> None:
    look_at_result(page, story)
    scroll_to(page, "#map")


def look_at_rating(page: "Page", story: Story) -> None:
    page.goto(reverse("assessments:rate", args=[story.complete.code, "leadership"]))
    first = page.locator("details.item").first
    if not first.evaluate("item => item.open"):
        first.locator("summary").first.click()


def look_at_component(page: "Page", story: Story) -> None:
    page.goto(reverse("ecosystem:component", args=[*FRAMEWORK, ITEM]))
    scroll_to(page, "main section h2")


def scroll_to(page: "Page", selector: str) -> None:
    page.locator(selector).first.evaluate("head => scrollTo(0, head.offsetTop - 40)")


LOOKS: dict[str, Look] = {
    "result": look_at_result,
    "causes": look_at_causes,
    "rating": look_at_rating,
    "component": look_at_component,
}
REPORT = "report"
NAMES = (*LOOKS, REPORT)


def take_pictures(folder: Path) -> Iterator[tuple[str, int]]:
    """Write every picture into the folder; gives each file's name and its size in bytes."""
    require_tools()
    story = read_story()
    with served() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=sandbox())
        page = signed_in(browser, address, story)
        for name, look in LOOKS.items():
            look(page, story)
            page.evaluate("document.activeElement.blur()")
            yield kept(folder, name, Image.open(BytesIO(page.screenshot(animations="disabled"))))
        pdf = page.request.get(reverse("assessments:report-pdf", args=[story.complete.code]))
        yield kept(folder, REPORT, printed(pdf.body()))
        browser.close()


def require_tools() -> None:
    if sync_playwright is None:
        raise CommandError("Pictures need a browser to drive: ./dev setup dev")
    if shutil.which("pdftoppm") is None:
        raise CommandError("Pictures of the PDF need pdftoppm: apt-get install poppler-utils")


def chromium() -> str | None:
    """The browser of this machine, or None for the one that Playwright brings."""
    names = (os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome")
    return next((found for name in names if name and (found := shutil.which(name))), None)


def sandbox() -> list[str]:
    return [] if os.geteuid() else ["--no-sandbox"]  # Chromium has no sandbox for root


@contextmanager
def served() -> Iterator[str]:
    """A development server with the demonstration in a database that is gone afterwards."""
    with TemporaryDirectory() as folder, socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        database = {"DATABASE_URL": f"sqlite:///{folder}/pictures.sqlite3", "DEBUG": "true"}
        server = subprocess.Popen(
            [sys.executable, "manage.py", "develop", f"127.0.0.1:{port}"],
            cwd=settings.BASE_DIR,
            env={**os.environ, **database},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            wait_for(port, server)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait()


def wait_for(port: int, server: "subprocess.Popen[bytes]") -> None:
    end = time.monotonic() + SECONDS
    while time.monotonic() < end and server.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.2)
    raise CommandError("The server for the pictures did not start.")


def signed_in(browser: "Browser", address: str, story: Story) -> "Page":
    context = browser.new_context(
        base_url=address,
        viewport={"width": WIDTH, "height": HEIGHT},
        color_scheme="light",
        reduced_motion="reduce",
        locale="en-GB",
    )
    context.set_default_timeout(SECONDS * 1000)
    page = context.new_page()
    page.clock.set_fixed_time(NOW)
    page.goto("/")
    page.get_by_label("E-mail").fill(story.user)
    page.get_by_label("Password").fill(story.password)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(f"{address}/")
    return page


def printed(pdf: bytes) -> Image.Image:
    """The cover, and beside it the page of the first root."""
    cover, root = page_of(pdf, 1), page_of(pdf, root_page(pdf))
    both = Image.new("RGB", (cover.width + root.width + 3 * GAP, cover.height + 2 * GAP), GROUND)
    both.paste(cover, (GAP, GAP))
    both.paste(root, (cover.width + 2 * GAP, GAP))
    return both


def page_of(pdf: bytes, number: int) -> Image.Image:
    pages = ["-f", str(number), "-l", str(number)]
    size = ["-scale-to-x", "-1", "-scale-to-y", str(PRINTED_HEIGHT)]
    return Image.open(BytesIO(poppler("pdftoppm", [*pages, *size, "-png"], pdf)))


def root_page(pdf: bytes) -> int:
    texts = poppler("pdftotext", [], pdf).decode().split("\f")
    found = [number for number, text in enumerate(texts, 1) if ROOT_PAGE in text]
    if not found:
        raise CommandError("The PDF has no page of a root to take a picture of.")
    return found[0]


def poppler(tool: str, options: list[str], pdf: bytes) -> bytes:
    with TemporaryDirectory() as folder:
        file = Path(folder, "report.pdf")
        file.write_bytes(pdf)
        ending = ["-"] if tool == "pdftotext" else []
        return subprocess.run(
            [tool, *options, str(file), *ending], check=True, capture_output=True
        ).stdout


def kept(folder: Path, name: str, picture: Image.Image) -> tuple[str, int]:
    """The picture in few colours, which is how flat drawings stay sharp and small."""
    file = folder / f"{name}.png"
    few = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    few.save(file, optimize=True)
    size = file.stat().st_size
    if size > MOST_BYTES:
        raise CommandError(f"{file.name} has {size} bytes; at most {MOST_BYTES} are meant to be.")
    return file.name, size

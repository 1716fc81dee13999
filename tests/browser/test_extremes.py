"""The result page of the strangest reports: nothing runs over, nothing is empty or cut."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.broken import broken
from tests.browser.conftest import DESK, PHONE, ROOT
from tests.browser.extremes import NAMES
from tests.browser.watching import open_everything, overflow
from tests.extremes import EXTREMES

ADDRESS = "http://extremes.test"
WRITE = (
    "import django; django.setup(); from pathlib import Path;"
    "from tests.browser.extremes import write_pages; write_pages(Path({folder!r}))"
)

# Lines of text of different places that lie over each other. A line's box is higher than its
# letters: a third of it is air.
OVERLAPS = """
() => {
  const lines = [];
  const walk = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const node = walk.currentNode, parent = node.parentElement;
    if (!node.data.trim() || parent.closest("svg, script, .visually-hidden")) continue;
    if (!parent.checkVisibility({ visibilityProperty: true })) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) {
      const air = box.height / 6;
      if (box.width > 1) lines.push({ node, box, top: box.top + air, bottom: box.bottom - air });
    }
  }
  lines.sort((a, b) => a.top - b.top);
  const found = [];
  lines.forEach((one, place) => {
    for (let next = place + 1; next < lines.length && lines[next].top < one.bottom - 1; next++) {
      const other = lines[next];
      const across = (box) => Math.min(one.box.right, box.right) - Math.max(one.box.left, box.left);
      if (across(other.box) > 1 && one.node !== other.node)
        found.push(`${one.node.data.trim().slice(0, 40)} | ${other.node.data.trim().slice(0, 40)}`);
    }
  });
  return found.slice(0, 5);
}
"""

# Text that its own box hides, and figures without a drawing.
CUT = """
() => [...document.querySelectorAll("main *")]
  .filter(one => one.checkVisibility() && !one.closest("svg, .visually-hidden"))
  .filter(one => ["hidden", "clip"].includes(getComputedStyle(one).overflowX))
  .filter(one => one.scrollWidth > one.clientWidth + 1)
  .map(one => one.outerHTML.slice(0, 120))
"""
EMPTY = """
() => [...document.querySelectorAll("main figure")].filter(figure => {
  const shown = [...figure.querySelectorAll("svg")].filter(svg => svg.checkVisibility());
  return !shown.some(svg => svg.getBoundingClientRect().height > 20 && svg.querySelector("text"));
}).map(figure => figure.getAttribute("aria-label"))
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("extremes")
    environment = {
        "DATABASE_URL": f"sqlite:///{folder}/extremes.sqlite3",
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "DEBUG": "false",
    }
    subprocess.run(
        [sys.executable, "-c", WRITE.format(folder=str(folder))],
        cwd=ROOT,
        env={**os.environ, **environment},
        check=True,
    )
    return folder


@pytest.fixture(scope="module", params=[DESK, PHONE], ids=["desk", "phone"])
def screen(request, browser: Browser, folder: Path) -> Iterator[Page]:
    def answer(route: Route) -> None:
        path = route.request.url.removeprefix(ADDRESS).partition("?")[0]
        found = ROOT / path[1:] if path.startswith("/static/") else folder / path[1:]
        if found.is_file():
            route.fulfill(path=found)
        else:
            route.fulfill(status=404)

    page = browser.new_page(viewport=request.param, reduced_motion="reduce")
    page.route(f"{ADDRESS}/**", answer)
    yield page
    page.close()


@pytest.fixture(params=EXTREMES)
def page(request, screen: Page, folder: Path) -> Page:
    """The result page of one extreme report, with everything on it unfolded."""
    place = json.loads((folder / NAMES).read_text()).index(request.param)
    screen.goto(f"{ADDRESS}/{place}.html", wait_until="load")
    screen.evaluate("document.fonts.ready")
    open_everything(screen)
    return screen


def test_the_page_stands_the_strangest_report(page: Page):
    said = page.locator("main").inner_text()
    faults = {
        "wider than the screen": overflow(page),
        "over each other": page.evaluate(OVERLAPS),
        "cut": page.evaluate(CUT),
        "empty": page.evaluate(EMPTY),
        "broken": broken(said),
    }
    assert not {fault: found for fault, found in faults.items() if found}

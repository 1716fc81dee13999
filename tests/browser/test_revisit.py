"""A manager looks at Coaching again: from the last assessment to the pillar's own PDF."""

import re
from itertools import cycle
from pathlib import Path

from django.conf import settings
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import Site
from tests.browser.watching import note_errors, refused

ITEMS_OF_COACHING, PROBES = 20, 6
PDF_MILLISECONDS = (settings.PDF_SECONDS + 10) * 1000
LEVELS = "2343"
"""Its item that was rated 2 before is rated 4 or 3 here, and another falls."""


def rate_section(page: Page, levels: "cycle[str]") -> int:
    """Answer all that is shown with one key each."""
    items = page.locator("details.item").all()
    items[0].locator("summary.top").focus()
    for item in items:
        if item.get_attribute("open") is None:
            item.locator("summary.top").press("Enter")
        expect(item).to_have_attribute("open", "")
        given = next(levels)
        page.keyboard.press(given)
        expect(item.locator(".state")).to_contain_text(given)
        page.keyboard.press("j")
    return len(items)


def sections(page: Page) -> list[str]:
    links = page.locator("#sections a").all()
    return [link.get_attribute("href") or "" for link in links]


def test_coaching_is_looked_at_again_and_shown_in_context(
    owner: BrowserContext, site: Site, tmp_path: Path
):
    page = owner.new_page()
    errors = note_errors(page)
    page.goto(f"/assessments/{site.example.complete}/")
    page.get_by_role("button", name="Revisit Coaching").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Coaching revisit")
    expect(
        page.get_by_text("Upstream of Coaching: six items that may be the cause")
    ).to_be_visible()
    begun = page.url

    page.goto(f"{begun}rate/coaching/?item=coaching-problem-performers")
    expect(page.locator("details.item[open]")).to_contain_text("Last time, 20 May 2026: 3.5")
    levels, answered = cycle(LEVELS), 0
    for address in sections(page):
        page.goto(address)
        answered += rate_section(page, levels)
    assert answered == ITEMS_OF_COACHING + PROBES

    page.goto(f"{begun}result/pillars/coaching/")
    expect(page.get_by_role("heading", name="Where it stands")).to_be_visible()
    expect(page.get_by_text("Last time", exact=True).first).to_be_visible()
    expect(page.get_by_text(re.compile("moved by a point or more"))).to_be_visible()
    expect(page.get_by_text("Upstream of Coaching: all six are answered")).to_be_visible()
    page.get_by_role("link", name="Result", exact=True).first.click()
    expect(page.get_by_text("carried forward from 20 May 2026").first).to_be_visible()

    page.goto(f"{begun}result/pillars/coaching/")
    with page.expect_download(timeout=PDF_MILLISECONDS) as download:
        page.get_by_role("link", name="Download the Coaching PDF").click()
    download.value.save_as(tmp_path / "coaching.pdf")
    assert (tmp_path / "coaching.pdf").read_bytes().startswith(b"%PDF")
    assert errors + refused(page) == []

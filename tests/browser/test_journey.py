"""One whole journey: from signing in to holding the PDF, the rating by keyboard alone."""

import re
from itertools import cycle
from pathlib import Path

from django.conf import settings
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.example import NEWCOMER, PASSWORD
from tests.browser.watching import note_errors, refused

ITEMS_OF_LEADERSHIP = 10
PDF_MILLISECONDS = (settings.PDF_SECONDS + 10) * 1000  # as long as the product itself would wait


def sign_in(page: Page) -> None:
    page.goto("/")
    page.get_by_label("E-mail").fill(NEWCOMER)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page).to_have_url(re.compile(r"/$"))


def begin_an_assessment_of_leadership(page: Page) -> None:
    page.get_by_role("link", name="Add an organisation").click()
    page.get_by_label("Name").fill("Journey & Sons")
    page.get_by_role("button", name="Add, and start an assessment").click()
    page.get_by_label("One pillar or component").check()
    page.get_by_label("Sales Management Ecosystem", exact=False).first.check()
    page.get_by_label("Leadership Principles").check()
    page.get_by_label("Title").fill("First look")
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("First look")


def rate_by_keyboard(page: Page, levels: str) -> int:
    """Answer every item that is shown, and go on with the keyboard until the pillar is done."""
    answered, level = 0, cycle(levels)
    while "/rate/" in page.url:
        for item in page.locator("details.item").all():
            expect(item).to_have_attribute("open", "")
            given = next(level)
            page.keyboard.press(given)
            expect(item.locator(".state")).to_contain_text(given)
            page.keyboard.press("j")
            answered += 1
        here = page.url
        page.keyboard.press("Enter")
        page.wait_for_url(lambda address, here=here: address != here)
    return answered


def test_from_signing_in_to_the_pdf(visitor: BrowserContext, tmp_path: Path):
    page = visitor.new_page()
    errors = note_errors(page)
    sign_in(page)
    begin_an_assessment_of_leadership(page)

    page.goto(page.get_by_role("link", name="Leadership").first.get_attribute("href") or "")
    assert rate_by_keyboard(page, "21345") == ITEMS_OF_LEADERSHIP

    page.get_by_role("navigation", name="Assessment").get_by_role("link", name="Result").click()
    expect(page.get_by_role("heading", level=1)).not_to_be_empty()
    expect(page.get_by_text("Journey & Sons").first).to_be_visible()

    with page.expect_download(timeout=PDF_MILLISECONDS) as download:
        page.get_by_role("link", name="Download the PDF report").click()
    download.value.save_as(tmp_path / "report.pdf")
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF")
    assert errors + refused(page) == []


def test_a_figure_can_be_explored_under_the_policy(owner: BrowserContext, site):
    page = owner.new_page()
    errors = note_errors(page)
    page.goto(f"/assessments/{site.example.complete}/result/")
    page.get_by_role("button", name=re.compile("^Explore")).first.click()
    expect(page.locator(".js-plotly-plot").first).to_be_visible()
    assert errors + refused(page) == []

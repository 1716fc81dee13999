"""What a consultant does before a report is handed over: brand it, word it, choose its parts."""

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import PHONE, Site
from tests.browser.watching import barriers, overflow, refused


@pytest.fixture
def open_page(owner: BrowserContext, site: Site):
    def opened(path: str) -> Page:
        page = owner.new_page()
        page.goto(path)
        return page

    return opened


@pytest.fixture
def texts(open_page, site: Site) -> Page:
    return open_page(f"/assessments/{site.example.begun}/texts/")


def saved(page: Page) -> None:
    expect(page.locator("#saved")).to_contain_text("Saved")


def test_a_text_is_kept_in_a_pause_and_is_there_after_a_reload(texts: Page):
    box = texts.get_by_role("textbox", name="Summary", exact=True)
    box.fill("Three years of growth hid it.")
    saved(texts)
    expect(texts.locator("#state-summary")).to_have_text("six words")
    texts.reload()
    expect(box).to_have_value("Three years of growth hid it.")
    box.fill("")
    expect(texts.locator("#state-summary")).to_have_text("nothing written")
    texts.reload()
    expect(box).to_have_value("")
    assert refused(texts) == []


def test_a_text_that_is_too_long_says_so_and_stays(texts: Page):
    box = texts.get_by_label("Coaching", exact=True)
    box.fill("n" * 4001)
    expect(texts.locator("#problems-coaching")).to_contain_text("4000 fit")
    expect(texts.locator("#saved")).to_contain_text("Not saved: Coaching")
    assert len(box.input_value()) == 4001
    box.fill("Shorter.")
    saved(texts)
    expect(texts.locator("#problems-coaching")).to_be_empty()
    assert barriers(texts) + refused(texts) == []


def test_what_is_chosen_is_kept_and_the_cover_follows(open_page, site: Site):
    page = open_page(f"/assessments/{site.example.begun}/report/")
    page.get_by_label("Final").check()
    expect(page.locator("#cover")).to_contain_text("Final")
    page.get_by_label("Appendix: method").uncheck()
    expect(page.locator("#left-out")).to_contain_text("left out")
    page.reload()
    expect(page.get_by_label("Final")).to_be_checked()
    expect(page.get_by_label("Appendix: method")).not_to_be_checked()
    assert refused(page) == []


def test_a_branding_that_is_refused_shuts_nobody_out(open_page, site: Site):
    page = open_page(f"/organisations/{site.example.organisation}/branding/")
    page.set_viewport_size(PHONE)
    page.get_by_label("Colour").fill("#ffee00")
    drawing = {"name": "logo.png", "mimeType": "image/png", "buffer": b"<svg/>"}
    page.locator("[name=client_logo]").set_input_files([drawing])
    page.get_by_role("button", name="Keep the branding").click()
    expect(page.locator("#client_logo-said")).to_contain_text("drawing (SVG)")
    expect(page.get_by_label("Colour")).to_have_value("#ffee00")
    assert overflow(page) + barriers(page) + refused(page) == []

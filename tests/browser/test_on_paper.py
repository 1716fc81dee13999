"""A page printed from the browser reads as well as on the screen, whatever the theme."""

from playwright.sync_api import BrowserContext

from tests.browser.conftest import Site

INK = "rgb(16, 36, 45)"
STYLE = "(slot) => getComputedStyle(document.querySelector(slot[0]))[slot[1]]"


def test_a_dark_page_is_printed_dark_on_white_and_filled_marks_keep_their_ground(
    owner: BrowserContext, site: Site
):
    page = owner.new_page()
    page.goto(f"/assessments/{site.example.complete}/result/")
    page.evaluate("document.documentElement.dataset.bsTheme = 'dark'")
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate(STYLE, ["body", "color"]) == INK
    assert page.evaluate(STYLE, ["body", "backgroundColor"]) == "rgb(255, 255, 255)"
    assert page.evaluate(STYLE, [".chip.root", "printColorAdjust"]) == "exact"

"""The four ways into an assessment, walked from what brings somebody here to the first item."""

import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import PHONE, Site, open_context
from tests.browser.watching import barriers, note_errors, overflow, refused


@pytest.fixture
def begin(owner: BrowserContext, site: Site):
    """Open the page of a new assessment and choose a way; gives the page and its errors."""

    def choose(way: str) -> tuple[Page, list[str]]:
        page = owner.new_page()
        errors = note_errors(page)
        page.goto(f"/organisations/{site.example.organisation}/assessments/new/")
        page.get_by_role("radio", name=re.compile(f"^{way}")).check()
        return page, errors

    return choose


def go_on(page: Page, title: str = "") -> None:
    if title:
        page.get_by_label("Title").fill(title)
    page.get_by_role("button", name="Go on").click()


def is_sound(page: Page, errors: list[str]) -> bool:
    return overflow(page) + barriers(page) + refused(page) + errors == []


def test_the_whole_asks_for_the_context_and_leaves_out_what_is_not_there(begin):
    page, errors = begin("The whole organisation")
    expect(page.get_by_label("Adaptive")).to_be_checked()
    expect(page.get_by_label("Coaching all 20 items")).to_be_hidden()
    page.get_by_label("Quick scan: 38").check()
    go_on(page, "The whole, quickly")
    expect(page).to_have_url(re.compile("/context/$"))

    partners = page.locator("#question-partners")
    partners.get_by_label("No, we only sell directly").check()
    expect(partners).to_contain_text("19 items proposed as not applicable")
    expect(page.locator("#saved")).to_contain_text("Saved")
    partners.get_by_role("button", name="Leave all four out").click()
    expect(partners).to_contain_text("19 items left out because of this answer")
    partners.get_by_role("button", name=re.compile("Put back.*Partner coverage")).click()
    expect(partners).to_contain_text("One item proposed as not applicable")
    partners.get_by_label("Yes, through many partners").check()
    expect(partners).to_contain_text("Still left out because of the earlier answer")
    assert is_sound(page, errors)

    page.reload()
    expect(page.get_by_label("Yes, through many partners")).to_be_checked()
    page.get_by_role("link", name="Start the quick scan").click()
    expect(page).to_have_url(re.compile("/scan/"))


def test_problems_are_ticked_first_and_open_what_usually_causes_them(begin):
    page, errors = begin("I see these problems")
    expect(page.get_by_label("Quick scan: 38")).to_be_hidden()
    go_on(page, "Why do we lose?")
    expect(page).to_have_url(re.compile("/symptoms/$"))

    page.get_by_label("Declining win rates", exact=True).check()
    expect(page.locator("#saved")).to_contain_text("Saved")
    page.get_by_role("link", name="Go on: see what to look at").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("One problem ticked")
    expect(page.get_by_text("usual cause of Declining win rates").first).to_be_visible()
    assert is_sound(page, errors)

    page.get_by_role("link", name=re.compile("^Start with")).first.click()
    expect(page.locator("details.item").first).to_have_attribute("open", "")


def test_one_pillar_is_chosen_and_rated(begin):
    page, errors = begin("One pillar or component")
    go_on(page, "Coaching only")
    expect(page.get_by_role("alert")).to_contain_text("Tick at least one pillar or component")
    expect(page.get_by_label("Title")).to_have_value("Coaching only")
    page.get_by_label("Coaching all 20 items").check()
    go_on(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Coaching only")
    assert is_sound(page, errors)


def test_a_change_is_looked_at_and_then_assessed_by_keyboard(begin):
    page, errors = begin("I am about to change something")
    expect(page.get_by_label("Title")).to_be_hidden()
    go_on(page)
    page.get_by_label("Find a component").focus()
    page.keyboard.type("crm")
    expect(page.locator("#found")).to_contain_text("fit")
    choice = page.get_by_role("checkbox", name="CRM and sales automation tools")
    expect(choice).to_be_visible()
    expect(page.get_by_role("checkbox", name="Sales process", exact=True)).to_be_hidden()
    choice.focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    heading = page.get_by_role("heading", name="Changing CRM and sales automation touches six")
    expect(heading).to_be_visible()
    assert is_sound(page, errors)

    page.get_by_role("link", name="Assess what this touches").click()
    expect(page.get_by_role("checkbox", checked=True)).to_have_count(11)
    page.get_by_role("checkbox", name="Forecast reporting").uncheck()
    go_on(page, "New CRM")
    expect(page.get_by_role("heading", level=1)).to_contain_text("New CRM")
    page.get_by_role("link", name="See what it touches").click()
    expect(heading).to_be_visible()
    assert is_sound(page, errors)


def test_without_scripts_every_field_of_the_way_can_be_reached(browser, site: Site):
    context = open_context(browser, site, viewport=PHONE, java_script_enabled=False)
    context.add_cookies([site.cookie("owner")])
    page = context.new_page()
    page.goto(f"/organisations/{site.example.organisation}/change/")
    page.get_by_role("checkbox", name="Organizational culture", exact=True).check()
    page.get_by_role("button", name="Show what it touches").click()
    page.get_by_role("link", name="Assess what this touches").click()
    go_on(page, "Another culture")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Another culture")
    context.close()


def test_importance_is_one_press_and_counted_at_once(owner: BrowserContext, site: Site):
    page = owner.new_page()
    errors = note_errors(page)
    page.goto(f"/assessments/{site.example.begun}/settings/leadership/")
    first = page.locator(".decision").first
    first.get_by_role("radio", name="important").focus()
    page.keyboard.press("ArrowLeft")
    expect(page.locator("#pace")).to_contain_text("1 of 12 critical")
    expect(first.get_by_role("radio", name="4 (the usual)")).to_be_checked()
    expect(first.get_by_role("radio", name="critical")).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#pace")).to_contain_text("0 of 12 critical")
    assert is_sound(page, errors)

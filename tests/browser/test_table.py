"""A consultant writes down a workshop by keyboard: own answers first, then what all agreed on."""

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.answering import begin
from tests.browser.conftest import PHONE, Site, open_context
from tests.browser.watching import refused


@pytest.fixture
def table(owner: BrowserContext, site: Site) -> Page:
    """Leadership as a table, in an assessment of its own."""
    page = owner.new_page()
    page.goto(f"/assessments/{begin(site, 'As a table')}/table/leadership/")
    page.keyboard.press("ArrowDown")
    return page


def row(page: Page, slug: str):
    return page.locator(f"#item-{slug}")


def row_with_focus(page: Page) -> str:
    return str(page.evaluate("document.activeElement.closest('[data-row]')?.id ?? ''"))


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def test_a_pillar_is_written_down_without_the_mouse(table: Page):
    assert row_with_focus(table) == "item-organizational-culture"
    press(table, "4", "2")  # two rows answered, and down
    assert row_with_focus(table) == "item-identity"
    press(table, "n")  # asks why in place
    reason = row(table, "identity").get_by_role("combobox")
    expect(reason).to_be_focused()
    reason.select_option("not-our-model")
    press(table, "Enter")
    assert row_with_focus(table) == "item-mission-purpose"
    press(table, "d", "ArrowUp", "e")
    table.keyboard.type("5 of 7 leaders differ")
    press(table, "Enter")
    expect(row(table, "mission-purpose").locator(".trow-state")).to_contain_text("don’t know")
    expect(table.locator("#ahead-words")).to_contain_text("3 of 9 answered")
    expect(table.locator("#saved")).to_contain_text("Saved")
    table.reload()
    expect(row(table, "organizational-culture").locator("[value='4']")).to_be_checked()
    expect(row(table, "values-and-beliefs").locator("[value='2']")).to_be_checked()
    expect(row(table, "identity").get_by_role("combobox")).to_have_value("not-our-model")
    expect(row(table, "mission-purpose").locator("textarea")).to_have_value("5 of 7 leaders differ")
    assert refused(table) == []


def test_arrows_move_and_answer_nothing(table: Page):
    press(table, "ArrowRight", "ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp")
    assert row_with_focus(table) == "item-organizational-culture"
    assert table.evaluate("document.activeElement.value") == "2"
    assert table.locator("[name=answer]:checked").count() == 0
    press(table, "Space")
    expect(row(table, "organizational-culture").locator(".trow-state")).to_contain_text("Emerging")


def test_an_answer_is_taken_back_and_the_keyboard_stays_in_the_row(table: Page):
    press(table, "5", "ArrowUp")
    state = row(table, "organizational-culture").locator(".trow-state")
    expect(state).to_contain_text("5 Learning")
    press(table, "Delete")
    expect(state).to_contain_text("not yet rated")
    assert row_with_focus(table) == "item-organizational-culture"
    press(table, "u")
    expect(state).to_contain_text("5 Learning")


def test_what_the_workshop_agrees_on_stands_beside_the_own_answer(table: Page):
    press(table, "2")
    expect(row(table, "organizational-culture").locator(".trow-state")).to_contain_text("Emerging")
    table.get_by_role("link", name="The workshop’s consensus").click()
    expect(table.get_by_role("heading", level=1)).to_contain_text("What the workshop agrees on")
    table.wait_for_load_state()
    press(table, "ArrowDown", "4", "3")
    first = row(table, "organizational-culture")
    expect(first.locator(".trow-state")).to_contain_text("4 Managed")
    expect(first.locator(".trow-beside")).to_contain_text("2 Emerging")
    expect(table.locator("#ahead-words")).to_contain_text("2 of ten items agreed on")
    press(table, "ArrowUp", "Delete")
    expect(table.locator("#ahead-words")).to_contain_text("1 of ten items agreed on")
    assert row_with_focus(table) == "item-values-and-beliefs"
    press(table, "d", "n")  # nothing to agree on
    expect(table.locator("#ahead-words")).to_contain_text("1 of ten items agreed on")
    assert refused(table) == []


def test_past_the_last_row_no_key_answers(table: Page):
    last = table.locator("[data-row]").last
    last.locator("[name=answer]").first.focus()
    press(table, "3")
    expect(table.locator(".after .btn-main")).to_be_focused()
    press(table, "1")
    expect(last.locator("[value='3']")).to_be_checked()


def test_it_is_usable_on_a_phone(browser: Browser, site: Site):
    context = open_context(browser, site, viewport=PHONE, has_touch=True)
    context.add_cookies([site.cookie("owner")])
    page = context.new_page()
    page.goto(f"/assessments/{begin(site, 'On a phone')}/table/leadership/")
    mark = row(page, "identity").locator("label", has_text="3 Practised")
    assert mark.bounding_box()["width"] >= 40
    mark.tap()
    expect(row(page, "identity").locator(".trow-state")).to_contain_text("3 Practised")
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    context.close()

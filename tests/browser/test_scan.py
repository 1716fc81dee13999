"""The quick scan by keyboard and by thumb: one answer, one key, and the next question is there."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.browser.answering import begin
from tests.browser.conftest import PHONE, Site, open_context
from tests.browser.watching import barriers, note_errors, overflow, refused

QUESTIONS, MOST_KEYS = 38, 45
ANSWERS = "3243D12434"


def answered(page: Page, count: int) -> None:
    expect(page.locator("#ahead-words")).to_contain_text(f"{count} of {QUESTIONS} answered")


def start_scan(page: Page, site: Site, title: str) -> str:
    """An assessment of its own, asked by quick scan; gives its address."""
    address = f"/assessments/{begin(site, title)}/"
    page.goto(address)
    page.get_by_label("Quick scan", exact=True).check()
    page.get_by_role("button", name="Change depth").click()
    page.get_by_role("link", name="Start the quick scan").click()
    page.wait_for_url("**/scan/")
    answered(page, 0)
    return address


def open_question(page: Page) -> Locator:
    return page.locator("details.item[open]")


def test_the_whole_scan_takes_one_key_a_question(owner: BrowserContext, site: Site):
    page = owner.new_page()
    errors = note_errors(page)
    address = start_scan(page, site, "One key a question")
    keys = 0
    while not page.evaluate("Boolean(document.activeElement.closest('.after'))"):
        page.keyboard.press(ANSWERS[keys % len(ANSWERS)])
        keys += 1
        assert keys <= MOST_KEYS
    answered(page, QUESTIONS)
    expect(page.locator("#ahead-words")).to_contain_text("nothing left")
    page.keyboard.press("Enter")
    page.wait_for_url("**/symptoms/")
    assert keys + 1 <= MOST_KEYS
    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_contain_text("everything is answered.")
    page.goto(f"{address}result/")
    expect(page.get_by_text("Estimated and hatched").first).to_be_attached()
    assert refused(page) + errors == []


def test_who_erred_goes_back_changes_or_undoes(owner: BrowserContext, site: Site):
    page = owner.new_page()
    start_scan(page, site, "Erred")
    page.keyboard.press("2")
    page.keyboard.press("3")
    answered(page, 2)
    expect(open_question(page)).to_have_id("item-scan-leader-role")
    page.keyboard.press("u")
    answered(page, 1)
    expect(open_question(page)).to_have_id("item-scan-customer")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("5")
    expect(page.locator("#state-scan-culture-values")).to_contain_text("5 Learning")
    page.reload()
    answered(page, 1)
    expect(open_question(page)).to_have_id("item-scan-customer")


def test_a_note_is_written_without_answering_by_its_letters(owner: BrowserContext, site: Site):
    page = owner.new_page()
    start_scan(page, site, "With a note")
    page.keyboard.press("e")
    page.keyboard.type("2 of 3 teams, not done")
    answered(page, 0)
    page.keyboard.press("Escape")
    page.keyboard.press("3")
    answered(page, 1)
    page.reload()
    page.locator("#item-scan-culture-values summary").first.click()
    note = page.locator("#scan-culture-values-note")
    expect(note).to_have_value("2 of 3 teams, not done")


def test_what_is_answered_without_a_connection_is_sent_in_order(owner: BrowserContext, site: Site):
    page = owner.new_page()
    start_scan(page, site, "Cut off")
    owner.set_offline(True)
    for key in "2345":
        page.keyboard.press(key)
    expect(page.locator("#saved")).to_contain_text("wait for the connection")
    owner.set_offline(False)
    answered(page, 4)
    page.reload()
    answered(page, 4)


@pytest.fixture
def phone(browser: Browser, site: Site) -> Iterator[BrowserContext]:
    context = open_context(browser, site, viewport=PHONE, has_touch=True)
    context.add_cookies([site.cookie("owner")])
    yield context
    context.close()


def test_on_a_phone_a_tap_answers_and_goes_on(phone: BrowserContext, site: Site):
    page = phone.new_page()
    start_scan(page, site, "By thumb")
    for _ in range(3):
        question = open_question(page)
        slug = str(question.get_attribute("id"))
        question.get_by_text("Emerging").tap()
        expect(page.locator(f"#{slug}")).not_to_have_attribute("open", "")
    answered(page, 3)
    expect(open_question(page)).to_be_in_viewport()
    assert overflow(page) + barriers(page) + refused(page) == []

"""Each answer is kept as it is given: without taking keys, focus or words from whoever gives it."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.answering import begin as started
from tests.browser.conftest import DESK, Site, open_context
from tests.browser.watching import refused


def begin(page: Page, site: Site, title: str) -> str:
    """A new assessment of the whole, opened; gives its address."""
    page.goto(f"/assessments/{started(site, title)}/")
    return page.url


@pytest.fixture
def rating(owner: BrowserContext, site: Site) -> Page:
    """The page of rating Leadership in an assessment of its own."""
    page = owner.new_page()
    page.goto(f"{begin(page, site, 'By keyboard')}rate/leadership/")
    return page


def opened(page: Page):
    return page.locator("details.item[open]")


def focus_is_on(page: Page) -> str:
    return str(page.evaluate("document.activeElement.id || document.activeElement.tagName"))


def saved(page: Page, text: str = "Saved") -> None:
    expect(page.locator("#saved")).to_contain_text(text)


def test_keys_rate_and_walk_and_the_answer_is_there_after_a_reload(rating: Page):
    rating.keyboard.press("4")
    saved(rating)
    expect(opened(rating).locator(".state")).to_contain_text("4 Managed")
    rating.keyboard.press("j")
    rating.keyboard.press("d")
    expect(opened(rating).locator(".state")).to_contain_text("don’t know")
    rating.keyboard.press("k")
    expect(opened(rating)).to_have_id("item-organizational-culture")
    expect(rating.locator("#ahead-words")).to_contain_text("2 of 10 answered")
    rating.reload()
    expect(rating.locator("#ahead-words")).to_contain_text("2 of 10 answered")
    expect(opened(rating)).to_have_id("item-identity")
    assert refused(rating) == []


def test_arrows_on_a_heading_walk_from_item_to_item(rating: Page):
    opened(rating).locator("summary.top").focus()
    rating.keyboard.press("ArrowDown")
    expect(opened(rating)).to_have_id("item-values-and-beliefs")
    rating.keyboard.press("ArrowUp")
    expect(opened(rating)).to_have_id("item-organizational-culture")


def test_the_focus_stays_where_it_was_when_an_answer_is_kept(rating: Page):
    rating.keyboard.press("3")
    saved(rating)
    assert focus_is_on(rating) == "organizational-culture-3"


def test_no_key_is_taken_from_whoever_types_a_note(rating: Page):
    rating.keyboard.press("2")
    saved(rating)
    rating.keyboard.press("e")
    rating.keyboard.type("5 jobs, kind of new deals")
    note = rating.locator("#organizational-culture-note")
    expect(note).to_have_value("5 jobs, kind of new deals")
    expect(opened(rating).locator(".state")).to_contain_text("2 Emerging")
    assert focus_is_on(rating) == "organizational-culture-note"


def test_a_note_is_kept_in_a_pause_and_typing_goes_on_undisturbed(rating: Page):
    rating.keyboard.press("2")
    rating.keyboard.press("e")
    with rating.expect_response(lambda answer: "words" in (answer.request.post_data or "")):
        rating.keyboard.type("first words")
    rating.keyboard.type(" and more")
    expect(rating.locator("#organizational-culture-note")).to_have_value("first words and more")


def test_keys_with_control_are_left_to_the_browser(rating: Page):
    rating.keyboard.press("Control+d")
    rating.keyboard.press("Alt+3")
    expect(opened(rating).locator(".state")).to_contain_text("not yet rated")


def test_a_note_without_an_answer_is_asked_for_one_and_stays(rating: Page):
    note = rating.locator("#organizational-culture-note")
    note.fill("Before any answer")
    note.blur()
    expect(opened(rating).locator(".field-error")).to_contain_text("Choose a level")
    expect(note).to_have_value("Before any answer")
    rating.keyboard.press("3")
    saved(rating)
    expect(opened(rating).locator(".field-error")).to_have_count(0)
    rating.reload()
    rating.goto(f"{rating.url}?item=organizational-culture")
    expect(note).to_have_value("Before any answer")


def test_an_answer_taken_back_leaves_the_item_open_and_the_focus_on_it(rating: Page):
    rating.keyboard.press("3")
    saved(rating)
    opened(rating).get_by_role("button", name="Take the answer back").click()
    expect(opened(rating).locator(".state")).to_contain_text("not yet rated")
    expect(rating.locator("#organizational-culture-3")).not_to_be_checked()
    rating.wait_for_function("document.activeElement.tagName === 'SUMMARY'")


def test_an_answer_given_without_a_connection_is_sent_when_it_is_back(rating: Page):
    rating.context.set_offline(True)
    rating.keyboard.press("4")
    saved(rating, "1 answer waits for the connection; nothing is lost.")
    rating.context.set_offline(False)
    rating.evaluate("dispatchEvent(new Event('online'))")
    expect(opened(rating).locator(".state")).to_contain_text("4 Managed")
    saved(rating, "The answer that waited is sent.")


def test_an_answer_given_after_the_session_ended_is_kept_once_one_signs_in_again(
    rating: Page, site: Site
):
    rating.context.clear_cookies(name="sessionid")
    rating.keyboard.press("5")
    saved(rating, "you are signed out. 1 answer waits here and is sent when you are back.")
    expect(opened(rating).locator(".state")).to_contain_text("5 Learning · waits to be sent")
    rating.context.add_cookies([site.cookie("owner")])
    rating.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    saved(rating)
    expect(opened(rating).locator(".state")).not_to_contain_text("waits")
    expect(opened(rating).locator(".state")).to_contain_text("5 Learning")


def test_who_is_signed_out_is_led_to_signing_in_without_leaving_the_page(rating: Page):
    rating.context.clear_cookies(name="sessionid")
    rating.keyboard.press("5")
    way = rating.locator("#saved").get_by_role("link", name="Sign in")
    expect(way).to_have_attribute("href", "/accounts/login/")
    expect(way).to_have_attribute("target", "_blank")


def test_words_typed_just_before_leaving_are_kept(rating: Page):
    rating.keyboard.press("3")
    saved(rating)
    rating.keyboard.press("e")
    rating.keyboard.type("In a hurry")
    here = rating.url
    rating.goto("/")
    note = rating.locator("#organizational-culture-note")
    for _ in range(10):  # it travels behind the page that follows
        rating.goto(f"{here}?item=organizational-culture")
        if note.input_value():
            break
    expect(note).to_have_value("In a hurry")


def test_whoever_leaves_a_note_without_an_answer_is_asked_first(rating: Page):
    asked: list[str] = []
    rating.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    rating.keyboard.press("e")
    rating.keyboard.type("Before any answer")
    rating.goto("/")
    assert asked == ["beforeunload"]


def test_a_key_past_the_last_item_changes_no_answer(rating: Page):
    rating.goto(f"{rating.url}?item=mission-and-purpose")
    while not rating.evaluate("Boolean(document.activeElement.closest('.after'))"):
        rating.keyboard.press("j")
    rating.keyboard.press("1")
    expect(opened(rating).locator(".state")).to_contain_text("not yet rated")
    expect(opened(rating).get_by_role("radio", name="Ad hoc")).not_to_be_checked()
    rating.keyboard.press("k")
    rating.keyboard.press("2")
    expect(opened(rating).locator(".state")).to_contain_text("2 Emerging")


def test_a_setting_is_kept_with_the_focus_on_it(owner: BrowserContext, site: Site):
    page = owner.new_page()
    page.goto(f"{begin(page, site, 'Settings')}settings/business-management/")
    choice = page.get_by_role("group", name="Importance of Sales process", exact=True)
    choice.get_by_label("critical").check()
    target = page.get_by_role("group", name="Target of Sales process", exact=True)
    expect(target.get_by_label("4 (the usual)")).to_be_checked()
    saved(page)
    assert focus_is_on(page) == "sales-process-critical"
    assert refused(page) == []


def test_a_ticked_symptom_opens_its_questions(owner: BrowserContext, site: Site):
    page = owner.new_page()
    page.goto(f"{begin(page, site, 'Symptoms')}symptoms/")
    page.get_by_label("Declining win rates").check()
    expect(page.locator("#count")).to_have_text("1 symptom ticked")
    page.locator("#win-rate").get_by_label("severe").check()
    expect(page.locator("#seen-win-rate")).to_have_text(re.compile("severe"))
    page.get_by_label("Declining win rates").uncheck()
    expect(page.locator("#count")).to_have_text("Nothing ticked yet")
    assert refused(page) == []


@pytest.fixture
def unscripted(browser: Browser, site: Site) -> Iterator[Page]:
    """The owner's page where no script runs."""
    context = open_context(browser, site, viewport=DESK, java_script_enabled=False)
    context.add_cookies([site.cookie("owner")])
    yield context.new_page()
    context.close()


def test_rating_works_where_no_script_runs(unscripted: Page, site: Site):
    unscripted.goto(f"{begin(unscripted, site, 'No script')}rate/leadership/")
    opened(unscripted).get_by_text("Emerging").click()
    opened(unscripted).get_by_label("Note").fill("By hand")
    opened(unscripted).get_by_role("button", name="Save").click()
    expect(unscripted.locator("#ahead-words")).to_contain_text("1 of 10 answered")
    expect(opened(unscripted)).to_have_id("item-values-and-beliefs")
    first = unscripted.locator("#item-organizational-culture .state")
    expect(first).to_contain_text("2 Emerging")

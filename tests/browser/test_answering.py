"""Answering as busy people do: by keyboard alone, on a phone in a train, in two tabs at once."""

import re
from collections.abc import Iterator
from itertools import cycle

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.answering import (
    ANSWERS,
    answer_while_the_connection_is_cut,
    begin,
    history,
    kept_answers,
    open_item,
    rows,
    saved,
    slug_of,
)
from tests.browser.conftest import PHONE, Site, open_context
from tests.browser.watching import note_errors, refused

ITEMS_OF_COACHING = 20
KEYS = {"2": "2", "1": "1", "4": "4", "d": "dont-know", "5": "5", "n": "not-applicable"}


@pytest.fixture
def code(site: Site) -> str:
    return begin(site, "Busy people")


@pytest.fixture
def rating(owner: BrowserContext, code: str) -> Page:
    page = owner.new_page()
    page.goto(f"/assessments/{code}/rate/leadership/")
    return page


@pytest.fixture
def phone(browser: Browser, site: Site) -> Iterator[BrowserContext]:
    context = open_context(browser, site, viewport=PHONE, has_touch=True, is_mobile=True)
    context.add_cookies([site.cookie("owner")])
    yield context
    context.close()


def reload_at(page: Page, item: str) -> None:
    page.goto(f"{page.url.split('?')[0]}?item={item}")


# --------------------------------------------------------------------------------- keyboard


def walk_to(page: Page, path: str) -> None:
    """Press Tab until the link is reached."""
    for _ in range(120):
        page.keyboard.press("Tab")
        if path in str(page.evaluate("document.activeElement.href ?? ''")):
            return
    raise AssertionError(f"no link to {path} is reached by keyboard")


def test_a_full_pillar_is_answered_by_keyboard_alone(owner, site, code):
    page = owner.new_page()
    errors = note_errors(page)
    page.goto(f"/assessments/{code}/")
    walk_to(page, "/rate/coaching/")
    page.keyboard.press("Enter")
    page.wait_for_url("**/rate/coaching/**")
    keys, given = cycle(KEYS), {}
    while "/rate/coaching/" in page.url:
        for _ in page.locator("details.item").all():
            key = next(keys)
            given[slug_of(open_item(page))] = KEYS[key]
            page.keyboard.press(key)
            page.keyboard.press("Enter")
        here = page.url
        page.keyboard.press("Enter")
        page.wait_for_url(lambda address, here=here: address != here)
    assert len(given) == ITEMS_OF_COACHING
    assert kept_answers(site, code) == given
    assert history(site, code) == list(given)
    assert errors + refused(page) == []


def test_answers_typed_faster_than_they_are_sent_are_all_kept_in_order(rating, site, code):
    order = [slug_of(item) for item in rating.locator("details.item").all()]
    for level in "1234":
        rating.keyboard.press(level)
        rating.keyboard.press("Enter")
    saved(rating)
    assert rating.evaluate("window.answers.outbox.settled()")
    assert kept_answers(site, code) == dict(zip(order, "1234", strict=True))
    assert history(site, code) == order


def test_up_and_down_move_and_never_change_an_answer(rating):
    rating.keyboard.press("3")
    first = slug_of(open_item(rating))
    assert rating.evaluate("document.activeElement.type") == "radio"
    rating.keyboard.press("ArrowDown")
    assert slug_of(open_item(rating)) != first
    rating.keyboard.press("ArrowUp")
    assert slug_of(open_item(rating)) == first
    expect(rating.locator(f"#{first}-3")).to_be_checked()


def test_left_and_right_choose_within_the_answers_as_everywhere(rating):
    rating.keyboard.press("3")
    rating.keyboard.press("ArrowRight")
    expect(open_item(rating).locator(".state")).to_contain_text("4 Managed")


def test_escape_leaves_the_note_and_keeps_the_words(rating):
    rating.keyboard.press("3")
    rating.keyboard.press("e")
    rating.keyboard.type("In words")
    rating.keyboard.press("Escape")
    rating.keyboard.press("4")
    expect(open_item(rating).locator(".state")).to_contain_text("4 Managed")
    expect(open_item(rating).get_by_label("Note on")).to_have_value("In words")


def test_letters_and_digits_can_be_turned_off_and_stay_off(rating):
    rating.get_by_label("Letters and digits act as keys").uncheck()
    rating.reload()
    rating.keyboard.press("4")
    expect(open_item(rating).get_by_role("radio", checked=True, name="Managed")).to_have_count(0)
    rating.keyboard.press("ArrowDown")
    expect(rating.locator("details.item").nth(1)).to_have_attribute("open", "")


# -------------------------------------------------------------------------------------- undo


def test_undo_goes_back_step_by_step_across_sections(rating, site, code):
    item = slug_of(open_item(rating))
    rating.keyboard.press("3")
    open_item(rating).get_by_label("data seen").check()
    rating.keyboard.press("e")
    rating.keyboard.type("As it was")
    rating.keyboard.press("Escape")
    rating.keyboard.press("5")
    saved(rating)
    rating.locator("#sections a").nth(1).click()
    rating.wait_for_url("**section=**")
    further = slug_of(open_item(rating))
    rating.keyboard.press("1")
    saved(rating)
    rating.keyboard.press("Control+z")
    saved(rating, "Undone:")
    expect(open_item(rating).locator(".state")).to_contain_text("not yet rated")
    rating.keyboard.press("u")
    rating.wait_for_url(f"**item={item}**")
    saved(rating, "Undone:")
    expect(open_item(rating)).to_have_id(f"item-{item}")
    expect(open_item(rating).locator(".state")).to_contain_text("3 Practised · data seen")
    assert rows(site, ANSWERS, code) == [(item, 3, "data", "As it was")]
    assert history(site, code)[-2:] == [further, item]


def test_undo_takes_back_a_first_answer_and_then_rests(rating):
    undo = rating.get_by_role("button", name="Undo")
    expect(undo).to_be_disabled()
    rating.keyboard.press("3")
    saved(rating)
    undo.click()
    saved(rating, "Undone:")
    expect(open_item(rating).locator(".state")).to_contain_text("not yet rated")
    expect(undo).to_be_disabled()


# ------------------------------------------------------------------- connection, session, tabs


def test_answers_given_on_a_phone_without_a_connection_arrive_in_order(phone, site, code):
    given = answer_while_the_connection_is_cut(phone, f"/assessments/{code}/rate/leadership/")
    assert kept_answers(site, code) == given
    assert history(site, code) == list(given)


def test_answers_that_wait_arrive_from_another_section_and_count_there(rating, site, code):
    rating.context.set_offline(True)
    item = slug_of(open_item(rating))
    rating.keyboard.press("4")
    saved(rating, "1 answer waits")
    rating.context.set_offline(False)
    rating.close()
    page = rating.context.new_page()
    page.goto(f"/assessments/{code}/rate/leadership/?item=customer-centricity")
    saved(page, "The answer that waited is sent.")
    expect(page.locator("#ahead-words")).to_contain_text("1 of 10 answered")
    assert kept_answers(site, code) == {item: "4"}


def test_what_waits_in_the_browser_can_be_read_by_nobody_else(rating):
    rating.keyboard.press("3")
    saved(rating)
    rating.context.set_offline(True)
    rating.keyboard.press("e")
    rating.keyboard.type("Nobody trusts the forecast")
    saved(rating, "1 answer waits")
    held = rating.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])")
    assert "headwater.waits" in held
    assert "forecast" not in held
    assert "organizational-culture-" not in held


def test_an_answer_is_never_sent_as_somebody_else(rating, site, code):
    item = slug_of(open_item(rating))
    rating.context.clear_cookies(name="sessionid")
    rating.context.add_cookies([site.cookie("invited")])
    rating.keyboard.press("4")
    saved(rating, "somebody else is signed in")
    assert kept_answers(site, code) == {}
    rating.context.add_cookies([site.cookie("owner")])
    rating.evaluate("dispatchEvent(new Event('focus'))")
    assert rating.evaluate("window.answers.outbox.settled()")
    assert kept_answers(site, code) == {item: "4"}


@pytest.fixture
def asked(rating: Page) -> Page:
    """A tab whose answer 2 was asked about, since another tab has said 4 meanwhile."""
    other = rating.context.new_page()
    other.goto(rating.url)
    other.keyboard.press("4")
    saved(other)
    other.close()
    rating.keyboard.press("2")
    problem = open_item(rating).locator(".problems")
    expect(problem).to_contain_text("Answered elsewhere meanwhile: 4 Managed at")
    expect(problem).to_contain_text("Yours was 2 Emerging.")
    return rating


def test_who_was_overtaken_by_another_tab_can_keep_the_own_answer(asked, site, code):
    asked.get_by_role("button", name="Keep mine").click()
    saved(asked)
    expect(open_item(asked).locator(".state")).to_contain_text("2 Emerging")
    assert list(kept_answers(site, code).values()) == ["2"]


def test_who_was_overtaken_by_another_tab_can_take_the_other_answer(asked, site, code):
    asked.get_by_role("button", name="Take theirs").click()
    saved(asked, "Taken as it is there")
    expect(open_item(asked).get_by_role("radio", name="4 Managed")).to_be_checked()
    assert list(kept_answers(site, code).values()) == ["4"]
    asked.keyboard.press("5")
    saved(asked)
    expect(open_item(asked).locator(".problems")).to_be_empty()


# ------------------------------------------------------------------------- thumb and screen reader


def test_every_target_on_a_phone_is_large_enough_for_a_thumb(phone, code):
    page = phone.new_page()
    page.goto(f"/assessments/{code}/rate/coaching/")
    page.locator("details.item[open] .anchors label").first.tap()
    small = page.evaluate(
        """() => [...document.querySelectorAll(
            "#items summary, #items label:has(input), #items button, .thumbs *, .after a,"
            + " .ratebar button, #sections a")]
          .filter((one) => one.getClientRects().length)
          .map((one) => [one.textContent.trim().slice(0, 40), one.getBoundingClientRect().height])
          .filter(([, height]) => height < 44)"""
    )
    assert small == []


def test_the_way_on_stands_at_the_thumb_after_the_last_item(phone, code):
    page = phone.new_page()
    page.goto(f"/assessments/{code}/rate/leadership/")
    thumbs = page.get_by_role("navigation", name="Items")
    for _ in range(3):
        thumbs.get_by_role("button", name="Next").tap()
    expect(thumbs.get_by_role("button", name="Next")).to_be_hidden()
    thumbs.get_by_role("link", name="Next: How we hold the customer").tap()
    page.wait_for_url("**section=**")


def test_the_bars_leave_the_item_in_view_that_was_moved_to(phone, code):
    page = phone.new_page()
    page.goto(f"/assessments/{code}/rate/leadership/")
    page.get_by_role("button", name="Next").tap()
    page.wait_for_timeout(300)
    top = page.evaluate("document.querySelector('.item[open] h2').getBoundingClientRect().top")
    bar = page.evaluate("document.querySelector('.ratebar').getBoundingClientRect().bottom")
    assert top >= bar


def test_a_screen_reader_hears_number_word_and_sentence_of_each_level(rating):
    item = open_item(rating)
    group = item.get_by_role("group", name="Organizational culture: which sentence is closest?")
    sentences = item.locator(".anchors .text").all_inner_texts()
    words = ("Ad hoc", "Emerging", "Practised", "Managed", "Learning")
    for number, (word, sentence) in enumerate(zip(words, sentences, strict=True), 1):
        name = f"{number} {word}: {sentence}"
        expect(group.get_by_role("radio", name=name, exact=True)).to_have_count(1)
    expect(group.get_by_role("radio", name="Don’t know", exact=True)).to_have_count(1)
    expect(group.get_by_role("radio", name="Not applicable", exact=True)).to_have_count(1)
    expect(
        item.get_by_role("textbox", name="Note on Organizational culture", exact=True)
    ).to_have_count(1)


def test_what_is_saved_wrong_or_waiting_is_said_in_one_polite_place(rating):
    spoken = rating.locator(
        "[aria-live], [role=status]:not(#messages), [role=alert]"  # what the page before had to say
    )
    expect(spoken).to_have_count(1)
    expect(spoken).to_have_id("saved")
    note = open_item(rating).get_by_role("textbox")
    note.fill("Before any answer")
    note.blur()
    saved(rating, "Choose a level")
    expect(note).to_have_accessible_description(re.compile("Choose a level"))
    group = open_item(rating).get_by_role("group", name="which sentence is closest?")
    expect(group).to_have_accessible_description(re.compile("Choose a level"))

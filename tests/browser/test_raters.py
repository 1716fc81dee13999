"""Several raters: the owner invites and copies a link, and somebody answers it on a phone."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.answering import answer_while_the_connection_is_cut, begin, kept_answers
from tests.browser.conftest import PHONE, Site, open_context
from tests.browser.watching import note_errors, overflow, refused

PEOPLE = """Managing director, director@example.org, executive
Region north, manager
Field one
Whoever answers on a phone, other"""
WHOSE = "Whoever answers on a phone"


@pytest.fixture
def code(site: Site) -> str:
    return begin(site, "Asked by link")


@contextmanager
def phone_of(browser: Browser, site: Site) -> Iterator[BrowserContext]:
    context = open_context(browser, site, viewport=PHONE, has_touch=True, is_mobile=True)
    yield context
    context.close()


def invite_three_groups(page: Page, code: str) -> None:
    page.goto(f"/assessments/{code}/raters/")
    page.get_by_label("People, one a line").fill(PEOPLE)
    page.get_by_label("Seller:").check()
    page.get_by_label("Send each link by e-mail now").uncheck()
    page.get_by_role("button", name="Invite").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Four people are invited")


def copy_link(page: Page) -> str:
    """The link as it lands on the clipboard."""
    page.get_by_role("button", name=f"Copy link of {WHOSE}").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    return str(page.evaluate("navigator.clipboard.readText()"))


def begin_on(page: Page, link: str) -> str:
    """Open the link, read, begin; gives the code for another device."""
    page.goto(link)
    expect(page).to_have_url(re.compile("/part/"))
    expect(page.get_by_text("Nobody sees them one by one.")).to_be_visible()
    assert overflow(page) == []
    page.get_by_role("button", name="Begin").tap()
    told = page.locator(".big-code").inner_text()
    page.get_by_role("button", name="I have written it down").tap()
    expect(page.locator(".big-code")).to_have_count(0)
    return told


def test_a_rater_answers_on_a_phone_and_goes_on_elsewhere_with_the_code(
    browser: Browser, site: Site, owner: BrowserContext, code: str
):
    owner.grant_permissions(["clipboard-read", "clipboard-write"])
    desk = owner.new_page()
    errors = note_errors(desk)
    invite_three_groups(desk, code)
    link = copy_link(desk)

    with phone_of(browser, site) as phone:
        page = phone.new_page()
        written_down = begin_on(page, link)
        page.get_by_role("link", name="Begin with Leadership").tap()
        page.wait_for_url("**/rate/leadership/**")
        given = answer_while_the_connection_is_cut(phone, page.url)
        assert given.items() <= kept_answers(site, code).items()
        page.goto(link)
        expect(page.get_by_role("heading", level=1)).to_contain_text("3 of 165 answered")
        page.get_by_role("button", name="I am done").tap()
        expect(page.get_by_role("heading", level=1)).to_contain_text("you said you are done")

    with phone_of(browser, site) as other:
        page = other.new_page()
        page.goto(link)
        page.get_by_label("Code", exact=True).fill("AAAA-AAAA")
        page.get_by_role("button", name="Go on").tap()
        expect(page.get_by_text("This is not the code of this link.")).to_be_visible()
        page.get_by_label("Code", exact=True).fill(written_down.lower())
        page.get_by_role("button", name="Go on").tap()
        page.get_by_role("link", name="Read your own answers").tap()
        expect(page.locator(".own-answers li")).to_have_count(3)

    desk.reload()
    line = desk.get_by_role("row").filter(has_text=WHOSE)
    expect(line).to_contain_text("done")
    expect(line).to_contain_text("3 of 165")
    assert errors + refused(desk) == []


def test_a_link_can_be_copied_by_hand_where_there_is_no_clipboard(owner: BrowserContext, code: str):
    page = owner.new_page()
    page.add_init_script(
        "Object.defineProperty(navigator, 'clipboard', "
        "{ value: { writeText: () => Promise.reject(new Error('no')) } })"
    )
    invite_three_groups(page, code)
    page.get_by_role("button", name=f"Copy link of {WHOSE}").click()
    field = page.get_by_label(f"Link of {WHOSE}")
    expect(field).to_be_focused()
    expect(field).to_have_value(re.compile(r"/r/[\w-]{32}/$"))

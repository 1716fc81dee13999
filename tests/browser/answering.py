"""What tests of answering share: the history behind the page, and a connection that is cut."""

import sqlite3
from uuid import UUID, uuid4

import pytest
from playwright.sync_api import BrowserContext, Error, Locator, Page, expect

from tests.browser.conftest import Site

HISTORY = """
select event.slug, event.old, event.new
from assessments_ratingevent event join assessments_assessment a on a.id = event.assessment_id
where event.what = 'rating' and a.code = ? order by event.id
"""
ANSWERS = """
select component.slug, coalesce(rating.score, rating.answer), rating.evidence, rating.note
from assessments_rating rating
join assessments_rater rater on rater.id = rating.rater_id
join assessments_assessment a on a.id = rater.assessment_id
join ecosystem_component component on component.id = rating.component_id
where a.code = ?
"""


def rows(site: Site, query: str, code: str) -> list[tuple]:
    with sqlite3.connect(f"file:{site.database}?mode=ro", uri=True) as database:
        return database.execute(query, [UUID(code).hex]).fetchall()


def begin(site: Site, title: str) -> str:
    """A new assessment of the whole, with nothing answered yet; gives its code."""
    code = uuid4()
    with sqlite3.connect(site.database, timeout=30) as database:
        told = database.execute("pragma table_info(assessments_assessment)").fetchall()
        names = [name for _, name, *_ in told if name not in ("id", "code", "title")]
        columns = ", ".join(f'"{name}"' for name in names)
        database.execute(
            f"insert into assessments_assessment (code, title, {columns}) "
            f"select ?, ?, {columns} from assessments_assessment where code = ?",
            [code.hex, title, UUID(site.example.begun).hex],
        )
    return str(code)


def history(site: Site, code: str) -> list[str]:
    """The items of the assessment whose answers were written down, in the order they were."""
    return [slug for slug, _, _ in rows(site, HISTORY, code)]


def kept_answers(site: Site, code: str) -> dict[str, str]:
    return {slug: str(answer) for slug, answer, _, _ in rows(site, ANSWERS, code)}


def open_item(page: Page) -> Locator:
    return page.locator("details.item[open]")


def slug_of(item: Locator) -> str:
    return str(item.get_attribute("id")).removeprefix("item-")


def saved(page: Page, text: str = "Saved") -> None:
    expect(page.locator("#saved")).to_contain_text(text)


def tap(page: Page, answer: str) -> str:
    """Choose a level of the open item with the thumb, and go on; gives the item."""
    item = open_item(page)
    slug = slug_of(item)
    item.locator(f"label:has([name=answer][value='{answer}'])").tap()
    expect(item.locator(f"#{slug}-{answer}")).to_be_checked()
    page.locator(".thumbs [data-next]").tap()
    return slug


def answer_while_the_connection_is_cut(context: BrowserContext, address: str) -> dict[str, str]:
    """Answer on a phone: one item, then two without a connection; reload, close, and come back.

    `address` is a page of rating whose first section has three items or more without an answer.
    Gives what was answered, in order.
    """
    page = context.new_page()
    page.goto(address)
    given = {tap(page, "3"): "3"}
    saved(page)
    context.set_offline(True)
    given[tap(page, "2")] = "2"
    saved(page, "1 answer waits for the connection; nothing is lost.")
    given[tap(page, "5")] = "5"
    saved(page, "2 answers wait for the connection; nothing is lost.")
    expect(page.get_by_text("waits to be sent")).to_have_count(2)
    with pytest.raises(Error, match="ERR_INTERNET_DISCONNECTED"):
        page.reload()
    page.close()
    context.set_offline(False)
    page = context.new_page()
    page.goto(address)
    saved(page, "Both answers that waited are sent.")
    for slug, answer in given.items():
        expect(page.locator(f"#{slug}-{answer}")).to_be_checked()
    expect(page.get_by_text("waits to be sent")).to_have_count(0)
    page.close()
    return given

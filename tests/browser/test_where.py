"""Where one is: organisation, assessment and page, on every page and any screen."""

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.conftest import DESK, PHONE, Site
from tests.browser.pages import PAGES
from tests.browser.watching import overflow

OF_AN_ASSESSMENT = {
    "overview": "Overview",
    "settings": "Settings, Strategy",
    "rate": "Rate, Coaching",
    "symptoms": "Symptoms",
    "result": "Result",
    "finding": "Sales process",
}
LONG = "A title as long as any that somebody may type into the field for it " * 2


@pytest.mark.parametrize("screen", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize(("name", "said"), OF_AN_ASSESSMENT.items())
def test_the_trail_names_organisation_assessment_and_page(
    name: str, said: str, screen: dict[str, int], owner: BrowserContext, site: Site
):
    page = owner.new_page()
    page.set_viewport_size(screen)
    page.goto(PAGES[name].path(site.example))
    steps = page.get_by_role("navigation", name="You are here").get_by_role("listitem")
    expect(steps).to_have_text(["Corvane Controls", "Whole ecosystem, spring 2026", said])
    for step in steps.all():
        expect(step).to_be_visible()
    expect(steps.last.locator("[aria-current=page]")).to_have_count(1)


def test_the_trail_leads_back_up(owner: BrowserContext, site: Site):
    page = owner.new_page()
    page.set_viewport_size(PHONE)
    page.goto(PAGES["finding"].path(site.example))
    trail = page.get_by_role("navigation", name="You are here")
    trail.get_by_role("link", name="Whole ecosystem").click()
    expect(page).to_have_url(site.address + PAGES["overview"].path(site.example))
    trail.get_by_role("link", name="Corvane Controls").click()
    expect(page).to_have_url(site.address + PAGES["organisation"].path(site.example))


def test_long_names_are_cut_and_never_push_the_page_aside(owner: BrowserContext, site: Site):
    page = owner.new_page()
    page.set_viewport_size(PHONE)
    page.goto(f"/organisations/{site.example.organisation}/assessments/new/")
    page.get_by_label("Title").fill(LONG[:120].strip())
    page.get_by_role("button", name="Go on").click()
    here = page.get_by_role("navigation", name="You are here")
    expect(here).to_contain_text("Context")
    assert overflow(page) == []
    here.get_by_role("link").last.click()
    expect(here).to_contain_text("Overview")
    assert overflow(page) == []

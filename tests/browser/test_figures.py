"""Figures as a browser draws them: on 200 assessments by chance, every label free and whole."""

from collections.abc import Iterator
from itertools import batched
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.charts import reading
from tests.charts.chance import assessment, drawn

STATIC = Path(__file__).resolve().parent.parent.parent / "static"
ADDRESS = "http://figures.test"
STYLES = ("vendor/bootstrap.min.css", "css/tokens.css", "css/components.css", "css/pages.css")
ASSESSMENTS = range(200)
AT_ONCE = 50
"""So many assessments in one document: it is laid out once, and measured in one call."""
FORMS = ("wide", "narrow", "print")
FACES = ("400 16px 'Source Sans 3'", "600 16px 'Source Sans 3'")

LOAD = "faces => Promise.all(faces.map(face => document.fonts.load(face, 'Aőé')))"
MEASURE = """
svgs => {
  document.body.innerHTML = svgs.join("");
  return [...document.body.children].map(svg => [...svg.querySelectorAll("text")].map(text => {
    const box = text.getBBox();
    return [box.x + 0.5, box.x + box.width - 0.5];
  }));
}
"""
"""The ends of each label in the units of the drawing. A browser rounds boxes out to whole pixels
where a name takes letters from two font files: half a pixel at either end is not ink."""


def answer(route: Route) -> None:
    """The stylesheets and fonts of the product, and an empty page that uses them."""
    path = route.request.url.removeprefix(ADDRESS).lstrip("/")
    if path:
        route.fulfill(path=STATIC / path)
        return
    links = "".join(f'<link rel="stylesheet" href="/{style}">' for style in STYLES)
    route.fulfill(body=f"<!doctype html>{links}<body>", content_type="text/html")


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.route(f"{ADDRESS}/**", answer)
    page.goto(ADDRESS)
    assert all(page.evaluate(LOAD, FACES)), "the page has no Source Sans"
    yield page
    page.close()


def drawings(seed: int) -> dict[str, str]:
    return {
        f"assessment {seed}, {name}, {form}": getattr(figure, form)
        for name, figure in drawn(assessment(seed)).items()
        for form in FORMS
    }


@pytest.mark.parametrize("seeds", [*batched(ASSESSMENTS, AT_ONCE)], ids=lambda seeds: f"{seeds[0]}")
def test_every_label_of_every_figure_stands_free_and_whole(page, seeds):
    found = {name: svg for seed in seeds for name, svg in drawings(seed).items()}
    spans = page.evaluate(MEASURE, [*found.values()])
    faults = {
        name: said
        for (name, svg), measured in zip(found.items(), spans, strict=True)
        if (said := reading.faults(svg, measured))
    }
    assert faults == {}


def test_a_browser_measures_what_it_is_shown(page):
    """The check finds what it is for: a label drawn wider than its place."""
    text = '<text x="{}" y="20" font-size="12" fill="#000">{}</text>'
    body = text.format(0, "W" * 10) + text.format(80, "and more than fits")
    size = 'viewBox="0 0 120 40" width="120" height="40"'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" class="fig" {size}>{body}</svg>'
    (measured,) = page.evaluate(MEASURE, [svg])
    faults = reading.faults(svg, measured)
    assert [said.split(" ")[-1] for said in faults] == ["fits'", "picture"]

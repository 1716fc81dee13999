"""Figures explored, read by keyboard and saved as pictures, under the policy that we serve."""

import json
import os
import shutil
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from django.conf import settings
from django.utils.csp import build_policy
from PIL import Image
from playwright.sync_api import expect, sync_playwright

STATIC = Path(__file__).resolve().parent.parent / "static"

FIGURES = {
    "bar": {
        "data": [
            {
                "type": "bar",
                "orientation": "h",
                "x": [2.9, 1.7],
                "y": ["Strategy", "Coaching"],
                "marker": {"color": ["var:bar", "var:accent"]},
                "hovertemplate": "<b>%{y}</b> %{x}<extra></extra>",
            }
        ],
        "layout": {"title": {"text": "<b>Coaching</b> is <i>furthest</i> from its target"}},
    },
    "heatmap": {
        "data": [
            {
                "type": "heatmap",
                "z": [[1, 2], [3, None]],
                "x": ["A", "B"],
                "y": ["C", "D"],
                "colorscale": [[0, "var:d5"], [1, "var:d0"]],
                "text": [["1", "2"], ["3", ""]],
                "texttemplate": "%{text}",
            }
        ],
    },
    "scatter": {"data": [{"type": "scatter", "mode": "markers+lines", "x": [1, 2], "y": [3, 4]}]},
    "radar": {
        "data": [{"type": "scatterpolar", "r": [1, 3], "theta": ["a", "b"], "fill": "toself"}],
    },
    "sankey": {
        "data": [
            {
                "type": "sankey",
                "node": {"label": ["Strategy", "Coaching"], "color": "var:accent"},
                "link": {"source": [0], "target": [1], "value": [2], "color": "var:flow"},
            }
        ],
    },
}
POINTED_AT = {
    "bar": ".bars .point",
    "heatmap": ".heatmaplayer image",
    "scatter": ".scatterlayer .point",
    "radar": ".polarlayer .point",
    "sankey": ".sankey-link",
}
FIGURE_HTML = """
<figure class="chart" data-chart="{name}">
<div class="chart-svg"><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 40" class="fig">
<title>The {name}</title>
<text x="4" y="20" font-family="'Source Sans 3'">Strategy</text></svg></div>
<p class="chart-tools">
<button type="button" class="btn btn-line chart-explore" hidden>Explore</button>
<button type="button" class="chart-png" data-file="northern-{name}" hidden>PNG</button></p>
</figure>
<script type="application/json" id="chart-{name}">{data}</script>"""
PAGE_HTML = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Figures</title>
<link rel="icon" href="data:,">
<script src="/js/theme.js"></script>
<link rel="stylesheet" href="/vendor/bootstrap.min.css">
<link rel="stylesheet" href="/css/tokens.css">
<link rel="stylesheet" href="/css/components.css">
<script defer src="/js/charts.js" data-plotly="{bundle}"
  data-plotly-css="/css/plotly.css"></script>
<script defer src="/js/picture.js"></script>
</head><body><button type="button" data-theme-toggle hidden></button>
<main>{before}{figures}</main></body></html>"""
RECORD_VIOLATIONS = """
window.violations = [];
document.addEventListener("securitypolicyviolation", (event) =>
  violations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`));"""


def figures_page(bundle, before=""):
    figures = "".join(
        FIGURE_HTML.format(name=name, data=json.dumps(figure)) for name, figure in FIGURES.items()
    )
    return PAGE_HTML.format(bundle=bundle, before=before, figures=figures)


PAGES = {
    "/figures": figures_page("/vendor/plotly-headwater.min.js"),
    "/no-bundle": figures_page("/vendor/missing.js"),
    "/further-down": figures_page(
        "/vendor/plotly-headwater.min.js", "<p>Words before any figure.</p>" * 100
    ),
}


class StrictSite(SimpleHTTPRequestHandler):
    """The static folder and two pages of figures, all of it under the policy."""

    def end_headers(self):
        self.send_header("Content-Security-Policy", build_policy(settings.SECURE_CSP))
        super().end_headers()

    def do_GET(self):
        if self.path not in PAGES:
            super().do_GET()
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(PAGES[self.path].encode())

    def log_message(self, *args):
        pass


@pytest.fixture(scope="module")
def site():
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(StrictSite, directory=STATIC))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"))
        yield browser
        browser.close()


@pytest.fixture
def page(browser):
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.add_init_script(RECORD_VIOLATIONS)
    yield page
    page.close()


# Without a browser they are left out at a desk; where CI is set they run, and fail without one.
needs_browser = pytest.mark.skipif(
    shutil.which("chromium") is None and "CI" not in os.environ, reason="no chromium here"
)


def figure_of(page, name):
    return page.locator(f"figure[data-chart={name}]")


def explore(page, name):
    figure = figure_of(page, name)
    figure.locator(".chart-explore").click()
    figure.locator(".chart-plot .main-svg").first.wait_for()
    return figure


@needs_browser
@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_is_explored_within_the_policy(page, site, name):
    page.goto(f"{site}/figures")
    figure = explore(page, name)
    figure.locator(POINTED_AT[name]).first.hover(force=True)
    figure.locator(".hoverlayer .hovertext").first.wait_for()
    assert page.evaluate("window.violations") == []


@needs_browser
def test_a_figure_saved_as_a_picture_is_light_on_white_within_the_policy(page, site, tmp_path):
    page.emulate_media(color_scheme="dark")
    page.goto(f"{site}/figures")
    with page.expect_download() as download:
        figure_of(page, "bar").get_by_role("button", name="PNG").click()
    assert download.value.suggested_filename == "northern-bar.png"
    download.value.save_as(tmp_path / "bar.png")
    picture = Image.open(tmp_path / "bar.png").convert("RGB")
    assert picture.size == ((90 + 2 * 24) * 2, (40 + 2 * 24) * 2)
    assert picture.getpixel((2, 2)) == (255, 255, 255)
    assert picture.convert("L").getextrema()[0] < 64  # the words are there, and dark
    assert page.evaluate("window.violations") == []


@needs_browser
def test_a_picture_that_cannot_be_made_is_said_beside_the_figure(page, site):
    page.route("**/*.woff2", lambda route: route.abort())
    page.goto(f"{site}/figures")
    figure = figure_of(page, "bar")
    figure.get_by_role("button", name="PNG").click()
    figure.get_by_text("could not make the picture").wait_for()


@needs_browser
def test_a_figure_has_our_buttons_alone_and_none_that_sends_its_data_away(page, site):
    page.goto(f"{site}/figures")
    figure = explore(page, "bar")
    assert figure.locator(".modebar-btn").count() == 0
    assert figure.get_by_role("group", name="Zoom").get_by_role("button").all_inner_texts() == [
        "Zoom in",
        "Zoom out",
        "Show all",
    ]


def x_range(page):
    return page.evaluate("document.querySelector('.chart-plot').layout.xaxis.range")


@needs_browser
def test_the_buttons_zoom_in_out_and_back_to_the_whole(page, site):
    page.goto(f"{site}/figures")
    figure = explore(page, "bar")
    low, high = x_range(page)
    figure.get_by_role("button", name="Zoom in").press("Enter")
    page.wait_for_function(
        "([low]) => document.querySelector('.chart-plot').layout.xaxis.range[0] > low", arg=[low]
    )
    inner = x_range(page)
    assert low < inner[0] < inner[1] < high
    figure.get_by_role("button", name="Show all").press("Enter")
    page.wait_for_function(
        "([low]) => document.querySelector('.chart-plot').layout.xaxis.range[0] === low", arg=[low]
    )
    assert x_range(page) == [low, high]


@needs_browser
@pytest.mark.parametrize(
    ("name", "first", "second"),
    [
        ("bar", "Strategy 2.9", "Coaching 1.7"),
        ("heatmap", "x: A", "x: B"),
        ("scatter", "(1, 3)", "(2, 4)"),
        ("radar", "r: 1", "r: 3"),
        ("sankey", "Strategy", "Coaching"),
    ],
)
def test_the_arrow_keys_read_one_value_after_the_other(page, site, name, first, second):
    page.goto(f"{site}/figures")
    figure = explore(page, name)
    figure.locator(".chart-plot").focus()
    page.keyboard.press("ArrowRight")
    expect(figure.get_by_role("status")).to_contain_text(first)
    page.keyboard.press("ArrowRight")
    expect(figure.get_by_role("status")).to_contain_text(second)
    page.keyboard.press("ArrowLeft")
    expect(figure.get_by_role("status")).to_contain_text(first)


@needs_browser
def test_escape_gives_the_drawing_and_the_focus_back(page, site):
    page.goto(f"{site}/figures")
    figure = explore(page, "bar")
    figure.locator(".chart-plot").focus()
    page.keyboard.press("Escape")
    assert figure.locator(".chart-svg").is_visible()
    assert page.evaluate("document.activeElement.textContent") == "Explore"


@needs_browser
def test_a_figure_keeps_its_height_when_the_window_narrows(page, site):
    page.goto(f"{site}/figures")
    plot = explore(page, "bar").locator(".chart-plot")
    before = plot.bounding_box()["height"]
    page.set_viewport_size({"width": 390, "height": 800})
    page.wait_for_function("() => document.querySelector('.main-svg').clientWidth < 400")
    assert plot.bounding_box()["height"] == before
    assert plot.locator(".main-svg").first.bounding_box()["height"] == before


@needs_browser
def test_the_bundle_is_fetched_once_when_a_figure_comes_into_view(page, site):
    fetched = []
    page.on("request", lambda request: fetched.append(request.url))
    page.goto(f"{site}/further-down", wait_until="networkidle")
    assert not [url for url in fetched if "plotly" in url]
    with page.expect_request("**/plotly-headwater.min.js"):
        figure_of(page, "bar").scroll_into_view_if_needed()
    assert figure_of(page, "bar").locator(".chart-svg").is_visible()  # nothing moves by itself
    explore(page, "bar")
    explore(page, "scatter")
    assert len([url for url in fetched if "plotly-headwater" in url]) == 1


@needs_browser
def test_the_keyboard_explores_a_figure_and_returns_to_the_drawing(page, site):
    page.goto(f"{site}/figures")
    figure = figure_of(page, "bar")
    button = figure.locator(".chart-explore")
    button.press("Enter")
    figure.locator(".chart-plot .main-svg").first.wait_for()
    assert button.evaluate("button => button === document.activeElement")
    assert button.inner_text() == "Back to the drawing"
    assert button.get_attribute("aria-pressed") == "true"
    assert not figure.locator(".chart-svg").is_visible()
    button.press("Enter")
    assert button.inner_text() == "Explore"
    assert button.get_attribute("aria-pressed") == "false"
    assert figure.locator(".chart-svg").is_visible()
    assert figure.locator(".chart-plot").count() == 0


@needs_browser
def test_an_explored_figure_follows_the_theme(page, site):
    page.emulate_media(color_scheme="light")
    page.goto(f"{site}/figures")
    bar = explore(page, "bar").locator(".bars .point path").last
    expect(bar).to_have_css("fill", "rgb(11, 90, 117)")
    page.get_by_role("button", name="Dark").click()
    expect(bar).to_have_css("fill", "rgb(127, 203, 224)")
    assert page.evaluate("window.violations") == []


@needs_browser
def test_the_chosen_theme_is_kept(page, site):
    page.emulate_media(color_scheme="light")
    page.goto(f"{site}/figures")
    page.get_by_role("button", name="Dark").click()
    page.reload()
    assert page.locator("html").get_attribute("data-bs-theme") == "dark"
    assert page.get_by_role("button", name="Light").is_visible()


@needs_browser
def test_a_bundle_that_does_not_load_leaves_the_drawing_and_says_so(page, site):
    page.goto(f"{site}/no-bundle")
    figure = figure_of(page, "bar")
    figure.locator(".chart-explore").click()
    figure.get_by_text("could not be loaded").wait_for()
    assert figure.locator(".chart-svg").is_visible()
    assert figure.locator(".chart-explore").inner_text() == "Explore"

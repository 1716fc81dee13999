"""The colours of drawings are those of the stylesheets, so that a page can theme them."""

import re
from pathlib import Path

import pytest

from assessments.charts.explore import label, token
from assessments.charts.palette import LIGHT

CSS = Path(__file__).resolve().parents[2] / "static" / "css"


@pytest.mark.parametrize("name", LIGHT)
def test_a_token_has_the_light_value_of_the_stylesheet(name):
    light = (CSS / "tokens.css").read_text().split("[data-bs-theme=dark]")[0]
    assert re.search(rf"--{name}: (#\w+);", light)[1] == LIGHT[name]


@pytest.mark.parametrize("name", LIGHT)
def test_the_stylesheet_themes_every_class_a_drawing_may_carry(name):
    rules = (CSS / "components.css").read_text()
    assert f".fig .f-{name}," in rules
    assert f".fig .s-{name}," in rules


def test_a_plotly_colour_waits_for_the_theme():
    assert token("accent") == "var:accent"


def test_an_unknown_colour_is_refused():
    with pytest.raises(ValueError, match="no such colour token: red"):
        token("red")


def test_plotly_reads_no_markup_in_a_name():
    assert label("<b>A</b> & B") == "&lt;b&gt;A&lt;/b&gt; &amp; B"

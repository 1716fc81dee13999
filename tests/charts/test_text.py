"""Texts are measured with the widths of the fonts that are served, and break where they may."""

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from assessments.charts.text import clean, cut, measure, wrap

FONTS = Path(__file__).resolve().parents[2] / "static" / "fonts"


@pytest.mark.parametrize("weight", [400, 600])
@pytest.mark.parametrize("part", ["latin", "latin-ext"])
def test_the_widths_are_those_of_the_font_files(weight, part):
    font = TTFont(FONTS / f"source-sans-3-{part}-{weight}-normal.woff2")
    advances, scale = font["hmtx"], font["head"].unitsPerEm
    wrong = {
        chr(code): measure(chr(code), 1000, weight)
        for code, glyph in font.getBestCmap().items()
        if measure(chr(code), scale, weight) != pytest.approx(advances[glyph][0])
    }
    assert not wrong


def test_a_text_is_as_wide_as_its_letters():
    assert measure("AV", 10) == pytest.approx(measure("A", 10) + measure("V", 10))


def test_letters_of_other_scripts_have_a_width_too():
    assert measure("漢", 10) == 10
    assert measure("ש", 10) > 0
    assert measure("e\u0301\u200d", 10) == measure("e", 10)


def test_a_text_that_fits_stays_in_one_line():
    assert wrap("Sales process", 200, 13, 400, 2) == ("Sales process",)


def test_lines_are_of_about_one_length():
    assert wrap("Sales process use on every deal", 150, 13, 600, 2) == (
        "Sales process use",
        "on every deal",
    )


def test_a_text_may_break_after_a_slash():
    assert wrap("Target markets/segments", 110, 13, 600, 2) == ("Target markets/", "segments")
    assert wrap("Roles/responsibilities", 110, 13, 600, 2) == ("Roles/", "responsibilities")


def test_a_word_too_wide_for_a_line_breaks_with_a_hyphen():
    assert wrap("Leadership", 48, 11.5, 600, 2) == ("Leader-", "ship")


def test_what_is_left_over_is_cut_in_the_last_line():
    first, last = wrap("A name that goes on and on and on without an end", 100, 13, 400, 2)
    assert last.endswith("…")
    assert measure(first, 13) <= 100
    assert measure(last, 13) <= 100


@pytest.mark.parametrize(
    "text", ["", "W" * 120, "a " * 60, "e\u0301" * 60, "👩\u200d👩\u200d👧" * 20]
)
@pytest.mark.parametrize("width", [3, 20, 90])
def test_no_line_is_wider_than_it_may_be(text, width):
    for line in wrap(text, width, 12, 600, 3):
        assert len(line) <= 2 or measure(line, 12, 600) <= width


def test_a_cut_does_not_part_a_letter_from_its_accent():
    assert "\u0301…" in cut("e\u0301" * 40, 40, 12) or "e…" not in cut("e\u0301" * 40, 40, 12)


def test_a_name_can_neither_break_the_drawing_nor_turn_its_direction():
    assert clean("a\x00\x08b\u202ec\nd\ud800e") == "abc de"


def test_a_space_that_must_not_break_is_kept():
    assert clean("45\xa0%") == "45\xa0%"

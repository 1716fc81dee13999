"""Whether white can be read on a colour."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.colour import LEGIBLE, contrast_with_white, is_colour, legible_shade

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@pytest.mark.parametrize(
    ("colour", "ratio"),
    [("#ffffff", 1.0), ("#000000", 21.0), ("#777777", 4.48), ("#767676", 4.54), ("#ff0000", 4.0)],
)
def test_the_ratio_is_that_of_the_guidelines(colour, ratio):
    assert contrast_with_white(colour) == pytest.approx(ratio, abs=0.005)


@pytest.mark.parametrize("text", ["", "#fff", "#ABCDEF", "0b5a75", "#0b5a7", "#0b5a755", "#0b5a7g"])
def test_only_six_small_hexadecimal_digits_are_a_colour(text):
    assert not is_colour(text)
    with pytest.raises(ValueError, match="is not a colour"):
        contrast_with_white(text)


@given(COLOURS)
def test_a_shade_is_proposed_that_can_be_read(colour):
    shade = legible_shade(colour)
    assert is_colour(shade)
    assert contrast_with_white(shade) >= LEGIBLE


def test_a_colour_that_can_be_read_is_its_own_shade():
    assert legible_shade("#0b5a75") == "#0b5a75"

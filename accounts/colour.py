"""A colour somebody chose, measured against the white of paper and of text. Plain values."""

import re

HEX = re.compile(r"#[0-9a-f]{6}")
LEGIBLE = 4.5
"""Contrast that text needs with its ground: WCAG 2.2, success criterion 1.4.3, level AA."""
STEPS = 50
"""A colour is darkened towards black in steps of two per cent."""


def is_colour(text: str) -> bool:
    return HEX.fullmatch(text) is not None


def contrast_with_white(colour: str) -> float:
    """From 1 (white itself) to 21 (black). Source: WCAG 2.2, contrast ratio."""
    red, green, blue = (_linear(channel) for channel in _channels(colour))
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def legible_shade(colour: str) -> str:
    """The lightest darker shade of the same hue on which white text can be read."""
    channels = _channels(colour)
    for step in range(STEPS, 0, -1):
        shade = "#" + "".join(f"{channel * step // STEPS:02x}" for channel in channels)
        if contrast_with_white(shade) >= LEGIBLE:
            return shade
    return "#000000"


def _channels(colour: str) -> tuple[int, int, int]:
    if not is_colour(colour):
        raise ValueError(f"{colour!r} is not a colour written as #rrggbb")
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:], 16)


def _linear(channel: int) -> float:
    share = channel / 255
    return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)

"""What every Plotly figure needs: colours that wait for the theme, names that stay text."""

from collections.abc import Sequence
from html import escape
from itertools import pairwise

from assessments.charts.palette import LIGHT
from assessments.charts.text import clean


def token(name: str) -> str:
    """A colour as Plotly figures carry it, until the page knows its theme."""
    if name not in LIGHT:
        raise ValueError(f"no such colour token: {name}")
    return f"var:{name}"


def bands(limits: Sequence[float]) -> list[list[float | str]]:
    """A colour scale of depth steps: one colour between each two limits, no shades."""
    low, high = limits[0], limits[-1]
    steps = enumerate(pairwise((limit - low) / (high - low) for limit in limits))
    return [[end, token(f"d{step}")] for step, ends in steps for end in ends]


QUIET_AXIS = {"type": "category", "showgrid": False, "ticks": ""}
"""Names along a heat map need neither lines nor ticks."""
ABOVE = {"t": 76}
"""Room for names above a heat map, under Plotly's own buttons."""


def label(name: str) -> str:
    """A name as Plotly shows it unchanged: it would read markup in it."""
    return escape(clean(name), quote=False)

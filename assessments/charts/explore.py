"""What every Plotly figure needs: colours that wait for the theme, names that stay text."""

from html import escape

from assessments.charts.palette import LIGHT
from assessments.charts.text import clean


def token(name: str) -> str:
    """A colour as Plotly figures carry it, until the page knows its theme."""
    if name not in LIGHT:
        raise ValueError(f"no such colour token: {name}")
    return f"var:{name}"


def label(name: str) -> str:
    """A name as Plotly shows it unchanged: it would read markup in it."""
    return escape(clean(name), quote=False)

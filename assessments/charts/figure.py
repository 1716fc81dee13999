"""A figure: one finding in the three sizes it is drawn in, to explore, and as a table."""

from dataclasses import dataclass
from typing import Any

WIDE = 1180
"""Width of a figure across the whole page."""
COLUMN = 760
"""Width of a figure in the content column."""
NARROW = 358
"""Width of a figure on a phone."""
PAGE = 658
"""Width of a figure on a portrait page of paper."""
LANDSCAPE = 986
"""Width of a figure on a landscape page of paper."""

type Plot = dict[str, Any]
"""A Plotly figure as plain values; a colour is a string such as `var:accent`."""


@dataclass(frozen=True)
class Table:
    """The numbers of a figure in words and figures, ready to print."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Figure:
    """`title` is the finding as a sentence; `description` says what a reader would see.

    `wide`, `narrow` and `print` are SVG, to stand inline on a page or as images in a PDF.
    """

    name: str
    title: str
    description: str
    wide: str
    narrow: str
    print: str
    plotly: Plot
    table: Table

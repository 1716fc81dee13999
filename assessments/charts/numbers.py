"""The numbers of a figure as a CSV file that a spreadsheet opens and never runs."""

import csv
import re
from io import StringIO

from assessments.charts.figure import Table

RUNS = ("=", "+", "-", "@", "\t", "\r", "\n")
"""A spreadsheet takes a cell that begins like this for a formula."""
NUMBER = re.compile("[+-][0-9]+([.][0-9]+)?(\N{NO-BREAK SPACE}%)?")
"""A number with its sign runs nothing and stays a number."""
MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
"""At the beginning of a file it tells a spreadsheet that this is UTF-8."""


def numbers_csv(table: Table) -> str:
    """Head and rows of the table, a line each, the way spreadsheets read them."""
    written = StringIO()
    writer = csv.writer(written)
    for row in (table.head, *table.rows):
        writer.writerow([as_text(cell) for cell in row])
    return MARK + written.getvalue()


def as_text(cell: str) -> str:
    """The cell, with an apostrophe before what would otherwise be run."""
    runs = cell.lstrip().startswith(RUNS) or cell.startswith(RUNS)
    return f"'{cell}" if runs and not NUMBER.fullmatch(cell) else cell

"""The first sheet of an XLSX workbook as texts; formulas come as they are, to be refused."""

import io
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from typing import Any
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook

from assessments.exchange.refusal import Unreadable

MOST_UNPACKED = 40_000_000
"""Bytes a workbook may unpack to; twenty thousand rows need a third of it."""
MOST_PARTS = 1_000
"""Files a workbook may hold."""
LAST_ROW = 1_048_576
"""The last row a spreadsheet has."""
MOST_CELLS = 2_000_000
"""Cells that are looked at, blank ones between others included."""
NO_WORKBOOK = "this is not a workbook that can be read: save it again as XLSX, or as CSV in UTF-8."

BROKEN = (
    # What the library lets through on damaged or hostile parts; it declares none of them.
    ArithmeticError,
    AttributeError,
    AssertionError,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    ParseError,
    RecursionError,
    RuntimeError,
    TypeError,
    ValueError,
    zipfile.BadZipFile,
    zlib.error,
)


def workbook_lines(content: bytes) -> Iterator[tuple[int, list[str]]]:
    """Every row of the first sheet with its number.

    Raises:
        Unreadable: no real workbook, or one that unpacks to more than it should.
    """
    _refuse_bombs(content)
    try:
        with warnings.catch_warnings(action="ignore"):
            yield from _rows(content)
    except Unreadable:
        raise
    except BROKEN:
        raise Unreadable(NO_WORKBOOK) from None


def _refuse_bombs(content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
    except BROKEN:
        raise Unreadable(NO_WORKBOOK) from None
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        limit = f"{MOST_UNPACKED // 1_000_000} MB"
        raise Unreadable(f"the workbook unpacks to more than {limit}: keep the ratings sheet only.")


def _rows(content: bytes) -> Iterator[tuple[int, list[str]]]:
    book = load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
    if not book.worksheets:
        raise Unreadable("the workbook has no sheet with cells.")
    sheet = book.worksheets[0]
    sheet.reset_dimensions()  # the size a file claims for itself is not to be trusted
    looked_at = 0
    for number, row in enumerate(islice(sheet.iter_rows(), LAST_ROW), start=1):
        looked_at += len(row)
        if looked_at > MOST_CELLS:
            raise Unreadable("the sheet is too wide: keep the columns of the ratings only.")
        yield number, [_text(cell) for cell in row]


def _text(cell: Any) -> str:
    """What the cell shows. A formula begins with `=`, as it is typed."""
    value = cell.value
    if cell.data_type == "f":
        return "=" + str(getattr(value, "text", None) or value or "").removeprefix("=")
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return value.isoformat(" ") if isinstance(value, datetime) else str(value)

"""From a file to rows of texts under known columns: within limits, or refused as a whole."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from assessments.exchange.csv_file import csv_lines
from assessments.exchange.refusal import (
    CONTROL,
    Fault,
    RefusedFile,
    Unreadable,
    did_you_mean,
    quoted,
)
from assessments.exchange.workbook import NO_WORKBOOK, workbook_lines

COLUMNS = (
    "component",
    "score",
    "kind",
    "severity",
    "rater",
    "group",
    "importance",
    "target",
    "applicable",
    "reason",
    "evidence",
    "note",
)
REQUIRED = ("component", "score")
MOST_BYTES = 5_000_000
"""A file of twenty thousand rows is smaller; a larger one is not opened."""
MOST_ROWS = 20_000
"""Rows under the header."""
ZIP, OLD_EXCEL = b"PK", b"\xd0\xcf\x11\xe0"
WORKBOOK_SUFFIXES = (".xlsx", ".xlsm")
EXAMPLE = "a header (component,score) and under it one row per component"

type Cells = tuple[int, list[str]]


@dataclass(frozen=True, slots=True)
class Line:
    """One row: where it stands, and what each column says, without the spaces around it."""

    number: int
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """The rows that could be read, and what was wrong with the others."""

    name: str
    lines: tuple[Line, ...]
    faults: tuple[Fault, ...]


def read_table(path: Path) -> Table:
    """The rows of a CSV or XLSX file under their column names.

    Raises:
        RefusedFile: the file cannot be read at all, its header is wrong, or it has no rows.
    """
    try:
        content = _content(path)
        rows, faults = _gathered(_lines(path, content))
        header, *body = rows or [(1, [])]
        columns = _columns(header)
        if not (body or faults):
            raise Unreadable(f"there are no rows under the header. A file needs {EXAMPLE}.")
    except Unreadable as refused:
        raise RefusedFile(path.name, [refused.fault]) from None
    return _table(path.name, columns, body, faults)


def _content(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise Unreadable("this is a folder. Name the file in it.")
        if not path.exists():
            raise Unreadable(f"there is no such file in {path.parent.absolute()}.")
        if not path.is_file():
            raise Unreadable("this is not an ordinary file. Save the ratings to one.")
        _refuse_size(path.stat().st_size)
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise Unreadable(f"the file cannot be opened ({error.strerror}).") from None
    _refuse_size(len(content))
    return content


def _refuse_size(size: int) -> None:
    if size > MOST_BYTES:
        raise Unreadable(
            f"the file has {size / 1_000_000:.1f} MB, more than the {MOST_BYTES // 1_000_000} MB "
            "that are read. Keep the ratings only, one row per component and rater."
        )


def _lines(path: Path, content: bytes) -> Iterator[Cells]:
    if not content.strip(b"\xef\xbb\xbf \t\r\n,;"):
        raise Unreadable(f"the file is empty. It needs {EXAMPLE}.")
    if content.startswith(OLD_EXCEL):
        raise Unreadable("this workbook is locked with a password or of an old kind. Save as XLSX.")
    if content.startswith(ZIP):
        return workbook_lines(content)
    if path.suffix.lower() in WORKBOOK_SUFFIXES:
        raise Unreadable(NO_WORKBOOK)
    return csv_lines(content)


def _gathered(lines: Iterable[Cells]) -> tuple[list[Cells], list[Fault]]:
    """All rows that are not blank, and the fault that ended the reading if one did."""
    rows: list[Cells] = []
    try:
        for number, cells in lines:
            stripped = [cell.strip() for cell in cells]
            if any(stripped):
                rows.append((number, stripped))
            if len(rows) > MOST_ROWS + 1:
                raise Unreadable(f"there are more than {MOST_ROWS:,} rows. Divide the file.")
    except Unreadable as refused:
        if refused.fault.line is None or not rows:
            raise
        return rows, [refused.fault]
    return rows, []


def _columns(header: Cells) -> list[str]:
    """The column names, or one refusal that names everything wrong with them."""
    names = [name.casefold() for name in header[1]]
    while names and not names[-1]:
        names.pop()
    missing = [name for name in REQUIRED if name not in names]
    wrong = [_unknown(name) for name in names if name not in COLUMNS]
    wrong += [f"column {name} is missing." for name in missing]
    twice = {name for name in names if name in COLUMNS and names.count(name) > 1}
    wrong += [f"column {name} stands there more than once." for name in COLUMNS if name in twice]
    if wrong:
        known = f"The header is component,score and, as needed, {', '.join(COLUMNS[2:])}."
        raise Unreadable(" ".join([*wrong, known]), header[0])
    return names


def _unknown(name: str) -> str:
    if not name:
        return "a column has no name."
    if "\t" in name:
        return "columns are divided by tabs; use commas or semicolons."
    return f"column {quoted(name)} is not known.{did_you_mean(name, COLUMNS)}"


def _table(name: str, columns: list[str], body: list[Cells], faults: list[Fault]) -> Table:
    lines, wrong = [], list(faults)
    for number, cells in body:
        found = list(_faults_of(number, columns, cells))
        wrong += found
        if not found:
            named = dict(zip(columns, cells, strict=False))
            lines.append(Line(number, {column: named.get(column, "") for column in COLUMNS}))
    return Table(name, tuple(lines), tuple(wrong))


def _faults_of(number: int, columns: list[str], cells: list[str]) -> Iterator[Fault]:
    if any(cells[len(columns) :]):
        yield Fault(
            number,
            f"{len(cells)} cells where the header names {len(columns)} columns. "
            'Put text that holds a separator in "quotes".',
        )
        return
    for column, cell in zip(columns, cells, strict=False):
        if cell.startswith("="):
            yield Fault(
                number,
                f"{column} {quoted(cell)} is a formula. Write the value itself "
                "(in a spreadsheet: copy, then paste as values).",
            )
        elif CONTROL.search(cell):
            yield Fault(number, f"{column} {quoted(cell)} holds a control character. Remove it.")

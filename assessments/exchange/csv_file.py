"""CSV as people save it: UTF-8 with or without a mark, commas or semicolons."""

import csv
import io
from collections.abc import Iterator

from assessments.exchange.refusal import Unreadable

SAVE_AS = "save the file as CSV in UTF-8"
UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def csv_lines(content: bytes) -> Iterator[tuple[int, list[str]]]:
    """Every record with the number of the line it begins on.

    Raises:
        Unreadable: not UTF-8, a NUL byte, or quotes that do not close.
    """
    text = _text(content)
    records = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=True)
    begins = 1
    try:
        for record in records:
            yield begins, record
            begins = records.line_num + 1
    except csv.Error as error:
        remedy = 'Text with a comma, quote or line break stands in "quotes", a quote in it doubled.'
        raise Unreadable(f"the line breaks the rules of CSV ({error}). {remedy}", begins) from None


def _text(content: bytes) -> str:
    if content.startswith(UTF_16):
        raise Unreadable(f"the file is encoded in UTF-16: {SAVE_AS} instead.")
    nul = content.find(b"\0")
    if nul >= 0:
        line = content.count(b"\n", 0, nul) + 1
        raise Unreadable(f"byte {nul + 1:,} (line {line}) is a NUL, so this is no CSV: {SAVE_AS}.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise Unreadable(
            f"the file is not encoded in UTF-8: byte {error.start + 1:,} (line {line}) is "
            f"0x{content[error.start]:02X}. In the spreadsheet, {SAVE_AS}."
        ) from None


def _separator(text: str) -> str:
    """What the header is divided by; column names hold neither of the two."""
    header = next((line for line in text.splitlines() if line.strip(" ,;")), "")
    return ";" if header.count(";") > header.count(",") else ","

"""Workbooks, and whatever else a file may contain: read or refused, never an error of ours."""

import io
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessments.exchange.refusal import RefusedFile
from assessments.exchange.table import COLUMNS, MOST_BYTES
from tests.assessments.ratings import CRM, PROCESS, read, saved, workbook

GOOD = workbook(["component", "score"], [CRM, 2])


def test_a_formula_in_a_workbook_is_refused_as_one(tmp_path):
    content = workbook(["component", "score"], [CRM, "=1+1"], ["morale", 9])
    with pytest.raises(RefusedFile) as caught:
        read(saved(tmp_path / "ratings.xlsx", content))
    assert "line 2: score '=1+1' is a formula" in str(caught.value)
    assert "line 3: score '9'" in str(caught.value)


def test_a_truth_value_in_a_workbook_is_not_taken_for_a_word(tmp_path):
    content = workbook(["component", "score", "applicable"], [CRM, 2, True])
    with pytest.raises(RefusedFile, match=r"applicable 'true' is not known\. Write yes or no"):
        read(saved(tmp_path / "ratings.xlsx", content))


def test_text_with_the_name_of_a_workbook_is_refused(tmp_path):
    path = tmp_path / "ratings.xlsx"
    path.write_text("component,score\ncrm,2\n")
    with pytest.raises(RefusedFile, match="not a workbook that can be read"):
        read(path)


def test_a_workbook_that_unpacks_to_too_much_is_refused_before_it_is_unpacked(tmp_path):
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 60_000_000)
    assert path.stat().st_size < MOST_BYTES
    with pytest.raises(RefusedFile, match="unpacks to more than 40 MB"):
        read(path)


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(content: dict[str, bytes]) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in content.items():
            archive.writestr(name, text)
    return whole.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
HEAD = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'


def with_rows(rows: bytes) -> bytes:
    return HEAD + b"<sheetData>" + rows + b"</sheetData></worksheet>"


def with_entities() -> bytes:
    """A text that unfolds to a thousand million characters."""
    texts = [b"bbbbbbbbbb", *((b"&%c;" % (98 + k)) * 10 for k in range(9))]
    entities = b"".join(b'<!ENTITY %c "%s">' % (98 + k, text) for k, text in enumerate(texts))
    return b"<!DOCTYPE a [" + entities + b"]>" + with_rows(b'<row><c t="str"><v>&k;</v></c></row>')


@pytest.mark.parametrize(
    "sheet",
    [
        with_rows(b'<row r="999999999999"><c r="A1"><v>1</v></c></row>'),
        with_rows(b'<row><c r="ZZZ1"><v>1</v></c></row>' * 5000),
        with_rows(b'<row><c t="s"><v>77</v></c></row>'),
        HEAD + b'<dimension ref="A1:XFD1048576"/><sheetData/></worksheet>',
        with_entities(),
        b"<not closed",
        b"",
    ],
    ids=["far-row", "wide", "no-string", "claimed-size", "entities", "not-closed", "nothing"],
)
def test_a_hostile_sheet_is_refused(tmp_path, sheet):
    content = packed({**parts(GOOD), SHEET: sheet})
    with pytest.raises(RefusedFile):
        read(saved(tmp_path / "ratings.xlsx", content))


quick = settings(
    deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
cell = st.one_of(
    st.sampled_from(["crm", "morale", "training", "scan-markets", "discounting", PROCESS]),
    st.sampled_from(["", "1", "3", "5", "dk", "na", "yes", "no", "critical", "item", "=1", '"']),
    st.text(max_size=12),
)


def outcome(path: Path) -> None:
    """Answers or a refusal; anything else is an error of ours."""
    with suppress(RefusedFile):
        read(path)


@quick
@given(content=st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(tmp_path, content):
    outcome(saved(tmp_path / "ratings.csv", content))


@quick
@given(
    header=st.permutations(COLUMNS),
    width=st.integers(1, 12),
    rows=st.lists(st.lists(cell, max_size=13), max_size=8),
    separator=st.sampled_from(",;\t"),
)
def test_any_table_is_read_or_refused(tmp_path, header, width, rows, separator):
    names = [*dict.fromkeys(["component", "score", *header[:width]])]
    text = "\n".join(separator.join(line) for line in [names, *rows])
    outcome(saved(tmp_path / "ratings.csv", text.encode(errors="surrogatepass")))


@quick
@given(data=st.data())
def test_a_damaged_workbook_is_read_or_refused(tmp_path, data):
    whole = parts(GOOD)
    name = data.draw(st.sampled_from(sorted(whole)))
    part = whole[name]
    start = data.draw(st.integers(0, len(part)))
    end = data.draw(st.integers(start, min(len(part), start + 40)))
    whole[name] = part[:start] + data.draw(st.binary(max_size=20)) + part[end:]
    if data.draw(st.booleans()):
        whole.pop(data.draw(st.sampled_from(sorted(whole))))
    outcome(saved(tmp_path / "ratings.xlsx", packed(whole)))


@quick
@given(at=st.integers(4, 4000), instead=st.binary(min_size=1, max_size=8))
def test_a_damaged_archive_is_read_or_refused(tmp_path, at, instead):
    outcome(saved(tmp_path / "ratings.xlsx", GOOD[:at] + instead + GOOD[at + 4 :]))

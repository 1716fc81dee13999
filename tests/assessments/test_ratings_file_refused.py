"""A ratings file with anything wrong in it is refused whole, with every fault named."""

import os
from pathlib import Path

import pytest

from assessments.exchange.refusal import RefusedFile
from assessments.exchange.table import COLUMNS
from tests.assessments.ratings import PROCESS, read, saved


@pytest.fixture
def refusal(tmp_path):
    """Writes CSV and gives back why it is refused."""

    def refused(text: str | bytes) -> str:
        with pytest.raises(RefusedFile) as caught:
            read(saved(tmp_path / "ratings.csv", text))
        return str(caught.value)

    return refused


def test_one_message_lists_every_bad_line_with_value_and_remedy(refusal):
    message = refusal(
        "component,score,group,target\n"
        "sales-proces-execution,2,,\n"
        "crm,6,,\n"
        f"{PROCESS},2,,\n"
        "morale,2.5,boss,2\n"
    )
    assert message.splitlines() == [
        "ratings.csv: 5 faults, so nothing was read.",
        "  line 2: component 'sales-proces-execution' is not in Sales Management Ecosystem. "
        "Did you mean sales-process-execution?",
        "  line 3: score '6' is not on its scale. Write a whole number from 1 to 5, or dk for "
        "don't know, na for not applicable, nothing for no answer.",
        "  line 5: score '2.5' is not on its scale. Write a whole number from 1 to 5, or dk for "
        "don't know, na for not applicable, nothing for no answer.",
        "  line 5: group 'boss' is not known. Write executive, manager, seller or other, or "
        "leave it empty.",
        "  line 5: target '2' is not on its scale. Write a whole number from 3 to 5.",
    ]


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ("crm,0", "line 2: score '0'"),
        ("crm,-1", "line 2: score '-1'"),
        ("crm,nan", "line 2: score 'nan'"),
        ("crm,1e0", "line 2: score '1e0'"),
        ("crm,٣", "line 2: score '٣'"),
        ("crm,2,item,,,,,,maybe", "applicable 'maybe' is not known. Write yes or no"),
        ("crm,2,tool", "kind 'tool' is not known. Write item, group, block or symptom"),
        ("crm,2,group", "crm is no group but an item. Leave kind empty or write item."),
        ("coaching,2", "coaching is a pillar, which is not rated itself"),
        (",2", "the component is missing"),
        ("crm,2,,1", "severity '1' is given to an item. Only symptoms have one"),
        ("morale,,,2", "For the symptom of this name, write symptom in the column kind"),
        ("discounting,", "symptom discounting has no severity"),
        ("discounting,2", "score '2' is given to a symptom"),
        ("discounting,,,4", "severity '4' is not on its scale. Write a whole number from 1 to 3"),
        ("training,na", "score 'na' is an answer about one item, and this is a group"),
        ("scan-markets,2,,,,,critical", "importance 'critical' is given to a block"),
        ("crm,2,,,,,urgent", "importance 'urgent' is not known"),
        ("crm,2,,,,,,,,,hearsay", "evidence 'hearsay' is not known"),
        ("=1+1,2", "component '=1+1' is a formula. Write the value itself"),
        ("crm,=SUM(A1)", "score '=SUM(A1)' is a formula"),
        ("crm,2,,,,,,,,,,=2", "note '=2' is a formula"),
        ("crm,2,,,,,,,,,,a\x07b", "note 'a\\x07b' holds a control character"),
        ("crm,2,,,,,,,,,,one,two", "13 cells where the header names 12 columns"),
        ("crm,2,,,,,,,,,," + "x" * 4001, "note has 4,001 characters. Shorten it to 4,000"),
        ("crm,2\ncrm,3", "line 3: crm by the same rater is on line 2 too. Keep one"),
        ("crm,2,,,a\ncrm,2,item,,a", "line 3: crm by rater 'a' is on line 2 too"),
        (
            "crm,2,,,a,seller\nmorale,2,,,a,manager",
            "line 3: rater 'a' is in group manager here and in seller on line 2",
        ),
        (
            "crm,2,,,a,,critical\ncrm,2,,,b,,minor",
            "line 3: importance of crm is minor here and critical on line 2",
        ),
        (
            "crm,2,,,a,,,,yes\ncrm,2,,,b,,,,no",
            "line 3: applicable of crm is no here and yes on line 2",
        ),
        ('crm,2\nmorale,"2', "line 3: the line breaks the rules of CSV"),
        ('crm,9\nmorale,"2', "line 2: score '9'"),
    ],
)
def test_a_bad_row_is_refused_and_the_message_helps(refusal, rows, says):
    message = refusal(f"{','.join(COLUMNS)}\n{rows}\n")
    assert "so nothing was read" in message
    assert says in message


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "ratings.csv: the file is empty. It needs a header (component,score)"),
        (b"\xef\xbb\xbf\r\n ,,\n", "the file is empty"),
        (b"component,score\n", "there are no rows under the header"),
        (b"component\ncrm\n", "line 1: column score is missing"),
        (b"crm,2\n", "column component is missing. column score is missing"),
        (b"component,score,raterr\ncrm,2,a\n", "'raterr' is not known. Did you mean rater?"),
        (b"component,score,score\ncrm,2,2\n", "column score stands there more than once"),
        (b"component,,score\ncrm,x,2\n", "a column has no name"),
        (b"component\tscore\ncrm\t2\n", "columns are divided by tabs"),
        ("component,score\ncrm,2\nnaïve,3\n".encode("latin-1"), "byte 25 (line 3) is 0xEF"),
        ("component,score\ncrm,2\n".encode("utf-16"), "encoded in UTF-16: save the file as CSV"),
        (b"component,score\ncrm,\x002\n", "byte 21 (line 2) is a NUL"),
        (b"component,score\n" + b"crm,2\n" * 20_001, "more than 20,000 rows"),
        (b"\xd0\xcf\x11\xe0" + b"x" * 100, "locked with a password or of an old kind"),
        (b"PK\x03\x04 no archive", "this is not a workbook that can be read"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_as_a_whole(refusal, content, says):
    assert says in refusal(content)


def test_the_line_number_is_the_line_a_row_begins_on(refusal):
    text = 'component,score,note\ncrm,2,"one\ntwo\nthree"\n\nmorale,9,\n'
    assert "line 6: score '9'" in refusal(text)


def test_a_long_value_is_shortened_and_made_harmless_in_the_message(refusal):
    message = refusal(f"component,score\n{'x' * 5000},1\ncrm,\x1b[31m\n")
    assert "x" * 39 + "…" in message
    assert "\x1b" not in message
    assert max(map(len, message.splitlines())) < 200


def test_a_file_of_fifty_megabytes_is_refused_without_being_read(tmp_path, monkeypatch):
    path = tmp_path / "huge.csv"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    monkeypatch.setattr(Path, "open", lambda *_: pytest.fail("the file was opened"))
    with pytest.raises(RefusedFile, match=r"the file has 50\.0 MB, more than the 5 MB"):
        read(path)


def test_what_is_no_file_is_refused(tmp_path):
    with pytest.raises(RefusedFile, match="this is a folder"):
        read(tmp_path)
    with pytest.raises(RefusedFile, match="there is no such file"):
        read(tmp_path / "absent.csv")
    os.mkfifo(tmp_path / "pipe.csv")
    with pytest.raises(RefusedFile, match="not an ordinary file"):
        read(tmp_path / "pipe.csv")


def test_a_file_that_may_not_be_opened_says_why(tmp_path, monkeypatch):
    path = tmp_path / "ratings.csv"
    path.write_text("component,score\ncrm,2\n")

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(RefusedFile, match=r"cannot be opened \(Permission denied\)"):
        read(path)

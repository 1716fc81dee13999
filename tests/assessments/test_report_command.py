"""`report` writes the PDF of a ratings file, all of it or nothing."""

import io
import os
from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pypdf import PdfReader

from assessments.findings import Report
from assessments.management.commands import report as command
from assessments.paper.edition import Edition
from assessments.pdf import PdfFailed
from tests.assessments.ratings import saved

pytestmark = pytest.mark.usefixtures("frameworks")
NOVEMBER = 1_794_000_000  # 6 November 2026


def report(*args: object) -> str:
    out = io.StringIO()
    call_command("report", *map(str, args), stdout=out)
    return out.getvalue()


@pytest.fixture
def drawn(monkeypatch) -> list[Report]:
    """The reports that would be drawn; drawing itself takes seconds."""
    reports: list[Report] = []
    monkeypatch.setattr(command, "pdf_of", lambda found, edition: reports.append(found) or b"%PDF-")
    return reports


@pytest.fixture
def output(tmp_path) -> Path:
    return tmp_path / "report.pdf"


def test_the_pdf_tells_the_finding_under_the_names_given(unused_process, output):
    said = report(
        unused_process, "--output", output, "--organisation", "Tessel <b>", "--title", "Autumn"
    )
    assert said.startswith(f"Wrote {output} (")
    pages = [page.extract_text() for page in PdfReader(output).pages]
    assert "Tessel <b>" in pages[0]
    assert "Autumn" in pages[0]
    assert "One cause stands out" in " ".join(pages[1].split())


def test_names_and_scope_reach_the_report(unused_process, output, drawn):
    os.utime(unused_process, (NOVEMBER, NOVEMBER))
    report(
        unused_process,
        "--output",
        output,
        "--organisation",
        " Tessel\n Sales ",
        "--scope",
        "people",
    )
    (found,) = drawn
    assert (found.organisation, found.title, found.scope) == ("Tessel Sales", "", ("people",))
    assert found.as_of == date(2026, 11, 6)
    assert output.read_bytes() == b"%PDF-"


def test_an_older_report_is_replaced(unused_process, output, drawn):
    output.write_bytes(b"older")
    report(unused_process, "--output", output)
    assert output.read_bytes() == b"%PDF-"
    assert [path.name for path in output.parent.iterdir()].count("report.pdf") == 1


def test_a_bad_file_leaves_the_older_report_alone(tmp_path, output, drawn):
    output.write_bytes(b"older")
    with pytest.raises(CommandError, match="line 2: score '6'") as caught:
        report(saved(tmp_path / "bad.csv", "component,score\ncrm,6\n"), "--output", output)
    assert caught.value.returncode == 2
    assert output.read_bytes() == b"older"
    assert drawn == []


def test_the_output_is_checked_before_the_work(unused_process, tmp_path, drawn):
    with pytest.raises(CommandError, match=r"is a folder\. Name the file in it") as folder:
        report(unused_process, "--output", tmp_path)
    with pytest.raises(CommandError, match=r"there is no folder .*absent\. Make it") as absent:
        report(unused_process, "--output", tmp_path / "absent" / "report.pdf")
    assert (folder.value.returncode, absent.value.returncode) == (2, 2)
    assert drawn == []


def test_a_place_that_cannot_be_written_is_named(unused_process, output, drawn, monkeypatch):
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(command, "NamedTemporaryFile", refuse)
    with pytest.raises(CommandError, match=r"cannot be written \(Permission denied\)") as caught:
        report(unused_process, "--output", output)
    assert caught.value.returncode == 2


def test_the_output_must_be_named(unused_process):
    with pytest.raises(CommandError, match="--output"):
        report(unused_process)


@pytest.mark.parametrize(
    ("option", "text", "says"),
    [
        ("--title", "x" * 121, "--title has 121 characters. Shorten it to 120"),
        ("--organisation", "a\x07b", "--organisation holds a control character"),
    ],
)
def test_a_name_that_does_not_fit_the_cover_is_refused(
    unused_process, output, drawn, option, text, says
):
    with pytest.raises(CommandError, match=says) as caught:
        report(unused_process, "--output", output, option, text)
    assert caught.value.returncode == 2


def test_a_report_that_cannot_be_drawn_says_why(unused_process, output, monkeypatch):
    def fail(*_: object) -> bytes:
        raise PdfFailed("It took longer than 60 seconds.")

    monkeypatch.setattr(command, "pdf_of", fail)
    with pytest.raises(CommandError, match="longer than 60 seconds") as caught:
        report(unused_process, "--output", output)
    assert caught.value.returncode == 1
    assert not output.exists()


def test_the_edition_is_what_the_options_say(unused_process, output, monkeypatch):
    editions: list[Edition] = []
    monkeypatch.setattr(command, "pdf_of", lambda _, edition: editions.append(edition) or b"%PDF-")
    chosen = ("--kind", "pillar", "--pillar", "people", "--paper", "letter", "--final")
    report(unused_process, "--output", output)
    report(unused_process, "--output", output, *chosen)
    assert editions == [Edition(), Edition("pillar", "people", "letter", final=True)]


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--kind", "pillar"), "--pillar needed. Choose from leadership"),
        (("--kind", "pillar", "--pillar", "crm"), "--pillar crm is not a pillar. Choose from"),
        (("--pillar", "people"), "--pillar goes with --kind pillar"),
    ],
)
def test_a_pillar_that_does_not_go_with_the_kind_is_refused(
    unused_process, output, drawn, options, says
):
    with pytest.raises(CommandError, match=says) as caught:
        report(unused_process, "--output", output, *options)
    assert caught.value.returncode == 2
    assert drawn == []

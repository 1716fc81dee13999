"""The pictures in the documents: there, small, described, and those that the command takes."""

import re
import shutil
from io import BytesIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from PIL import Image, ImageDraw

from assessments.management import pictures

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs/pictures"
DOCUMENTS = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
PICTURE = re.compile(r"!\[([^]]*)\]\(([^)]+)\)")


def shown() -> list[tuple[str, str, Path]]:
    """Document, words and file of every picture that a document shows."""
    return [
        (document.name, words, document.parent / file)
        for document in DOCUMENTS
        for words, file in PICTURE.findall(document.read_text())
    ]


@pytest.mark.parametrize(("document", "words", "file"), shown())
def test_a_picture_that_a_document_shows_is_there_and_described(document, words, file):
    assert file.is_file()
    assert len(words.split()) >= 5


def test_the_documents_show_what_the_command_takes_and_nothing_else():
    taken = {f"{name}.png" for name in pictures.NAMES}
    assert {file.name for _, _, file in shown()} == taken
    assert {file.name for file in FOLDER.iterdir()} == taken


@pytest.mark.parametrize("name", pictures.NAMES)
def test_a_picture_is_small_and_flat(name):
    file = FOLDER / f"{name}.png"
    assert file.stat().st_size <= pictures.MOST_BYTES
    assert Image.open(file).mode == "P"


def test_a_picture_keeps_its_colours_and_says_its_size(tmp_path):
    drawing = Image.new("RGB", (200, 100), "#F3F5F4")
    ImageDraw.Draw(drawing).rectangle((10, 10, 60, 60), fill="#0B5A75")
    name, size = pictures.kept(tmp_path, "drawing", drawing)
    assert (name, size) == ("drawing.png", (tmp_path / "drawing.png").stat().st_size)
    assert Image.open(tmp_path / name).convert("RGB").getpixel((30, 30)) == (11, 90, 117)


def test_a_picture_that_grows_too_large_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(pictures, "MOST_BYTES", 10)
    with pytest.raises(CommandError, match="at most 10 are meant to be"):
        pictures.kept(tmp_path, "drawing", Image.new("RGB", (200, 100)))


def test_a_folder_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(CommandError, match="There is no folder"):
        call_command("pictures", folder=tmp_path / "nowhere")


@pytest.mark.parametrize(
    ("missing", "said"), [("browser", "./dev setup dev"), ("poppler", "poppler-utils")]
)
def test_a_missing_tool_is_named_before_anything_starts(missing, said, monkeypatch, tmp_path):
    if missing == "browser":
        monkeypatch.setattr(pictures, "sync_playwright", None)
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(CommandError, match=said):
        call_command("pictures", folder=tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_report_without_a_root_has_no_page_to_show(monkeypatch):
    monkeypatch.setattr(pictures, "poppler", lambda tool, options, pdf: b"Cover\fSummary\f")
    with pytest.raises(CommandError, match="no page of a root"):
        pictures.root_page(b"%PDF-")


def test_cover_and_root_stand_side_by_side(monkeypatch):
    page = BytesIO()
    Image.new("RGB", (60, 90), "white").save(page, "PNG")
    texts = b"Cover\fContents\fRoot 1 of 3, Leadership\fRoot 2 of 3"
    asked = []

    def answer(tool, options, pdf):
        asked.append(options[:2])
        return texts if tool == "pdftotext" else page.getvalue()

    monkeypatch.setattr(pictures, "poppler", answer)
    both = pictures.printed(b"%PDF-")
    assert ["-f", "1"] in asked
    assert ["-f", "3"] in asked
    assert both.size == (60 + 60 + 3 * pictures.GAP, 90 + 2 * pictures.GAP)

"""What people typed is printed as text: it runs nothing, fetches nothing and attaches nothing."""

import re
import socket
from collections.abc import Iterator
from io import BytesIO
from threading import Thread

import pytest
from pypdf import PdfReader

from assessments.paper.child import OwnFiles
from assessments.paper.edition import Edition
from assessments.paper.files import standing_files
from assessments.paper.worker import PdfFailed
from assessments.pdf import job_of, pdf_of
from tests.pdf.printed import ARABIC, HOSTILE, flat, seller, small, text_of


@pytest.fixture
def listener() -> Iterator[tuple[str, list[object]]]:
    """An address on this machine, and who has called it."""
    server, calls = socket.create_server(("127.0.0.1", 0)), []

    def listen() -> None:
        while True:
            try:
                calls.append(server.accept())
            except OSError:
                return

    Thread(target=listen, daemon=True).start()
    yield f"http://127.0.0.1:{server.getsockname()[1]}", calls
    server.close()


def test_markup_is_shown_as_text_and_fetches_attaches_and_links_nothing(listener):
    address, calls = listener
    markup = HOSTILE.format(address)
    pdf = pdf_of(seller(markup, organisation=f"Corvane {markup[:25]}", title=markup[:60]))
    reader = PdfReader(BytesIO(pdf))
    assert "<script>alert(1)</script>" in flat(reader.pages[0].extract_text())
    # Wherever its lines happen to break.
    assert "<linkrel=attachmenthref='file:///etc/passwd'>" in text_of(pdf).replace(" ", "")
    assert not reader.attachments
    assert b"/URI" not in pdf
    assert calls == []


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/x.png",
        "https://example.org/x.css",
        "file:///etc/passwd",
        "data:image/png;base64,AAAA",
        "ftp://example.org/x",
        "chart:other.svg",
        "chart:pillars.svg?x",
        "CHART:pillars.svg",
    ],
)
def test_an_address_that_is_not_one_of_our_files_is_refused(url):
    fetcher = OwnFiles({"chart:pillars.svg": ("image/svg+xml", b"<svg/>")})
    with pytest.raises(ValueError, match="Not a file of this document"):
        fetcher.fetch(url)


def test_our_own_files_are_handed_out_with_their_type():
    response = OwnFiles(standing_files()).fetch("icon:root.svg")
    assert response.content_type == "image/svg+xml"
    assert response.read().startswith(b"<svg")


@pytest.mark.parametrize(
    "job",
    [
        small("<img src='http://127.0.0.1:9/x.png' alt='x'>"),
        small("<link rel=stylesheet href='http://127.0.0.1:9/x.css'>"),
        small("<link rel=attachment href='file:///etc/passwd'>"),
        small("<p>x", "@import url(http://127.0.0.1:9/x.css);"),
        small("<p>x", "@font-face { font-family: x; src: url(file:///etc/passwd) }"),
        small("<p>x", "p { background: url(data:image/png;base64,AAAA) }"),
    ],
    ids=["image", "stylesheet", "attachment", "import", "font", "data"],
)
def test_a_document_that_asks_for_anything_else_is_not_drawn(worker, job):
    with pytest.raises(PdfFailed, match="could not be drawn"):
        worker.draw(job)
    assert worker.draw(small("<p>Next")).startswith(b"%PDF")


def test_long_foreign_and_broken_text_is_printed():
    notes = (
        "A very long note. " * 222,
        "w" * 4000,
        f"{ARABIC} 12",
        "\N{GRINNING FACE}",
        "Line\n\nbreaks \x00\x07 and\ud800 halves",
    )
    text = text_of(pdf_of(seller(*notes)))
    assert text.count("note.") == 222  # whole sentences may stand across two pages
    assert text.count("w") >= 4000
    assert "breaks and halves" in text


def test_letters_that_no_font_has_do_not_stop_it():
    assert pdf_of(seller("\u65e5\u672c\u8a9e \U0001f9ff \u2c00")).startswith(b"%PDF")


def test_a_note_in_arabic_runs_from_right_to_left():
    html = job_of(seller(ARABIC, "Left"), Edition()).html
    assert '<p class="note" dir="rtl"><b>' in html
    assert f"</b> {ARABIC}</p>" in html
    assert '<p class="note" dir="ltr">Left</p>' in html


def test_a_number_never_leaves_its_per_cent_sign(story):
    html = job_of(story, Edition()).html
    assert "\N{NO-BREAK SPACE}%" in html
    assert " %" not in html


def test_no_text_ends_in_a_space(story):
    """WeasyPrint breaks the line before the last one early where a cell ends in a space."""
    html = job_of(story, Edition()).html
    assert not re.search(r"\s</(td|th|li|p|h\d)>", html)

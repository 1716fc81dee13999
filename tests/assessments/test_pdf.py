"""The report as PDF: tagged, always the same bytes, safe whatever was typed, and within limits."""

import logging
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from threading import Thread
from time import perf_counter

import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from assessments import pdf as module
from assessments.findings import Answers, ItemAnswer, Report, SymptomAnswer
from assessments.paper.child import OwnFiles, drawn
from assessments.paper.files import standing_files
from assessments.paper.wire import Job
from assessments.paper.worker import PdfFailed, Worker, environment
from assessments.pdf import Shelf, job_of, key_of, pdf_of
from assessments.report import build_report
from tests.charts.reports import STORY, all_rated, only
from tests.shipped import shipped

HOSTILE = (
    "<script>alert(1)</script>"
    "<img src='{0}/a.png'><link rel=attachment href='file:///etc/passwd'>"
    "<link rel=stylesheet href='{0}/b.css'><style>@import url({0}/c.css);</style>"
    "<svg><use href='{0}/d.svg'/></svg><a href='{0}/e'>here</a>"
)
ARABIC = "\u0639\u0645\u0644\u064a\u0629 \u0627\u0644\u0628\u064a\u0639"


def answers() -> Answers:
    """An unused sales process and what follows from it: 16 raters, four symptoms, a note."""
    framework = shipped()
    items = (
        ItemAnswer(
            item.slug,
            "score",
            STORY.get(item.slug, 4),
            "ratings",
            raters=16,
            evidence="data",
            notes=("Ends in spaces  ",) if item.slug == "crm" else (),
        )
        for item in framework.items
    )
    return Answers(
        framework,
        tuple(items),
        symptoms=tuple(SymptomAnswer(s.slug, 2, "worse") for s in framework.symptoms[:4]),
        organisation="Corvane Controls",
        title="Autumn",
        as_of=date(2026, 11, 21),
        raters=16,
    )


def seller(*notes: str, **fields: object) -> Report:
    """A small report: one salesperson, 24 items, the first of them weak and with notes."""
    framework = shipped("sales-execution-framework")
    first, *others = (item.slug for item in framework.items)
    items = [ItemAnswer(first, "score", 1, "ratings", raters=1, notes=notes)]
    items += [ItemAnswer(slug, "score", 4, "ratings", raters=1) for slug in others]
    return build_report(Answers(framework, tuple(items), **fields))


@pytest.fixture(scope="module")
def story() -> Report:
    return build_report(answers())


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    worker = Worker(seconds=60, megabytes=1024)
    yield worker
    worker.close()


@pytest.fixture(autouse=True)
def same_process(worker, monkeypatch) -> None:
    monkeypatch.setattr(module, "worker", lambda: worker)
    module.shelf.clear()


@pytest.fixture(scope="module")
def story_pdf(story, worker) -> bytes:
    return worker.draw(job_of(story, draft=True))


@pytest.fixture(scope="module")
def reader(story_pdf) -> PdfReader:
    return PdfReader(BytesIO(story_pdf))


def small(body: str, stylesheet: str = "") -> Job:
    html = f"<html lang=en><title>Small</title><body>{body}</body></html>"
    return Job(html, stylesheet, {})


def text_of(pdf: bytes) -> str:
    return " ".join(flat(page.extract_text()) for page in PdfReader(BytesIO(pdf)).pages)


def flat(text: str) -> str:
    return " ".join(text.replace("\N{NO-BREAK SPACE}", " ").split())


def elements(reader: PdfReader) -> Iterator[DictionaryObject]:
    """Every element of the tag tree."""
    open_ones = [reader.trailer["/Root"]["/StructTreeRoot"]["/K"][0].get_object()]
    while open_ones:
        element = open_ones.pop()
        yield element
        kids = (kid.get_object() for kid in element.get("/K", ()))
        open_ones += [kid for kid in kids if isinstance(kid, DictionaryObject) and "/S" in kid]


# ---------------------------------------------------------------------------- the document


def test_it_is_tagged_titled_and_says_its_language(reader):
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"pdfuaid" in root["/Metadata"].get_data()
    assert reader.metadata.title == "Corvane Controls, Autumn"


def test_headings_table_heads_and_figures_are_tagged_as_such(reader):
    tagged = [element["/S"] for element in elements(reader)]
    assert {"/H1", "/H2", "/Table", "/TH", "/TD", "/L", "/LI", "/Figure", "/Link"} <= set(tagged)
    assert tagged.count("/H1") > 15


def test_every_figure_says_what_it_shows(reader):
    figures = [element for element in elements(reader) if element["/S"] == "/Figure"]
    assert len(figures) == 5
    assert all(len(figure["/Alt"]) > 40 for figure in figures)


def test_drawn_again_by_another_process_it_is_the_same_bytes(story, story_pdf):
    other = Worker(seconds=60, megabytes=1024)
    try:
        assert other.draw(job_of(story, draft=True)) == story_pdf
    finally:
        other.close()


def test_its_dates_are_the_reports_and_not_todays(reader):
    assert reader.metadata.creation_date_raw.startswith("D:20261121")
    assert reader.metadata.modification_date_raw is None
    assert "21 November 2026" in reader.pages[0].extract_text()


def test_the_contents_name_the_page_each_section_stands_on(reader):
    places = {
        str(name): reader.get_destination_page_number(destination) + 1
        for name, destination in reader.named_destinations.items()
    }
    listed = re.findall(r"(\d+)(?= [A-Z]|$)", flat(reader.pages[2].extract_text()))
    assert places["summary"] == 2
    assert places["method"] in map(int, listed)
    assert f"All items 165 items in scope: 15 weak {places['items']}" in flat(
        reader.pages[2].extract_text()
    )


def test_the_summary_is_one_page_and_answers_first(reader, story):
    assert flat(reader.pages[2].extract_text()).find("Contents") >= 0
    text = flat(reader.pages[1].extract_text())
    assert story.headline.sentence in text
    for finding in story.roots:
        assert story.name(finding.slug) in text


def test_only_the_cause_map_lies_across(reader):
    across = [page for page in reader.pages if page.mediabox.width > page.mediabox.height]
    assert len(across) == 1
    assert "Read from the left" in across[0].extract_text()
    assert {round(float(page.mediabox.width)) for page in reader.pages} == {595, 842}


def test_every_page_but_the_cover_has_its_running_head_and_number(reader):
    pages = [flat(page.extract_text()) for page in reader.pages]
    assert "of" not in pages[0].split()
    for number, text in enumerate(pages[1:], start=2):
        assert "Corvane Controls, Sales Management Ecosystem" in text
        assert f"{number} of {len(pages)}" in text
        assert "Draft, confidential" in text


def test_a_final_report_does_not_call_itself_a_draft(story):
    html = job_of(story, draft=False).html
    assert "Draft" not in html
    assert 'data-mark="Final"' in html


def test_it_is_small_enough_to_send(story_pdf):
    assert len(story_pdf) <= 800_000


def test_the_drawing_process_stays_small(story_pdf, worker):
    status = Path(f"/proc/{worker._process.pid}/status")
    if not status.exists():
        pytest.skip("only Linux tells what a process has used at most")
    most = re.search(r"VmHWM:\s+(\d+) kB", status.read_text())
    assert int(most[1]) < 350 * 1024


def test_weasyprint_has_nothing_to_complain_about(story, caplog):
    with caplog.at_level(logging.WARNING, logger="weasyprint"):
        drawn(job_of(story, draft=True))
    assert caplog.messages == []


# ------------------------------------------------------------------------------- any answers


@pytest.mark.parametrize(
    ("report", "said"),
    [
        (lambda: only({}), "Nothing is rated yet"),
        (lambda: only({"crm": 2}), "one of 165 items is rated"),
        (lambda: all_rated(5), "Nothing is weak"),
        (lambda: all_rated(1), "Weakness is broad"),
        (lambda: all_rated(2, shipped("sales-execution-framework")), "Sales Execution Framework"),
    ],
    ids=["nothing rated", "one item", "all five", "all one", "a salesperson"],
)
def test_extreme_answers_make_a_sensible_document(report, said):
    pdf = pdf_of(report())
    assert said in text_of(pdf)
    assert len(pdf) < 800_000


def test_one_pillar_gets_a_short_document():
    framework = shipped()
    items = tuple(
        ItemAnswer(item.slug, "score", 3, "ratings", raters=1)
        if item.pillar == "coaching"
        else ItemAnswer(item.slug, in_scope=False)
        for item in framework.items
    )
    pdf = pdf_of(build_report(Answers(framework, items, scope=("coaching",))))
    text = text_of(pdf)
    assert "Scope: Coaching" in text
    assert "Leadership, Strategy, Business Management and People were not part of" in text
    assert len(PdfReader(BytesIO(pdf)).pages) < 15


# ------------------------------------------------------------------------------ what was typed


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
    assert "<link rel=attachment href='file:///etc/passwd'>" in text_of(pdf)
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
    assert text.count("A very long note.") == 222
    assert text.count("w") >= 4000
    assert "breaks and halves" in text


def test_letters_that_no_font_has_do_not_stop_it():
    assert pdf_of(seller("\u65e5\u672c\u8a9e \U0001f9ff \u2c00")).startswith(b"%PDF")


def test_a_note_in_arabic_runs_from_right_to_left():
    html = job_of(seller(ARABIC, "Left"), draft=True).html
    assert f'<p class="note" dir="rtl">{ARABIC}</p>' in html
    assert '<p class="note" dir="ltr">Left</p>' in html


def test_a_number_never_leaves_its_per_cent_sign(story):
    html = job_of(story, draft=True).html
    assert "\N{NO-BREAK SPACE}%" in html
    assert " %" not in html


def test_no_text_ends_in_a_space(story):
    """WeasyPrint breaks the line before the last one early where a cell ends in a space."""
    html = job_of(story, draft=True).html
    assert not re.search(r"\s</(td|th|li|p|h\d)>", html)


# ------------------------------------------------------------------------------------- limits


def test_what_takes_too_long_is_given_up_and_the_next_one_is_drawn():
    worker = Worker(seconds=1, megabytes=1024)
    try:
        with pytest.raises(PdfFailed, match="longer than 1 seconds"):
            worker.draw(small("<p>x</p>" * 40_000))
        assert worker.draw(small("<p>Next")).startswith(b"%PDF")
    finally:
        worker.close()


def test_what_takes_too_much_memory_is_given_up_and_the_next_one_is_drawn():
    worker = Worker(seconds=120, megabytes=256)
    try:
        with pytest.raises(PdfFailed, match="more than the 256 MB"):
            worker.draw(small("<p>word " * 100_000))
        assert worker.draw(small("<p>Next")).startswith(b"%PDF")
    finally:
        worker.close()


def test_a_process_that_was_killed_is_replaced(worker):
    worker.draw(small("<p>First"))
    os.kill(worker._process.pid, signal.SIGKILL)
    worker._process.wait()
    assert worker.draw(small("<p>Next")).startswith(b"%PDF")


def test_who_waits_too_long_for_a_turn_is_told_so():
    worker = Worker(seconds=1, megabytes=1024)
    with worker._turn, pytest.raises(PdfFailed, match="Try again"):
        worker.draw(small("<p>x"))


def test_warming_returns_at_once_and_the_first_document_finds_the_process():
    worker = Worker(seconds=60, megabytes=1024)
    try:
        started = perf_counter()
        worker.warm()
        assert perf_counter() - started < 1
        process = worker._process
        assert worker.draw(small("<p>x")).startswith(b"%PDF")
        assert worker._process is process
    finally:
        worker.close()


def test_the_process_is_told_no_secrets(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "s" * 40)
    monkeypatch.setenv("DATABASE_URL", "postgres://user:password@host/name")
    assert not {"SECRET_KEY", "DATABASE_URL"} & set(environment())


def test_the_site_starts_without_weasyprint():
    code = "import assessments.pdf, sys; print('weasyprint' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", f"import django; django.setup(); {code}"],
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings"},
        cwd=Path(module.__file__).parent.parent,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "False"


# -------------------------------------------------------------------------------------- cache


def test_a_report_asked_for_again_is_served_without_drawing(story, story_pdf, monkeypatch):
    monkeypatch.setattr(Worker, "draw", lambda worker, job: story_pdf)
    assert pdf_of(story) == story_pdf
    monkeypatch.setattr(Worker, "draw", None)
    started = perf_counter()
    assert pdf_of(story) == story_pdf
    assert perf_counter() - started < 0.2  # about 5 ms on an idle machine


@pytest.mark.parametrize(
    "change",
    [
        {"organisation": "Another"},
        {"title": "Spring"},
        {"as_of": date(2026, 11, 22)},
        {"digest": "0"},
        {"engine_version": "0"},
        {"scope": ("people",)},
    ],
    ids=lambda change: next(iter(change)),
)
def test_reports_that_differ_never_share_a_document(story, change):
    assert key_of(replace(story, **change), draft=True) != key_of(story, draft=True)


def test_a_draft_and_a_final_report_are_two_documents(story):
    assert key_of(story, draft=True) != key_of(story, draft=False)


def test_a_change_of_look_makes_another_document(story, monkeypatch):
    before = key_of(story, draft=True)
    monkeypatch.setattr(module, "design_digest", lambda: "another look")
    assert key_of(story, draft=True) != before


def test_the_shelf_keeps_the_last_documents_asked_for():
    shelf = Shelf(2)
    for name in "ab":
        shelf.put(name, name.encode())
    shelf.get("a")
    shelf.put("c", b"c")
    assert [shelf.get(name) for name in "abc"] == [b"a", None, b"c"]

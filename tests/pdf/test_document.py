"""The report as PDF: tagged, always the same bytes, and sensible whatever was answered."""

import logging
import re
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from assessments.findings import Answers, ItemAnswer
from assessments.paper.child import drawn
from assessments.paper.edition import Edition
from assessments.paper.worker import Worker
from assessments.pdf import job_of, pdf_of
from assessments.report import build_report
from tests.charts.reports import all_rated, only
from tests.pdf.printed import elements, flat, text_of
from tests.shipped import shipped


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
    assert len(figures) >= 5
    assert all(len(figure["/Alt"]) > 40 for figure in figures)


def test_drawn_again_by_another_process_it_is_the_same_bytes(story, story_pdf):
    other = Worker(seconds=60, megabytes=1024)
    try:
        assert other.draw(job_of(story, Edition())) == story_pdf
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
        assert "Confidential" in text
        assert "Draft" in text


def test_a_final_report_does_not_call_itself_a_draft(story):
    html = job_of(story, Edition(final=True)).html
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
        drawn(job_of(story, Edition()))
    assert caplog.messages == []


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

"""A figure taken along: the drawing as SVG, and its numbers as CSV."""

import csv
from collections.abc import Callable
from io import StringIO
from typing import Any
from xml.etree import ElementTree

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from assessments.charts import Table
from assessments.charts.numbers import as_text, numbers_csv
from assessments.models import Assessment
from tests.assessments.test_result import answer
from tests.report.test_build import PIPELINE

FIGURES = ("pillars", "cause-map", "flow-matrix", "heat-map")


@pytest.fixture
def client_of(viewer: Any, log_in: Callable[[Any], Client]) -> Client:
    return log_in(viewer)


@pytest.fixture
def answered(assessment: Assessment) -> Assessment:
    answer(assessment, PIPELINE, 4)
    return assessment


def taken(client: Client, assessment: Assessment, figure: str, ending: str) -> HttpResponse:
    return client.get(reverse(f"assessments:figure-{ending}", args=[assessment.code, figure]))


def lines_of(response: HttpResponse) -> list[list[str]]:
    return list(csv.reader(StringIO(response.content.decode("utf-8-sig"))))


@pytest.mark.parametrize("figure", FIGURES)
def test_the_page_leads_to_both_files_without_a_script(figure, client_of, answered):
    source = client_of.get(reverse("assessments:result", args=[answered.code])).content.decode()
    for ending in ("svg", "csv"):
        address = reverse(f"assessments:figure-{ending}", args=[answered.code, figure])
        assert f'href="{address}" download' in source


@pytest.mark.parametrize("figure", FIGURES)
def test_the_drawing_comes_as_a_file_with_a_name(figure, client_of, answered):
    response = taken(client_of, answered, figure, "svg")
    assert response["Content-Type"] == "image/svg+xml"
    assert response["X-Content-Type-Options"] == "nosniff"
    name = f"northern-pumps-autumn-review-{figure}.svg"
    assert response["Content-Disposition"] == f'attachment; filename="{name}"'
    assert ElementTree.fromstring(response.content).tag == "{http://www.w3.org/2000/svg}svg"


@pytest.mark.parametrize("figure", FIGURES)
def test_the_numbers_are_those_of_the_table_on_the_page(figure, client_of, answered):
    response = taken(client_of, answered, figure, "csv")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"].endswith(f'-{figure}.csv"')
    page = client_of.get(reverse("assessments:result", args=[answered.code]))
    name = figure.replace("-", "_")
    table = page.context["page"].figures[name].table
    assert lines_of(response) == [list(table.head), *(list(row) for row in table.rows)]


@pytest.mark.parametrize("ending", ["svg", "csv"])
def test_a_figure_that_has_nothing_to_show_is_not_found(ending, client_of, assessment):
    assert taken(client_of, assessment, "cause-map", ending).status_code == 404


def test_a_figure_that_does_not_exist_is_not_found(client_of, answered):
    assert taken(client_of, answered, "pie", "svg").status_code == 404


@pytest.mark.parametrize("ending", ["svg", "csv"])
def test_a_file_is_fetched_and_never_sent(ending, client_of, answered):
    address = reverse(f"assessments:figure-{ending}", args=[answered.code, "pillars"])
    assert client_of.post(address).status_code == 405
    assert client_of.head(address).status_code == 200


def test_a_name_that_a_spreadsheet_would_run_stays_text(client_of, answered):
    answered.organisation.name = '=HYPERLINK("http://x")'
    answered.organisation.save()
    named = taken(client_of, answered, "pillars", "csv")["Content-Disposition"]
    assert named == 'attachment; filename="hyperlinkhttpx-autumn-review-pillars.csv"'


@pytest.mark.parametrize(
    "cell",
    ["=1+1", "+cmd", "-cmd|' /C calc'!A0", "@SUM(A1)", "\tx", "\r=1", "\n=1", "  =1", "-1+1"],
)
def test_a_cell_that_would_be_run_is_marked_as_text(cell):
    assert as_text(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "–", "Strategy", "3.8", "+1.5", "-0.3", "12\xa0%", "a=b"])
def test_any_other_cell_stays_as_it_is(cell):
    assert as_text(cell) == cell


def test_the_head_is_guarded_too_and_commas_and_quotes_stay_in_their_cell():
    text = numbers_csv(Table(("=A", 'The "B", so to say'), (("x", "1,5"), ("@y", "two\nlines"))))
    assert list(csv.reader(StringIO(text.removeprefix("\ufeff")))) == [
        ["'=A", 'The "B", so to say'],
        ["x", "1,5"],
        ["'@y", "two\nlines"],
    ]

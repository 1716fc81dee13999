"""A document asked for again is served without drawing; another one never in its place."""

from dataclasses import replace
from datetime import date
from time import perf_counter

import pytest

from assessments import pdf as module
from assessments.paper.edition import Edition
from assessments.paper.worker import Worker
from assessments.pdf import WHOLE, Shelf, key_of, pdf_of


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
    assert key_of(replace(story, **change), WHOLE) != key_of(story, WHOLE)


def test_a_draft_and_a_final_report_are_two_documents(story):
    assert key_of(story, WHOLE) != key_of(story, Edition(final=True))


def test_a_change_of_look_makes_another_document(story, monkeypatch):
    before = key_of(story, WHOLE)
    monkeypatch.setattr(module, "design_digest", lambda: "another look")
    assert key_of(story, WHOLE) != before


def test_the_shelf_keeps_the_last_documents_asked_for():
    shelf = Shelf(2)
    for name in "ab":
        shelf.put(name, name.encode())
    shelf.get("a")
    shelf.put("c", b"c")
    assert [shelf.get(name) for name in "abc"] == [b"a", None, b"c"]

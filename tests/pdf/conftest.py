"""One process that draws, and one full report drawn by it, for all tests of the PDF."""

from collections.abc import Iterator
from io import BytesIO

import pytest
from pypdf import PdfReader

from assessments import pdf as module
from assessments.findings import Report
from assessments.paper.edition import Edition
from assessments.paper.worker import Worker
from assessments.pdf import job_of
from assessments.report import build_report
from tests.pdf.printed import answers


@pytest.fixture(scope="package")
def story() -> Report:
    return build_report(answers())


@pytest.fixture(scope="package")
def worker() -> Iterator[Worker]:
    worker = Worker(seconds=60, megabytes=1024)
    yield worker
    worker.close()


@pytest.fixture(autouse=True)
def same_process(worker, monkeypatch) -> None:
    monkeypatch.setattr(module, "worker", lambda: worker)
    module.shelf.clear()


@pytest.fixture(scope="package")
def story_pdf(story, worker) -> bytes:
    return worker.draw(job_of(story, Edition()))


@pytest.fixture(scope="package")
def reader(story_pdf) -> PdfReader:
    return PdfReader(BytesIO(story_pdf))

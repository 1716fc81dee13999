"""A report as PDF: the frozen `Report` and its figures, put on paper and drawn apart from the site.

The template is filled here; the process that draws gets finished HTML and files, and needs no
database. A document that was drawn is kept, so that asking again costs nothing.
"""

import re
from collections import OrderedDict
from dataclasses import fields
from functools import cache
from hashlib import sha256
from importlib import metadata
from threading import Lock

from django.conf import settings
from django.template.loader import render_to_string

from assessments.charts import figures
from assessments.findings import Report
from assessments.paper.document import document_of
from assessments.paper.edition import SECTIONS, Edition
from assessments.paper.files import design_digest, files_of, stylesheet
from assessments.paper.wire import Job
from assessments.paper.worker import PdfFailed, Worker

__all__ = ["SECTIONS", "Edition", "PdfFailed", "pdf_of"]

KEPT = 12
"""Documents kept in memory; at most 800 KB each."""
WHOLE = Edition()
"""The full report as a draft, in nobody's colours."""
UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")
"""Control characters and halves of characters: they have no place in a PDF's text."""


class Shelf:
    """The documents last asked for, by what they were made from."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._kept: OrderedDict[str, bytes] = OrderedDict()
        self._lock = Lock()

    def get(self, key: str) -> bytes | None:
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def put(self, key: str, pdf: bytes) -> None:
        with self._lock:
            self._kept[key] = pdf
            self._kept.move_to_end(key)
            while len(self._kept) > self._size:
                self._kept.popitem(last=False)

    def clear(self) -> None:
        with self._lock:
            self._kept.clear()


shelf = Shelf(KEPT)


@cache
def worker() -> Worker:
    return Worker(settings.PDF_SECONDS, settings.PDF_MEGABYTES)


def pdf_of(report: Report, edition: Edition = WHOLE) -> bytes:
    """The report as a tagged PDF (PDF/UA-1). The same report and edition give the same bytes.

    Raises:
        PdfFailed: it takes too long, too much memory, or cannot be drawn; the message says so.
    """
    key = key_of(report, edition)
    if (kept := shelf.get(key)) is not None:
        return kept
    pdf = worker().draw(job_of(report, edition))
    shelf.put(key, pdf)
    return pdf


def key_of(report: Report, edition: Edition) -> str:
    """Names what a document is made from. Two organisations never share one."""
    parts = (
        report.digest,
        report.organisation,
        report.title,
        str(report.as_of),
        str(report.scope),
        report.engine_version,
        repr((report.views, report.rounds, report.roadmap)),
        edition_key(edition),
        design_digest(),
        weasyprint_version(),
    )
    return sha256("\x00".join(parts).encode(errors="surrogatepass")).hexdigest()


def edition_key(edition: Edition) -> str:
    """Everything in it; what is left out has no order."""
    values = {field.name: getattr(edition, field.name) for field in fields(edition)}
    return repr({**values, "without": sorted(edition.without)})


@cache
def weasyprint_version() -> str:
    """Read from its description: importing it would take the site seconds."""
    return metadata.version("weasyprint")


def job_of(report: Report, edition: Edition) -> Job:
    drawn = figures(report)
    document = document_of(report, drawn, edition)
    html = render_to_string("report/print.html", {"document": document})
    return Job(printable(html), stylesheet(edition), files_of(drawn, edition))


def printable(html: str) -> str:
    """Without characters that paper does not have, and with every per cent sign at its number."""
    return UNPRINTABLE.sub("", html).replace(" %", "\N{NO-BREAK SPACE}%")

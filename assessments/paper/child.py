"""The process that draws PDFs: WeasyPrint away from the site, with limits on memory and time.

Started by `assessments.paper.worker` as a program of its own. It takes jobs from its standard
input and answers each with a PDF; it reads no settings, opens no database and fetches nothing.
Whatever goes wrong ends it: the worker says so to the user and starts another one.
"""

import gc
import logging
import os
import resource
import sys
from collections.abc import Mapping
from contextlib import suppress
from functools import lru_cache
from math import ceil
from ssl import PROTOCOL_TLS_CLIENT, SSLContext
from time import process_time
from typing import BinaryIO

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from assessments.paper.wire import OUT_OF_MEMORY, READY, Job, receive, send, unpacked

NO_CERTIFICATES = SSLContext(PROTOCOL_TLS_CLIENT)
"""Nothing is ever fetched over a line; loading certificates takes 50 ms."""


class OwnFiles(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no type hints
    """Hands out the files of one job and refuses every other address, whatever its scheme."""

    def __init__(self, files: Mapping[str, tuple[str, bytes]]) -> None:
        super().__init__(
            ssl_context=NO_CERTIFICATES,
            allowed_protocols=(),
            allow_redirects=False,
            fail_on_errors=True,
        )
        self._files = files

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        if url not in self._files:
            raise ValueError(f"Not a file of this document: {url[:200]}")
        kind, content = self._files[url]
        return URLFetcherResponse(url, content, {"Content-Type": kind})


@lru_cache(maxsize=1)
def styled(
    stylesheet: str, fonts: tuple[tuple[str, tuple[str, bytes]], ...]
) -> tuple[CSS, FontConfiguration]:
    """The parsed stylesheet with its fonts, kept from one document to the next."""
    configuration = FontConfiguration()
    fetcher = OwnFiles(dict(fonts))
    return CSS(string=stylesheet, url_fetcher=fetcher, font_config=configuration), configuration


def drawn(job: Job) -> bytes:
    """The job as a tagged PDF; the same job gives the same bytes."""
    fonts = tuple((url, file) for url, file in job.files.items() if file[0].startswith("font/"))
    stylesheet, configuration = styled(job.stylesheet, fonts)
    document = HTML(string=job.html, url_fetcher=OwnFiles(job.files))
    pdf: bytes = document.write_pdf(
        stylesheets=[stylesheet], font_config=configuration, pdf_variant="pdf/ua-1"
    )
    return pdf


def limit_memory(megabytes: int) -> None:
    # macOS knows the limit and refuses to set it; the limits on time hold there all the same.
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (megabytes * 2**20, megabytes * 2**20))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def limit_time(seconds: int) -> None:
    """Give the next job its seconds of processor time; beyond them the system ends the process.

    The worker watches the clock too, but cannot where it was itself killed.
    """
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (ceil(process_time()) + seconds, most))


def serve(jobs: BinaryIO, answers: BinaryIO, seconds: int) -> None:
    """Draw one job after the other until the site closes the line."""
    gc.freeze()
    gc.disable()  # an eighth of the time; what a document leaves behind goes between two jobs
    send(answers, READY)
    while (body := receive(jobs)) is not None:
        limit_time(seconds)
        send(answers, drawn(unpacked(body)))
        del body
        gc.collect()


def main(seconds: int, megabytes: int) -> None:
    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    # The answers get a line of their own, so that nothing printed by chance can garble them.
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    limit_memory(megabytes)
    try:
        serve(sys.stdin.buffer, answers, seconds)
    except MemoryError:
        os._exit(OUT_OF_MEMORY)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))

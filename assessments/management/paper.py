"""What drawing a report costs: processor time, memory, size, and whether it comes out the same."""

import sys
from dataclasses import dataclass
from resource import RUSAGE_CHILDREN, getrusage

from django.conf import settings

from assessments.findings import Report
from assessments.paper.edition import Edition
from assessments.paper.wire import Job
from assessments.paper.worker import Worker
from assessments.pdf import job_of

MEGABYTE = 1_000_000
FURTHER = 2
"""Documents drawn after the first, to see what one costs once the process is warmed."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """One process that drew a report once or several times over."""

    cpu_seconds: float
    documents: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class PaperCosts:
    """Lists have a value per run. `cold` includes the start of the process; `warmed` does not."""

    cold: list[float]
    warmed: list[float]
    peak_megabytes: float
    kilobytes: float
    different: int  # documents that are not byte for byte the first one


def paper_costs(report: Report, runs: int) -> PaperCosts:
    """A process that draws once is cold; what each further document adds is warmed."""
    job = job_of(report, Edition())
    once = [drawing(job, 1) for _ in range(runs)]
    more = [drawing(job, 1 + FURTHER) for _ in range(runs)]
    documents = [pdf for found in (*once, *more) for pdf in found.documents]
    return PaperCosts(
        cold=[found.cpu_seconds for found in once],
        warmed=[
            (longer.cpu_seconds - cold.cpu_seconds) / FURTHER
            for cold, longer in zip(once, more, strict=True)
        ],
        peak_megabytes=peak_megabytes(),
        kilobytes=len(documents[0]) / 1000,
        different=sum(pdf != documents[0] for pdf in documents),
    )


def drawing(job: Job, times: int) -> Drawing:
    before = children_cpu()
    worker = Worker(settings.PDF_SECONDS, settings.PDF_MEGABYTES)
    documents = tuple(worker.draw(job) for _ in range(times))
    worker.close()
    return Drawing(children_cpu() - before, documents)


def children_cpu() -> float:
    """Processor seconds of all child processes that have ended."""
    used = getrusage(RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def peak_megabytes() -> float:
    """The most memory any child process has had at once."""
    most = getrusage(RUSAGE_CHILDREN).ru_maxrss
    return most / MEGABYTE if sys.platform == "darwin" else most * 1024 / MEGABYTE

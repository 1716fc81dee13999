"""How long the main steps take on this machine, beside what they may take."""

import os
import subprocess
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from itertools import count
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from assessments.charts import figures
from assessments.engine.diagnosis import diagnose
from assessments.findings import Answers, Report
from assessments.management.measuring import HEADING, Measured, milliseconds, over
from assessments.management.paper import paper_costs
from assessments.management.ratings import refused
from assessments.management.trial import Trial, build_trial, queries, scratch_database
from assessments.report import answers_of, build_report
from assessments.report.problem import pose

RUNS = 7
MOST_PDF_RUNS = 3
"""Drawing takes seconds, so it is repeated less often."""
START = "import config.wsgi; from django.urls import get_resolver; get_resolver().url_patterns"
"""What a server does before its first page."""


class Command(BaseCommand):
    help = "Measure the main steps on an assessment of its own; no data is touched."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--runs", type=int, default=RUNS, metavar="N", help="of each step")
        parser.add_argument(
            "--strict", action="store_true", help="exit with 1 if a step is over its limit"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        runs = options["runs"]
        if runs < 1:
            raise refused("--runs must be 1 or more.")
        self.stdout.write(HEADING)
        found = []
        for step in measured(runs):
            found.append(step)
            self.stdout.write(step.line)
        load, processors = os.getloadavg()[0], os.cpu_count() or 1
        if load > processors + 1:  # one is this measurement itself
            self.stdout.write(
                f"This machine is busy (load {load:.1f}, {processors} processors): "
                "left alone it is faster."
            )
        if options["strict"] and (beyond := over(found)):
            raise CommandError(f"Over the limit: {', '.join(beyond)}.")


def measured(runs: int) -> Iterator[Measured]:
    """Every step as soon as it is measured."""
    with scratch_database():
        trial = build_trial()
        answers = answers_of(trial.assessment)
        report = build_report(answers)
        yield from finding(answers, runs)
        yield from drawing(report, runs)
        yield from serving(trial, runs)
    yield from starting(runs)
    yield from printing(report, min(runs, MOST_PDF_RUNS))


def finding(answers: Answers, runs: int) -> list[Measured]:
    problem = pose(answers).problem
    return [
        Measured(
            f"diagnosis of {len(answers.items)} items, 200 draws, headline",
            "ms",
            milliseconds(lambda: diagnose(problem, draws=200).headline(), runs),
            50,
        ),
        Measured("report from answers", "ms", milliseconds(lambda: build_report(answers), runs)),
    ]


def drawing(report: Report, runs: int) -> list[Measured]:
    return [Measured("all charts", "ms", milliseconds(lambda: figures(report), runs), 10)]


def serving(trial: Trial, runs: int) -> list[Measured]:
    scores = count()

    def rate() -> None:
        trial.rate(1 + next(scores) % 5)  # another score each time, so that it is saved

    return [
        Measured("result page, queries", "", [queries(trial.result)], 12),
        Measured("result page, server time", "ms", milliseconds(trial.result, runs), 150),
        Measured("saving a rating, queries", "", [queries(rate)], 8),
        Measured("saving a rating, server time", "ms", milliseconds(rate, runs), 25),
    ]


def starting(runs: int) -> list[Measured]:
    """A process of its own, with compiled modules, as an installation has them."""
    with TemporaryDirectory() as compiled:
        environment = {**os.environ, "PYTHONPYCACHEPREFIX": compiled}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)

        def start() -> None:
            command = [sys.executable, "-c", START]
            subprocess.run(command, check=True, cwd=settings.BASE_DIR, env=environment)

        seconds = [value / 1000 for value in milliseconds(start, runs)]
    return [Measured("start-up with all pages imported", "s", seconds, 1.5)]


def printing(report: Report, runs: int) -> list[Measured]:
    costs = paper_costs(report, runs)
    return [
        Measured("PDF, processor time, warmed", "s", costs.warmed, 3.5),
        Measured("PDF, processor time, cold", "s", costs.cold),
        Measured("PDF, most memory", "MB", [costs.peak_megabytes], 350),
        Measured("PDF, size", "KB", [costs.kilobytes], 800),
        Measured("PDF, documents that came out different", "", [costs.different], 0),
    ]

"""The simulation study of the method, on organisations whose causes are known."""

from argparse import ArgumentParser
from typing import Any

from assessments.management.ratings import FrameworkCommand, framework_named, refused
from assessments.report.study import DEFAULT_ORGANISATIONS, study_of

LEAST = 2
"""Organisations an interval needs."""


class Command(FrameworkCommand):
    help = "Judge the method on made-up organisations with known causes, beside simpler ones."

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--organisations",
            type=int,
            default=DEFAULT_ORGANISATIONS,
            metavar="N",
            help=f"how many to make up (default: {DEFAULT_ORGANISATIONS}, some minutes)",
        )
        parser.add_argument("--seed", type=int, default=0, metavar="N", help="repeats a run")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["organisations"] < LEAST:
            raise refused(f"--organisations must be {LEAST} or more.")
        if options["seed"] < 0:
            raise refused("--seed must be 0 or more.")
        framework = framework_named(options["framework"])
        self.stdout.write(study_of(framework, options["organisations"], options["seed"]))

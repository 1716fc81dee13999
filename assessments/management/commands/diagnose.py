"""Root causes and symptoms from a file of ratings, for people and for programs."""

from argparse import ArgumentParser
from typing import Any

from assessments.exchange.document import as_text, diagnosis_document
from assessments.exchange.text import diagnosis_text
from assessments.management.ratings import RatingsCommand
from assessments.report import build_report


class Command(RatingsCommand):
    help = "Diagnose ratings from a CSV or XLSX file: where weakness starts, where it shows."

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--json", action="store_true", help="print JSON for other programs")

    def handle(self, *args: Any, **options: Any) -> None:
        report = build_report(self.answers_of(options))
        if options["json"]:
            self.stdout.write(as_text(diagnosis_document(report)))
        else:
            self.stdout.write(diagnosis_text(report))

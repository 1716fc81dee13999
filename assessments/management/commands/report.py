"""The PDF report from a file of ratings."""

from argparse import ArgumentParser
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone

from assessments.exchange.refusal import CONTROL
from assessments.management.ratings import RatingsCommand, refused
from assessments.paper.edition import A4, FULL, LETTER, PILLAR, SUMMARY, Edition
from assessments.pdf import PdfFailed, pdf_of
from assessments.report import build_report
from ecosystem.content import FrameworkContent

LONGEST = 120
"""Characters of a name or title, as on the pages."""


class Command(RatingsCommand):
    help = "Write the PDF report for ratings from a CSV or XLSX file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--output", type=Path, required=True, metavar="X.pdf", help="the PDF to write"
        )
        parser.add_argument("--organisation", default="", metavar="NAME", help="named on the cover")
        parser.add_argument("--title", default="", metavar="TEXT", help="title of the assessment")
        parser.add_argument(
            "--kind", choices=(FULL, SUMMARY, PILLAR), default=FULL, help="full unless you say"
        )
        parser.add_argument("--pillar", default="", metavar="SLUG", help="which, of kind pillar")
        parser.add_argument("--paper", choices=(A4, LETTER), default=A4, help="a4 unless you say")
        parser.add_argument("--final", action="store_true", help="final, no longer a draft")

    def handle(self, *args: Any, **options: Any) -> None:
        output: Path = options["output"]
        refuse_output(output)
        organisation = line("--organisation", options["organisation"])
        title = line("--title", options["title"])
        edition = Edition(
            kind=options["kind"],
            pillar=options["pillar"],
            paper=options["paper"],
            final=options["final"],
        )
        answers = replace(
            self.answers_of(options),
            organisation=organisation,
            title=title,
            as_of=last_change(options["file"]),
        )
        refuse_pillar(edition, answers.framework)
        try:
            pdf = pdf_of(build_report(answers), edition)
        except PdfFailed as failed:
            raise CommandError(str(failed)) from None
        write(output, pdf)
        self.stdout.write(f"Wrote {output} ({len(pdf) / 1000:,.0f} KB).")


def last_change(file: Path) -> date:
    """The day the ratings were last written, for the cover."""
    changed = datetime.fromtimestamp(file.stat().st_mtime, tz=UTC)
    return timezone.localdate(changed)


def refuse_pillar(edition: Edition, framework: FrameworkContent) -> None:
    """A report on one pillar says which, and no other report does."""
    known = ", ".join(framework.pillar_by_slug)
    if edition.kind != PILLAR and edition.pillar:
        raise refused("--pillar goes with --kind pillar. Leave one out, or give both.")
    if edition.kind == PILLAR and edition.pillar not in framework.pillar_by_slug:
        given = (
            f"--pillar {edition.pillar} is not a pillar" if edition.pillar else "--pillar needed"
        )
        raise refused(f"{given}. Choose from {known}.")


def refuse_output(output: Path) -> None:
    """Say what is wrong with the place before minutes are spent on the content."""
    if output.is_dir():
        raise refused(f"--output {output} is a folder. Name the file in it, such as report.pdf.")
    if not output.parent.is_dir():
        raise refused(f"--output {output}: there is no folder {output.parent}. Make it first.")


def line(option: str, text: str) -> str:
    """A name or title: one line that fits on the cover."""
    found = " ".join(text.split())
    if len(found) > LONGEST:
        raise refused(f"{option} has {len(found)} characters. Shorten it to {LONGEST} or fewer.")
    if CONTROL.search(found):
        raise refused(f"{option} holds a control character. Remove it.")
    return found


def write(output: Path, pdf: bytes) -> None:
    """All of the file or nothing: what stood there before is replaced in one step."""
    try:
        with NamedTemporaryFile(dir=output.parent, delete=False) as file:
            part = Path(file.name)
            file.write(pdf)
        part.chmod(0o644)
        part.replace(output)
    except OSError as error:
        raise refused(f"{output} cannot be written ({error.strerror}).") from None

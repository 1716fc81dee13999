"""What a planned change touches, in what order, and how ready that is."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from assessments.exchange.document import as_text, ripple_document
from assessments.exchange.refusal import did_you_mean, quoted
from assessments.exchange.text import ripple_text
from assessments.management.ratings import FrameworkCommand, framework_named, refused
from assessments.report import ripple_of
from ecosystem.content import FrameworkContent


class Command(FrameworkCommand):
    help = "List what a change in one component touches, step by step."

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("slug", metavar="SLUG", help="the item or group that is to change")
        parser.add_argument(
            "--ratings",
            type=Path,
            metavar="FILE",
            help="ratings as CSV or XLSX, to say how ready each item is",
        )
        parser.add_argument("--json", action="store_true", help="print JSON for other programs")

    def handle(self, *args: Any, **options: Any) -> None:
        framework = framework_named(options["framework"])
        slug = component_in(framework, options["slug"])
        file = options["ratings"]
        answers = None if file is None else self.answers(file, framework)
        steps = ripple_of(framework, slug, answers)
        if options["json"]:
            self.stdout.write(as_text(ripple_document(framework, slug, steps, answers)))
        else:
            self.stdout.write(ripple_text(framework, slug, steps))


def component_in(framework: FrameworkContent, word: str) -> str:
    slug = word.strip().casefold()
    if slug in framework.by_slug:
        return slug
    if slug in framework.pillar_by_slug:
        raise refused(f"{slug} is a pillar. Name a component of it, such as an item or a group.")
    hint = did_you_mean(slug, framework.by_slug)
    raise refused(f"{quoted(word)} is no component of {framework.name}.{hint}")

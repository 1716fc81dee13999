"""What the commands that read ratings share: their arguments, and how they refuse."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from assessments.exchange.answers import answers_from_file
from assessments.exchange.refusal import Refusal, did_you_mean, quoted
from assessments.findings import Answers
from ecosystem.content import FrameworkContent
from ecosystem.loading import content_of
from ecosystem.models import Framework
from ecosystem.shipped import is_set_up, shipped_frameworks

BAD_INPUT = 2
"""Exit code for what the caller can put right."""
DEFAULT_FRAMEWORK = "sales-management-ecosystem"


def refused(message: str) -> CommandError:
    return CommandError(message, returncode=BAD_INPUT)


def framework_named(slug: str) -> FrameworkContent:
    """The newest published version of a framework everyone may use.

    Where no database is set up, as in a build, the shipped files say the same.
    """
    try:
        if not is_set_up():
            return _shipped(slug)
        found = Framework.objects.standard().filter(slug=slug).order_by("-version").first()
        if found is not None:
            return content_of(found)
        known = sorted(set(Framework.objects.standard().values_list("slug", flat=True)))
    except DatabaseError as error:
        raise refused(
            f"The frameworks cannot be read from the database ({error}). Check DATABASE_URL."
        ) from None
    raise _unknown(slug, known)


def _shipped(slug: str) -> FrameworkContent:
    found = shipped_frameworks()
    if slug not in found:
        raise _unknown(slug, sorted(found))
    return found[slug]


def _unknown(slug: str, known: list[str]) -> CommandError:
    if not known:
        return refused("No framework everyone may use is loaded. Run load_frameworks first.")
    return refused(
        f"There is no framework {quoted(slug)}.{did_you_mean(slug, known)} "
        f"Loaded are {', '.join(known)}."
    )


class FrameworkCommand(BaseCommand):
    """A command about one framework. It shows no page, so it starts without checking any."""

    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--framework",
            default=DEFAULT_FRAMEWORK,
            metavar="SLUG",
            help=f"the framework the slugs belong to (default: {DEFAULT_FRAMEWORK})",
        )

    def answers(
        self, file: Path, framework: FrameworkContent, scope: list[str] | None = None
    ) -> Answers:
        try:
            return answers_from_file(file, framework, scope or ())
        except Refusal as refusal:
            raise refused(str(refusal)) from None


class RatingsCommand(FrameworkCommand):
    """A command about one file of ratings."""

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("file", type=Path, metavar="FILE", help="ratings, as CSV or XLSX")
        parser.add_argument(
            "--scope",
            nargs="+",
            action="extend",
            metavar="PILLAR",
            help="pillars or components that coverage is measured against (default: all)",
        )

    def answers_of(self, options: dict[str, Any]) -> Answers:
        framework = framework_named(options["framework"])
        return self.answers(options["file"], framework, options["scope"])

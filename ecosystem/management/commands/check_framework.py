"""Checks frameworks: one line per problem, or one line of counts.

They come from the database, or from the shipped files where none is set up.
"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from ecosystem.content import FrameworkContent
from ecosystem.loading import content_of
from ecosystem.models import Framework
from ecosystem.pages.words import counted, counts_of
from ecosystem.rules import problems_of
from ecosystem.shipped import is_set_up, shipped_frameworks


class Command(BaseCommand):
    help = "Check the frameworks in the database, or one of them."

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        # Ours is the version of a framework; Django's own --version gives way here.
        return super().create_parser(prog_name, subcommand, conflict_handler="resolve", **kwargs)

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug", nargs="?", help="of the framework; all of them if left out")
        parser.add_argument("--version", type=int, help="of the framework; all if left out")

    def handle(self, *args: Any, **options: Any) -> None:
        count = sum(self.check_one(one) for one in self.chosen(options["slug"], options["version"]))
        if count:
            raise CommandError(f"{counted(count, 'problem')} found.")

    def chosen(self, slug: str | None, version: int | None) -> list[FrameworkContent]:
        if is_set_up():
            known = [content_of(framework) for framework in Framework.objects.all()]
        else:
            known = list(shipped_frameworks().values())
        found = [one for one in known if slug in (None, one.slug) if version in (None, one.version)]
        if not found:
            asked = " ".join(str(value) for value in (slug, version) if value is not None)
            names = ", ".join(f"{one.slug} {one.version}" for one in known)
            raise CommandError(f"There is no framework {asked}. Known: {names}.")
        return found

    def check_one(self, content: FrameworkContent) -> int:
        """Say what is wrong with one framework; how many problems there were."""
        problems = problems_of(content)
        name = f"{content.slug} {content.version}"
        for problem in problems:
            self.stdout.write(f"{name}: {problem}")
        if not problems:
            self.stdout.write(f"{name}: sound; {counts_of(content)}.")
        return len(problems)

"""Checks frameworks in the database: one line per problem, or one line of counts."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from ecosystem.loading import content_of
from ecosystem.models import Framework
from ecosystem.pages.words import counted, counts_of
from ecosystem.rules import problems_of


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

    def chosen(self, slug: str | None, version: int | None) -> list[Framework]:
        frameworks = Framework.objects.all()
        wanted = {"slug": slug, "version": version}
        found = list(frameworks.filter(**{key: value for key, value in wanted.items() if value}))
        if not found:
            known = ", ".join(f"{one.slug} {one.version}" for one in frameworks)
            asked = " ".join(str(value) for value in wanted.values() if value)
            raise CommandError(
                f"There is no framework {asked}. Known: {known}."
                if known
                else "No framework is loaded; load_frameworks loads the shipped ones."
            )
        return found

    def check_one(self, framework: Framework) -> int:
        """Say what is wrong with one framework; how many problems there were."""
        content = content_of(framework)
        problems = problems_of(content)
        name = f"{content.slug} {content.version}"
        for problem in problems:
            self.stdout.write(f"{name}: {problem}")
        if not problems:
            self.stdout.write(f"{name}: sound; {counts_of(content)}.")
        return len(problems)

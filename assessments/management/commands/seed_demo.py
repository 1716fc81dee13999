"""Writes a fictional organisation to look at. Its password is public: for development only."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from assessments.demonstration import InTheWay, read_story, seed


class Command(BaseCommand):
    help = "Add the demonstration: a fictional organisation with two assessments, and a login."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--force", action="store_true", help="write it without DEBUG, too (for tests)"
        )

    def handle(self, *args: Any, force: bool = False, **options: Any) -> None:
        if not (settings.DEBUG or force):
            raise CommandError(
                "The demonstration has a public password and is only written with DEBUG=true."
            )
        try:
            seed()
        except InTheWay as reason:
            raise CommandError(f"No demonstration: {reason}") from reason
        story = read_story()
        self.stdout.write(f"  Demo   {story.organisation}: {story.user}, {story.password}")

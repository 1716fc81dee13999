"""The pictures in the README and the documents, taken anew from the demonstration."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from assessments.management.pictures import take_pictures

FOLDER = Path("docs/pictures")


class Command(BaseCommand):
    help = "Take the pictures of the README and the documents from the demonstration."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--folder", type=Path, default=settings.BASE_DIR / FOLDER)

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        if not folder.is_dir():
            raise CommandError(f"There is no folder {folder}.")
        for name, size in take_pictures(folder):
            self.stdout.write(f"{name:<16}{size / 1000:>6.0f} kB")

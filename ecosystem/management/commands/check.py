"""Django's `check`, which also reads the shipped frameworks.

They are not checked at the start of every other command: reading them takes a tenth of a second.
"""

from typing import Any

from django.core.checks import register
from django.core.management.commands import check

from ecosystem.checks import TAG, check_shipped_frameworks


class Command(check.Command):
    def handle(self, *app_labels: Any, **options: Any) -> None:
        register(check_shipped_frameworks, TAG)
        super().handle(*app_labels, **options)

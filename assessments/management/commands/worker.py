"""Sends mail as it comes in, so that no page waits for a mail server."""

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from assessments.mail.tasks import send_mail
from assessments.models import MailJob


class Command(BaseCommand):
    help = "Send mail as it comes in, until it is ended with Ctrl+C."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.WORKER:
            raise CommandError("Set WORKER=true here and for the site: mail then waits for this.")
        left = MailJob.objects.sweep()
        self.stdout.write(f"Mail taken up again: {left}. Waiting for more; Ctrl+C ends it.")
        send_mail.enqueue()
        call_command("db_worker")

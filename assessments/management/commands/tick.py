"""What has to be done from time to time: to be run every quarter of an hour or so."""

from typing import Any

from django.core.management.base import BaseCommand

from assessments.mail.sending import send_waiting
from assessments.models import MailJob, remind_all_due
from assessments.sentences import counted

PATIENCE = 300.0
"""Seconds after which no further mail is begun: the next run goes on."""


class Command(BaseCommand):
    help = "Take up mail that was left behind, remind raters who are due, and send what waits."

    def handle(self, *args: Any, **options: Any) -> None:
        """Several at a time share the work: reminders are made under a lock, jobs are claimed."""
        left = MailJob.objects.sweep()
        reminders = remind_all_due()
        done = send_waiting(PATIENCE)
        waiting = MailJob.objects.waiting().count()
        self.stdout.write(
            f"Taken up again: {counted(left, 'mail', 'mails')}. "
            f"Reminders made: {reminders}. "
            f"Sent: {done.sent}. Not sent: {done.failed}. Still waiting: {waiting}."
        )

"""Sending what waits: each mail once, and what could not be sent says why."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from smtplib import SMTPAuthenticationError, SMTPException, SMTPRecipientsRefused

from django.core.mail import mailers
from django.core.mail.backends.base import BaseEmailBackend

from assessments.mail.letters import letter_to
from assessments.models import MailJob, Rater, keep_code, new_code

PATIENCE = 25.0
"""Seconds after which no further mail is begun: whoever waits for a page waits for this."""
UNREACHABLE = "The mail server could not be reached."
REFUSED_US = "The mail server did not accept the sign-in of this site."
REFUSED_MAIL = "The mail server did not take the mail."
REFUSED_ADDRESS = "The mail server refused this address."
NO_ADDRESS = "This is not an address that mail can be sent to."
NOT_NEEDED = "No longer needed: the link has ended, or the rater is done."


class NotSent(Exception):
    """Why not, in plain words, and whether trying again may help."""

    def __init__(self, problem: str, *, again: bool) -> None:
        super().__init__(problem)
        self.again = again


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of one run."""

    sent: int = 0
    failed: int = 0

    def __add__(self, other: "Sent") -> "Sent":
        return Sent(self.sent + other.sent, self.failed + other.failed)


def send_waiting(patience: float = PATIENCE) -> Sent:
    """Send what waits, over one connection; several runs at a time share the work."""
    jobs, connection = claimed(time.monotonic() + patience), mailers.default
    total = Sent()
    for job in jobs:
        try:
            deliver(job, connection)
            job.keep_sent()
            total += Sent(sent=1)
        except NotSent as why:
            job.keep_failed(str(why), again=why.again)
            total += Sent(failed=1)
            if str(why) == UNREACHABLE:  # so it is for all the others: they need not try
                MailJob.objects.waiting().update(problem=UNREACHABLE)
                break
    close(connection)
    return total


def claimed(end: float) -> Iterator[MailJob]:
    """One job after the other that is now ours, each tried once in a run."""
    for job in list(MailJob.objects.waiting().with_rater()):
        if time.monotonic() > end:
            return
        if MailJob.objects.claim(job):
            yield job


def deliver(job: MailJob, connection: BaseEmailBackend) -> None:
    """Hand one mail to the server.

    Raises:
        NotSent: it was not taken.
    """
    rater = Rater.objects.linked().filter(pk=job.rater_id).first()
    if rater is None or not is_wanted(rater, job):
        raise NotSent(NOT_NEEDED, again=False)
    code = new_code() if job.kind == MailJob.Kind.CODE else ""
    try:
        connection.open()
        connection.send_messages([letter_to(rater, job.kind, code)])
    except SMTPRecipientsRefused as refused:
        lasting = all(status >= 500 for status, _ in refused.recipients.values())
        raise NotSent(REFUSED_ADDRESS, again=not lasting) from refused
    except SMTPAuthenticationError as error:
        raise NotSent(REFUSED_US, again=True) from error
    except SMTPException as error:
        close(connection)
        raise NotSent(REFUSED_MAIL, again=True) from error
    except OSError as error:
        close(connection)
        raise NotSent(UNREACHABLE, again=True) from error
    except ValueError as error:
        raise NotSent(NO_ADDRESS, again=False) from error
    if code:
        keep_code(rater, code)


def is_wanted(rater: Rater, job: MailJob) -> bool:
    if rater.withdrawn or not rater.assessment.is_open:
        return False
    return rater.finished is None or job.kind == MailJob.Kind.CODE


def close(connection: BaseEmailBackend) -> None:
    """Leave; a server that is gone already has been left."""
    try:
        connection.close()
    except OSError:
        return

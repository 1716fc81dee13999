"""When somebody who has not finished is reminded, and that nobody is twice on one day."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from assessments.models.mail import MailJob, put_in_post
from assessments.models.ratings import Rater

AFTER_DAYS = (4, 11)
"""Days after the invitation."""
BEFORE_THE_END = timedelta(days=1)
MOST_REMINDERS = 3


def is_due(invited: date, answer_by: date | None, reminded: Sequence[date], today: date) -> bool:
    """Whether a reminder belongs to this day, or to one before on which none was made.

    Each day of the plan counts once: what lies between two of them is one reminder, not two.
    """
    planned = [invited + timedelta(days=days) for days in AFTER_DAYS]
    if answer_by is not None:
        last = answer_by - BEFORE_THE_END
        planned = sorted({*(day for day in planned if day < last), max(last, invited)} - {invited})
        if today > answer_by:
            return False
    if today in reminded or len(reminded) >= MOST_REMINDERS:
        return False
    latest = max(reminded, default=invited)
    return any(latest < day <= today for day in planned)


@transaction.atomic
def remind(rater: Rater, *, by_itself: bool = False) -> MailJob | None:
    """Put a reminder in the post, unless one was made today or, by itself, none is due.

    The row is locked first, so that two runs at a time make one reminder.
    """
    found = Rater.objects.unfinished().lock(rater.pk)
    if found is None:
        return None
    today = timezone.localdate()
    reminded = [timezone.localdate(job.created) for job in found.mail.reminders()]
    invited = found.mail.invitations().filter(state=MailJob.State.SENT).first()
    if today in reminded:
        return None
    if by_itself and not (
        invited
        and is_due(timezone.localdate(invited.created), found.assessment.answer_by, reminded, today)
    ):
        return None
    return put_in_post(found, MailJob.Kind.REMINDER)


def remind_all_due() -> int:
    """Everybody whose assessment reminds by itself and who is due today."""
    waiting = Rater.objects.unfinished().filter(assessment__reminds=True)
    return sum(remind(rater, by_itself=True) is not None for rater in waiting)

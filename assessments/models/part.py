"""What a rater who came by link does: begin, go on elsewhere, be done, and erase everything."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from assessments.models.links import code_hash, is_code, new_code
from assessments.models.ratings import Rater, RatingEvent
from assessments.models.release import QuotedNote, forget

MOST_TRIES = 8
"""Codes that may be tried on one link before it needs a new one."""
ANSWERS = (RatingEvent.What.RATING, RatingEvent.What.BLOCK)


class PromiseChanged(Exception):
    """What was read before beginning no longer holds; nothing has been begun."""


class BegunElsewhere(Exception):
    """Somebody has begun with this link already."""


class TooManyTries(Exception):
    """No further code is looked at until there is a new link."""


@dataclass(frozen=True)
class Promise:
    """What a rater is told before the first question: who else answers, and what follows."""

    people: int
    executives: int
    floor: int
    is_executive: bool

    @property
    def is_anonymous(self) -> bool:
        return self.people >= self.floor

    @property
    def asks_consent(self) -> bool:
        """Executives below the floor may agree to be shown as the group they are."""
        return self.is_anonymous and self.is_executive and self.executives < self.floor


def promise_to(rater: Rater) -> Promise:
    """What holds if this rater begins now."""
    invited = list(Rater.objects.counted_on(rater.assessment).values_list("group", flat=True))
    return Promise(
        people=len(invited),
        executives=invited.count(Rater.Group.EXECUTIVE),
        floor=rater.assessment.organisation.floor,
        is_executive=rater.group == Rater.Group.EXECUTIVE,
    )


def note(rater: Rater, event: str, user_id: int | None = None, **said: object) -> None:
    """A line of the history about the rater, never about an answer."""
    RatingEvent.objects.create(
        assessment_id=rater.assessment_id,
        rater=rater,
        user_id=user_id,
        what=RatingEvent.What.RATER,
        slug=event,
        new=said or None,
    )


def note_opened(rater: Rater) -> None:
    """The first time the link is opened; later ones say nothing new."""
    if not rater.events.filter(what=RatingEvent.What.RATER, slug="opened").exists():
        note(rater, "opened")


@transaction.atomic
def begin(rater: Rater, *, anonymous: bool, consents: bool) -> str:
    """Seat whoever holds the link, and give the code for another device.

    Args:
        anonymous: what the person has just read.

    Raises:
        BegunElsewhere: the link is taken.
        PromiseChanged: something else holds meanwhile.
    """
    # All raters of the assessment at once, so that nobody is removed while it is promised.
    others = Rater.objects.of_assessment(rater.assessment).order_by("pk")
    list(others.select_for_update(no_key=True))
    found = Rater.objects.claim(rater.assessment, rater)
    if found.began is not None:
        raise BegunElsewhere
    promise = promise_to(found)
    if promise.is_anonymous is not anonymous:
        raise PromiseChanged
    code = new_code()
    found.began, found.anonymous = timezone.now(), anonymous
    found.consents = consents and promise.asks_consent
    found.resume_hash, found.resume_tries = code_hash(found, code), 0
    found.save()
    note(found, "began", anonymous=anonymous, consents=found.consents)
    return code


def replace_code(rater: Rater) -> str:
    """A new code; the one before opens nothing from now on."""
    code = new_code()
    keep_code(rater, code)
    return code


def keep_code(rater: Rater, code: str) -> None:
    Rater.objects.filter(pk=rater.pk).update(resume_hash=code_hash(rater, code), resume_tries=0)


def fits(rater: Rater, code: str) -> bool:
    """Whether this is the rater's code; every try is counted before it is looked at.

    Raises:
        TooManyTries: as many as there may be have been made.
    """
    own = Rater.objects.filter(pk=rater.pk)
    if not own.filter(resume_tries__lt=MOST_TRIES).update(resume_tries=F("resume_tries") + 1):
        raise TooManyTries
    if not is_code(rater, code, rater.resume_hash):
        return False
    own.update(resume_tries=0)
    return True


@transaction.atomic
def finish(rater: Rater, done: bool) -> None:
    """Say “I am done”, or take it back."""
    found = Rater.objects.claim(rater.assessment, rater)
    if (found.finished is not None) == done:
        return
    found.finished = timezone.now() if done else None
    found.save(update_fields=["finished"])
    note(found, "finished" if done else "went-on")


@transaction.atomic
def withdraw(rater: Rater) -> None:
    """Erase all own answers. That it happened stays in the history, what they were does not."""
    found = Rater.objects.claim(rater.assessment, rater)
    erase_answers(found)
    found.withdrawn, found.finished, found.resume_hash = timezone.now(), None, ""
    found.save(update_fields=["withdrawn", "finished", "resume_hash"])
    note(found, "withdrew")


def erase_answers(rater: Rater) -> int:
    """How many answers there were; none of them, nor a quoted note, is left anywhere."""
    count = rater.ratings.count() + rater.block_answers.count()
    rater.ratings.all().delete()
    rater.block_answers.all().delete()
    QuotedNote.objects.filter(rater=rater).delete()
    forget(rater)
    rater.events.filter(what__in=ANSWERS).update(old=None, new=None)
    return count

"""What was told about the organisation: answers to the framework's questions, and own words."""

from django.db import transaction

from accounts.models import User
from assessments.models.assessments import Assessment
from assessments.models.ratings import RatingEvent
from ecosystem.content import ContextAnswerContent, ContextQuestionContent
from ecosystem.loading import content_of

# A colon cannot stand in a slug, so these never meet a question of a framework.
TRIGGER, SEGMENTS, CHANGED = "own:trigger", "own:segments", "own:changed"
OWN_WORDS = {"trigger": TRIGGER, "segments": SEGMENTS}
"""What is told in own words, by the name it has in addresses."""
TOLD_LENGTH = 300


class NoSuchAnswer(ValueError):
    """The question has no such answer."""


def answer_to(
    question: ContextQuestionContent, told: dict[str, object]
) -> ContextAnswerContent | None:
    """The answer that was chosen; None where none was."""
    chosen = told.get(question.slug)
    return next((answer for answer in question.answers if answer.slug == chosen), None)


def answered(assessment: Assessment) -> dict[str, str]:
    """What was told so far, question → answer, both in words; own words come first."""
    own = {"Why now": TRIGGER, "Customers and markets": SEGMENTS}
    told = {name: assessment.context[key] for name, key in own.items() if key in assessment.context}
    questions = content_of(assessment.framework).context
    chosen = ((one.name, answer_to(one, assessment.context)) for one in questions)
    return told | {name: answer.name for name, answer in chosen if answer}


def changed_in(assessment: Assessment) -> tuple[str, ...]:
    """The components somebody is about to change, if that is what the assessment is for."""
    return tuple(assessment.context.get(CHANGED, ()))


@transaction.atomic
def tell(assessment: Assessment, user: User, key: str, answer: str) -> None:
    """Keep one fact; an empty answer takes it back. The history keeps what was."""
    # One after the other, so that two tabs do not write each other's answers away.
    locked = Assessment.objects.select_for_update(no_key=True).get(pk=assessment.pk)
    before = locked.context.get(key, "")
    if before != answer:
        locked.context[key] = answer
        if not answer:
            del locked.context[key]
        locked.save(update_fields=["context", "changed"])
        RatingEvent.objects.create(
            assessment=assessment,
            user=user,
            what=RatingEvent.What.CONTEXT,
            slug=key.removeprefix("own:"),
            old=before,
            new=answer,
        )
    assessment.context = locked.context

"""What a mail to a rater says: short, plain, and naming only what somebody typed."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils.formats import date_format

from accounts.models import User
from assessments.models import Assessment, MailJob, Rater

SUBJECTS = {
    MailJob.Kind.INVITATION: "Your view is asked for: {title}",
    MailJob.Kind.REMINDER: "A reminder: {title}",
    MailJob.Kind.CODE: "Your new code: {title}",
}
OPENINGS = {
    MailJob.Kind.INVITATION: "{who} asks for your view of how selling really works at "
    "{organisation}.\nFor each question you choose the sentence that comes closest.",
    MailJob.Kind.REMINDER: "{who} asked for your view of how selling really works at "
    "{organisation}.\nYou have not said yet that you are done. What you have answered so far is "
    "kept.",
    MailJob.Kind.CODE: "Somebody who opened your link asked for a new code. With it you go on "
    "where you\nstopped, on this device or another:\n\n{code}\n\nThe code before it no longer "
    "works. Tell it to nobody, not even to who invited you.",
}


def inviter_of(rater: Rater) -> User | None:
    """Whoever invited the rater, if they still have an account."""
    event = rater.events.filter(slug="invited").select_related("user").last()
    return event.user if event else None


def letter_to(rater: Rater, kind: str, code: str = "") -> EmailMessage:
    """The mail as it goes out; answers to it reach whoever invited."""
    assessment, inviter = rater.assessment, inviter_of(rater)
    words = {
        "who": str(inviter) if inviter else "Somebody who runs an assessment",
        "title": one_line(assessment.title),
        "organisation": one_line(assessment.organisation.name),
        "code": code,
    }
    return EmailMessage(
        subject=SUBJECTS[MailJob.Kind(kind)].format(**words),
        body="\n\n".join(
            [
                OPENINGS[MailJob.Kind(kind)].format(**words),
                address_of(rater),
                personal(rater, assessment),
                "Before the first question you read who sees your answers, and what you can "
                "change\nor erase later.",
                ending(inviter),
            ]
        )
        + "\n",
        to=[rater.email],
        reply_to=[inviter.email] if inviter else None,
        headers={"Auto-Submitted": "auto-generated"},
    )


def address_of(rater: Rater) -> str:
    return f"{settings.PUBLIC_ADDRESS}{reverse('assessments:link', args=[rater.token])}"


def personal(rater: Rater, assessment: Assessment) -> str:
    said = "This link is yours alone: please do not pass it on."
    if assessment.answer_by:
        said += f"\nPlease answer by {date_format(assessment.answer_by, 'l, j F Y')}."
    if rater.expires:
        said += f"\nThe link works until {date_format(rater.expires, 'j F Y')}."
    return said


def ending(inviter: User | None) -> str:
    if inviter is None:
        return "Sent by Headwater."
    return f"Questions? Answer this mail: it goes to {inviter.email}.\nSent by Headwater."


def one_line(text: str) -> str:
    """A title typed over two lines would be refused as the head of a mail."""
    return " ".join(text.split())

"""What there is to look at: the demonstration, an assessment without an answer, and strangers."""

import sys
from dataclasses import dataclass
from datetime import timedelta

from django.core.management import call_command
from django.utils import timezone

from accounts.models import Organisation, User
from assessments.demonstration import read_story
from assessments.models import Assessment, Invited, MailJob, Rater, begin, invite
from ecosystem.models import Framework

FRAMEWORK = "sales-management-ecosystem"
NEWCOMER = "newcomer@example.org"
PASSWORD = "a-long-phrase-for-tests"


@dataclass(frozen=True)
class Example:
    """Where to find what was built: codes as they stand in addresses."""

    organisation: str
    complete: str
    revisit: str
    begun: str
    foreign: str
    asked: str  # with raters by link, four of them below
    rater: str  # has begun in the browser of "rater"
    reader: str  # has opened the link there, and not begun
    elsewhere: str  # has begun in another browser
    withdrawn: str


def build_example() -> tuple[Example, dict[str, User]]:
    """The example, and who may sign in: its owner, and somebody who has no password yet."""
    call_command("load_frameworks", stdout=sys.stderr)
    call_command("seed_demo", force=True, stdout=sys.stderr)
    User.objects.create_user(NEWCOMER, PASSWORD)
    story, framework = read_story(), Framework.objects.get(slug=FRAMEWORK)
    organisation = Organisation.objects.get(code=story.organisation_code)
    strangers = Organisation.objects.create(name="Strangers")
    begun, foreign = (
        Assessment.objects.create(organisation=whose, framework=framework, title="Nothing yet")
        for whose in (organisation, strangers)
    )
    assessments = (story.complete.code, story.revisit.code, begun.code, foreign.code)
    codes = (str(code) for code in (organisation.code, *assessments))
    asked, raters = invite_some(organisation, framework, User.objects.get(email=story.user))
    people = {
        "owner": User.objects.get(email=story.user),
        "invited": User.objects.create_user("invited@example.org"),
    }
    return Example(*codes, asked, *raters), people


def invite_some(
    organisation: Organisation, framework: Framework, owner: User
) -> tuple[str, list[str]]:
    """An assessment with raters by link at every stage, and their codes."""
    asked = Assessment.objects.create(
        organisation=organisation,
        framework=framework,
        title="Asked around",
        answer_by=timezone.localdate() + timedelta(days=20),
    )
    people = [
        Invited("Managing director", "director@example.org", Rater.Group.EXECUTIVE),
        Invited("Finance", "finance@example.org", Rater.Group.EXECUTIVE),
        Invited("Region north", "north@example.org", Rater.Group.MANAGER),
        Invited("Field, one", "", Rater.Group.SELLER),
        *(Invited(f"Field, {number}", "", Rater.Group.SELLER) for number in ("two", "three")),
    ]
    rater, reader, elsewhere, withdrawn, *_ = invite(asked, owner, people)
    begin(elsewhere, anonymous=True, consents=False)
    Rater.objects.filter(pk=withdrawn.pk).update(withdrawn=timezone.now(), began=timezone.now())
    MailJob.objects.create(
        rater=reader, kind=MailJob.Kind.INVITATION, state=MailJob.State.FAILED, problem="Refused."
    )
    return str(asked.code), [str(one.code) for one in (rater, reader, elsewhere, withdrawn)]

"""What there is to look at: the demonstration, an assessment without an answer, and strangers."""

import sys
from dataclasses import dataclass

from django.core.management import call_command

from accounts.models import Organisation, User
from assessments.demonstration import read_story
from assessments.models import Assessment
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
    people = {
        "owner": User.objects.get(email=story.user),
        "invited": User.objects.create_user("invited@example.org"),
    }
    return Example(*codes), people

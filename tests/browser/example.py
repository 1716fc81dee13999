"""What there is to look at: one assessment rated in full, one just begun, one of strangers."""

import sys
from dataclasses import dataclass

from django.core.management import call_command

from accounts.models import Membership, Organisation, Role, User
from assessments.models import Assessment, Rater, Rating, SymptomObservation
from ecosystem.models import Component, Framework, Symptom

FRAMEWORK = "sales-management-ecosystem"
EMAIL = "owner@example.org"
PASSWORD = "a-long-phrase-for-tests"
NOTE = 'Typed with markup: <b>bold</b> & "quoted"'


@dataclass(frozen=True)
class Example:
    """Where to find what was built: codes as they stand in addresses."""

    organisation: str
    rated: str
    begun: str
    foreign: str


def build_example() -> tuple[Example, User]:
    call_command("load_frameworks", stdout=sys.stderr)
    framework = Framework.objects.get(slug=FRAMEWORK)
    owner = User.objects.create_user(EMAIL, PASSWORD)
    organisation = Organisation.objects.create(name="Example organisation")
    Membership.objects.create(user=owner, organisation=organisation, role=Role.OWNER)
    strangers = Organisation.objects.create(name="Another organisation")
    rated, begun, foreign = (
        Assessment.objects.create(organisation=whose, framework=framework, title=title)
        for whose, title in (
            (organisation, "Spring review"),
            (organisation, "Autumn review"),
            (strangers, "Theirs"),
        )
    )
    rate_everything(rated, owner)
    Rater.objects.create(assessment=begun, user=owner)
    codes = (str(found.code) for found in (organisation, rated, begun, foreign))
    return Example(*codes), owner


def rate_everything(assessment: Assessment, user: User) -> None:
    """Scores from 1 to 5 in turn, with some answers of every other kind, and three symptoms."""
    rater = Rater.objects.create(assessment=assessment, user=user)
    items = Component.objects.filter(framework=assessment.framework, kind="item").order_by("pk")
    Rating.objects.bulk_create(
        answer(rater, item, number) for number, item in enumerate(items) if number % 20 != 19
    )
    SymptomObservation.objects.bulk_create(
        SymptomObservation(assessment=assessment, symptom=symptom, severity=severity, note=NOTE)
        for severity, symptom in enumerate(
            Symptom.objects.filter(framework=assessment.framework)[:3], 1
        )
    )


def answer(rater: Rater, item: Component, number: int) -> Rating:
    if number % 20 == 7:
        return Rating(rater=rater, component=item, answer="dont-know", note=NOTE)
    if number % 20 == 13:
        return Rating(rater=rater, component=item, answer="not-applicable", reason="out-of-scope")
    score = 1 + (number // 4 + number) % 5
    return Rating(rater=rater, component=item, answer="score", score=score, evidence="document")

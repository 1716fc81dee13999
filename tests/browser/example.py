"""What there is to look at: one assessment rated in full, one just begun, one of strangers."""

from dataclasses import dataclass

from django.core.management import call_command

from accounts.models import Membership, Organisation, Role, User
from assessments.models import Assessment, Rater, Rating, SymptomObservation
from ecosystem.models import Component, Framework, Symptom

EMAIL = "owner@example.org"
PASSWORD = "a-long-phrase-for-tests"
NOTE = 'Typed with markup: <b>bold</b> & "quoted"'


@dataclass(frozen=True)
class Example:
    owner: User
    organisation: Organisation
    rated: Assessment
    begun: Assessment
    foreign: Assessment

    @property
    def framework(self) -> Framework:
        return self.rated.framework


def build_example() -> Example:
    call_command("load_frameworks", verbosity=0)
    framework = Framework.objects.get(slug="sales-management-ecosystem")
    owner = User.objects.create_user(EMAIL, PASSWORD)
    organisation = Organisation.objects.create(name="Example organisation")
    Membership.objects.create(user=owner, organisation=organisation, role=Role.OWNER)
    rated, begun = (
        Assessment.objects.create(organisation=organisation, framework=framework, title=title)
        for title in ("Spring review", "Autumn review")
    )
    rate_everything(rated, owner)
    Rater.objects.create(assessment=begun, user=owner)
    strangers = Organisation.objects.create(name="Another organisation")
    foreign = Assessment.objects.create(organisation=strangers, framework=framework, title="Theirs")
    return Example(owner, organisation, rated, begun, foreign)


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

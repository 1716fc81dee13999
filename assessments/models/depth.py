"""How deep an assessment asks."""

from django.db import transaction

from accounts.models import User
from assessments.models.assessments import Assessment
from assessments.models.ratings import RatingEvent
from assessments.models.scope import ADAPTIVE, FULL, QUICK
from ecosystem.content import FrameworkContent
from ecosystem.loading import content_of


def depths_of(framework: FrameworkContent) -> tuple[str, ...]:
    """The depths on offer: without blocks there is nothing to scan, and all is asked."""
    return (QUICK, ADAPTIVE, FULL) if framework.blocks else (FULL,)


def depth_of(assessment: Assessment) -> str:
    """The depth in force."""
    on_offer = depths_of(content_of(assessment.framework))
    return assessment.depth if assessment.depth in on_offer else FULL


def is_scanned(assessment: Assessment) -> bool:
    """Whether the quick scan comes first; who came with problems opens items by ticking them."""
    depth = depth_of(assessment)
    is_by_symptoms = assessment.entry == Assessment.Entry.PROBLEMS
    return depth == QUICK or (depth == ADAPTIVE and not is_by_symptoms)


@transaction.atomic
def change_depth(assessment: Assessment, user: User, depth: str) -> None:
    """Ask more, or less, from now on. No answer is lost, and the history keeps the change."""
    found = Assessment.objects.select_for_update(no_key=True).get(pk=assessment.pk)
    if found.depth == depth:
        return
    RatingEvent.objects.create(
        assessment=found,
        user=user,
        what=RatingEvent.What.STATE,
        slug="depth",
        old={"depth": found.depth},
        new={"depth": depth},
    )
    found.depth = depth
    found.save(update_fields=["depth", "changed"])

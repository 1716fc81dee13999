"""The owner's decisions about components: how much they matter, what to reach, what applies."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.db import transaction

from accounts.models import User
from assessments.models.assessments import Assessment, Importance
from assessments.models.ratings import RatingEvent
from ecosystem.models import Component

CRITICAL_LIMIT = 12
"""Where much is critical, nothing is."""
TARGET, CRITICAL_TARGET = 3, 4


@dataclass(frozen=True, slots=True)
class Decision:
    """What holds for a component; without a target of its own it follows the importance."""

    importance: str = Importance.IMPORTANT.value
    target: int | None = None
    applicable: bool = True
    reason: str = ""

    @property
    def effective_target(self) -> int:
        return self.target or self.usual_target

    @property
    def usual_target(self) -> int:
        return CRITICAL_TARGET if self.importance == Importance.CRITICAL else TARGET


class TooManyCritical(ValueError):
    """One more would be too many; `slugs` are those that are critical already."""

    def __init__(self, slugs: Sequence[str]) -> None:
        super().__init__(f"{len(slugs)} components are critical already")
        self.slugs = tuple(slugs)


def decisions_of(assessment: Assessment) -> dict[str, Decision]:
    """Component → what was decided; whatever is missing stands as a `Decision()` does."""
    rows = assessment.settings.values_list(
        "component__slug", "importance", "target", "applicable", "reason"
    )
    return {
        slug: Decision(importance, target, applicable, reason)
        for slug, importance, target, applicable, reason in rows
    }


@transaction.atomic
def decide(
    assessment: Assessment, user: User, slug: str, decision: Decision, because: str = ""
) -> None:
    """Keep what was decided about a component. What equals the usual needs no row.

    `because` names the proposal that was followed; the history keeps it, see `proposals`.

    Raises:
        TooManyCritical: the most that may be critical are.
    """
    # One after the other: two at once could both become the last that may be critical.
    Assessment.objects.select_for_update(no_key=True).get(pk=assessment.pk)
    made = decisions_of(assessment)
    before = made.get(slug, Decision())
    if before == decision:
        return
    others = [s for s, d in made.items() if d.importance == Importance.CRITICAL and s != slug]
    if decision.importance == Importance.CRITICAL and len(others) >= CRITICAL_LIMIT:
        raise TooManyCritical(others)
    _write(assessment, slug, decision)
    RatingEvent.objects.create(
        assessment=assessment,
        user=user,
        what=RatingEvent.What.SETTING,
        slug=slug,
        old=asdict(before),
        new=asdict(decision) | ({"because": because} if because else {}),
    )


@transaction.atomic
def decide_all(assessment: Assessment, user: User, decisions: Mapping[str, Decision]) -> None:
    """Keep several decisions, or none of them. What is no longer critical makes room first.

    Raises:
        TooManyCritical: with all of them, too many would be critical.
    """
    after = sorted(decisions, key=lambda slug: decisions[slug].importance == Importance.CRITICAL)
    for slug in after:
        decide(assessment, user, slug, decisions[slug])


def _write(assessment: Assessment, slug: str, decision: Decision) -> None:
    if decision == Decision():
        # A row of its own would stand before the importance of the group around an item.
        assessment.settings.filter(component__slug=slug).delete()
        return
    values: dict[str, Any] = asdict(decision)
    component = Component.objects.get(framework_id=assessment.framework_id, slug=slug)
    assessment.settings.update_or_create(component=component, defaults=values)

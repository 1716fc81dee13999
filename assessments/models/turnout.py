"""How many of those who were asked have answered: by group, and never what."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from assessments.models.assessments import Assessment
from assessments.models.ratings import BlockAnswer, Rater, Rating

GROUP_NAMES = {
    "executive": "Executives",
    "manager": "Managers",
    "seller": "Sellers",
    "other": "Other functions",
}


@dataclass(frozen=True, slots=True)
class GroupTurnout:
    """One rater group; `unnamed` answered without a name, `agreed` of them to be shown apart."""

    group: str
    asked: int
    answered: int
    unnamed: int
    agreed: int

    @property
    def name(self) -> str:
        return GROUP_NAMES[self.group]


def turnout_of(assessment: Assessment) -> tuple[GroupTurnout, ...]:
    """The groups with anybody in them, in their usual order."""
    people = list(
        Rater.objects.filter(assessment=assessment, revoked=None, withdrawn=None).annotate(
            rated=Exists(Rating.objects.filter(rater=OuterRef("pk"))),
            scanned=Exists(BlockAnswer.objects.filter(rater=OuterRef("pk"))),
        )
    )
    found = (_group(name, (p for p in people if p.group == name)) for name in GROUP_NAMES)
    return tuple(group for group in found if group.asked)


def _group(name: str, people: Iterable[Rater]) -> GroupTurnout:
    there = list(people)
    answered = [p for p in there if p.rated or p.scanned]  # type: ignore[attr-defined]
    unnamed = [p for p in answered if p.user_id is None and p.anonymous is not False]
    return GroupTurnout(
        name, len(there), len(answered), len(unnamed), sum(p.consents for p in unnamed)
    )

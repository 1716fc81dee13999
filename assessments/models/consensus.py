"""What a workshop agrees on: written beside what people answered, never in its place."""

from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction

from accounts.models import User
from assessments.models.assessments import Assessment
from assessments.models.ratings import ConsensusScore, RatingEvent
from assessments.models.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Consensus:
    """The score everybody in the room could live with, and why."""

    score: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class Noted:
    """A consensus, with who wrote it down and when."""

    consensus: Consensus
    by: str
    at: datetime


def agreed_in(assessment: Assessment) -> dict[str, Noted]:
    """What workshops agreed on so far, by item."""
    rows = assessment.consensus_scores.values_list(
        "component__slug", "score", "note", "by__email", "at"
    )
    return {slug: Noted(Consensus(score, note), by, at) for slug, score, note, by, at in rows}


@transaction.atomic
def agree(assessment: Assessment, user: User, slug: str, consensus: Consensus | None) -> None:
    """Keep a workshop's word on one item, or take it back; the history keeps what was.

    Raises:
        Assessment.DoesNotExist: it was sealed meanwhile.
        NotInScope: there is nothing of that name to agree on here.
        NotApplicable: the owner took it out.
    """
    # One after the other, so that two tabs make one row.
    Assessment.objects.unsealed().select_for_update(no_key=True).get(pk=assessment.pk)
    line = Sheet.of(assessment, None).line_to_answer(slug)
    noted = agreed_in(assessment).get(slug)
    before = noted.consensus if noted else None
    if before == consensus:
        return
    if consensus is None:
        assessment.consensus_scores.filter(component_id=line.component).delete()
    else:
        ConsensusScore.objects.update_or_create(
            assessment=assessment,
            component_id=line.component,
            defaults={**asdict(consensus), "by": user},
        )
    RatingEvent.objects.create(
        assessment=assessment,
        user=user,
        what=RatingEvent.What.CONSENSUS,
        slug=slug,
        old=asdict(before) if before else None,
        new=asdict(consensus) if consensus else None,
    )

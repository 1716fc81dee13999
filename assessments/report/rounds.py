"""What was known in earlier rounds, as far as later ones brought it along, and what has moved."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from assessments.findings import (
    Answers,
    ChangeFinding,
    EarlierRound,
    EarlierScore,
    ItemAnswer,
    ItemFinding,
    PillarFinding,
    RoundFinding,
)
from assessments.models import Assessment, CarriedScore
from assessments.report.scores import mostly, rolled_up

ROUNDS = 3
"""Earlier rounds that are followed back: with the present one, as many as the figure draws."""
MOVED_FROM = 1.0
"""Points between two rounds from which one item has moved: one whole answer on the scale."""


def earlier_rounds(assessment: Assessment) -> tuple[EarlierRound, ...]:
    """The rounds before this one, the earliest first, from what was brought along: two queries.

    An assessment brings along what the one before it had scored, so the rows of each tell of the
    round before it, and nothing old is computed again.
    """
    if assessment.previous_id is None:
        return ()
    before = Assessment.objects.filter(pk=assessment.previous_id)
    older = before.values_list("previous_id", "previous__previous_id").get()
    chain = [assessment.pk, assessment.previous_id, *older]
    rows = CarriedScore.objects.filter(assessment__in=[pk for pk in chain[:ROUNDS] if pk])
    by_bearer: dict[int, list[EarlierScore]] = defaultdict(list)
    for bearer, slug, score, as_of, origin in rows.order_by("component__position").values_list(
        "assessment_id", "component__slug", "score", "as_of", "origin_id"
    ):
        round_before = chain[chain.index(bearer) + 1]
        by_bearer[bearer].append(EarlierScore(slug, score, as_of, origin != round_before))
    found = (by_bearer[bearer] for bearer in reversed(chain[:ROUNDS]) if bearer in by_bearer)
    return tuple(EarlierRound(_day(scores), tuple(scores)) for scores in found)


def _day(scores: Sequence[EarlierScore]) -> date:
    """When the round itself was answered: its last answer, or the last one it was brought."""
    own = [score.as_of for score in scores if not score.was_carried]
    return max(own or [score.as_of for score in scores])


def round_findings(answers: Answers, pillars: Iterable[PillarFinding]) -> tuple[RoundFinding, ...]:
    """The pillars' scores of each earlier round, rolled up as the present ones are, and of this."""
    if not answers.earlier or answers.as_of is None:
        return ()
    found = tuple(pillars)
    present = RoundFinding(
        as_of=answers.as_of,
        scores=tuple((pillar.slug, pillar.score) for pillar in found),
        carried=tuple(pillar.slug for pillar in found if pillar.carried),
    )
    return (*(_round(answers, earlier) for earlier in answers.earlier), present)


def _round(answers: Answers, earlier: EarlierRound) -> RoundFinding:
    then = {score.slug: score for score in earlier.scores}
    items = tuple(_as_then(item, then.get(item.slug)) for item in answers.items)
    scores = rolled_up(replace(answers, items=items)).scores
    pillars = answers.framework.pillars
    return RoundFinding(
        as_of=earlier.as_of,
        scores=tuple((pillar.slug, scores[pillar.slug].score) for pillar in pillars),
        carried=tuple(
            pillar.slug
            for pillar in pillars
            if mostly(
                then[slug].was_carried
                for slug in answers.framework.items_of(pillar.slug)
                if slug in then
            )
        ),
    )


def _as_then(item: ItemAnswer, score: EarlierScore | None) -> ItemAnswer:
    if item.state == "not-applicable":
        return item
    if score is None:
        return replace(item, state="unanswered", score=None, source=None)
    return replace(item, state="score", score=score.score, source="carried")


def change_findings(items: Iterable[ItemFinding]) -> tuple[ChangeFinding, ...]:
    """Items that moved by a point or more since they were asked last, the largest step first."""
    found = [
        ChangeFinding(item.slug, item.before, item.score)
        for item in items
        if item.before is not None
        and item.score is not None
        and abs(item.score - item.before) >= MOVED_FROM
    ]
    return tuple(sorted(found, key=lambda change: -abs(change.now - change.before)))

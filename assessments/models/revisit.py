"""Looking at one pillar again: a new assessment that stands on an earlier one."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction

from accounts.models import User
from assessments.models.assessments import Assessment, ComponentSetting
from assessments.models.ratings import CarriedScore, RatingEvent
from ecosystem.content import PillarContent
from ecosystem.loading import content_of


@dataclass(frozen=True, slots=True)
class Brought:
    """What the earlier assessment says about one item, all raters together.

    `was_carried` if it had not rated the item itself either. `left_out` is the reason where
    everybody who answered said that the item does not apply; there is no score then.
    """

    slug: str
    score: float | None = None
    as_of: date | None = None
    was_carried: bool = False
    importance: str = "important"
    left_out: str | None = None


@dataclass(frozen=True, slots=True)
class Revisit:
    """The pillar to look at again, on which day, and what is brought along for it."""

    pillar: PillarContent
    on: date
    brought: Sequence[Brought] = ()
    probes: Sequence[str] = field(default=())

    @property
    def title(self) -> str:
        return f"{self.pillar.name} revisit, {self.on:%B %Y}"


def open_revisit(base: Assessment, pillar: str) -> Assessment | None:
    """The revisit of this pillar that stands on the same assessment and is not closed yet."""
    same = Assessment.objects.open().filter(
        previous=base, entry=Assessment.Entry.PART, scope=[pillar]
    )
    return same.order_by("-id").first()


@transaction.atomic
def look_again(base: Assessment, user: User, planned: Revisit) -> Assessment:
    """The open revisit of the pillar, made if there is none: a double click makes one.

    Settings and context come along. Operational symptoms do not: they are what people see, and
    nobody has looked again yet. The earlier assessment stays as it is, sealed or not.
    """
    # One after the other, so that two clicks at once find the same one.
    Assessment.objects.select_for_update(no_key=True).get(pk=base.pk)
    going = open_revisit(base, planned.pillar.slug)
    if going is not None:
        return going
    made = Assessment.objects.create(
        organisation=base.organisation,
        framework=base.framework,
        title=planned.title,
        scope=[planned.pillar.slug],
        probes=list(planned.probes),
        context=base.context,
        entry=Assessment.Entry.PART,
        depth=Assessment.Depth.FULL,
        previous=base,
    )
    rows = {c.slug: c.pk for c in base.framework.components.all()}
    _copy_settings(base, made, planned, rows)
    _carry(base, made, planned, rows)
    RatingEvent.objects.create(
        assessment=made,
        user=user,
        what=RatingEvent.What.STATE,
        slug=planned.pillar.slug,
        old=None,
        new={"revisits": str(base.code)},
    )
    return made


def _copy_settings(
    base: Assessment, made: Assessment, planned: Revisit, rows: Mapping[str, int]
) -> None:
    """The owner's decisions, and as one of them what all raters called not applicable.

    In the pillar itself that question is asked anew.
    """
    copied = [
        ComponentSetting(
            assessment=made,
            component_id=setting.component_id,
            importance=setting.importance,
            target=setting.target,
            applicable=setting.applicable,
            reason=setting.reason,
        )
        for setting in base.settings.all()
    ]
    known = {setting.component_id for setting in copied}
    copied += [
        ComponentSetting(
            assessment=made,
            component_id=rows[one.slug],
            importance=one.importance,
            applicable=False,
            reason=one.left_out,
        )
        for one in _outside(planned, base)
        if one.left_out is not None and rows[one.slug] not in known
    ]
    ComponentSetting.objects.bulk_create(copied)


def _outside(planned: Revisit, base: Assessment) -> Iterable[Brought]:
    content = content_of(base.framework)
    return (
        one for one in planned.brought if content.by_slug[one.slug].pillar != planned.pillar.slug
    )


def _carry(base: Assessment, made: Assessment, planned: Revisit, rows: Mapping[str, int]) -> None:
    """Aggregates with their own date; what the pillar itself scored is kept to compare with."""
    outside = {one.slug for one in _outside(planned, base)}
    origins = dict(base.carried_scores.values_list("component_id", "origin_id"))
    CarriedScore.objects.bulk_create(
        CarriedScore(
            assessment=made,
            component_id=rows[one.slug],
            score=one.score,
            as_of=one.as_of or base.created.date(),
            origin_id=origins[rows[one.slug]] if one.was_carried else base.pk,
            asked_again=one.slug not in outside,
        )
        for one in planned.brought
        if one.score is not None
    )


@dataclass(frozen=True, slots=True)
class Before:
    """What an item that is asked again scored last time."""

    score: float
    as_of: date


def scores_before(assessment: Assessment) -> dict[str, Before]:
    """Item → what it scored last time; one query, none where there was no last time."""
    if assessment.previous_id is None:
        return {}
    rows = assessment.carried_scores.filter(asked_again=True)
    return {
        slug: Before(score, as_of)
        for slug, score, as_of in rows.values_list("component__slug", "score", "as_of")
    }

"""How far each rater is: how much was answered and when, never what."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max

from assessments.models.asking import Ground, Person, scope_from
from assessments.models.assessments import Assessment, ComponentSetting
from assessments.models.mail import MailJob
from assessments.models.ratings import BlockAnswer, Rater, Rating, RatingEvent
from assessments.models.scope import ADAPTIVE, Scope
from ecosystem.content import PillarContent


@dataclass(frozen=True)
class Attendance:
    """One rater, as whoever invited may see it."""

    rater: Rater
    total: int  # questions before any answer opens more
    grows: bool  # whether answers may open more
    answered: int = 0
    last: datetime | None = None
    opened: datetime | None = None
    removed: str = ""  # what became of the answers of somebody who was removed
    mail: tuple[MailJob, ...] = ()  # newest first

    @property
    def invitation(self) -> MailJob | None:
        return self._newest(MailJob.Kind.INVITATION)

    @property
    def reminder(self) -> MailJob | None:
        return self._newest(MailJob.Kind.REMINDER)

    def _newest(self, kind: str) -> MailJob | None:
        return next((job for job in self.mail if job.kind == kind), None)


@dataclass(frozen=True)
class Thin:
    """A pillar of which some questions are asked of fewer people than the floor."""

    pillar: PillarContent
    people: int
    part: bool  # whether it is only some of its questions


def attendance(assessment: Assessment) -> tuple[Attendance, ...]:
    """Everybody who was ever invited or has answered; a fixed number of queries."""
    raters = list(Rater.objects.filter(assessment=assessment).select_related("user"))
    scopes = scopes_of(assessment, raters)
    answers, events, mail = _answers(assessment), _events(assessment), _mail(assessment)
    return tuple(
        Attendance(
            rater,
            questions_in(scopes[tuple(rater.areas)]),
            scopes[tuple(rater.areas)].depth == ADAPTIVE,
            *answers.get(rater.pk, (0, None)),
            opened=events[rater.pk]["opened"].at if "opened" in events[rater.pk] else None,
            removed=_fate(events[rater.pk].get("removed")),
            mail=tuple(mail[rater.pk]),
        )
        for rater in raters
    )


def scopes_of(assessment: Assessment, raters: Iterable[Rater]) -> Mapping[tuple[str, ...], Scope]:
    """Areas → what they ask before anything is answered; people of one group share one."""
    rows = ComponentSetting.objects.filter(assessment=assessment, applicable=False)
    ground = Ground(dict(rows.values_list("component__slug", "reason")))
    found: dict[tuple[str, ...], Scope] = {}
    for rater in raters:
        key = tuple(rater.areas)
        if key not in found:
            found[key] = scope_from(assessment, Person(rater), ground)
    return found


def questions_in(scope: Scope) -> int:
    asked = [item for item in scope.asked if scope.excluding(item.slug) is None]
    return len(scope.blocks) + len(asked)


def thin_pillars(assessment: Assessment, raters: Iterable[Rater], floor: int) -> tuple[Thin, ...]:
    """Pillars that would be answered by too few for a figure of their own to be shown."""
    counts: dict[str, list[int]] = defaultdict(list)
    asked: dict[str, int] = defaultdict(int)
    people = list(raters)
    scopes = scopes_of(assessment, people)
    for rater in people:
        for slug in _covered(scopes[tuple(rater.areas)]):
            asked[slug] += 1
    framework = next(iter(scopes.values())).framework if scopes else None
    for slug, count in asked.items():
        assert framework is not None
        counts[framework.by_slug[slug].pillar].append(count)
    return tuple(
        Thin(pillar, min(counts[pillar.slug]), max(counts[pillar.slug]) >= floor)
        for pillar in (framework.pillars if framework else ())
        if counts[pillar.slug] and min(counts[pillar.slug]) < floor
    )


def _covered(scope: Scope) -> set[str]:
    """Items that are asked, one by one or by their block."""
    asked = {item.slug for item in scope.asked}
    return {
        slug
        for slug in asked | {item for block in scope.blocks for item in block.items}
        if scope.excluding(slug) is None
    }


def _answers(assessment: Assessment) -> dict[int, tuple[int, datetime | None]]:
    found: dict[int, tuple[int, datetime | None]] = {}
    for table in (Rating.objects, BlockAnswer.objects):
        rows = table.filter(rater__assessment=assessment).values_list("rater")
        for rater, count, last in rows.annotate(Count("pk"), Max("at")).order_by():
            so_far, latest = found.get(rater, (0, None))
            found[rater] = (so_far + count, max(last, latest) if latest else last)
    return found


def _events(assessment: Assessment) -> dict[int, dict[str, RatingEvent]]:
    """Rater → the newest line of the history of each kind."""
    found: dict[int, dict[str, RatingEvent]] = defaultdict(dict)
    rows = assessment.events.filter(what=RatingEvent.What.RATER, slug__in=["opened", "removed"])
    for event in rows.order_by("pk"):
        found[event.rater_id or 0][event.slug] = event
    return found


def _fate(event: RatingEvent | None) -> str:
    return str((event.new or {}).get("answers", "")) if event else ""


def _mail(assessment: Assessment) -> dict[int, list[MailJob]]:
    found: dict[int, list[MailJob]] = defaultdict(list)
    for job in MailJob.objects.filter(rater__assessment=assessment):
        found[job.rater_id].append(job)
    return found

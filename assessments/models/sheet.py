"""One person's answers to one assessment: what may be answered, what was, and writing it down."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db import transaction
from django.db.models import FilteredRelation, Q
from django.utils import timezone

from accounts.models import User
from assessments.models.asking import scope_for
from assessments.models.assessments import Assessment, ComponentSetting, Importance
from assessments.models.ratings import Evidence, Rater, Rating, RatingEvent
from assessments.models.release import QuotedNote
from assessments.models.scope import Progress, Scope
from ecosystem.content import ComponentContent
from ecosystem.loading import content_of
from ecosystem.models import Component

COLUMNS = (
    "pk",
    "slug",
    "setting__applicable",
    "setting__reason",
    "setting__importance",
    "mine__pk",
    "mine__answer",
    "mine__score",
    "mine__evidence",
    "mine__note",
    "mine__reason",
    "mine__at",
)

STORED = ("pk", "answer", "score", "evidence", "note", "reason", "at")


class NotInScope(LookupError):
    """The framework has no such item, or the assessment does not look at it."""


class NotApplicable(ValueError):
    """The owner took the item out, so that nobody rates it."""


class ChangedMeanwhile(Exception):
    """The stored answer is another than the one the new answer was based on."""

    def __init__(self, sheet: "Sheet") -> None:
        super().__init__("The stored answer has changed since.")
        self.sheet = sheet


@dataclass(frozen=True, slots=True)
class Given:
    """What a person answers for one item, as it is stored."""

    answer: str
    score: int | None = None
    evidence: str = Evidence.NONE.value
    note: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A component on the sheet, with its own setting and this person's answer to it."""

    component: int
    applicable: bool | None = None
    why_not: str = ""
    is_critical: bool = False
    rating: int | None = None
    given: Given | None = None
    at: datetime | None = None

    @property
    def version(self) -> str:
        """What a later answer says it was based on; empty while nothing is stored."""
        return self.at.isoformat() if self.given and self.at else ""


@dataclass(frozen=True)
class Sheet:
    """All components of a framework, or of one pillar, with one person's answers."""

    scope: Scope
    lines: Mapping[str, Line]

    @classmethod
    def of(cls, assessment: Assessment, rater: Rater | None, pillar: str | None = None) -> "Sheet":
        components = Component.objects.filter(framework_id=assessment.framework_id)
        if pillar is not None:
            components = components.filter(pillar__slug=pillar)
        rows = components.annotate(
            setting=FilteredRelation("settings", condition=Q(settings__assessment=assessment)),
            mine=FilteredRelation("ratings", condition=Q(ratings__rater=rater)),
        ).values_list(*COLUMNS)
        lines = {row[1]: _line(row) for row in rows}
        scope = scope_for(
            assessment,
            rater,
            {slug: line.at for slug, line in lines.items() if line.at},
            {slug: line.why_not for slug, line in lines.items() if line.applicable is False},
            [slug for slug, line in lines.items() if line.is_critical],
        )
        return cls(scope, lines)

    @cached_property
    def answers(self) -> dict[str, str]:
        """Item → score, dont-know or not-applicable; items without an answer are missing."""
        return {slug: line.given.answer for slug, line in self.lines.items() if line.given}

    def progress(self, items: Iterable[ComponentContent]) -> Progress:
        return self.scope.progress(items, self.answers)

    def is_open(self, item: ComponentContent) -> bool:
        """Whether the item waits for an answer."""
        return item.slug not in self.answers and self.scope.excluding(item.slug) is None

    def line_to_answer(self, slug: str) -> Line:
        item = self.scope.framework.by_slug.get(slug)
        if (
            item is None
            or not item.is_item
            or slug not in self.lines
            or not self.scope.covers(slug)
        ):
            raise NotInScope(slug)
        taken_out_by = self.scope.excluding(slug)
        if taken_out_by is not None:
            raise NotApplicable(reason_words(self.scope.excluded[taken_out_by]))
        return self.lines[slug]

    def as_stored(self, rater: Rater, slug: str) -> "Sheet":
        """With the answer to one item as it stands at this moment."""
        line = self.line_to_answer(slug)
        row = rater.ratings.filter(component_id=line.component).values_list(*STORED).first()
        if row is None:
            return self.with_line(slug, replace(line, rating=None, given=None, at=None))
        rating, *given, at = row
        return self.with_line(slug, replace(line, rating=rating, given=Given(*given), at=at))

    def with_line(self, slug: str, line: Line) -> "Sheet":
        return replace(self, lines={**self.lines, slug: line})


def reason_words(reason: str) -> str:
    """Why something does not apply, inside a sentence."""
    if reason in ComponentSetting.Reason.values:
        return str(ComponentSetting.Reason(reason).label).lower()
    return "no reason given"


def _line(row: tuple[Any, ...]) -> Line:
    pk, _, applicable, why_not, importance, rating, answer, score, *rest, at = row
    line = Line(pk, applicable, why_not or "", importance == Importance.CRITICAL)
    if rating is None:
        return line
    return replace(line, rating=rating, given=Given(answer, score, *rest), at=at)


def rate(
    assessment: Assessment,
    who: User | Rater,
    slug: str,
    given: Given | None,
    based_on: str | None = None,
) -> Sheet:
    """Keep somebody's answer to one item, or take it back; gives the sheet after that.

    An answer that says which version it was `based_on` replaces that one only. The same answer
    again changes nothing, whatever it was based on: it may be sent as often as one likes.

    Raises:
        ChangedMeanwhile: another tab or device has answered otherwise since.
        Rater.DoesNotExist: the rater was removed or the assessment closed meanwhile.
        NotInScope: there is nothing of that name to rate here.
        NotApplicable: the owner took it out.
    """
    item = content_of(assessment.framework).by_slug.get(slug)
    if item is None:
        raise NotInScope(slug)
    # A rater by link is one of many at once: reading the sheet takes longest, so it is done before
    # the lock for which, on SQLite, everybody else waits.
    sheet = Sheet.of(assessment, who) if isinstance(who, Rater) else None
    with transaction.atomic():
        rater = Rater.objects.claim_to_answer(assessment, who)
        sheet = sheet.as_stored(rater, slug) if sheet else Sheet.of(assessment, rater)
        line = sheet.line_to_answer(slug)
        if line.given == given:
            return sheet
        if based_on is not None and based_on != line.version:
            raise ChangedMeanwhile(sheet)
        RatingEvent.objects.create(
            assessment=assessment,
            rater=rater,
            user_id=rater.user_id,
            what=RatingEvent.What.RATING,
            slug=slug,
            old=asdict(line.given) if line.given else None,
            new=asdict(given) if given else None,
        )
        return sheet.with_line(slug, _written(rater, line, given))


def _written(rater: Rater, line: Line, given: Given | None) -> Line:
    now = timezone.now()
    own = rater.ratings.filter(component_id=line.component)
    if line.given and line.given.note and (given is None or given.note != line.given.note):
        # Words that were taken back are not quoted any longer.
        QuotedNote.objects.filter(rater=rater, component_id=line.component).delete()
    if given is None:
        own.delete()
        return replace(line, rating=None, given=None, at=now)
    if line.rating is None:
        made = Rating.objects.create(rater=rater, component_id=line.component, **asdict(given))
        return replace(line, rating=made.pk, given=given, at=made.at)
    own.update(at=now, **asdict(given))
    return replace(line, given=given, at=now)

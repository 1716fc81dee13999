"""The quick scan: one question per block, answered for all its items until they are rated."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from functools import cached_property

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from assessments.models.assessments import Assessment
from assessments.models.ratings import BlockAnswer, Rater, RatingEvent
from assessments.models.scope import Progress, Scope
from assessments.models.sheet import ChangedMeanwhile, Given, NotInScope, Sheet
from ecosystem.content import BlockContent
from ecosystem.models import Block


@dataclass(frozen=True, slots=True)
class BlockLine:
    """One person's answer to one block."""

    given: Given
    at: datetime

    @property
    def version(self) -> str:
        """What a later answer says it was based on."""
        return self.at.isoformat()


@dataclass(frozen=True)
class Scan:
    """The questions of the quick scan with one person's answers."""

    sheet: Sheet
    lines: Mapping[str, BlockLine]

    @classmethod
    def of(cls, assessment: Assessment, rater: Rater | None) -> "Scan":
        rows = BlockAnswer.objects.filter(rater=rater).values_list(
            "block__slug", "answer", "score", "note", "reason", "at"
        )
        lines = {
            slug: BlockLine(Given(answer, score, note=note, reason=reason), at)
            for slug, answer, score, note, reason, at in rows
        }
        return cls(Sheet.of(assessment, rater), lines)

    @property
    def scope(self) -> Scope:
        return self.sheet.scope

    @cached_property
    def answers(self) -> dict[str, str]:
        """Block → score, dont-know or not-applicable; blocks without an answer are missing."""
        return {slug: line.given.answer for slug, line in self.lines.items()}

    @cached_property
    def blocks(self) -> tuple[BlockContent, ...]:
        """The questions: those asked, and where none is, all that may be answered."""
        return self.scope.blocks or self.scope.scannable

    def progress(self, blocks: Iterable[BlockContent]) -> Progress:
        return self.scope.scan_progress(blocks, self.answers)

    def given(self, slug: str) -> Given | None:
        line = self.lines.get(slug)
        return line.given if line else None

    def version(self, slug: str) -> str:
        line = self.lines.get(slug)
        return line.version if line else ""

    def is_open(self, block: BlockContent) -> bool:
        return block.slug not in self.lines

    def with_line(self, slug: str, line: BlockLine | None) -> "Scan":
        others = {at: known for at, known in self.lines.items() if at != slug}
        return replace(self, lines=others | ({slug: line} if line else {}))


@transaction.atomic
def rate_block(
    assessment: Assessment,
    who: User | Rater,
    slug: str,
    given: Given | None,
    based_on: str | None = None,
) -> Scan:
    """Keep somebody's answer to one block, or take it back; gives the scan after that.

    The same answer again changes nothing, so it may be sent as often as one likes.

    Raises:
        ChangedMeanwhile: another tab or device has answered otherwise since.
        Rater.DoesNotExist: the rater was removed or the assessment closed meanwhile.
        NotInScope: there is no such block for the person to answer.
    """
    rater = Rater.objects.claim_to_answer(assessment, who)
    scan = Scan.of(assessment, rater)
    if slug not in {block.slug for block in scan.scope.scannable}:
        raise NotInScope(slug)
    before = scan.given(slug)
    if before == given:
        return scan
    if based_on is not None and based_on != scan.version(slug):
        raise ChangedMeanwhile(scan.sheet)
    RatingEvent.objects.create(
        assessment=assessment,
        rater=rater,
        user_id=rater.user_id,
        what=RatingEvent.What.BLOCK,
        slug=slug,
        old=_told(before),
        new=_told(given),
    )
    return scan.with_line(slug, _written(assessment, rater, slug, given))


def _told(given: Given | None) -> dict[str, object] | None:
    """The answer as the history keeps it: a block has no evidence."""
    if given is None:
        return None
    return {name: value for name, value in asdict(given).items() if name != "evidence"}


def _written(
    assessment: Assessment, rater: Rater, slug: str, given: Given | None
) -> BlockLine | None:
    if given is None:
        rater.block_answers.filter(block__slug=slug).delete()
        return None
    block = Block.objects.get(framework_id=assessment.framework_id, slug=slug)
    row, _ = rater.block_answers.update_or_create(
        block=block, defaults={**(_told(given) or {}), "at": timezone.now()}
    )
    return BlockLine(given, row.at)

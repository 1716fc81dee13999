"""Answers for tests: everything rated alike except what a test says."""

from collections.abc import Mapping, Sequence

from assessments.findings import Answers, SymptomAnswer
from assessments.report.gather import Gathered, Said, Setting, gather
from tests.shipped import shipped

ECOSYSTEM = "sales-management-ecosystem"


def answers(
    scores: Mapping[str, int] | None = None,
    *,
    others: int | None = 4,
    symptoms: Sequence[tuple[str, int]] = (),
    settings: Mapping[str, Setting] | None = None,
    scope: Sequence[str] = (),
    framework: str = ECOSYSTEM,
) -> Answers:
    """One rater's answers: `scores` by slug, everything else `others` (None: not rated)."""
    content, given = shipped(framework), scores or {}
    rated = {item.slug: given.get(item.slug, others) for item in content.items}
    return gather(
        Gathered(
            content,
            said=[said(slug, score) for slug, score in rated.items() if score is not None],
            sizes={"executive": 1},
            settings=settings or {},
            symptoms=[SymptomAnswer(slug, severity) for slug, severity in symptoms],
            scope=scope,
            organisation="Tessel",
            title="Autumn",
        )
    )


def said(slug: str, score: int | None, rater: str = "1", group: str = "executive") -> Said:
    return Said(rater, group, slug, "score" if score is not None else "dont-know", score)

"""A ratings file as `Answers`: every row is right and none contradicts another, or nothing."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from assessments.exchange.conflicts import conflicts
from assessments.exchange.refusal import Refusal, RefusedFile, did_you_mean, quoted
from assessments.exchange.rows import Row, check
from assessments.exchange.table import read_table
from assessments.findings import Answers, SymptomAnswer
from assessments.report.gather import Gathered, Setting, gather
from assessments.report.releasing import Said
from ecosystem.content import FrameworkContent

UNNAMED_GROUP = "other"
"""Where raters belong whose group the file does not say."""


def answers_from_file(
    path: Path, framework: FrameworkContent, scope: Sequence[str] = ()
) -> Answers:
    """What a CSV or XLSX file says about the framework's items, all raters rolled up.

    Args:
        path: the file.
        framework: the framework version its slugs belong to.
        scope: slugs of pillars or components that coverage is measured against; empty for all.

    Raises:
        RefusedFile: listing every fault with its line; nothing is taken from the file.
        Refusal: the scope names something the framework does not have.
    """
    check_scope(scope, framework)
    table = read_table(path)
    rows, faults = check(table.lines, framework)
    faults = [*table.faults, *faults, *conflicts(rows)]
    if faults:
        raise RefusedFile(table.name, faults)
    return answers_from_rows(rows, framework, scope)


def check_scope(scope: Iterable[str], framework: FrameworkContent) -> None:
    known = [*framework.pillar_by_slug, *framework.by_slug]
    for slug in scope:
        if slug not in known:
            raise Refusal(
                f"Scope {quoted(slug)} is no pillar or component of {framework.name}."
                f"{did_you_mean(slug, known)} Its pillars are "
                f"{', '.join(framework.pillar_by_slug)}."
            )


def answers_from_rows(
    rows: Sequence[Row], framework: FrameworkContent, scope: Sequence[str] = ()
) -> Answers:
    """The rows rolled up. An answer about an item stands before one about its group or block."""
    groups = {row.rater: row.group for row in rows if row.group}
    answered = [row for row in rows if row.is_answered]
    raters = dict.fromkeys(row.rater for row in answered)
    return gather(
        Gathered(
            framework=framework,
            said=list(_about_items(rows, groups, framework)),
            estimates=[_said(row, row.slug, groups) for row in answered if row.kind != "item"],
            sizes=Counter(groups.get(rater, UNNAMED_GROUP) for rater in raters),
            settings=_settings(rows),
            symptoms=_symptoms(rows, framework),
            scope=tuple(scope),
        )
    )


def _about_items(
    rows: Sequence[Row], groups: dict[str, str], framework: FrameworkContent
) -> Iterator[Said]:
    """What is said about items, an unanswered one with a note included.

    Not knowing a group or block is not knowing each item in it that the rater leaves open.
    """
    own = {(row.rater, row.slug) for row in rows if row.kind == "item" and row.is_answered}
    for row in rows:
        if row.kind == "item" and (row.is_answered or row.note):
            yield _said(row, row.slug, groups)
        elif row.answer == "dont-know":
            for slug in framework.items_of(row.slug):
                if (row.rater, slug) not in own:
                    own.add((row.rater, slug))
                    yield _said(row, slug, groups)


def _said(row: Row, slug: str, groups: dict[str, str]) -> Said:
    return Said(
        rater=row.rater,
        group=groups.get(row.rater, UNNAMED_GROUP),
        slug=slug,
        state=row.answer,
        score=row.score,
        evidence=row.evidence or "none",
        note=row.note,
        reason=row.reason,
    )


def _settings(rows: Iterable[Row]) -> dict[str, Setting]:
    """What the rows decide about items and groups; several rows of one add up."""
    found: dict[str, Setting] = {}
    for row in rows:
        if row.kind not in ("item", "group"):
            continue
        before = found.get(row.slug, Setting())
        found[row.slug] = Setting(
            importance=row.importance or before.importance,
            target=row.target or before.target,
            applicable=before.applicable if row.applicable is None else row.applicable,
            reason=before.reason or (row.reason if row.applicable is False else ""),
        )
    return found


def _symptoms(rows: Iterable[Row], framework: FrameworkContent) -> list[SymptomAnswer]:
    """Ticked symptoms in framework order: the worst severity anybody saw, all notes."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        if row.kind == "symptom":
            found.setdefault(row.slug, []).append(row)
    return [
        SymptomAnswer(
            symptom.slug,
            max(row.severity or 1 for row in found[symptom.slug]),
            note="\n".join(row.note for row in found[symptom.slug] if row.note),
        )
        for symptom in framework.symptoms
        if symptom.slug in found
    ]

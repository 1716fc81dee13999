"""One rater's own report: their answers to what they are asked, and nothing anybody else said."""

from collections.abc import Collection
from dataclasses import replace

from assessments.findings import ItemAnswer, Report
from assessments.models import Assessment, Rater
from assessments.report.answers import answers_of_rater
from assessments.report.build import build_report


def report_of_rater(assessment: Assessment, rater: Rater, asked: Collection[str]) -> Report:
    """What the own answers of one person would come to; for pages that only this person sees.

    Scores carried from an earlier round are what others said then, so they are left out.
    """
    answers = answers_of_rater(assessment, rater)
    items = tuple(_own(item, item.slug in asked) for item in answers.items)
    return build_report(replace(answers, items=items, earlier=()))


def _own(item: ItemAnswer, is_asked: bool) -> ItemAnswer:
    if item.source == "carried":
        return replace(
            item, state="unanswered", score=None, source=None, rating_error=None, in_scope=is_asked
        )
    return replace(item, in_scope=item.in_scope and is_asked)

"""The one bridge between tables, engine and pages.

answers_of(assessment) → Answers → build_report → Report, plain values with no query left.
"""

from assessments.findings import Report, RippleStep
from assessments.models import Assessment
from assessments.report.answers import answers_of, answers_of_rater
from assessments.report.build import ENGINE_VERSION, build_report
from assessments.report.closing import WrongState, close, reopen
from assessments.report.notes import Note, notes_of, quote
from assessments.report.own import report_of_rater
from assessments.report.revisiting import begin_revisit, offer_probes
from assessments.report.ripple import change_of, ripple_of

__all__ = [
    "ENGINE_VERSION",
    "Note",
    "RippleStep",
    "WrongState",
    "answers_of",
    "answers_of_rater",
    "begin_revisit",
    "build_report",
    "change_of",
    "close",
    "notes_of",
    "offer_probes",
    "quote",
    "reopen",
    "report_of",
    "report_of_rater",
    "ripple_of",
]


def report_of(assessment: Assessment) -> Report:
    """The assessment's report, computed anew from what is in the tables."""
    return build_report(answers_of(assessment))

"""Where leaders and sellers see one thing differently, and what is said about it."""

import pytest

from assessments.findings import Report
from assessments.report.build import build_report
from assessments.report.gather import Gathered, gather
from assessments.report.releasing import Said
from assessments.sentences import (
    closing_sentence,
    others_sentence,
    raters_words,
    straight_sentence,
    withheld_sentence,
)
from assessments.workings import of_item
from tests.report.answering import said
from tests.shipped import shipped

CRM, TOOLS = "crm", "systems-tools"


def seen(leaders: int, sellers: int, *slugs: str, managers: int | None = None) -> Report:
    """The report of four of each group who answered these items."""
    scores = {"executive": leaders, "seller": sellers, "manager": managers}
    answers: list[Said] = [
        said(slug, score, f"{group}{k}", group)
        for group, score in scores.items()
        if score is not None
        for k in range(4)
        for slug in slugs
    ]
    sizes = {group: 4 for group, score in scores.items() if score is not None}
    return build_report(gather(Gathered(shipped(), said=answers, sizes=sizes)))


def test_a_whole_point_between_leaders_and_sellers_is_a_finding():
    report = seen(4, 2, CRM, managers=3)
    (gap,) = report.gaps
    assert (gap.slug, gap.gap, gap.managers) == (CRM, 2.0, 3.0)
    assert gap.sentence == (
        "Leaders rate CRM and sales automation 4.0, sellers 2.0: "
        "2.0 points lower where the work is done. Managers: 3.0."
    )


def test_sellers_may_see_it_better_than_leaders_do():
    (gap,) = seen(2, 3, CRM).gaps
    assert "1 point higher where the work is done." in gap.sentence


def test_the_same_view_is_shown_and_is_no_gap():
    report = seen(3, 3, CRM)
    assert report.gaps == ()
    assert report.item[CRM].view.sentence.startswith("Leaders and sellers both rate")


def test_a_component_is_compared_over_what_both_groups_rated():
    items = shipped().items_of(TOOLS)
    (gap,) = seen(4, 2, *items).component_gaps
    assert (gap.slug, gap.leaders, gap.sellers) == (TOOLS, 4.0, 2.0)


def test_without_sellers_there_is_nothing_to_compare():
    report = build_report(
        gather(Gathered(shipped(), said=[said(CRM, 4)], sizes={"executive": 1}, by_name=True))
    )
    assert (report.views, report.component_views) == ((), ())


def test_the_workings_name_each_group_and_how_far_people_agree():
    report = seen(5, 1, CRM)
    lines = of_item(report, report.item[CRM])[0].lines
    assert "Executives: four raters, median 5.0" in lines
    assert any(line.startswith("Answers far apart:") for line in lines)


@pytest.mark.parametrize(
    ("raters", "agreement", "words"),
    [
        (1, None, "1 rater"),
        (2, "differ", "2 raters who differ"),
        (12, "close together", "12 raters, close together"),
        (8, None, "8 raters"),
    ],
)
def test_how_many_rated_and_how_far_they_agree(raters, agreement, words):
    assert raters_words(raters, agreement) == words


def test_others_are_counted_in_a_sentence_while_their_answers_wait():
    assert others_sentence(0, None) == ""
    assert "what one other person says is added" in others_sentence(1, None)
    assert "what the twelve others say is added" in others_sentence(12, None)


def test_too_few_scores_are_said_to_be_too_few():
    assert withheld_sentence(1, 4) == "One person scored this without a name; shown from four."
    assert withheld_sentence(3, 4) == "Three people scored this without a name; shown from four."


@pytest.mark.parametrize(
    ("straight", "raters", "floor", "words"),
    [
        (2, 12, 4, "Two of twelve raters"),
        (2, 5, 4, "Some of the five raters"),
        (5, 5, 4, "Some of the five raters"),
        (5, 5, None, "Five of five raters"),
    ],
)
def test_nobody_follows_from_how_many_gave_one_answer_throughout(straight, raters, floor, words):
    assert straight_sentence(straight, raters, floor).startswith(words)


@pytest.mark.parametrize(
    ("unnamed", "agreed", "everybody", "words"),
    [
        (0, 0, 9, "Counts already"),
        (3, 0, 3, "Not shown"),
        (4, 0, 9, "A group of its own"),
        (1, 1, 9, "Shown apart, as this person agreed"),
        (2, 2, 9, "Shown apart, as all of them agreed"),
        (2, 1, 9, "Under four: taken together"),
    ],
)
def test_what_a_close_does_with_a_group(unnamed, agreed, everybody, words):
    assert closing_sentence(unnamed, agreed, everybody, 4).startswith(words)

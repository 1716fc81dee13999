"""Since last time: small lines, better, same or worse in words, and what was carried forward."""

import re
from dataclasses import replace
from datetime import date

import pytest

from assessments.charts.trend import MOST_DRAWN, short_date, trend
from assessments.findings import Report
from tests.charts import reading
from tests.charts.chance import assessment
from tests.charts.reports import all_rated, only, report_of, scored
from tests.charts.seen import TODAY, now, round_of, with_rounds
from tests.shipped import shipped

FORMS = ("wide", "narrow", "print")
LAST = date(2025, 11, 12)
NAMES = ("leadership", "strategy", "business-management", "coaching", "people")


def since(changes: dict[str, float], report: Report | None = None, on: date = LAST) -> Report:
    """All pillars at 3, each changed by so much since the round before."""
    report = report or all_rated(3)
    before = {
        slug: None if score is None else score - changes.get(slug, 0)
        for slug, score in now(report).items()
    }
    return with_rounds(report, round_of(on, before))


def carried(*pillars: str) -> Report:
    def answer(item):
        found = scored(item.slug, 3)
        return replace(found, source="carried") if item.pillar in pillars else found

    return report_of(shipped(), answer)


def words(report: Report) -> list[str]:
    return [row[-1] for row in trend(report).table.rows]


@pytest.mark.parametrize(
    ("changes", "title"),
    [
        ({}, "Every pillar is where it was in November 2025"),
        ({"coaching": 0.2}, "Every pillar is where it was in November 2025"),
        ({"coaching": 0.3}, "Coaching is better than in November 2025"),
        ({"coaching": -0.3}, "Coaching is worse than in November 2025"),
        (
            {"coaching": 0.5, "people": 1},
            "Coaching and People are better than in November 2025",
        ),
        (
            dict.fromkeys(NAMES[:3], 0.5),
            "Three pillars are better than in November 2025",
        ),
        (dict.fromkeys(NAMES, 0.5), "Every pillar is better than in November 2025"),
        (dict.fromkeys(NAMES, -1.5), "Every pillar is worse than in November 2025"),
        (
            {"coaching": 0.5, "people": -1},
            "Coaching is better than in November 2025, People is worse",
        ),
        (
            dict.fromkeys(NAMES[:3], 0.5) | dict.fromkeys(NAMES[3:], -0.5),
            "Three pillars are better than in November 2025, Coaching and People are worse",
        ),
        (
            {"leadership": 1} | dict.fromkeys(NAMES[1:4], -0.5),
            "Leadership is better than in November 2025, three pillars are worse",
        ),
    ],
)
def test_the_title_says_what_became_better_and_worse(changes, title):
    assert trend(since(changes)).title == title


def test_a_single_pillar_that_stayed():
    alone = report_of(
        shipped(), lambda item: scored(item.slug, 3 if item.pillar == "coaching" else None)
    )
    assert trend(since({}, alone)).title == "Coaching is where it was in November 2025"


def test_nothing_rated_again_says_so():
    report = since({}, carried(*NAMES))
    assert trend(report).title == "No pillar has been rated again since November 2025"
    assert words(report) == ["carried forward"] * 5


def test_nothing_to_compare_with_says_so():
    report = with_rounds(all_rated(3), round_of(LAST, dict.fromkeys(NAMES)))
    assert trend(report).title == "No pillar has a score to compare with last time"
    assert words(report) == ["no score last time"] * 5


def test_without_an_earlier_round_there_is_no_figure():
    assert trend(all_rated(3)) is None


def test_without_any_score_there_is_no_figure():
    report = with_rounds(only({}), round_of(LAST, dict.fromkeys(NAMES)))
    assert trend(report) is None


def test_the_present_round_counts_once_even_if_the_rounds_name_it():
    report = since({"coaching": 1})
    named = replace(report, rounds=(*report.rounds, round_of(TODAY, now(report))))
    assert trend(named) == trend(report)


def test_two_rounds_in_one_month_are_told_apart_by_day():
    report = since({"coaching": 1}, on=date(2026, 5, 4))
    assert trend(report).title == "Coaching is better than on 4 May 2026"
    assert trend(report).table.head[1:3] == ("4 May 26", "20 May 26")


def test_a_round_without_a_date_is_last_time():
    report = with_rounds(all_rated(3), round_of(LAST, dict.fromkeys(NAMES, 2.0)), as_of=None)
    assert trend(report).table.head[2] == "undated"
    assert short_date(None, by_day=False) == "undated"


def test_what_is_carried_forward_is_hollow_dotted_and_named():
    report = since({"coaching": 1}, carried("leadership"))
    figure = trend(report)
    assert words(report)[0] == "carried forward"
    assert figure.table.rows[0][2] == "3.0 (carried)"
    assert figure.plotly["data"][1]["marker"]["symbol"] == ["circle", "circle-open"]
    for form in FORMS:
        assert reading.texts(getattr(figure, form)).count("carried forward") == 2
        assert getattr(figure, form).count('stroke-dasharray="3 3"') == 2


def test_nothing_carried_needs_no_key_for_it():
    assert "carried forward" not in reading.texts(trend(since({})).wide)


def test_a_round_without_a_score_leaves_a_gap():
    report = all_rated(3)
    missing = {**now(report), "people": None}
    first, last = round_of(date(2025, 5, 1), now(report)), round_of(LAST, missing)
    figure = trend(with_rounds(report, first, last))
    assert figure.table.rows[4][1:4] == ("3.0", "–", "3.0")
    assert figure.plotly["data"][9]["y"] == [3.0, None, 3.0]
    assert words(with_rounds(report, first, last))[4] == "no score last time"


def test_of_many_rounds_the_last_are_drawn_and_the_table_has_all():
    report = all_rated(3)
    rounds = [round_of(date(2015 + year, 5, 1), now(report)) for year in range(9)]
    figure = trend(with_rounds(report, *rounds))
    assert len(figure.table.head) == 10 + 4
    numbers = [t for t in reading.texts(figure.wide) if re.fullmatch(r"\d\.\d", t)]
    assert len(numbers) == 5 * MOST_DRAWN
    note = "same: less than 0.3 either way; drawn: the last four of ten rounds"
    assert note in reading.texts(figure.wide)


@pytest.mark.parametrize("seed", range(40))
def test_drawing_table_and_exploring_say_the_same(seed):
    figure = trend(assessment(seed))
    if figure is None:
        return
    rounds = len(figure.table.head) - 4
    told = [[cell.split()[0] for cell in row[1 : 1 + rounds]] for row in figure.table.rows]
    explored = [
        ["–" if y is None else f"{y:.1f}" for y in trace["y"]]
        for trace in figure.plotly["data"][1::2]
    ]
    assert explored == told
    targets = [f"{trace['y'][0]:.1f}" for trace in figure.plotly["data"][::2]]
    assert targets == [row[-3] for row in figure.table.rows]
    shown = [cell for row in told for cell in row[-MOST_DRAWN:] if cell != "–"]
    for form in FORMS:
        texts = reading.texts(getattr(figure, form))
        assert [text for text in texts if re.fullmatch(r"\d\.\d", text)] == shown

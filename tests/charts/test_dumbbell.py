"""Where views differ: leaders, managers and sellers on one scale, a point and more called a gap."""

from dataclasses import replace

import pytest

from assessments.charts.dumbbell import MOST_DRAWN, dumbbell, gaps_of
from tests.charts import reading
from tests.charts.chance import assessment
from tests.charts.reports import all_rated, story
from tests.charts.seen import view, with_views

FORMS = ("wide", "narrow", "print")
CULTURE = view("coaching-culture", 3.1, 2.2, 1.6)
MARKETS = view("target-markets", 2.3, 1.9, 1.6)
MARGIN = view("price-margin-management", 2.0, 2.2, 3.5)
ONE_ON_ONES = view("one-on-ones", 3.3, None, 1.9)


def figure_of(*views):
    return dumbbell(with_views(story(), *views))


@pytest.mark.parametrize(
    ("views", "title"),
    [
        ([MARKETS], "Leaders and sellers see no component a full point apart"),
        ([CULTURE], "Leaders rate Coaching culture 1.5 points higher than sellers do"),
        (
            [MARGIN, MARKETS],
            "Sellers rate Price and margin management 1.5 points higher than leaders do",
        ),
        (
            [CULTURE, ONE_ON_ONES],
            "Leaders rate both components at least a point higher than sellers do, "
            "Coaching culture most of all",
        ),
        (
            [CULTURE, ONE_ON_ONES, MARKETS],
            "Leaders rate two of three components at least a point higher than sellers do, "
            "Coaching culture most of all",
        ),
        (
            [MARGIN, view("crm", 1, None, 5)],
            "Sellers rate both items at least a point higher than leaders do, "
            "CRM and sales automation most of all",
        ),
        (
            [CULTURE, view("target-markets", 1, None, 5), view("one-on-ones", 1, 2, 3)],
            "Leaders and sellers are a point or more apart on all three components, "
            "Target markets/segments most of all",
        ),
    ],
)
def test_the_title_says_who_rates_what_higher(views, title):
    assert figure_of(*views).title == title


def test_without_groups_of_raters_there_is_no_figure():
    assert dumbbell(story()) is None


def test_a_subject_without_one_of_the_two_groups_is_in_the_table_alone():
    lonely = view("crm", 3, 2, None)
    assert figure_of(lonely) is None
    figure = figure_of(lonely, CULTURE)
    assert "CRM and sales automation" not in reading.texts(figure.wide)
    assert [row[3] for row in figure.table.rows if row[0].startswith("CRM")] == ["–"]


def test_it_is_sorted_by_gap_leaders_above_sellers_first():
    rows = gaps_of(with_views(story(), MARGIN, MARKETS, CULTURE)).drawn
    assert [row.signed for row in rows] == ["+1.5", "+0.7", "−1.5"]


def test_a_full_point_is_bold_with_icon_and_words():
    full, less = figure_of(view("crm", 3, None, 2)), figure_of(view("crm", 2.9, None, 2))
    assert "perception gap" in reading.texts(full.wide)
    for form in FORMS:
        assert "perception gap: 1.0 and more" in reading.texts(getattr(full, form))
        assert not [t for t in reading.texts(getattr(less, form)) if "perception" in t]
        assert 'font-weight="600"' in getattr(full, form)
        assert 'font-weight="600"' not in getattr(less, form)
    assert full.table.rows[0][-1] == "perception gap"


def test_a_gap_that_is_printed_as_a_point_counts_as_one():
    barely = figure_of(replace(view("crm", 3, None, 2), gap=0.96))
    assert "+1.0" in reading.texts(barely.wide)
    assert "perception gap" in reading.texts(barely.wide)


def test_no_gap_has_no_sign_and_both_marks_stay_seen():
    figure = figure_of(view("crm", 3, 3, 3))
    assert "0.0" in reading.texts(figure.wide)
    assert figure.wide.count('r="7.4"') == 1


def test_managers_are_left_out_where_nobody_asked_them():
    with_them, without = figure_of(CULTURE), figure_of(replace(CULTURE, managers=None))
    assert with_them.wide.count("<circle") == without.wide.count("<circle") + 1
    assert without.plotly["data"][3]["x"] == [None]


def test_of_many_the_largest_gaps_are_drawn_and_the_table_has_all():
    report = all_rated(3)
    views = [
        view(c.slug, 3 + place / 81, 3, 3 - place / 81)
        for place, c in enumerate(report.top_components)
    ]
    figure = dumbbell(with_views(report, *views))
    assert len(figure.plotly["data"][1]["x"]) == MOST_DRAWN
    assert len(figure.table.rows) == 81
    assert "Drawn: 12 of 81. The table has all of them." in reading.texts(figure.wide)
    assert figure.table.rows[0][4] == "+2.0"


@pytest.mark.parametrize("seed", range(40))
def test_drawing_table_and_exploring_say_the_same(seed):
    figure = dumbbell(assessment(seed))
    if figure is None:
        return
    drawn = gaps_of(assessment(seed)).drawn
    _, sellers, leaders, managers = figure.plotly["data"]
    in_table = {row[:5] for row in figure.table.rows}
    for place, row in enumerate(drawn):
        numbers = (leaders["x"][place], managers["x"][place], sellers["x"][place])
        printed = tuple("–" if value is None else f"{value:.1f}" for value in numbers)
        assert (row.full_name, *printed, row.signed) in in_table
    for form in FORMS:
        texts = reading.texts(getattr(figure, form))
        signed = [text for text in texts if text[0] in "+−" or text == "0.0"]
        assert signed == [row.signed for row in drawn]

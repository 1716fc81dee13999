"""The radar: pillars against targets as one shape, never the only figure that says so."""

import re
from dataclasses import replace

import pytest

from assessments.charts import figures
from assessments.charts.radar import radar
from tests.charts import reading
from tests.charts.chance import assessment
from tests.charts.reports import all_rated, report_of, scored
from tests.shipped import shipped

PILLARS = ("leadership", "strategy", "business-management", "coaching", "people")
FORMS = ("wide", "narrow", "print")


def by_pillar(**scores: float):
    """Scores by pillar, its hyphen an underscore; pillars left out are not rated."""
    known = {name.replace("_", "-"): score for name, score in scores.items()}
    return report_of(shipped(), lambda item: scored(item.slug, known.get(item.pillar)))


@pytest.mark.parametrize(
    ("scores", "title"),
    [
        ((1, 1, 1, 1, 1), "None of the five pillars meets its target"),
        ((4, 1, 1, 1, 1), "One of the five pillars meets its target: Leadership"),
        ((4, 4, 1, 1, 1), "Two of the five pillars meet their targets: Leadership and Strategy"),
        ((4, 4, 4, 1, 1), "Three of the five pillars meet their targets"),
        ((4, 4, 4, 4, 4), "All five pillars meet their targets"),
        ((4, 1, 1, None, None), "One of three pillars with a score meets its target: Leadership"),
        ((1, 1, 1, 1, None), "None of four pillars with a score meets its target"),
        ((4, 4, 4, None, None), "All three pillars with a score meet their targets"),
    ],
)
def test_the_title_counts_pillars_that_meet_their_targets(scores, title):
    given = dict(zip(PILLARS, scores, strict=True))
    report = report_of(shipped(), lambda item: scored(item.slug, given[item.pillar]))
    assert radar(report).title == title


def test_two_scores_make_no_shape():
    assert radar(by_pillar(coaching=2, people=3)) is None


def test_more_spokes_than_can_be_read_make_no_radar():
    report = all_rated(2)
    eight = (*report.pillars, *report.pillars[:3])
    assert radar(replace(report, pillars=eight)) is not None
    assert radar(replace(report, pillars=(*eight, report.pillars[0]))) is None


def test_it_is_never_the_only_view():
    for seed in range(25):
        found = figures(assessment(seed))
        assert "radar" not in found or "pillars" in found


def test_a_pillar_without_a_score_opens_the_shape():
    whole, open_ = radar(all_rated(2)), radar(by_pillar(leadership=2, strategy=2, coaching=2))
    assert "shortfall" in reading.texts(whole.wide)
    assert "shortfall" not in reading.texts(open_.wide)
    assert "not rated" in reading.texts(open_.wide)
    assert open_.plotly["data"][1]["r"].count(None) == 2


def test_nothing_short_needs_no_key_for_it():
    assert "shortfall" not in reading.texts(radar(all_rated(5)).wide)


@pytest.mark.parametrize("seed", range(0, 50, 2))
def test_drawing_table_and_exploring_say_the_same(seed):
    figure = radar(assessment(seed))
    if figure is None:
        return
    scores = [row[1] for row in figure.table.rows]
    targets = [row[3] for row in figure.table.rows]
    around = [f"{r:.1f}" if r is not None else "–" for r in figure.plotly["data"][1]["r"]]
    assert around == [*scores, scores[0]]
    assert [f"{r:.1f}" for r in figure.plotly["data"][0]["r"]] == [*targets, targets[0]]
    for form in FORMS:
        texts = reading.texts(getattr(figure, form))
        printed = [text for text in texts if re.fullmatch(r"\d\.\d", text)]
        assert printed == [score for score in scores if score != "–"]
        shown = [text.removeprefix("target ") for text in texts if text.startswith("target ")]
        assert shown == [t for t, score in zip(targets, scores, strict=True) if score != "–"]

"""The title of a figure is its finding: right in number, right in grammar."""

import pytest

from assessments.charts import figures
from tests.charts.reports import all_rated, only, report_of, scored
from tests.shipped import shipped


def titles(report) -> dict[str, str]:
    return {name: figure.title for name, figure in figures(report).items()}


def by_pillar(scores: dict[str, float]):
    return report_of(shipped(), lambda item: scored(item.slug, scores.get(item.pillar)))


@pytest.mark.parametrize(
    ("scores", "title"),
    [
        ({"coaching": 2}, "Coaching is 1.0 points short of its target"),
        ({"coaching": 4}, "Coaching meets its target"),
        ({"coaching": 4, "people": 3}, "Every pillar with enough answers meets its target"),
        (
            {"coaching": 2, "people": 2},
            "Every pillar with a score is 1.0 points short of its target",
        ),
        (
            {"coaching": 2, "people": 2, "strategy": 4},
            "Coaching and People are furthest from their targets",
        ),
        (
            {"coaching": 2, "people": 4},
            "Coaching is furthest from its target",
        ),
    ],
)
def test_pillars(scores, title):
    assert titles(by_pillar(scores))["pillars"] == title


def test_pillars_that_all_meet_their_targets():
    assert titles(all_rated(3))["pillars"] == "Every pillar meets its target"


@pytest.mark.parametrize(
    ("weak", "rest", "title"),
    [
        ((), 4, "None of the 81 components is weak"),
        (("target-markets",), 4, "One of 81 components is weak, in Strategy"),
        (
            ("target-markets", "value-creation-models"),
            4,
            "Two of 81 components are weak, both in Strategy",
        ),
        (
            ("target-markets", "value-creation-models", "market-analytics"),
            4,
            "Three of 81 components are weak, all in Strategy",
        ),
        (
            ("target-markets", "value-creation-models", "coaching-culture"),
            4,
            "Three of 81 components are weak, most of them in Strategy",
        ),
        (
            ("target-markets", "coaching-culture"),
            4,
            "Two of 81 components are weak, spread over two pillars",
        ),
        (("target-markets",), None, "The one rated component is weak"),
        ((), 1, "All 81 components are weak"),
    ],
)
def test_heat_map(weak, rest, title):
    assert titles(only(dict.fromkeys(weak, 1), rest))["heat-map"] == title


def test_pillars_say_where_the_shortfall_begins_once_all_are_rated():
    begins_there = report_of(
        shipped(), lambda item: scored(item.slug, 2 if item.pillar == "leadership" else 4)
    )
    assert titles(begins_there)["pillars"] == (
        "Leadership is furthest from its target, and most of that begins there"
    )


def test_heat_map_of_one_sound_component():
    assert titles(only({"target-markets": 4}))["heat-map"] == "The one rated component is not weak"


@pytest.mark.parametrize(
    ("weak", "title"),
    [
        (("mobile-support",), "One item is weak, and nothing weak hangs on it: Mobile support"),
        (
            ("mobile-support", "attrition-retention"),
            "Two items are weak, and none of them drives another",
        ),
    ],
)
def test_cause_map_without_lines(weak, title):
    assert titles(only(dict.fromkeys(weak, 1), 4))["cause-map"] == title


def test_cause_map_of_items_whose_drivers_are_not_rated():
    report = only({"coaching-sales-process": 2, "coaching-deal-strategies": 2})
    assert titles(report)["cause-map"] == (
        "Two items are weak, and what drives them has not been rated"
    )


def test_cause_map_of_a_dominant_cause_counts_as_the_headline_does():
    weak = {
        "sales-process-execution": 1,
        "activity-metrics": 2,
        "operations-forecasting": 2,
        "price-margin-management": 2,
        "coaching-pipeline": 2,
        "coaching-deal-strategies": 2,
    }
    report = only(weak, 4)
    assert report.headline.kind == "dominant"
    assert titles(report)["cause-map"] == (
        "All five other weak items go back to Sales process use on every deal most of all"
    )
    assert "all five other weaknesses" in report.headline.sentence


def test_flow_that_stays_in_one_pillar():
    report = only({"mobile-support": 1}, 4)
    assert titles(report)["flow-matrix"] == (
        "All of the weakness starts and shows in Business Management"
    )


def test_flow_that_stays_in_several_pillars():
    report = only({"mobile-support": 1, "attrition-retention": 1}, 4)
    assert "shows" in titles(report)["flow-matrix"]


def test_flow_from_a_pillar_that_is_hardly_rated_says_so():
    title = titles(by_pillar({"coaching": 2, "people": 4}))["flow-matrix"]
    assert title.endswith(", where too little is rated")


def test_flow_from_one_pillar_to_another():
    report = only({"target-markets": 1, "sales-process-execution": 2}, 4)
    assert titles(report)["flow-matrix"] == (
        "Most of what shows in Business Management starts in other pillars, above all in Strategy"
    )

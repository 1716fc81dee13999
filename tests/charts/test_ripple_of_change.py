"""Ripple of a planned change: what must be in place, what is touched, sentences for any number."""

from dataclasses import replace

import pytest

from assessments.charts import Figure, ground_sentence, ripple_of_change
from assessments.findings import PlannedChange
from assessments.report import change_of
from tests.charts import reading
from tests.shipped import shipped

SIZES = ("wide", "narrow", "print")


def change(*slugs: str) -> PlannedChange:
    return change_of(shipped(), slugs)


def rated(found: PlannedChange, readiness: str) -> PlannedChange:
    score = {"weak": 1.0, "ready": 4.0}.get(readiness)
    in_place, touched = (
        tuple(replace(step, readiness=readiness, score=score) for step in steps)
        for steps in (found.in_place, found.touched)
    )
    return replace(found, in_place=in_place, touched=touched, is_rated=True)


def figure_of(found: PlannedChange) -> Figure:
    figure = ripple_of_change(found)
    assert figure is not None
    return figure


@pytest.mark.parametrize("size", SIZES)
def test_what_must_be_in_place_stands_before_what_is_touched(size):
    said = reading.texts(getattr(figure_of(change("crm")), size))
    assert said.index("In place first") < said.index("At once") < said.index("Always")


@pytest.mark.parametrize("size", SIZES)
def test_without_ratings_nothing_is_said_about_scores(size):
    said = reading.texts(getattr(figure_of(change("crm")), size))
    assert not {"score", "readiness", "not rated", "share from here"} & set(said)


def test_the_table_has_all_that_has_no_room_in_the_drawing():
    found = change("sales-process")
    assert len(figure_of(found).table.rows) == len(found.in_place) + len(found.touched)


def test_ratings_add_their_columns_to_the_table():
    assert figure_of(rated(change("crm"), "weak")).table.head[-2:] == ("Score", "Readiness")


@pytest.mark.parametrize(
    ("slugs", "title"),
    [
        (["morale"], "Changing Team morale touches nothing else in the framework"),
        (["crm"], "Changing CRM and sales automation touches six other items"),
    ],
)
def test_the_title_counts_what_is_touched(slugs, title):
    assert figure_of(change(*slugs)).title == title


def test_the_title_names_two_of_many_components():
    title = figure_of(change("crm", "morale", "metrics", "sales-process")).title
    assert title.startswith("Changing CRM and sales automation, Team morale and two more touches")


def test_the_title_counts_the_weak_ones():
    assert figure_of(rated(change("crm"), "weak")).title.endswith("; six of them are weak")


@pytest.mark.parametrize(
    ("readiness", "said"),
    [
        ("weak", "Two items must be in place before it: two are weak."),
        ("unknown", "Two items must be in place before it: two are not rated."),
        ("ready", "Two items must be in place before it, and none of them is weak."),
    ],
)
def test_the_ground_is_told_with_its_readiness(readiness, said):
    assert ground_sentence(rated(change("crm"), readiness)) == said


def test_nothing_chosen_draws_nothing():
    assert ripple_of_change(change()) is None

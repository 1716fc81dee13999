"""An answer to a whole block is drawn as an estimate wherever its items show."""

from dataclasses import replace

import pytest

from assessments.charts import figures
from tests.charts import reading
from tests.charts.reports import STORY, report_of, scored
from tests.shipped import shipped

FORMS = ("wide", "narrow", "print")


def story(source):
    return report_of(
        shipped(),
        lambda item: replace(scored(item.slug, STORY.get(item.slug, 4)), source=source),
    )


ESTIMATED, RATED = (figures(story(source)) for source in ("estimate", "ratings"))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("name", "said"),
    [("heat-map", "estimated"), ("pillars", "estimated from blocks"), ("quadrant", "estimated")],
)
def test_what_is_hatched_is_explained_in_the_figure(name, said, form):
    assert said in reading.texts(getattr(ESTIMATED[name], form))


@pytest.mark.parametrize("form", FORMS)
def test_the_cause_map_marks_estimates_and_nothing_else(form):
    said = "Hatched beside a score: estimated from its block."
    assert said in " ".join(reading.texts(getattr(ESTIMATED["cause-map"], form)))
    assert said not in " ".join(reading.texts(getattr(RATED["cause-map"], form)))


@pytest.mark.parametrize("form", FORMS)
def test_rated_pillars_are_full_and_estimated_ones_hatched(form):
    assert "estimated from blocks" not in reading.texts(getattr(RATED["pillars"], form))
    assert getattr(RATED["pillars"], form) != getattr(ESTIMATED["pillars"], form)


def test_the_table_of_the_pillars_says_it_too():
    assert all("estimated" in row[2] for row in ESTIMATED["pillars"].table.rows)
    assert not any("estimated" in row[2] for row in RATED["pillars"].table.rows)

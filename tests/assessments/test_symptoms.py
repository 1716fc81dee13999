"""Operational symptoms: ticked, graded and kept at once."""

import pytest
from django.urls import reverse

from assessments.models import Assessment, RatingEvent, Seen, SymptomObservation, seen_in
from tests.assessments.pages import HTMX, links_of, part_of, text_of


@pytest.fixture
def look(log_in, owner, assessment):
    client = log_in(owner)
    return lambda: client.get(reverse("assessments:symptoms", args=[assessment.code]))


@pytest.fixture
def tick(log_in, owner, assessment):
    """Posts one symptom, as the page does in the background."""
    client = log_in(owner)

    def post(symptom="forecast", headers=HTMX, **fields):
        url = reverse("assessments:symptom", args=[assessment.code, symptom])
        return client.post(url, fields, **headers)

    return post


def test_all_symptoms_stand_under_their_themes_with_a_way_to_measure_them(look, framework):
    page = look()
    assert page.content.decode().count('name="seen"') == 29
    text = text_of(page)
    assert text.index("Winning deals") < text.index("Pipeline and forecast")
    for symptom in framework.symptoms.all():
        assert f"Measured by: {symptom.measure}" in text


def test_a_tick_is_kept_at_once_as_clear_with_an_unknown_trend(tick, assessment):
    fragment = tick(seen="yes", severity="2")
    assert seen_in(assessment) == {"forecast": Seen(2, "", "")}
    assert text_of(fragment).startswith("clear 1 symptom ticked")
    assert "Saved" in text_of(fragment)


def test_severity_trend_and_note_are_kept(tick, assessment):
    tick(seen="yes", severity="3", trend="worse", note="<b>Missed</b> four times")
    assert seen_in(assessment) == {"forecast": Seen(3, "worse", "<b>Missed</b> four times")}


def test_what_is_kept_is_shown_again_with_markup_as_text(tick, look):
    tick(seen="yes", severity="3", trend="worse", note="<b>Missed</b>")
    page = look()
    assert "severe, getting worse" in text_of(page)
    row = part_of(page, "forecast")
    assert "&lt;b&gt;Missed&lt;/b&gt;" in row
    assert 'value="3" id="forecast-3" checked' in row
    assert 'value="worse" id="forecast-t-worse" checked' in row


def test_taking_the_tick_away_removes_the_row_and_the_history_keeps_it(tick, assessment):
    tick(seen="yes", severity="3", note="kept")
    fragment = tick(severity="3", note="kept")
    assert not SymptomObservation.objects.exists()
    assert "Nothing ticked yet" in text_of(fragment)
    gone = RatingEvent.objects.first()
    assert (gone.what, gone.slug, gone.old["note"], gone.new) == (
        "symptom",
        "forecast",
        "kept",
        None,
    )


def test_the_same_tick_twice_leaves_one_row_and_one_line_of_history(tick):
    for _ in range(2):
        tick(seen="yes", severity="1")
    assert (SymptomObservation.objects.count(), RatingEvent.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"severity": "4"}, "Choose mild, clear or severe."),
        ({"severity": "bad"}, "Choose mild, clear or severe."),
        ({"trend": "sideways"}, "Choose one of the trends shown."),
        ({"note": "n" * 4001}, "4001 characters are too many"),
    ],
)
def test_a_bad_tick_is_refused_where_it_was_made(tick, fields, message):
    refused = tick(seen="yes", **fields)
    assert refused.status_code == 422
    assert message in text_of(refused)
    assert not SymptomObservation.objects.exists()


def test_a_symptom_the_framework_does_not_have_is_not_found(tick):
    assert tick("no-such-symptom", seen="yes").status_code == 404


def test_a_closed_assessment_takes_no_more_ticks(tick, look):
    Assessment.objects.update(state="sealed")
    assert look().status_code == 404
    assert tick(seen="yes").status_code == 404


def test_the_way_leads_on_to_the_result(look, assessment):
    assert reverse("assessments:result", args=[assessment.code]) in links_of(look())


def test_without_scripts_a_tick_leads_back_to_its_place(tick, assessment):
    url = reverse("assessments:symptoms", args=[assessment.code])
    assert tick(headers={}, seen="yes").url == f"{url}#forecast"


def test_without_scripts_a_refused_tick_comes_back_as_typed(tick):
    page = tick(headers={}, seen="yes", severity="9", note="typed")
    assert page.status_code == 422
    row = part_of(page, "forecast")
    assert "typed</textarea>" in row
    assert 'id="forecast-seen" checked' in row
    assert "Choose mild, clear or severe." in row


def test_page_and_tick_take_few_queries(tick, look, count_queries):
    look()
    with count_queries() as looked:
        look()
    with count_queries() as ticked:
        tick(seen="yes", severity="2")
    assert looked() <= 5
    assert ticked() <= 10

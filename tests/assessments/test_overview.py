"""The overview: how far an assessment is, pillar by pillar, and the sensible next step."""

import pytest
from django.urls import reverse

from assessments.models import (
    Assessment,
    Decision,
    Given,
    Seen,
    decide,
    observe,
    rate,
)
from ecosystem.loading import content_of
from tests.assessments.by_link import begun, invited, page_of, post
from tests.assessments.pages import links_of, part_of, text_of


def answer_all(assessment, user):
    for item in content_of(assessment.framework).items:
        if not assessment.scope or item.pillar in assessment.scope:
            rate(assessment, user, item.slug, Given("score", 3))


@pytest.fixture
def overview(log_in, owner, assessment):
    client = log_in(owner)
    return lambda: client.get(assessment.get_absolute_url())


def test_at_first_the_next_step_is_the_most_upstream_pillar(overview, assessment):
    page = overview()
    assert "nothing is answered yet." in text_of(page)
    assert "About 42 minutes to go." in text_of(page)
    first = reverse("assessments:rate", args=[assessment.code, "leadership"])
    assert f'<a class="btn btn-main" href="{first}">Start with Leadership</a>' in (
        page.content.decode()
    )


def test_progress_counts_answers_of_what_applies_in_each_pillar(overview, assessment, owner):
    rate(assessment, owner, "customer-centricity", Given("score", 4))
    rate(assessment, owner, "identity", Given("dont-know"))
    rate(assessment, owner, "role-of-leader", Given("not-applicable", reason="other"))
    decide(assessment, owner, "coaching-culture", Decision(applicable=False, reason="other"))
    text = text_of(overview())
    assert "2 of 8 · about two minutes 1 don’t know, 2 not applicable" in text
    assert "2 of 163 items are answered." in text


def test_a_group_that_does_not_apply_takes_its_items_out(overview, assessment, owner):
    decide(assessment, owner, "channel-management", Decision(applicable=False, reason="other"))
    assert "0 of 85" in text_of(overview())


def test_the_scope_alone_counts(overview, assessment):
    assessment.scope = ["people", "sales-process"]
    assessment.save()
    text = text_of(overview())
    assert "People, Sales process: 17 items" in text
    assert "0 of 3" in text
    assert "0 of 14" in text
    assert "Leadership" not in text


def test_when_all_is_answered_symptoms_come_next_and_then_the_result(overview, assessment, owner):
    assessment.scope = ["people"]
    assessment.save()
    answer_all(assessment, owner)
    assert "Tick the symptoms you see" in text_of(overview())
    observe(assessment, owner, "forecast", Seen())
    page = overview()
    assert "everything is answered." in text_of(page)
    assert "1 of 29 seen" in text_of(page)
    result = reverse("assessments:result", args=[assessment.code])
    assert f'<a class="btn btn-main" href="{result}">See the result</a>' in page.content.decode()


def test_settings_are_counted_beside_their_pillar(overview, assessment, owner):
    decide(assessment, owner, "sales-process", Decision("critical"))
    decide(assessment, owner, "crm", Decision(applicable=False, reason="other"))
    assert "Business Management 1 critical, 1 not applicable" in text_of(overview())


def test_answers_of_others_count_and_ones_own_part_is_told_apart(
    overview, assessment, owner, editor
):
    rate(assessment, editor, "customer-centricity", Given("score", 4))
    text = text_of(overview())
    assert "1 of 165 items are answered." in text
    assert "You yourself answered 0 of 165." in text


def test_answers_of_a_removed_rater_do_not_count(overview, assessment, editor):
    rate(assessment, editor, "customer-centricity", Given("score", 4))
    assessment.raters.update(revoked="2026-01-01T00:00:00Z")
    assert "nothing is answered yet." in text_of(overview())


def test_a_viewer_sees_the_progress_and_no_way_to_change_anything(log_in, viewer, assessment):
    page = log_in(viewer).get(assessment.get_absolute_url())
    assert "0 of 10" in text_of(page)
    for place in ("/rate/", "/settings/", "/symptoms/"):
        assert not [link for link in links_of(page) if place in link]


@pytest.mark.parametrize("state", [Assessment.State.CLOSED, Assessment.State.SEALED])
def test_a_closed_assessment_says_that_nothing_changes_any_more(overview, assessment, state):
    assessment.state = state
    assessment.save()
    page = overview()
    assert "This assessment is closed: answers and settings stay as they are." in text_of(page)
    assert not [link for link in links_of(page) if "/rate/" in link or "/settings/" in link]


def test_long_names_and_markup_are_shown_as_they_were_typed(overview, assessment):
    assessment.title = ("<i>" + "long " * 30)[:120]
    assessment.save()
    assert "&lt;i&gt;long" in part_of(overview(), "main")


def test_raters_who_are_missing_are_counted_and_led_to(overview, assessment, owner):
    assert "invited rater" not in text_of(overview())
    one, _ = invited(assessment, owner, 2)
    post(begun(one), one, "finish")
    page = overview()
    assert "1 of 2 invited raters is done. See who is missing" in text_of(page)
    assert page_of(assessment, "raters") in links_of(page)


def test_once_all_raters_are_done_the_close_is_offered(overview, assessment, owner):
    one = invited(assessment, owner)
    post(begun(one), one, "finish")
    page = text_of(overview())
    assert "The one invited rater is done: what they said comes in at the close." in page
    assert "Close the assessment" in page


def test_the_overview_takes_the_same_queries_however_much_is_answered(
    overview, assessment, owner, editor, django_assert_max_num_queries
):
    rate(assessment, editor, "customer-centricity", Given("score", 4))
    overview()
    answer_all(assessment, owner)
    with django_assert_max_num_queries(11):
        overview()

"""One rater after the other: links, removing people, and how far each one is."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from assessments.models import Assessment, Given, Rater, Rating, rate
from tests.assessments.by_link import acting, begun, invited, opened, page_of, place, post
from tests.assessments.pages import text_of


@pytest.fixture
def look(log_in, owner, assessment):
    client = log_in(owner)
    return lambda name="raters", *more: client.get(page_of(assessment, name, *more))


@pytest.fixture
def act(log_in, owner, assessment):
    return acting(log_in(owner), assessment)


# ------------------------------------------------------------------------- links and people


def test_a_link_is_extended_or_replaced(act, look, assessment, owner):
    one = invited(assessment, owner)
    Rater.objects.update(expires=timezone.now() - timedelta(days=1))
    assert "The link ran out on" in text_of(look("rater", one.code))
    act("rater-link", one.code, extend="1")
    extended = Rater.objects.get()
    assert (extended.is_linked, extended.token) == (True, one.token)
    act("rater-link", one.code, renew="1")
    assert Rater.objects.get().token != one.token


@pytest.mark.parametrize(("answers", "left"), [("keep", 1), ("erase", 0)])
def test_who_is_removed_half_way_leaves_the_answers_or_takes_them_along(
    act, assessment, owner, answers, left
):
    one = invited(assessment, owner, group="other")
    client = begun(one)
    rate(assessment, one, "identity", Given("score", 2, note="secret"))
    page = act("rater-remove", one.code, answers=answers)
    assert Rating.objects.count() == left
    assert client.get(place(one)).status_code == 404
    told = one.events.get(slug="removed").new["answers"]
    assert told == {"keep": "kept", "erase": "erased"}[answers]
    assert f"removed; answers {told}" in text_of(page)
    kept = [event.new for event in one.events.filter(what="rating")]
    assert (kept == [None]) is (answers == "erase")


def test_removing_asks_first_what_becomes_of_the_answers(act, assessment, owner):
    one = invited(assessment, owner)
    refused = act("rater-remove", one.code)
    assert refused.status_code == 422
    assert "Choose whether the answers stay or are erased." in text_of(refused)
    assert Rater.objects.get().revoked is None


def test_who_was_removed_with_answers_kept_goes_on_with_a_new_link(act, assessment, owner):
    one = invited(assessment, owner, group="other")
    begun(one)
    act("rater-remove", one.code, answers="keep")
    act("rater-link", one.code, renew="1")
    one.refresh_from_db()
    assert "Somebody has begun with this link." in text_of(opened(one).get(place(one)))


# -------------------------------------------------------------------- how far each one is


def test_the_owner_sees_how_much_was_answered_and_when_and_never_what(act, assessment, owner):
    one = invited(assessment, owner, group="other")
    assert "copy the link by hand" in text_of(act("raters-schedule"))
    client = opened(one)
    assert "opened the link" in text_of(act("raters-schedule"))
    post(client, one, "begin", read="named")
    rate(assessment, one, "identity", Given("score", 2, note="my secret"))
    rate(assessment, one, "crm", Given("dont-know"))
    page = act("raters-schedule")
    assert "has begun" in text_of(page)
    assert f"2 of 165 last on {timezone.localdate():%-d %b %Y}" in text_of(page)
    assert "my secret" not in page.content.decode()
    assert "One person is invited; one has begun, none is done." in text_of(page)
    post(client, one, "finish")
    assert "One person is invited; one has begun, one is done." in text_of(act("raters-schedule"))
    post(client, one, "withdraw")
    assert "withdrew; all answers erased" in text_of(act("raters-schedule"))


def test_not_applicable_does_not_change_what_somebody_is_counted_out_of(act, assessment, owner):
    one = invited(assessment, owner, group="other")
    begun(one)
    rate(assessment, one, "identity", Given("not-applicable", reason="other"))
    assert "1 of 165" in text_of(act("raters-schedule"))


def test_a_viewer_does_not_see_who_is_invited(log_in, viewer, assessment, owner):
    invited(assessment, owner)
    assert log_in(viewer).get(page_of(assessment)).status_code == 404


def test_a_rater_of_another_assessment_is_not_found(act, look, assessment, owner):
    other = Assessment.objects.create(
        organisation=assessment.organisation, framework=assessment.framework, title="Other"
    )
    one = invited(other, owner)
    assert look("rater", one.code).status_code == 404
    assert act("rater-remove", one.code, answers="erase").status_code == 404


def test_two_hundred_raters_take_no_more_queries_than_two(
    look, act, assessment, owner, count_queries
):
    invited(assessment, owner, 2)
    look()
    with count_queries() as few:
        look()
    invited(assessment, owner, 40)
    with count_queries() as many:
        look()
    assert many() == few()


def test_a_date_is_read_back_as_it_was_set(act, look, assessment):
    Assessment.objects.update(answer_by=date(2031, 2, 3))
    assert 'value="2031-02-03"' in look().content.decode()

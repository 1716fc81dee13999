"""Organisations: adding one, and its page."""

import pytest
from django.urls import reverse

from accounts.models import Organisation, Role
from tests.assessments.pages import links_of, text_of

NEW = reverse("assessments:organisation-new")


def page_of(organisation):
    return reverse("assessments:organisation", args=[organisation.code])


def test_whoever_adds_an_organisation_owns_it_and_goes_on_to_an_assessment(log_in, stranger):
    answer = log_in(stranger).post(NEW, {"name": "  Eastern Gears  "})
    made = Organisation.objects.get(name="Eastern Gears")
    assert made.memberships.get().role == Role.OWNER
    assert made.memberships.get().user == stranger
    assert answer.url == reverse("assessments:assessment-new", args=[made.code])


@pytest.mark.parametrize("name", ["", "   ", "\u200b", "\u202e\u2066"])
def test_an_organisation_needs_a_name(log_in, stranger, name):
    answer = log_in(stranger).post(NEW, {"name": name})
    assert answer.status_code == 422
    assert "Give the organisation a name." in text_of(answer)
    assert Organisation.objects.count() == 1


def test_a_form_without_any_field_is_asked_for_the_name(log_in, stranger):
    answer = log_in(stranger).post(NEW)
    assert answer.status_code == 422
    assert "Give the organisation a name." in text_of(answer)


def test_a_name_of_120_characters_fits_and_a_longer_one_is_kept_to_be_shortened(log_in, stranger):
    client = log_in(stranger)
    assert client.post(NEW, {"name": "n" * 120}).status_code == 302
    answer = client.post(NEW, {"name": "m" * 121})
    assert answer.status_code == 422
    assert b"m" * 121 in answer.content
    assert "at most 120 characters" in text_of(answer)


def test_two_organisations_may_bear_the_same_name(log_in, stranger, organisation):
    assert log_in(stranger).post(NEW, {"name": organisation.name}).status_code == 302


def test_the_page_shows_assessments_and_people(log_in, owner, viewer, assessment):
    page = log_in(owner).get(page_of(assessment.organisation))
    text = text_of(page)
    assert "One assessment so far." in text
    assert "owner@example.org (you)" in text
    assert "viewer@example.org" in text
    assert assessment.get_absolute_url() in links_of(page)


def test_a_viewer_is_not_offered_to_start_an_assessment(log_in, viewer, organisation):
    page = log_in(viewer).get(page_of(organisation))
    assert "No assessments yet." in text_of(page)
    assert reverse("assessments:assessment-new", args=[organisation.code]) not in links_of(page)


def test_the_page_shows_the_assessments_of_this_organisation_only(
    log_in, owner, assessment, django_assert_max_num_queries
):
    client = log_in(owner)
    client.post(NEW, {"name": "Second"})
    second = Organisation.objects.get(name="Second")
    with django_assert_max_num_queries(9):
        page = client.get(page_of(second))
    assert "Autumn review" not in text_of(page)

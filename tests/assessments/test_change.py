"""What a planned change touches: for an organisation, and with what an assessment knows."""

import pytest
from django.urls import reverse

from assessments.models import Assessment, Given, rate
from assessments.models.context import CHANGED
from ecosystem.models import Framework
from tests.assessments.pages import links_of, text_of


@pytest.fixture
def look(log_in, owner, organisation):
    def get(*changed, who=owner, **asked):
        url = reverse("assessments:organisation-change", args=[organisation.code])
        return log_in(who).get(url, {"changed": changed} | asked)

    return get


@pytest.fixture
def look_inside(log_in, owner, assessment):
    client = log_in(owner)

    def get(*changed):
        url = reverse("assessments:change", args=[assessment.code])
        return client.get(url, {"changed": changed} if changed else {})

    return get


def start_of(page):
    return next((link for link in links_of(page) if "entry=change" in link), None)


def test_every_component_can_be_chosen(look, framework):
    page = look()
    assert page.content.count(b'name="changed"') == framework.components.count()
    assert "What is going to change?" in text_of(page)
    assert start_of(page) is None


def test_what_is_touched_is_told_in_order_with_what_must_be_in_place(look):
    page = look("crm")
    said = text_of(page)
    assert "Changing CRM and sales automation touches six other items" in said
    assert "Two items must be in place before it." in said
    assert said.index("In place first") < said.index("At once")
    assert "nothing is rated here" in said
    assert 'value="crm" id="c-crm" checked' in page.content.decode()


def test_several_components_change_together(look):
    said = text_of(look("sales-process", "coverage-models", "bdr-sdr"))
    assert "Changing Sales process, Coverage model and" in said


def test_an_item_that_nothing_hangs_on_touches_nothing(look):
    assert "Changing Team morale touches nothing else in the framework" in text_of(look("morale"))


def test_the_way_on_leads_to_an_assessment_of_it(look, organisation):
    url = reverse("assessments:assessment-new", args=[organisation.code])
    asked = "entry=change&framework=sales-management-ecosystem&changed=crm"
    assert start_of(look("crm")) == f"{url}?{asked}"


def test_who_may_only_look_starts_no_assessment(look, viewer):
    assert start_of(look("crm", who=viewer)) is None


def test_what_is_no_component_is_refused_by_name(look):
    page = look("crm", "<moon>")
    assert page.status_code == 422
    assert "“&lt;moon&gt;” is no component of this framework." in page.content.decode()


def test_an_unknown_framework_shows_the_first_on_offer(look):
    assert "Leadership" in text_of(look(framework="none"))


def test_without_a_framework_there_is_nothing_to_change(look):
    Framework.objects.update(private=True)
    assert look().status_code == 404


# --------------------------------------------------------------------- inside an assessment


def test_inside_an_assessment_readiness_is_told(look_inside, assessment, owner):
    for slug, score in {"sales-process-execution": 1, "systems-training": 4}.items():
        rate(assessment, owner, slug, Given("score", score))
    said = text_of(look_inside("crm"))
    assert "Two items must be in place before it: one is weak." in said
    assert "weak itself" in said
    assert "nothing is rated here" not in said


def test_without_an_answer_only_the_structure_is_told(look_inside):
    assert "nothing is rated here" in text_of(look_inside("crm"))


def test_what_the_assessment_was_begun_for_is_shown_first(look_inside, assessment):
    Assessment.objects.update(context={CHANGED: ["crm"]}, entry="change")
    assert "Changing CRM and sales automation" in text_of(look_inside())
    assert "Changing Team morale" in text_of(look_inside("morale"))


def test_what_does_not_apply_is_not_touched(look_inside, assessment, owner):
    before = text_of(look_inside("crm"))
    component = assessment.framework.components.get(slug="sales-process-execution")
    assessment.settings.create(component=component, applicable=False, reason="other")
    after = text_of(look_inside("crm"))
    assert "Two items must be in place" in before
    assert "One item must be in place" in after


def test_the_page_takes_few_queries(look_inside, django_assert_max_num_queries):
    look_inside("crm")
    with django_assert_max_num_queries(18):
        look_inside("crm")

"""Starting an assessment: title, framework and scope."""

import pytest
from django.urls import reverse

from assessments.models import Assessment
from ecosystem.models import Framework
from tests.assessments.pages import links_of, text_of
from tests.rows import written


@pytest.fixture
def ask(log_in, owner, organisation, framework):
    """Posts the form of a new assessment as the owner."""
    client = log_in(owner)
    url = reverse("assessments:assessment-new", args=[organisation.code])

    def post(**fields):
        usual = {"title": "Autumn review", "framework": framework.pk, "extent": "whole"}
        return client.post(url, usual | fields)

    return post


@pytest.fixture
def parts(framework):
    """The field under which parts of the framework are ticked."""
    return f"parts-{framework.pk}"


def test_a_new_assessment_pins_the_framework_and_opens_its_overview(ask, organisation, framework):
    answer = ask()
    made = Assessment.objects.get()
    assert (made.title, made.organisation, made.framework) == (
        "Autumn review",
        organisation,
        framework,
    )
    assert (made.scope, made.is_open) == ([], True)
    assert answer.url == reverse("assessments:overview", args=[made.code])


def test_the_form_offers_every_pillar_and_every_top_level_component(
    log_in, owner, organisation, framework, parts
):
    page = log_in(owner).get(reverse("assessments:assessment-new", args=[organisation.code]))
    assert page.content.count(f'name="{parts}"'.encode()) == 5 + 81


def test_chosen_pillars_are_the_scope(ask, parts):
    ask(extent="parts", **{parts: ["coaching", "people"]})
    assert Assessment.objects.get().scope == ["coaching", "people"]


def test_chosen_components_are_the_scope_and_a_pillar_takes_its_own_along(ask, parts):
    ask(extent="parts", **{parts: ["sales-process", "coaching", "one-on-ones"]})
    assert Assessment.objects.get().scope == ["sales-process", "coaching"]


def test_all_pillars_are_the_whole(ask, parts):
    pillars = ["leadership", "strategy", "business-management", "coaching", "people"]
    ask(extent="parts", **{parts: pillars})
    assert Assessment.objects.get().scope == []


def test_ticks_do_not_count_when_all_of_it_is_chosen(ask, parts):
    ask(extent="whole", **{parts: ["coaching"]})
    assert Assessment.objects.get().scope == []


def test_parts_without_a_tick_are_refused_and_what_was_typed_is_kept(ask):
    answer = ask(extent="parts", title="Half <b>typed</b>")
    assert answer.status_code == 422
    assert "Tick at least one pillar or component" in text_of(answer)
    assert "Half &lt;b&gt;typed&lt;/b&gt;" in answer.content.decode()
    assert not Assessment.objects.exists()


def test_ticks_are_kept_when_the_title_is_missing(ask, parts):
    answer = ask(extent="parts", title=" ", **{parts: ["coaching", "sales-process"]})
    assert answer.status_code == 422
    assert "Give the assessment a title." in text_of(answer)
    for slug in ("coaching", "c-sales-process"):
        assert f'id="{parts}-{slug}" checked' in answer.content.decode()


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("framework", "0", "This framework is not on offer."),
        ("framework", "x", "This framework is not on offer."),
        ("framework", "", "Choose a framework."),
        ("extent", "some", "Choose all of it, or parts."),
        ("title", "t" * 121, "at most 120 characters"),
        ("title", "\u200b", "Give the assessment a title."),
    ],
)
def test_what_is_not_offered_is_refused(ask, field, value, message):
    answer = ask(**{field: value})
    assert answer.status_code == 422
    assert message in text_of(answer)
    assert not Assessment.objects.exists()


def test_a_part_the_framework_does_not_have_is_refused(ask, parts):
    answer = ask(extent="parts", **{parts: ["coaching", "no-such-part"]})
    assert answer.status_code == 422
    assert "does not have" in text_of(answer)


@pytest.mark.parametrize("unfit", [{"private": True}, {"state": Framework.State.DRAFT}])
def test_private_frameworks_and_drafts_are_not_offered(ask, unfit):
    hidden = written("sales-execution-framework", **unfit)
    assert ask(framework=hidden.pk).status_code == 422


def test_the_framework_of_one_salesperson_can_be_chosen(ask, log_in, owner):
    ask(framework=written("sales-execution-framework").pk)
    overview = log_in(owner).get(Assessment.objects.get().get_absolute_url())
    assert "The whole framework, 24 items" in text_of(overview)
    assert "Operational symptoms" not in text_of(overview)


def test_without_a_framework_the_form_says_so(log_in, owner, organisation):
    Framework.objects.update(private=True)
    page = log_in(owner).get(reverse("assessments:assessment-new", args=[organisation.code]))
    assert "No framework is installed." in text_of(page)
    assert reverse("assessments:organisation", args=[organisation.code]) in links_of(page)

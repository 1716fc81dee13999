"""Starting an assessment: what somebody came for, framework, depth and scope."""

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
        usual = {"title": "Autumn review", "framework": framework.pk, "entry": "whole"}
        return client.post(url, usual | fields)

    return post


@pytest.fixture
def parts(framework):
    """The field under which parts of the framework are ticked."""
    return f"parts-{framework.pk}"


def test_a_new_assessment_pins_the_framework_and_asks_for_its_context(ask, organisation, framework):
    answer = ask()
    made = Assessment.objects.get()
    assert (made.title, made.organisation, made.framework) == (
        "Autumn review",
        organisation,
        framework,
    )
    assert (made.scope, made.is_open) == ([], True)
    assert answer.url == reverse("assessments:context", args=[made.code])


def test_the_form_offers_every_pillar_and_every_top_level_component(
    log_in, owner, organisation, framework, parts
):
    page = log_in(owner).get(reverse("assessments:assessment-new", args=[organisation.code]))
    assert page.content.count(f'name="{parts}"'.encode()) == 5 + 81


def test_chosen_pillars_are_the_scope(ask, parts):
    ask(entry="part", **{parts: ["coaching", "people"]})
    assert Assessment.objects.get().scope == ["coaching", "people"]


def test_chosen_components_are_the_scope_and_a_pillar_takes_its_own_along(ask, parts):
    ask(entry="part", **{parts: ["sales-process", "coaching", "one-on-ones"]})
    assert Assessment.objects.get().scope == ["sales-process", "coaching"]


def test_all_pillars_are_the_whole(ask, parts):
    pillars = ["leadership", "strategy", "business-management", "coaching", "people"]
    ask(entry="part", **{parts: pillars})
    assert Assessment.objects.get().scope == []


def test_ticks_do_not_count_when_all_of_it_is_chosen(ask, parts):
    ask(entry="whole", **{parts: ["coaching"]})
    assert Assessment.objects.get().scope == []


def test_parts_without_a_tick_are_refused_and_what_was_typed_is_kept(ask):
    answer = ask(entry="part", title="Half <b>typed</b>")
    assert answer.status_code == 422
    assert "Tick at least one pillar or component" in text_of(answer)
    assert "Half &lt;b&gt;typed&lt;/b&gt;" in answer.content.decode()
    assert not Assessment.objects.exists()


def test_ticks_are_kept_when_the_title_is_missing(ask, parts):
    answer = ask(entry="part", title=" ", **{parts: ["coaching", "sales-process"]})
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
        ("entry", "luck", "Choose what brings you here."),
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
    answer = ask(entry="part", **{parts: ["coaching", "no-such-part"]})
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


# ------------------------------------------------------------------------------ ways of entry


def made():
    return Assessment.objects.get()


def test_each_way_says_what_one_gets_and_how_long_it_takes(log_in, owner, organisation):
    page = log_in(owner).get(reverse("assessments:assessment-new", args=[organisation.code]))
    assert page.content.count(b'name="entry"') == 4
    assert page.content.count(b'class="takes"') == 4


@pytest.mark.parametrize("depth", ["quick", "adaptive", "full"])
def test_the_whole_is_looked_at_as_deep_as_was_chosen(ask, framework, depth):
    ask(**{f"depth-{framework.pk}": depth})
    assert (made().entry, made().depth) == ("whole", depth)


def test_without_a_choice_the_depth_adapts_itself(ask):
    ask()
    assert made().depth == "adaptive"


def test_the_depths_say_how_many_questions_they_are(log_in, owner, organisation):
    page = log_in(owner).get(reverse("assessments:assessment-new", args=[organisation.code]))
    said = text_of(page)
    assert "38 questions, about 13 minutes" in said
    assert "the quick scan, then 45 to 70 items" in said
    assert "all 165 items, about 42 minutes" in said


def test_a_depth_that_is_not_offered_is_refused(ask, framework):
    answer = ask(**{f"depth-{framework.pk}": "bottomless"})
    assert answer.status_code == 422
    assert "Choose one of the depths shown." in text_of(answer)


def test_without_blocks_there_is_no_depth_to_choose(ask):
    ask(framework=written("sales-execution-framework").pk)
    assert made().depth == "full"


def test_who_sees_problems_ticks_them_first(ask):
    answer = ask(entry="problems")
    assert (made().entry, made().depth, made().scope) == ("problems", "adaptive", [])
    assert answer.url == reverse("assessments:symptoms", args=[made().code])


def test_a_framework_without_symptoms_has_no_problems_to_tick(ask):
    answer = ask(entry="problems", framework=written("sales-execution-framework").pk)
    assert answer.status_code == 422
    assert "names no problems to tick" in text_of(answer)


def test_a_part_is_rated_item_by_item_and_what_drives_it_is_offered(ask, parts):
    ask(entry="part", **{parts: ["coaching"]})
    assert (made().entry, made().depth, made().scope) == ("part", "full", ["coaching"])
    assert 1 <= len(made().probes) <= 6


def test_who_is_about_to_change_something_sees_what_it_touches_first(ask, organisation):
    answer = ask(entry="change", title="")
    url = reverse("assessments:organisation-change", args=[organisation.code])
    assert answer.url == f"{url}?framework=sales-management-ecosystem"
    assert not Assessment.objects.exists()


@pytest.fixture
def come_from_change(log_in, owner, organisation, framework):
    """The page as the change page leads to it."""

    def get(*changed):
        url = reverse("assessments:assessment-new", args=[organisation.code])
        asked = {"entry": "change", "framework": framework.slug, "changed": changed}
        return log_in(owner).get(url, asked)

    return get


def test_what_a_change_touches_comes_ticked(come_from_change, framework):
    page = come_from_change("crm").content.decode()
    for slug in ("crm", "sales-process-execution", "employee-communication"):
        assert f'id="touched-{framework.pk}-{slug}" checked' in page
    assert 'id="entry-change" value="change" checked' in page


def test_a_change_of_something_unknown_offers_nothing(come_from_change):
    page = come_from_change("no-such-thing")
    assert page.status_code == 200
    assert "touched-" not in page.content.decode()
    assert 'name="changed"' not in page.content.decode()


def test_what_is_left_ticked_is_what_the_assessment_looks_at(ask, framework):
    ask(entry="change", changed=["crm"], **{f"touched-{framework.pk}": ["crm", "metrics"]})
    assert (made().entry, made().scope) == ("change", ["crm", "metrics"])
    assert made().context == {"own:changed": ["crm"]}


def test_a_change_with_everything_taken_out_is_refused_and_stays_on_the_page(ask):
    answer = ask(entry="change", changed=["crm"])
    assert answer.status_code == 422
    assert "Leave at least one item in." in text_of(answer)
    assert 'name="changed" value="crm"' in answer.content.decode()


def test_a_change_that_touches_what_the_framework_has_not_is_refused(ask, framework):
    answer = ask(entry="change", changed=["crm"], **{f"touched-{framework.pk}": ["moon"]})
    assert answer.status_code == 422
    assert "does not have" in text_of(answer)

"""Settings: importance, target and what does not apply, each kept as it is changed."""

import pytest
from django.urls import reverse

from assessments.models import (
    CRITICAL_LIMIT,
    Assessment,
    ComponentSetting,
    Decision,
    RatingEvent,
    TooManyCritical,
    decide,
    decisions_of,
)
from assessments.report import answers_of
from tests.assessments.pages import HTMX, links_of, part_of, text_of


@pytest.fixture
def look(log_in, owner, assessment):
    client = log_in(owner)
    return lambda pillar="business-management": client.get(
        reverse("assessments:settings", args=[assessment.code, pillar])
    )


@pytest.fixture
def change(log_in, owner, assessment):
    """Posts the decision about one component, as the page does in the background."""
    client = log_in(owner)

    def post(component="sales-process", pillar="business-management", headers=HTMX, **fields):
        usual = {"importance": "important", "target": "", "applies": "yes"}
        url = reverse("assessments:setting", args=[assessment.code, pillar, component])
        return client.post(url, usual | fields, **headers)

    return post


def make_critical(assessment, owner, count):
    tops = assessment.framework.components.filter(parent=None)[:count]
    for component in tops:
        decide(assessment, owner, component.slug, Decision("critical"))
    return [component.slug for component in tops]


def answer_to(assessment, item):
    return next(one for one in answers_of(assessment).items if one.slug == item)


# -------------------------------------------------------------------------------- the page


def test_every_top_level_component_of_the_pillar_has_a_row(look, framework):
    source = look().content.decode()
    pillar = framework.pillars.get(slug="business-management")
    rows = pillar.components.filter(parent=None).count()
    assert source.count('name="importance" value="critical"') == rows == 17
    assert source.count('name="applies"') == pillar.components.count()


def test_at_first_everything_is_important_with_the_usual_target_and_applies(look):
    row = part_of(look(), "own-sales-process")[:3000]
    assert 'value="important" id="sales-process-important" checked' in row
    assert 'value="" id="sales-process-target-3" checked' in row
    assert "0 of 12 critical" in text_of(look())
    assert "Name up to 12 of the 81 components critical." in text_of(look())


def test_the_other_pillars_are_one_step_away(look, assessment):
    for pillar in ("leadership", "strategy", "coaching", "people"):
        url = reverse("assessments:settings", args=[assessment.code, pillar])
        assert url in links_of(look())


@pytest.mark.parametrize("pillar", ["none", "sales-process"])
def test_a_pillar_that_does_not_exist_is_not_found(look, pillar):
    assert look(pillar).status_code == 404


def test_only_what_is_in_scope_is_shown_and_can_be_changed(look, change, assessment):
    assessment.scope = ["sales-process"]
    assessment.save()
    assert look().content.decode().count('name="importance" value="critical"') == 1
    assert look("coaching").status_code == 404
    assert change("metrics").status_code == 404


def test_a_closed_assessment_is_not_changed_any_more(look, change):
    Assessment.objects.update(state="closed")
    assert look().status_code == 404
    assert change().status_code == 404


def test_the_page_takes_few_queries(look, django_assert_max_num_queries):
    look()
    with django_assert_max_num_queries(5):
        look()


# ---------------------------------------------------------------------------- one decision


def test_a_critical_component_is_to_reach_4_unless_said_otherwise(change, assessment):
    fragment = change(importance="critical")
    assert decisions_of(assessment) == {"sales-process": Decision("critical")}
    assert 'value="" id="sales-process-target-4" checked' in fragment.content.decode()
    assert "1 of 12 critical" in text_of(fragment)
    assert answer_to(assessment, "sales-process-execution").target == 4


@pytest.mark.parametrize("target", ["3", "4", "5"])
def test_a_target_of_its_own_holds_for_all_items_inside(change, assessment, target):
    change(target=target)
    assert answer_to(assessment, "sales-process-execution").target == int(target)


def test_a_group_that_does_not_apply_takes_all_its_items_out(change, assessment):
    fragment = change("channel-management", applies="not-our-model")
    found = answer_to(assessment, "channel-forecasting")
    assert (found.state, found.reason) == ("not-applicable", "not-our-model")
    assert text_of(fragment).count("out with Channel and partner management") == 18


def test_an_item_inside_a_group_is_taken_out_by_itself(change, assessment):
    fragment = change("crm", applies="out-of-scope")
    assert answer_to(assessment, "crm").state == "not-applicable"
    assert answer_to(assessment, "cpq-tools").state == "unanswered"
    assert fragment["HX-Retarget"] == "#inner-systems-tools"


def test_an_item_put_back_again_takes_importance_and_target_from_its_group(change, assessment):
    change("systems-tools", importance="critical", target="5")
    change("crm", applies="other")
    change("crm", applies="yes")
    found = answer_to(assessment, "crm")
    assert (found.state, found.importance, found.target) == ("unanswered", "critical", 5)


def test_an_item_inside_a_group_has_no_importance_of_its_own(change, assessment):
    change("crm", importance="critical", target="5", applies="other")
    assert decisions_of(assessment)["crm"] == Decision(applicable=False, reason="other")


def test_the_history_keeps_what_was_and_who_changed_it(change, owner):
    change(importance="critical")
    change(importance="minor", target="4")
    new, old = RatingEvent.objects.all()
    assert (old.what, old.slug, old.user) == ("setting", "sales-process", owner)
    assert (old.old["importance"], old.new["importance"]) == ("important", "critical")
    assert (new.old["importance"], new.new["importance"], new.new["target"]) == (
        "critical",
        "minor",
        4,
    )


def test_the_same_decision_twice_leaves_one_row_and_one_line_of_history(change):
    for _ in range(2):
        change(importance="minor")
    assert (ComponentSetting.objects.count(), RatingEvent.objects.count()) == (1, 1)


def test_the_thirteenth_critical_component_is_refused_and_names_the_twelve(
    change, assessment, owner
):
    make_critical(assessment, owner, CRITICAL_LIMIT)
    refused = change(importance="critical")
    assert refused.status_code == 422
    text = text_of(refused)
    assert "At most 12 components can be critical, and 12 are: Organizational culture" in text
    assert "Make one of them important first." in text
    assert 'value="important" id="sales-process-important" checked' in refused.content.decode()
    assert "sales-process" not in decisions_of(assessment)


def test_one_of_twelve_critical_components_can_be_changed_otherwise(change, assessment, owner):
    critical = make_critical(assessment, owner, CRITICAL_LIMIT)
    assert change(critical[0], "leadership", importance="critical", target="5").status_code == 200
    assert change(critical[1], "leadership", importance="minor").status_code == 200
    assert change(importance="critical").status_code == 200


def test_whoever_decides_in_code_is_held_to_the_limit_too(assessment, owner):
    make_critical(assessment, owner, CRITICAL_LIMIT)
    with pytest.raises(TooManyCritical):
        decide(assessment, owner, "sales-process", Decision("critical"))


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"importance": "vital"}, "Choose critical, important or minor."),
        ({"target": "2"}, "A target is 3, 4 or 5."),
        ({"target": "six"}, "A target is 3, 4 or 5."),
        ({"applies": "never"}, "Choose one of the reasons shown."),
    ],
)
def test_a_bad_decision_is_refused_where_it_was_made(change, fields, message):
    refused = change(**fields)
    assert refused.status_code == 422
    assert message in text_of(refused)
    assert not ComponentSetting.objects.exists()


@pytest.mark.parametrize(
    ("pillar", "component"),
    [("business-management", "none"), ("coaching", "crm"), ("none", "crm")],
)
def test_what_is_not_a_component_of_the_pillar_is_not_found(change, pillar, component):
    assert change(component, pillar).status_code == 404


def test_a_change_takes_few_queries(change, look, count_queries):
    look()
    with count_queries() as counted:
        change(importance="critical")
    assert counted() <= 10


# ------------------------------------------------------------------------- all of a pillar


@pytest.fixture
def change_all(log_in, owner, assessment):
    client = log_in(owner)

    def post(pillar="leadership", **fields):
        url = reverse("assessments:settings-all", args=[assessment.code, pillar])
        return client.post(url, fields)

    return post


def test_a_target_can_be_set_for_all_of_a_pillar_and_leaves_the_rest(change_all, assessment, owner):
    decide(assessment, owner, "organizational-culture", Decision("critical"))
    answer = change_all(target="5")
    assert answer.url == reverse("assessments:settings", args=[assessment.code, "leadership"])
    made = decisions_of(assessment)
    assert {one.target for one in made.values()} == {5}
    assert (len(made), made["organizational-culture"].importance) == (10, "critical")


def test_all_of_a_pillar_can_go_back_to_the_usual_target(change_all, assessment):
    change_all(target="5")
    change_all(target="usual")
    assert decisions_of(assessment) == {}


def test_all_of_a_small_pillar_can_be_critical(change_all, assessment):
    change_all(importance="critical")
    assert len(decisions_of(assessment)) == 10


def test_more_critical_ones_than_allowed_are_refused_as_a_whole(change_all, assessment):
    refused = change_all("business-management", importance="critical")
    assert refused.status_code == 422
    assert "At most 12 components can be critical." in text_of(refused)
    assert "Nothing was changed." in text_of(refused)
    assert decisions_of(assessment) == {}


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({}, "Choose an importance or a target for all of them."),
        ({"importance": "vital"}, "Choose critical, important or minor."),
        ({"target": "9"}, "A target is 3, 4 or 5."),
    ],
)
def test_a_bad_decision_for_all_is_refused(change_all, assessment, fields, message):
    refused = change_all(**fields)
    assert refused.status_code == 422
    assert message in text_of(refused)
    assert decisions_of(assessment) == {}


# ------------------------------------------------------------------------- without scripts


def test_without_scripts_a_change_leads_back_to_its_row(change, assessment):
    url = reverse("assessments:settings", args=[assessment.code, "business-management"])
    assert change(headers={}, importance="minor").url == f"{url}#sales-process"


def test_without_scripts_a_refusal_shows_the_page_with_the_message(change, assessment, owner):
    make_critical(assessment, owner, CRITICAL_LIMIT)
    page = change(headers={}, importance="critical")
    assert page.status_code == 422
    assert "At most 12 components can be critical" in part_of(page, "own-sales-process")

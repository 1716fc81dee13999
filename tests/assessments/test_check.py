"""Before you finish: what weakens the result, counted and led to, and nobody else's answers."""

import pytest
from django.urls import reverse

from assessments.models import Given, Seen, observe, rate
from tests.assessments.by_link import begun, invited, place
from tests.assessments.pages import links_of, text_of


def answer(assessment, who, slug, score, note=""):
    rate(assessment, who, slug, Given("score", score, note=note))


@pytest.fixture
def see(log_in, editor, assessment):
    """A page as an editor sees it."""
    return lambda page, *slugs: log_in(editor).get(
        reverse(f"assessments:{page}", args=[assessment.code, *slugs])
    )


def test_before_the_first_answer_there_is_nothing_to_doubt(see):
    assert "Nothing is answered yet" in text_of(see("check"))


def test_one_sound_answer_is_a_pleasure_to_read(see, assessment, editor):
    answer(assessment, editor, "crm", 3)
    said = text_of(see("check"))
    assert "Nothing weakens the result." in said
    assert "Next: operational symptoms" in said


def test_an_extreme_score_leads_straight_to_its_item(see, assessment, editor):
    answer(assessment, editor, "crm", 1)
    response = see("check")
    assert "One point to look at again before you finish." in text_of(response)
    assert "One extreme score without a note" in text_of(response)
    place_of_it = reverse("assessments:rate", args=[assessment.code, "business-management"])
    assert f"{place_of_it}?item=crm#item-crm" in links_of(response)


def test_one_topic_rated_far_apart_stands_side_by_side(see, assessment, editor):
    answer(assessment, editor, "contract-management", 2)
    answer(assessment, editor, "workflow-legal", 4)
    response = see("check")
    assert "One topic rated far apart" in text_of(response)
    assert "Contracts and legal" in text_of(response)
    assert any("item=workflow-legal" in link for link in links_of(response))


def test_a_dont_know_says_whom_to_ask(see, assessment, editor):
    rate(assessment, editor, "crm", Given("dont-know"))
    said = text_of(see("check"))
    assert "One don’t know to verify" in said
    assert "Ask: " in said
    assert "Look for: " in said


def test_targets_long_met_lead_to_the_settings(see, assessment, editor):
    answer(assessment, editor, "identity", 5, "Heard it from seven people.")
    response = see("check")
    assert "One target left a point or more behind" in text_of(response)
    assert reverse("assessments:settings", args=[assessment.code, "leadership"]) in links_of(
        response
    )


def test_the_points_are_as_many_as_the_headings_say(see, assessment, editor):
    for slug in ("identity", "values-and-beliefs", "mission-purpose"):
        answer(assessment, editor, slug, 5, "Heard it from seven people.")
    said = text_of(see("check"))
    assert "Three targets left a point or more behind" in said
    assert "Three points to look at again before you finish." in said
    assert "Three points to look at again" in text_of(see("next"))


def test_who_ticked_symptoms_already_is_not_sent_to_them_again(see, assessment, editor):
    answer(assessment, editor, "crm", 3)
    observe(assessment, editor, "win-rate", Seen())
    said = text_of(see("check"))
    assert "Next: operational symptoms" not in said
    assert reverse("assessments:rate", args=[assessment.code, "leadership"]) in links_of(
        see("check")
    )


def test_much_of_one_kind_is_folded_away_and_counted(see, assessment, editor):
    for slug in ("organizational-culture", "identity", "customer-centricity", "mission-purpose"):
        answer(assessment, editor, slug, 1)
    for slug in ("values-and-beliefs", "role-of-leader", "leadership-maturity", "crm"):
        answer(assessment, editor, slug, 1)
    said = text_of(see("check"))
    assert "Eight extreme scores without a note" in said
    assert "2 more" in said


def test_what_to_answer_next_comes_by_itself_and_leads_there(see, assessment, editor):
    answer(assessment, editor, "crm", 4)
    response = see("next")
    assert "What to answer next sharpens most" in text_of(response)
    assert any("item=sales-deployment" in link for link in links_of(response))
    assert 'id="next"' in response.content.decode()


def test_the_rating_page_does_not_wait_for_it(see, assessment, editor, monkeypatch):
    def too_early(answers):
        raise AssertionError("A report was made while somebody waits for a page.")

    monkeypatch.setattr("assessments.report.build_report", too_early)
    page = see("rate", "strategy").content.decode()
    assert reverse("assessments:next", args=[assessment.code]) in page


def test_the_result_says_what_to_answer_next_to_whoever_may_answer(
    see, assessment, editor, viewer, log_in
):
    answer(assessment, editor, "crm", 4)
    assert "What to answer next" in text_of(see("result"))
    url = reverse("assessments:result", args=[assessment.code])
    assert "What to answer next" not in text_of(log_in(viewer).get(url))


def test_a_finding_shows_its_topic_elsewhere(see, assessment, editor):
    answer(assessment, editor, "contract-management", 2)
    answer(assessment, editor, "workflow-legal", 4)
    said = text_of(see("finding", "contract-management"))
    assert "The same topic elsewhere" in said
    assert "2.0 between lowest and highest." in said
    assert "The same topic elsewhere" not in text_of(see("finding", "crm"))


# ------------------------------------------------------------------- raters by link


def test_a_rater_by_link_sees_what_follows_from_own_answers_only(assessment, owner, editor):
    answer(assessment, editor, "crm", 1)
    answer(assessment, editor, "workflow-legal", 5)
    rater = invited(assessment, owner, group="manager")
    client = begun(rater)
    answer(assessment, rater, "contract-management", 2)
    response = client.get(place(rater, "check"))
    said = text_of(response)
    assert "Nothing weakens your answers." in said
    assert "CRM" not in said
    answer(assessment, rater, "contract-management", 1)
    response = client.get(place(rater, "check"))
    assert "One extreme score without a note" in text_of(response)
    assert any("item=contract-management" in link for link in links_of(response))


def test_a_rater_by_link_is_not_asked_about_targets_or_what_is_not_asked(assessment, owner):
    rater = invited(assessment, owner)
    rater.areas = ["crm", "identity"]
    rater.save()
    client = begun(rater)
    answer(assessment, rater, "crm", 5, "Seen in use.")
    assert "Nothing weakens your answers." in text_of(client.get(place(rater, "check")))
    named = [link for link in links_of(client.get(place(rater, "next"))) if "item=" in link]
    assert all("item=identity" in link for link in named)


def test_scores_of_an_earlier_round_are_nobodys_own(assessment, owner, component):
    rater = invited(assessment, owner, group="manager")
    client = begun(rater)
    assessment.carried_scores.create(
        component=component("workflow-legal"), score=5, as_of="2026-01-01", origin=assessment
    )
    answer(assessment, rater, "contract-management", 2)
    assert "Nothing weakens your answers." in text_of(client.get(place(rater, "check")))


@pytest.fixture
def component(framework):
    return lambda slug: framework.components.get(slug=slug)

"""Context: facts about the organisation, and what a person lets them leave out or put first."""

from dataclasses import replace

import pytest
from django.urls import reverse

from assessments.models import (
    CRITICAL_LIMIT,
    Assessment,
    Decision,
    RatingEvent,
    Seen,
    decide,
    decisions_of,
    observe,
)
from assessments.report import answers_of
from tests.assessments.pages import HTMX, links_of, part_of, text_of

PARTNERS = ("partner-coverage", "partner-portal-tools", "channel-management")
OUT = Decision(applicable=False, reason="not-our-model")


@pytest.fixture
def look(log_in, owner, assessment):
    client = log_in(owner)
    return lambda: client.get(reverse("assessments:context", args=[assessment.code]))


@pytest.fixture
def answer(log_in, owner, assessment):
    """Answers a question, as the page does in the background."""
    client = log_in(owner)

    def post(question, answer, headers=HTMX):
        url = reverse("assessments:context-answer", args=[assessment.code, question])
        return client.post(url, {"answer": answer}, **headers)

    return post


@pytest.fixture
def act(log_in, owner, assessment):
    """Follows what a source proposes, or turns it back."""
    client = log_in(owner)

    def post(source, do="follow", component="", headers=HTMX):
        url = reverse("assessments:context-proposal", args=[assessment.code, source])
        return client.post(url, {"do": do, "component": component}, **headers)

    return post


@pytest.fixture
def say(log_in, owner, assessment):
    client = log_in(owner)

    def post(name, text, headers=HTMX):
        url = reverse("assessments:context-words", args=[assessment.code, name])
        return client.post(url, {"text": text}, **headers)

    return post


def told(assessment):
    return Assessment.objects.get(pk=assessment.pk).context


def out(assessment):
    return {slug for slug, one in decisions_of(assessment).items() if not one.applicable}


# --------------------------------------------------------------------------------- answers


def test_every_question_of_the_framework_is_asked_and_none_is_answered_yet(look):
    page = look()
    assert page.content.count(b'name="answer" value=""') == 11
    assert "0 of 11 questions answered" in text_of(page)


def test_an_answer_is_kept_at_once_with_who_gave_it(answer, assessment, owner):
    answer("partners", "none")
    assert told(assessment) == {"partners": "none"}
    event = RatingEvent.objects.get()
    assert (event.what, event.slug, event.old, event.new) == ("context", "partners", "", "none")
    assert event.user == owner


def test_an_answer_proposes_and_changes_nothing_by_itself(answer, assessment):
    said = text_of(answer("partners", "none"))
    assert "19 items proposed as not applicable." in said
    assert "You have no partners to choose, equip or coach" in said
    assert decisions_of(assessment) == {}


def test_the_same_answer_twice_leaves_one_line_of_history(answer):
    answer("partners", "none")
    answer("partners", "none")
    assert RatingEvent.objects.count() == 1


def test_an_answer_can_be_taken_back(answer, assessment):
    answer("partners", "none")
    fragment = answer("partners", "")
    assert told(assessment) == {}
    assert "proposed" not in text_of(fragment)


def test_an_answer_with_nothing_to_leave_out_proposes_nothing(answer):
    assert "proposed" not in text_of(answer("partners", "programme"))


def test_only_what_is_asked_in_this_assessment_is_proposed(answer, assessment):
    Assessment.objects.update(scope=["coaching"])
    said = text_of(answer("partners", "none"))
    assert "One item proposed as not applicable." in said


def test_what_is_no_answer_is_refused_at_the_question(answer, assessment):
    refused = answer("partners", "thousands")
    assert refused.status_code == 422
    assert "Choose one of the answers shown." in text_of(refused)
    assert told(assessment) == {}


def test_a_question_the_framework_does_not_ask_is_not_found(answer, act):
    assert answer("weather", "fine").status_code == 404
    assert act("weather").status_code == 404


def test_a_closed_assessment_is_told_nothing_more(look, answer, act, say):
    Assessment.objects.update(state="closed")
    answers = (look(), answer("partners", "none"), act("partners"), say("trigger", "x"))
    assert {one.status_code for one in answers} == {404}


# ------------------------------------------------------------------------------- proposals


def test_all_that_is_proposed_can_be_left_out_at_once(answer, act, assessment):
    answer("partners", "none")
    act("partners")
    assert out(assessment) == {*PARTNERS, "coaching-partner-management"}
    state = {item.slug: item.state for item in answers_of(assessment).items}
    assert state["channel-forecasting"] == "not-applicable"


def test_one_component_can_be_left_out_alone(answer, act, assessment):
    answer("partners", "none")
    said = text_of(act("partners", component="partner-coverage"))
    assert out(assessment) == {"partner-coverage"}
    assert "One item left out because of this answer" in said


def test_what_was_followed_stands_in_the_history_with_its_reason(answer, act):
    answer("office-sellers", "inside-only")
    act("office-sellers")
    event = RatingEvent.objects.filter(what="setting").get()
    assert (event.slug, event.new["because"]) == ("bdr-sdr", "office-sellers/inside-only")


def test_turning_back_restores_what_stood_before(answer, act, assessment, owner):
    decide(assessment, owner, "channel-management", Decision("critical", 5))
    answer("partners", "none")
    act("partners")
    act("partners", do="back", component="channel-management")
    assert decisions_of(assessment)["channel-management"] == Decision("critical", 5)
    assert len(out(assessment)) == 3


def test_what_was_decided_by_hand_since_stays_when_a_proposal_is_turned_back(
    answer, act, assessment, owner
):
    answer("partners", "none")
    act("partners")
    decide(assessment, owner, "channel-management", replace(OUT, importance="minor"))
    for slug in PARTNERS:
        act("partners", do="back", component=slug)
    assert decisions_of(assessment)["channel-management"] == Decision("minor")


def test_what_was_left_out_by_hand_is_not_put_back(answer, act, assessment, owner):
    decide(assessment, owner, "partner-coverage", Decision(applicable=False, reason="other"))
    fragment = answer("partners", "none")
    assert "Left out already: Partner coverage" in text_of(fragment)
    act("partners")
    act("partners", do="back")
    assert decisions_of(assessment) == {
        "partner-coverage": Decision(applicable=False, reason="other")
    }


def test_what_was_put_back_and_left_out_again_by_hand_belongs_to_that_person(
    answer, act, assessment, owner
):
    answer("events", "shows-only")
    act("events")
    decide(assessment, owner, "webinar-seminar", Decision())
    decide(assessment, owner, "webinar-seminar", OUT)
    act("events", do="back")
    assert out(assessment) == {"webinar-seminar"}


def test_another_answer_offers_to_put_back_what_the_first_left_out(answer, act, assessment):
    answer("partners", "none")
    act("partners")
    said = text_of(answer("partners", "few"))
    assert "Still left out because of the earlier answer, “No, we only sell directly”" in said
    assert len(out(assessment)) == 4
    act("partners", do="back")
    assert out(assessment) == {"partner-portal-tools"}  # which this answer leaves out, too
    act("partners", do="back")
    assert out(assessment) == set()


def test_everything_proposed_by_several_answers_can_be_followed_at_once(
    answer, act, look, assessment
):
    answer("events", "neither")
    assert "Leave out all that is proposed" not in text_of(look())
    answer("countries", "one")
    assert "By your answers, 3 items do not apply here." in text_of(look())
    act("all", headers={})
    assert out(assessment) == {"tradeshow", "webinar-seminar", "globalization"}


def test_following_twice_changes_nothing_more(answer, act):
    answer("countries", "one")
    act("countries")
    act("countries")
    assert RatingEvent.objects.filter(what="setting").count() == 1


@pytest.mark.parametrize("fields", [{"do": "explode"}, {"component": "no slug!"}])
def test_a_proposal_is_followed_or_turned_back_and_nothing_else(answer, act, assessment, fields):
    answer("countries", "one")
    assert act("countries", **fields).status_code == 302
    assert out(assessment) == set()


def test_a_component_that_was_not_proposed_is_not_left_out(answer, act, assessment):
    answer("countries", "one")
    act("countries", component="crm")
    assert out(assessment) == set()


# --------------------------------------------------------------------------- what matters


def criticals(assessment):
    return {slug for slug, one in decisions_of(assessment).items() if one.importance == "critical"}


def test_without_a_ticked_symptom_nothing_is_proposed_as_critical(look, assessment):
    page = look()
    assert reverse("assessments:symptoms", args=[assessment.code]) in links_of(page)
    assert "proposed as critical" in text_of(page)
    assert "Make" not in text_of(page)


def test_what_usually_causes_a_ticked_symptom_is_proposed_as_critical(look, act, assessment, owner):
    observe(assessment, owner, "win-rate", Seen())
    source = part_of(look(), "critical")
    assert "Three components proposed as critical" in source
    assert criticals(assessment) == set()
    act("critical")
    assert criticals(assessment) == {
        "sales-process",
        "value-creation-models",
        "competitive-positioning",
    }


def test_never_more_are_proposed_than_may_be_critical(look, act, assessment, owner):
    for symptom in assessment.framework.symptoms.all():
        observe(assessment, owner, symptom.slug, Seen())
    decide(assessment, owner, "coaching-culture", Decision("critical"))
    act("critical")
    assert len(criticals(assessment)) == CRITICAL_LIMIT
    assert look().status_code == 200


def test_a_critical_component_as_proposed_can_be_turned_back(act, assessment, owner):
    observe(assessment, owner, "win-rate", Seen())
    act("critical")
    act("critical", do="back", component="sales-process")
    assert "sales-process" not in criticals(assessment)
    assert len(criticals(assessment)) == 2


def test_what_was_critical_by_hand_stays_critical(act, assessment, owner):
    decide(assessment, owner, "sales-process", Decision("critical"))
    observe(assessment, owner, "win-rate", Seen())
    act("critical")
    act("critical", do="back")
    assert criticals(assessment) == {"sales-process"}


def test_a_symptom_that_is_no_longer_ticked_leaves_an_offer_to_turn_back(
    look, act, assessment, owner
):
    observe(assessment, owner, "win-rate", Seen())
    act("critical")
    observe(assessment, owner, "win-rate", None)
    assert "nothing ticked points to it any more" in text_of(look())
    act("critical", do="back")
    assert criticals(assessment) == set()


# ------------------------------------------------------------------------------ own words


def test_own_words_are_kept_and_shown_again(say, look, assessment):
    say("trigger", "New owner, <b>new</b> targets")
    assert told(assessment) == {"own:trigger": "New owner, <b>new</b> targets"}
    assert "New owner, &lt;b&gt;new&lt;/b&gt; targets" in look().content.decode()


def test_empty_words_are_taken_back(say, assessment):
    say("segments", "Hospitals")
    say("segments", " \u200b ")
    assert told(assessment) == {}


def test_words_that_are_too_long_are_refused_and_stay_in_the_field(say, assessment):
    refused = say("trigger", "w" * 301, headers={})
    assert refused.status_code == 422
    assert "301 characters are too many; 300 fit." in text_of(refused)
    assert "w" * 301 in refused.content.decode()
    assert told(assessment) == {}


def test_there_are_no_other_own_words(say):
    assert say("weather", "fine").status_code == 404


# --------------------------------------------------------------------- without scripts, cost


def test_without_scripts_an_answer_leads_back_to_its_question(answer, act, assessment):
    url = reverse("assessments:context", args=[assessment.code])
    assert answer("partners", "none", headers={}).url == f"{url}#question-partners"
    assert act("partners", headers={}).url == f"{url}#question-partners"


def test_the_page_takes_few_queries(look, answer, act, django_assert_max_num_queries):
    answer("partners", "none")
    act("partners")
    look()
    with django_assert_max_num_queries(14):
        look()

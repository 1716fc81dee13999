"""Looking at one pillar again: what comes along, what is asked anew, and what never happens."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from accounts.models import Role
from assessments.models import (
    Assessment,
    CarriedScore,
    ComponentSetting,
    Rater,
    Rating,
    RatingEvent,
    SymptomObservation,
)
from assessments.report import answers_of, begin_revisit, offer_probes, report_of
from ecosystem.loading import content_of
from ecosystem.models import Framework
from tests.assessments.pages import text_of

LONG_AGO = datetime(2026, 3, 12, 12, tzinfo=UTC)
LATER = date(2026, 11, 22)


@pytest.fixture
def components(framework):
    return {component.slug: component for component in framework.components.all()}


@pytest.fixture
def say(components, owner):
    """Answers of one person, given long ago; what is not named is a 4, or stays as it is."""

    def answer(assessment, scores=None, others=4, at=LONG_AGO):
        rater, _ = Rater.objects.get_or_create(assessment=assessment, user=owner)
        items = content_of(assessment.framework).items if others else ()
        given = {item.slug: others for item in items} | (scores or {})
        Rating.objects.filter(rater=rater, component__slug__in=given).delete()
        Rating.objects.bulk_create(
            Rating(
                rater=rater,
                component=components[slug],
                answer="score" if isinstance(score, int) else score,
                score=score if isinstance(score, int) else None,
                reason="not-our-model" if score == "not-applicable" else "",
            )
            for slug, score in given.items()
            if score is not None
        )
        Rating.objects.filter(rater=rater, component__slug__in=given).update(at=at)

    return answer


@pytest.fixture
def base(assessment, say):
    """A complete assessment of long ago: coaching is weak, and its culture is the cause."""
    say(assessment, {"coaching-culture": 1, "coaching-deal-strategies": 2, "coaching-pipeline": 2})
    return assessment


@pytest.fixture
def begin(owner, framework):
    """Coaching looked at again, on a day half a year later."""

    def revisit(base, pillar="coaching", on=LATER):
        return begin_revisit(base, owner, content_of(framework).pillar_by_slug[pillar], on)

    return revisit


def ask(client, assessment, pillar="coaching"):
    return client.post(reverse("assessments:revisit", args=[assessment.code, pillar]))


# ------------------------------------------------------------------------------- beginning one


def test_a_pillar_is_revisited_from_an_earlier_assessment(log_in, owner, base):
    response = ask(log_in(owner), base)

    made = Assessment.objects.get(previous=base)
    assert response.url == made.get_absolute_url()
    assert (made.scope, made.entry, made.depth) == (["coaching"], "part", "full")
    assert made.framework == base.framework
    assert made.title.startswith("Coaching revisit, ")


@pytest.mark.parametrize("state", ["open", "closed", "sealed"])
def test_the_earlier_assessment_may_be_in_any_state_and_stays_as_it_is(log_in, owner, base, state):
    Assessment.objects.filter(pk=base.pk).update(state=state)
    before = Assessment.objects.filter(pk=base.pk).values().get()

    ask(log_in(owner), base)

    assert Assessment.objects.get(previous=base).is_open
    assert Assessment.objects.filter(pk=base.pk).values().get() == before


def test_a_second_click_leads_to_the_same_revisit(log_in, owner, base):
    client = log_in(owner)

    assert ask(client, base).url == ask(client, base).url
    assert Assessment.objects.filter(previous=base).count() == 1


def test_another_pillar_has_a_revisit_of_its_own(log_in, owner, base):
    client = log_in(owner)
    ask(client, base)
    ask(client, base, "strategy")

    scopes = Assessment.objects.filter(previous=base).values_list("scope", flat=True)
    assert sorted(scopes) == [["coaching"], ["strategy"]]


def test_once_it_is_closed_the_next_revisit_is_a_new_one(begin, base):
    first = begin(base)
    Assessment.objects.filter(pk=first.pk).update(state="closed")

    assert begin(base) != first


def test_it_stands_in_the_history_who_began_it(log_in, owner, base):
    ask(log_in(owner), base)

    event = RatingEvent.objects.get(assessment__previous=base)
    assert (event.user, event.slug, event.new) == (owner, "coaching", {"revisits": str(base.code)})


@pytest.mark.parametrize("pillar", ["coaching-culture", "nothing", "sales-process"])
def test_only_pillars_are_revisited(log_in, owner, base, pillar):
    assert ask(log_in(owner), base, pillar).status_code == 404
    assert not Assessment.objects.filter(previous=base).exists()


def test_a_viewer_and_a_stranger_cannot_begin_one(log_in, member, stranger, base):
    for user in (member(Role.VIEWER), stranger):
        assert ask(log_in(user), base).status_code == 404
    assert not Assessment.objects.filter(previous=base).exists()


def test_the_version_of_the_framework_stays_that_of_the_earlier_one(log_in, owner, base):
    newer = Framework.objects.create(
        slug=base.framework.slug, name="Newer", version=2, state="published"
    )

    ask(log_in(owner), base)

    assert Assessment.objects.get(previous=base).framework != newer
    assert Assessment.objects.get(previous=base).framework == base.framework


# ------------------------------------------------------------------------------- what comes along


def test_the_other_pillars_are_carried_forward_with_their_date(begin, base):
    answers = {item.slug: item for item in answers_of(begin(base)).items}

    culture = answers["coaching-culture"]
    assert (culture.score, culture.source, culture.as_of) == (1.0, "carried", LONG_AGO.date())
    assert not culture.in_scope


def test_what_the_pillar_scored_is_kept_to_compare_and_counts_nowhere(begin, base):
    made = begin(base)

    answers = {item.slug: item for item in answers_of(made).items}
    assert made.carried_scores.filter(asked_again=True).count() == 20
    assert answers["coaching-pipeline"].state == "unanswered"
    assert report_of(made).pillar["coaching"].score is None


def test_what_was_carried_before_keeps_its_date_and_where_it_came_from(begin, base, say):
    first = begin(base)
    say(first, {"coaching-pipeline": 3}, others=None, at=LONG_AGO + timedelta(days=100))
    second = begin(first, "strategy")

    rows = CarriedScore.objects.filter(assessment=second)
    culture, pipeline = (
        rows.get(component__slug=slug) for slug in ("coaching-culture", "coaching-pipeline")
    )
    assert (culture.origin, culture.as_of) == (base, LONG_AGO.date())
    assert (pipeline.origin, pipeline.score) == (first, 3.0)
    assert pipeline.as_of == LONG_AGO.date() + timedelta(days=100)


def test_settings_and_context_come_along_and_symptoms_are_asked_anew(begin, base, components):
    ComponentSetting.objects.create(
        assessment=base, component=components["coaching-culture"], importance="critical", target=5
    )
    SymptomObservation.objects.create(assessment=base, symptom=base.framework.symptoms.first())
    base.context = {"channels": "none"}
    base.save()

    made = begin(base)

    setting = made.settings.get(component__slug="coaching-culture")
    assert (setting.importance, setting.target) == ("critical", 5)
    assert made.context == {"channels": "none"}
    assert not made.observations.exists()


def test_what_the_owner_took_out_stays_out(begin, base, components):
    ComponentSetting.objects.create(
        assessment=base,
        component=components["coaching-onboarding"],
        applicable=False,
        reason="not-our-model",
    )

    found = report_of(begin(base)).item["coaching-onboarding"]

    assert (found.state, found.reason) == ("not-applicable", "not-our-model")


def test_what_all_raters_called_not_applicable_stays_out_of_the_other_pillars(begin, base, say):
    say(base, {"target-markets": "not-applicable", "one-on-ones": "not-applicable"}, others=None)

    found = report_of(begin(base))

    assert found.item["target-markets"].state == "not-applicable"
    assert found.item["target-markets"].reason == "not-our-model"
    assert found.item["one-on-ones"].state == "unanswered"  # in the pillar it is asked anew


def test_where_nothing_was_rated_before_there_is_nothing_to_compare(begin, assessment):
    made = begin(assessment)

    assert not made.carried_scores.exists()
    assert report_of(made).rounds == ()
    assert len(made.probes) == 6


# ------------------------------------------------------------------------------- what is found


def test_the_pillar_is_found_in_the_context_of_what_was_carried(begin, base, say):
    made = begin(base)
    say(made, dict.fromkeys(content_of(base.framework).items_of("coaching"), 2), others=None)

    found = report_of(made)

    assert found.item["coaching-culture"].label == "root"
    ways = [chain for item in found.weak for chain in item.chains if item.pillar == "coaching"]
    assert "coaching-culture" in {chain.origin for chain in ways}


def test_coverage_is_that_of_what_was_asked(begin, base, say):
    made = begin(base)
    say(made, {"coaching-pipeline": 3}, others=None)

    found = report_of(made)

    assert found.coverage == pytest.approx(1 / 20)
    assert found.pillar["leadership"].score is not None
    assert found.pillar["leadership"].carried
    assert not found.pillar["coaching"].carried


def test_the_round_before_is_told_from_what_was_brought_along(begin, base, say):
    made = begin(base)
    last, now = report_of(made).rounds

    assert now.as_of == made.created.date()
    assert last.as_of == LONG_AGO.date()
    assert dict(last.scores) == {p.slug: p.score for p in report_of(base).pillars}
    assert last.carried == ()


def test_rounds_are_followed_back_with_the_same_queries_however_many(begin, base, count_queries):
    second = begin(base)
    third = begin(begin(second, "strategy"), "people")
    first, last = (Assessment.objects.with_names().get(pk=one.pk) for one in (second, third))
    with count_queries() as of_the_first:
        answers_of(first)
    with count_queries() as of_the_third:
        answers_of(last)

    rounds = report_of(third).rounds
    assert of_the_third() == of_the_first()
    assert len(rounds) == 4
    assert "leadership" in rounds[-2].carried


def test_an_item_that_moved_by_a_point_is_named_with_both_scores(begin, base, say):
    made = begin(base)
    say(made, {"coaching-pipeline": 4, "one-on-ones": 2, "coaching-onboarding": 4}, others=None)

    moved = [(change.slug, change.before, change.now) for change in report_of(made).changes]

    assert sorted(moved) == [("coaching-pipeline", 2.0, 4.0), ("one-on-ones", 4.0, 2.0)]


# ------------------------------------------------------------------------------- probes


def test_drivers_whose_state_is_old_are_offered_strongest_first(begin, base):
    probes = begin(base).probes

    assert len(probes) == 6
    assert {"sales-process-execution", "coaching-culture"} < set(probes)
    assert all(content_of(base.framework).by_slug[slug].pillar != "coaching" for slug in probes)


def test_nothing_is_offered_while_everything_upstream_was_rated_lately(begin, base):
    assert begin(base, on=LONG_AGO.date() + timedelta(days=179)).probes == []


def test_what_nobody_knew_or_rated_is_offered_whenever_it_was_asked(begin, base, say):
    say(base, {"coaching-culture": "dont-know", "sales-process-execution": None}, others=None)

    probes = begin(base, on=LONG_AGO.date() + timedelta(days=1)).probes

    assert set(probes) == {"sales-process-execution", "coaching-culture"}


def test_an_answer_to_a_probe_takes_the_place_of_the_carried_score(begin, base, say):
    made = begin(base)
    say(made, dict.fromkeys(content_of(base.framework).items_of("coaching"), 2), others=None)
    say(made, {"sales-process-execution": 1}, others=None)

    found = report_of(made).item["sales-process-execution"]

    assert (found.score, found.source, found.label) == (1.0, "ratings", "root")
    assert report_of(made).coverage == pytest.approx(1)


def test_a_pillar_never_seen_in_context_gets_probes_and_no_root(assessment, say):
    assessment.scope = ["coaching"]
    assessment.entry = "part"
    assessment.save()
    offer_probes(assessment)
    weak = ("coaching-sales-process", "coaching-deal-strategies", "coaching-pipeline")
    scores = dict.fromkeys(content_of(assessment.framework).items_of("coaching"), 4)
    say(assessment, scores | dict.fromkeys(weak, 2), others=None)

    found = report_of(assessment)
    assert len(assessment.probes) == 6
    assert found.roots == ()
    assert "root" not in {item.label for item in found.items}
    assert "provisional" in {item.label for item in found.weak}

    say(assessment, dict.fromkeys(assessment.probes, 1), others=None)
    assert "root" in {item.label for item in report_of(assessment).items}


def test_the_whole_framework_has_nothing_outside_to_probe(assessment):
    offer_probes(assessment)
    assert assessment.probes == []


def test_a_revisit_is_named_on_its_overview(log_in, owner, begin, base):
    page = text_of(log_in(owner).get(begin(base).get_absolute_url()))
    assert "Coaching revisit, November 2026" in page

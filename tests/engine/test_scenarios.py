"""What the source says of its examples must come out, on the ecosystem as it ships."""

import pytest

from assessments.engine.diagnosis import Label
from assessments.engine.headline import Kind
from assessments.engine.ripple import ripple
from tests.engine.organisation import pillar, problem_of, rated

PIPELINE_INTEGRITY = {
    "sales-process-execution": 2,
    "customer-buying-process": 3,
    "activity-metrics": 2,
    "operations-forecasting": 2,
    "price-margin-management": 2,
    "coaching-pipeline": 2,
    "coaching-deal-strategies": 2,
    "crm": 3,
}
DEEPER_SIGNS = {"win-rate": 2, "discounting": 2, "compete": 2, "prospecting": 2}


def test_pipeline_problems_come_from_a_process_that_is_not_used_on_every_deal():
    found = rated(PIPELINE_INTEGRITY)

    assert found.labelled(Label.ROOT) == {"sales-process-execution"}
    assert found.labelled(Label.CONTRIBUTING) == {"activity-metrics", "coaching-deal-strategies"}
    assert found.labelled(Label.SYMPTOM) == {
        "operations-forecasting",
        "price-margin-management",
        "coaching-pipeline",
    }


def test_the_process_is_named_with_confidence_and_before_everything_else():
    found = rated(PIPELINE_INTEGRITY)

    weak = found.labelled(Label.CONTRIBUTING) | found.labelled(Label.SYMPTOM)
    process = found.confidence("sales-process-execution")
    assert process == pytest.approx(0.91, abs=0.005)
    assert process > max(found.confidence(slug) for slug in weak)
    assert found.diagnosis.headline().kind is Kind.DOMINANT
    assert found.candidates() == ["sales-process-execution"]


def test_symptoms_of_the_process_lead_back_to_it():
    found = rated(PIPELINE_INTEGRITY)

    for symptom in found.labelled(Label.SYMPTOM):
        assert found.origin(symptom) == "sales-process-execution"


def test_among_items_that_just_meet_their_target_the_process_stays_the_root_but_less_surely():
    found = rated(PIPELINE_INTEGRITY, others=3)

    weak = found.labelled(Label.CONTRIBUTING) | found.labelled(Label.SYMPTOM)
    process = found.confidence("sales-process-execution")
    assert found.labelled(Label.ROOT) == {"sales-process-execution"}
    assert process == pytest.approx(0.57, abs=0.005)
    assert process > 2 * max(found.confidence(slug) for slug in weak)
    assert found.diagnosis.headline().kind is Kind.DOMINANT
    assert found.candidates() == ["sales-process-execution"]


def test_repairing_the_process_eases_its_symptoms_and_repairing_a_symptom_little_else():
    found = rated(PIPELINE_INTEGRITY)
    before = found.diagnosis.estimate
    symptom = found["operations-forecasting"]

    process_repaired = before - found.diagnosis.ease({found["sales-process-execution"]: 0.0})
    symptom_repaired = before - found.diagnosis.ease({symptom: 0.0})

    assert process_repaired[symptom] > 0.5 * before[symptom]
    assert symptom_repaired[symptom] == before[symptom]
    assert symptom_repaired.sum() == pytest.approx(before[symptom])


def test_a_pillar_rated_alone_gives_no_root_but_says_what_to_ask_next():
    weak = [
        "coaching-sales-process",
        "coaching-deal-strategies",
        "coaching-pipeline",
        "reinforcement-coaching",
    ]
    found = rated(dict.fromkeys(pillar("coaching"), 4) | dict.fromkeys(weak, 2), others=None)

    assert found.labelled(Label.PROVISIONAL) == set(weak)
    assert not found.labelled(Label.ROOT)
    assert [found.slugs[item] for item in found.diagnosis.probes()] == [
        "sales-process-execution",
        "training-reinforcement",
        "activity-metrics",
    ]
    assert found.diagnosis.headline().kind is Kind.NOT_ENOUGH_ANSWERS


def test_an_isolated_gap_is_local():
    found = rated({"mobile-support": 1})

    assert found.labelled(Label.LOCAL) == {"mobile-support"}
    assert not found.labelled(Label.ROOT)
    assert found.candidates() == []


def test_straight_fours_are_nothing_weak():
    found = rated({})

    assert found.diagnosis.headline().kind is Kind.NOTHING_WEAK
    assert found.labelled(Label.HEALTHY) == set(found.slugs)


def test_training_in_isolation_does_not_last():
    """The best training money can buy, neither built into the work nor coached afterwards."""
    neglected = {
        "training-integration": 1,
        "training-reinforcement": 2,
        "reinforcement-coaching": 2,
    }
    found = rated({"training-programs": 4, **neglected}, ticked={"training-fade": 2})

    assert found.label("training-programs") is Label.AT_RISK
    assert found.labelled(Label.ROOT) == {"training-integration", "training-reinforcement"}
    assert found.label("training-fade") is Label.SYMPTOM
    assert found.origin("training-fade") in found.labelled(Label.ROOT)


def test_training_that_has_faded_is_the_symptom_not_the_cause():
    found = rated(
        {
            "training-programs": 2,
            "training-integration": 1,
            "training-reinforcement": 2,
            "reinforcement-coaching": 2,
        }
    )

    assert found.label("training-programs") is Label.SYMPTOM
    assert found.confidence("training-programs") < 0.1
    assert "training-programs" not in found.candidates()


def test_no_incentive_works_where_sellers_do_not_know_customer_and_value():
    found = rated(
        {"team-incentives": 2, "target-markets": 2, "value-creation-models": 2},
        ticked={"spif": 2},
    )

    assert found.label("team-incentives") is Label.SYMPTOM
    assert found.labelled(Label.ROOT) == {"target-markets"}
    assert found.label("value-creation-models") is Label.CONTRIBUTING
    assert found.origin("team-incentives") == found.origin("spif") == "target-markets"


def test_a_new_segment_without_process_metrics_and_expectations_is_not_executed():
    """Strategy, training and programmes are in place; the day-to-day has not followed."""
    found = rated(
        {
            "sales-process-execution": 2,
            "strategic-initiative-metrics": 2,
            "performance-review-process": 2,
        },
        ticked={"old-biz": 2},
    )

    assert found.labelled(Label.ROOT) == {"sales-process-execution", "strategic-initiative-metrics"}
    assert found.label("target-markets") is Label.HEALTHY
    assert found.label("training-programs") is Label.AT_RISK
    assert found.origin("old-biz") in found.labelled(Label.ROOT)


def test_many_disparate_symptoms_point_to_strategy_and_leadership():
    found = rated(
        {
            "target-markets": 2,
            "value-creation-models": 2,
            "competitive-positioning": 2,
            "price-margin-management": 2,
            "prospecting-programs": 2,
        },
        ticked=DEEPER_SIGNS,
    )

    fundamental = {*pillar("strategy"), *pillar("leadership")}
    assert found.labelled(Label.ROOT) <= fundamental
    assert {found.origin(symptom) for symptom in DEEPER_SIGNS} <= fundamental
    assert found.label("price-margin-management") not in (Label.ROOT, Label.LOCAL)


def test_disparate_symptoms_before_anything_is_rated_ask_about_strategy_first():
    found = rated({}, others=None, ticked=DEEPER_SIGNS)

    assert found.labelled(Label.PROVISIONAL) == set(DEEPER_SIGNS)
    first = {found.slugs[item] for item in found.diagnosis.probes(3)}
    assert first <= {*pillar("strategy"), *pillar("leadership")}


def test_solving_one_of_many_symptoms_is_no_sustainable_fix():
    scores = {"value-creation-models": 2, "price-margin-management": 2, "content": 2}
    found = rated(scores, ticked=DEEPER_SIGNS)
    ticks = [found[symptom] for symptom in DEEPER_SIGNS]

    before = found.diagnosis.estimate[ticks]
    bandage = found.diagnosis.ease({found["price-margin-management"]: 0.0})[ticks]
    repair = found.diagnosis.ease({found["value-creation-models"]: 0.0})[ticks]

    assert (before - bandage).sum() < 0.2 * (before - repair).sum()


def test_people_and_leadership_are_chicken_and_egg_and_the_loop_excuses_nobody():
    """Leaders shape whom they develop, and those they develop become the leaders."""
    found = rated({"role-of-leader": 2, "leadership-development": 2, "coaching-culture": 2})

    assert found.labelled(Label.ROOT) == {"role-of-leader"}
    assert found.label("leadership-development") is Label.SYMPTOM


def test_chicken_and_egg_ripples_both_ways():
    problem, slugs = problem_of({}, 4, {})
    leader, development = slugs.index("role-of-leader"), slugs.index("leadership-development")
    links = (problem.driver, problem.dependent, problem.strength)

    from_leader = {touched.item: touched for touched in ripple(*links, [leader])}
    from_people = {touched.item: touched for touched in ripple(*links, [development])}

    assert from_leader[development].order == from_people[leader].order == 1


def test_changing_the_sales_process_touches_systems_tools_programmes_training_and_metrics():
    problem, slugs = problem_of({}, 4, {})
    process = slugs.index("sales-process-execution")

    touched = ripple(problem.driver, problem.dependent, problem.strength, [process])
    direct = {slugs[one.item] for one in touched if one.order == 1}

    assert direct >= {
        "crm",
        "enablement-sales-tools",
        "sales-and-marketing-programs",
        "training-programs",
        "activity-metrics",
    }

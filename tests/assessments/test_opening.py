"""Which items the quick scan opens, and the reason each is given."""

import random

import pytest

from assessments.opening import LEAST, MOST, Known, open_causes, open_items
from tests.shipped import shipped

FRAMEWORK = shipped()
ITEMS = frozenset(item.slug for item in FRAMEWORK.items)
SOUND = {block.slug: 4.0 for block in FRAMEWORK.blocks}
PROCESS = "scan-sales-process"


def opened(least=0, most=MOST, **known):
    known = {"items": ITEMS, "blocks": SOUND} | known
    return open_items(FRAMEWORK, Known(**known), least, most)


def test_sound_blocks_alone_open_nothing():
    assert opened() == {}


@pytest.mark.parametrize("score", [1, 2, 3])
def test_the_items_of_a_block_rated_three_or_less_are_opened(score):
    found = opened(blocks=SOUND | {PROCESS: score})
    for item in FRAMEWORK.block_by_slug[PROCESS].items:
        assert found[item].startswith(f"its block was rated {score}")


def test_half_a_point_between_two_raters_is_said_as_it_is():
    assert "rated 2.5" in opened(blocks={PROCESS: 2.5})["sales-process-execution"]


def test_strong_drivers_of_what_is_open_come_along():
    found = opened(blocks={PROCESS: 2})
    assert found["customer-experience-strategy"].startswith("drives Customer buying process fit")
    drivers = {d.driver for d in FRAMEWORK.dependencies if d.strength == "strong"}
    assert all(slug in drivers for slug, why in found.items() if why.startswith("drives"))


def test_moderate_drivers_stay_closed():
    found = opened(blocks={PROCESS: 2})
    strong = {d.driver for d in FRAMEWORK.dependencies if d.strength == "strong"}
    assert set(found) <= strong | set(FRAMEWORK.block_by_slug[PROCESS].items)


def test_items_of_critical_components_are_opened():
    found = opened(critical=["sales-process", "crm"])
    assert found["sales-process-execution"].startswith("Sales process: critical here")
    assert found["crm"].startswith("critical here")


def test_causes_named_by_ticked_symptoms_are_opened():
    found = opened(symptoms={"win-rate": 2})
    assert found["target-markets"].startswith("usual cause of Declining win rates")


def test_a_cause_that_is_a_group_opens_its_items():
    groups = [
        (symptom.slug, cause.component)
        for symptom in FRAMEWORK.symptoms
        for cause in symptom.causes
        if cause.component in FRAMEWORK.members
    ]
    for symptom, group in groups:
        assert set(FRAMEWORK.members[group]) <= set(opened(symptoms={symptom: 2}))


def test_who_sees_a_symptom_severely_is_asked_about_its_causes_first():
    found = list(opened(symptoms={"win-rate": 1, "forecast": 3}))
    assert found.index("activity-metrics") < found.index("competitive-positioning")


def test_a_lower_block_comes_before_a_higher_one():
    found = list(opened(blocks={"scan-cadence": 1, "scan-markets": 3}))
    assert found.index("one-on-ones") < found.index("target-markets")


def test_never_more_than_the_limit_and_the_lowest_stay():
    everything = {block.slug: 3.0 for block in FRAMEWORK.blocks} | {PROCESS: 1.0}
    found = opened(blocks=everything)
    assert len(found) == MOST
    assert set(FRAMEWORK.block_by_slug[PROCESS].items) <= set(found)


def test_a_good_scan_is_filled_up_with_what_drives_most():
    found = opened(least=LEAST)
    assert len(found) == LEAST
    assert next(iter(found)) == "sales-deployment"
    assert all(why.startswith("drives ") for why in found.values())


def test_what_nobody_could_rate_comes_before_other_fillers():
    unknown = FRAMEWORK.block_by_slug["scan-retain"].items
    found = opened(least=LEAST, unknown=["scan-retain"])
    assert set(unknown) <= set(list(found)[:10])
    assert found[unknown[0]].startswith("nobody could say how its block is")


def test_a_small_scope_opens_no_more_than_it_has():
    few = frozenset(FRAMEWORK.items_of("people"))
    assert set(opened(least=LEAST, items=few)) == few


def test_items_outside_the_scope_are_never_opened():
    coaching = frozenset(FRAMEWORK.items_of("coaching"))
    found = opened(items=coaching, blocks={PROCESS: 1, "scan-cadence": 1}, critical=["crm"])
    assert set(found) <= coaching


def test_a_score_that_must_not_be_told_opens_without_telling():
    found = opened(blocks={PROCESS: 2}, quiet=[PROCESS])
    assert found["sales-process-execution"].startswith("asked of everybody")
    assert not any("rated" in why for why in found.values())


@pytest.mark.parametrize("seed", range(12))
def test_whatever_the_scan_says_the_second_sitting_is_worth_it_and_can_be_finished(seed):
    chance = random.Random(seed)
    blocks = {block.slug: float(chance.randint(1, 5)) for block in FRAMEWORK.blocks}
    found = opened(least=LEAST, blocks=blocks)
    assert LEAST <= len(found) <= MOST
    assert all(found.values())
    assert found == opened(least=LEAST, blocks=blocks)


def test_symptoms_alone_open_their_causes_and_what_drives_these():
    known = Known(ITEMS, blocks={PROCESS: 1}, symptoms={"win-rate": 2})
    found = open_causes(FRAMEWORK, known)
    assert set(found) == set(opened(blocks={}, symptoms={"win-rate": 2}))
    assert 5 <= len(found) <= 20


def test_without_a_symptom_nothing_is_opened_by_symptoms():
    assert open_causes(FRAMEWORK, Known(ITEMS, blocks={PROCESS: 1})) == {}

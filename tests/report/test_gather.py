"""One answer per item: whose word counts, and what settings and blocks do to it."""

from datetime import UTC, date, datetime

import pytest

from assessments.findings import Agreed, Answers, ItemAnswer
from assessments.report.gather import Carried, Gathered, Said, Setting, gather
from tests.report.answering import said
from tests.shipped import shipped

CRM = "crm"


def gathered(**found: object) -> Answers:
    found.setdefault("sizes", {"executive": 1})
    return gather(Gathered(shipped(), **found))  # type: ignore[arg-type]


def item(answers: Answers, slug: str = CRM) -> ItemAnswer:
    return next(item for item in answers.items if item.slug == slug)


def test_there_is_one_answer_per_item_in_framework_order():
    assert [i.slug for i in gathered().items] == [i.slug for i in shipped().items]


def test_an_item_that_nobody_answered_has_no_score_and_no_source():
    found = item(gathered())
    assert (found.state, found.score, found.source) == ("unanswered", None, None)


def test_dont_know_is_an_answer_without_a_score():
    found = item(gathered(said=[said(CRM, None)]))
    assert (found.state, found.score) == ("dont-know", None)


def test_the_median_of_each_group_counts_alike_however_many_are_in_it():
    # executives 4 4 4 4 → 4; sellers 1 1 2 2 2 → 2; (4 + 2) / 2 = 3
    executives = [said(CRM, 4, f"e{k}", "executive") for k in range(4)]
    sellers = [said(CRM, s, f"s{k}", "seller") for k, s in enumerate([1, 1, 2, 2, 2])]
    found = item(gathered(said=executives + sellers, sizes={"executive": 4, "seller": 5}))
    assert (found.score, found.raters, found.source) == (3.0, 9, "ratings")


def test_groups_under_the_floor_are_pooled_before_medians():
    # 1 executive 5 joins the 4 sellers: median of 5 2 2 2 1 is 2, not (5 + 2) / 2
    answers = [said(CRM, 5, "e", "executive")]
    answers += [said(CRM, s, f"s{k}", "seller") for k, s in enumerate([2, 2, 2, 1])]
    found = item(gathered(said=answers, sizes={"executive": 1, "seller": 4}))
    assert found.score == 2.0


def test_consensus_stands_before_ratings_ratings_before_estimates_estimates_before_carried():
    block = Said("1", "executive", "systems-tools", "score", 2)
    carried = {CRM: Carried(1.5, date(2026, 5, 1))}
    agreed = Agreed(5, "Somebody", datetime(2026, 5, 1, tzinfo=UTC))
    rated = [said(CRM, 3)]
    sources = [
        item(gathered(said=rated, estimates=[block], carried=carried, consensus={CRM: agreed})),
        item(gathered(said=rated, estimates=[block], carried=carried)),
        item(gathered(estimates=[block], carried=carried)),
        item(gathered(carried=carried)),
    ]
    assert [(one.source, one.score) for one in sources] == [
        ("consensus", 5.0),
        ("ratings", 3.0),
        ("estimate", 2.0),
        ("carried", 1.5),
    ]


def test_a_carried_score_keeps_its_date():
    found = item(gathered(carried={CRM: Carried(1.5, date(2026, 5, 1))}))
    assert found.as_of == date(2026, 5, 1)


def test_the_smallest_group_or_block_that_was_answered_estimates_an_item():
    wide = Said("1", "executive", "channel-management", "score", 4)
    narrow = Said("1", "executive", "channel-programs", "score", 2)
    answers = gathered(estimates=[wide, narrow])
    assert item(answers, "channel-portal").score == 2.0
    assert item(answers, "channel-portal").block == "channel-programs"
    assert item(answers, "channel-quota").score == 4.0


def test_an_estimate_is_less_certain_than_a_rating():
    rated = item(gathered(said=[said(CRM, 2)])).rating_error
    estimated = item(
        gathered(estimates=[Said("1", "executive", "systems-tools", "score", 2)])
    ).rating_error
    assert rated == pytest.approx(0.15)
    assert estimated == pytest.approx(0.225)


def test_not_applicable_at_a_group_takes_out_all_its_items():
    settings = {"channel-management": Setting(applicable=False, reason="not-our-model")}
    answers = gathered(said=[said("channel-portal", 2)], settings=settings)
    assert item(answers, "channel-portal").state == "not-applicable"
    assert item(answers, "channel-portal").score is None
    assert item(answers, "channel-portal").reason == "not-our-model"
    assert item(answers, "partner-coverage").state == "unanswered"


def test_not_applicable_if_every_rater_who_knows_says_so():
    says_no = Said("1", "executive", CRM, "not-applicable", reason="not-our-model")
    knows_not = Said("2", "executive", CRM, "dont-know")
    assert item(gathered(said=[says_no, knows_not])).state == "not-applicable"
    assert item(gathered(said=[says_no, said(CRM, 2, "2")])).state == "score"


@pytest.mark.parametrize(
    ("settings", "importance", "target"),
    [
        ({}, "important", 3),
        ({"systems-tools": Setting(importance="critical")}, "critical", 4),
        ({"systems-tools": Setting(importance="critical", target=3)}, "critical", 3),
        ({"systems-tools": Setting(importance="minor"), CRM: Setting(target=5)}, "minor", 5),
    ],
)
def test_importance_and_target_come_from_the_nearest_setting_above(settings, importance, target):
    found = item(gathered(settings=settings))
    assert (found.importance, found.target) == (importance, target)


def test_scope_may_name_pillars_groups_and_items():
    answers = gathered(scope=["coaching", "channel-programs", CRM])
    within = {i.slug for i in answers.items if i.in_scope}
    assert {CRM, "channel-portal", "one-on-ones"} <= within
    assert not {"channel-quota", "morale", "mobile-support"} & within

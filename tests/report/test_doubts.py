"""What weakens a result, found by hand in small cases: each kind once, and nothing too much."""

from dataclasses import replace

import pytest

from assessments.findings import Answers, DoubtGroup, Report
from assessments.report.build import build_report
from assessments.report.gather import Gathered, Said, Setting, gather
from tests.report.answering import answers, said
from tests.report.test_build import PIPELINE
from tests.shipped import shipped

ROOT = "sales-process-execution"


def kind(report: Report, name: str) -> DoubtGroup | None:
    return next((group for group in report.doubts if group.kind == name), None)


def with_item(found: Answers, slug: str, **values: object) -> Answers:
    items = tuple(replace(i, **values) if i.slug == slug else i for i in found.items)
    return replace(found, items=items)


def test_nothing_weakens_a_result_that_meets_its_targets_throughout():
    assert build_report(answers(others=3)).doubts == ()


def test_an_extreme_score_wants_a_note_and_a_note_settles_it():
    found = answers({"crm": 1, "identity": 5, "morale": 4}, others=3)
    group = kind(build_report(found), "extremes")
    assert group is not None
    assert group.said == "two extreme scores without a note"
    assert [(d.slug, d.sentence) for d in group.doubts] == [
        ("identity", "5 Learning, without a word on why."),
        ("crm", "1 Ad hoc, without a word on why."),
    ]
    noted = with_item(with_item(found, "crm", notes=("Seen.",)), "identity", notes=("Seen.",))
    assert kind(build_report(noted), "extremes") is None


def test_nobody_among_several_raters_is_asked_for_a_note():
    found = with_item(answers({"crm": 1}, others=3), "crm", raters=4)
    assert kind(build_report(found), "extremes") is None


@pytest.mark.parametrize("source", ["estimate", "carried", "consensus"])
def test_only_a_persons_own_score_wants_a_note(source):
    found = with_item(answers({"crm": 1}, others=3), "crm", source=source)
    assert kind(build_report(found), "extremes") is None


def test_items_of_one_family_two_points_apart_stand_side_by_side():
    """Contracts and legal has two items: 2 and 4 are two apart, 2 and 3 are not."""
    far = build_report(answers({"contract-management": 2, "workflow-legal": 4}, others=3))
    group = kind(far, "families")
    assert group is not None
    assert group.said == "one topic rated far apart"
    (doubt,) = group.doubts
    assert (doubt.slug, doubt.family) == ("contract-management", "contracts-and-legal")
    low, high = far.name("contract-management"), far.name("workflow-legal")
    assert doubt.sentence == f"{low} 2.0, {high} 4.0: 2.0 apart."
    near = build_report(answers({"contract-management": 2}, others=3))
    assert kind(near, "families") is None


def test_families_leave_out_what_does_not_apply():
    settings = {"workflow-legal": Setting(applicable=False, reason="other")}
    report = build_report(answers({"contract-management": 1}, others=4, settings=settings))
    assert "contracts-and-legal" not in {family.slug for family in report.families}
    onboarding = next(family for family in report.families if family.slug == "onboarding")
    assert len(onboarding.items) == 4
    assert onboarding.apart == 0
    assert onboarding.definition


def test_a_family_with_one_score_is_not_apart():
    report = build_report(answers({"contract-management": 1}, others=None))
    family = next(one for one in report.families if one.slug == "contracts-and-legal")
    assert family.apart is None


def test_a_dont_know_is_a_task_with_somebody_to_ask_and_something_to_look_for():
    found = with_item(answers(others=3), "crm", state="dont-know", score=None, source=None)
    group = kind(build_report(found), "dont-knows")
    assert group is not None
    assert group.said == "one don’t know to verify"
    given, evidence = shipped().advice_of("crm"), shipped().by_slug["crm"].evidence[0]
    assert given is not None
    assert group.doubts[0].sentence == f"Ask: {given.advice.owner}. Look for: {evidence}."


def test_targets_long_met_are_said_once_for_each_pillar():
    """4 at target 3 is a point above; 4 at target 4 is not, and 3.5 at target 3 is not."""
    settings = {"identity": Setting(importance="critical")}
    found = answers({"identity": 4, "values-and-beliefs": 4}, others=3, settings=settings)
    group = kind(build_report(found), "targets")
    assert group is not None
    assert group.said == "one target left a point or more behind"
    assert [(d.slug, d.sentence) for d in group.doubts] == [
        ("leadership", f"{shipped().by_slug['values-and-beliefs'].short_name}.")
    ]
    many = kind(build_report(answers(others=4)), "targets")
    assert many is not None
    assert len(many.doubts) == len(shipped().pillars)
    assert many.doubts[0].sentence.endswith("more.")


def test_a_root_with_little_answered_around_it_says_where_to_begin():
    """One driver and ten dependents; the five sound ones and a weak one left out are 5 of 11."""
    scores = {item.slug: PIPELINE.get(item.slug, 4) for item in shipped().items}
    sound = ["crm", "enablement-sales-tools", "training-programs", "coaching-sales-process"]
    for slug in (*sound, "sales-and-marketing-programs", "price-margin-management"):
        del scores[slug]
    report = build_report(answers(scores, others=None))
    group = kind(report, "coverage")
    assert group is not None
    assert group.said == "one headline root with little answered around it"
    (doubt,) = group.doubts
    assert doubt.slug == next(i.slug for i in shipped().items if i.slug not in scores)
    assert doubt.sentence == f"Five of eleven items around {report.name(ROOT)} are answered."
    assert kind(build_report(answers(PIPELINE)), "coverage") is None


def test_estimates_under_a_root_are_named_and_go_when_they_are_rated():
    content = shipped()
    block = next(block for block in content.blocks if ROOT in block.items)
    rated = [
        said(i.slug, PIPELINE.get(i.slug, 4)) for i in content.items if i.slug not in block.items
    ]
    estimate = Said("1", "executive", block.slug, "score", 2)
    found = gather(Gathered(content, rated, [estimate], {"executive": 1}))
    report = build_report(found)
    group = kind(report, "estimates")
    assert report.headline.roots
    assert group is not None
    assert {doubt.slug for doubt in group.doubts} <= set(block.items)
    assert all(doubt.sentence.startswith("Estimated 2.0") for doubt in group.doubts)
    assert kind(build_report(answers(PIPELINE)), "estimates") is None


def test_what_the_headline_rests_on_comes_first():
    found = answers({"crm": 1, "contract-management": 2, "workflow-legal": 5}, others=4)
    found = with_item(found, "morale", state="dont-know", score=None, source=None)
    kinds = [group.kind for group in build_report(found).doubts]
    assert kinds == ["extremes", "families", "dont-knows", "targets"]


def test_what_stays_open_is_counted_in_one_sentence_without_the_targets():
    found = with_item(
        answers({"crm": 1}, others=4), "morale", state="dont-know", score=None, source=None
    )
    assert build_report(found).remaining == (
        "Left open, and worth a look before acting: one extreme score without a note and one "
        "don’t know to verify."
    )
    assert (
        build_report(answers(others=4)).remaining == "Nothing that would weaken it was left open."
    )
    assert build_report(answers(others=None)).remaining == ""

"""From answers to the report: the same finding everywhere, and a sensible one at every extreme."""

import dataclasses
import random

import pytest

from assessments.findings import Report
from assessments.report.build import build_report
from assessments.report.gather import Setting
from assessments.report.ripple import ripple_of
from assessments.sentences import NO_BREAK
from tests.report.answering import answers
from tests.shipped import shipped

PIPELINE = {
    "sales-process-execution": 2,
    "customer-buying-process": 3,
    "activity-metrics": 2,
    "operations-forecasting": 2,
    "price-margin-management": 2,
    "coaching-pipeline": 2,
    "coaching-deal-strategies": 2,
    "crm": 3,
}


@pytest.fixture(scope="module")
def pipeline() -> Report:
    return build_report(answers(PIPELINE, symptoms=[("stalled", 2), ("morale", 1)]))


def test_an_unused_sales_process_is_named_as_the_one_cause():
    report = build_report(answers(PIPELINE))
    assert report.headline.kind == "dominant"
    assert report.headline.roots == ("sales-process-execution",)
    labels = {item.slug: item.label for item in report.weak}
    assert labels == {
        "sales-process-execution": "root",
        "activity-metrics": "contributing",
        "coaching-deal-strategies": "contributing",
        "operations-forecasting": "symptom",
        "price-margin-management": "symptom",
        "coaching-pipeline": "symptom",
    }
    assert report.item["crm"].label == "at-risk"


def test_the_shares_of_every_weak_item_add_up(pipeline):
    for item in pipeline.weak:
        total = sum(chain.share for chain in item.chains) + item.further + item.elsewhere
        assert total == pytest.approx(1)


def test_the_shares_of_every_symptom_add_up(pipeline):
    for symptom in pipeline.symptoms:
        total = sum(chain.share for chain in symptom.chains) + symptom.further + symptom.elsewhere
        assert total == pytest.approx(1)


def test_a_symptom_goes_back_to_the_root_and_says_so_in_a_sentence(pipeline):
    stalled = next(s for s in pipeline.symptoms if s.slug == "stalled")
    assert stalled.causes[0].slug == "sales-process-execution"
    assert stalled.chains[0].sentence.startswith("If Sales process use on every deal is weak")
    assert "Stalled deals / no-decision" in stalled.chains[0].sentence


def test_a_symptom_that_shares_its_slug_with_an_item_stays_apart_from_it(pipeline):
    morale = next(s for s in pipeline.symptoms if s.slug == "morale")
    assert morale.elsewhere == pytest.approx(1)
    assert pipeline.item["morale"].label == "healthy"


def test_a_chain_is_read_aloud_from_the_rationales_of_its_dependencies(pipeline):
    chain = pipeline.item["operations-forecasting"].chains[0]
    assert chain.path == ("sales-process-execution", "operations-forecasting")
    assert chain.sentence.startswith(
        "If Sales process use on every deal is weak, then Forecasting (operations) nearly always "
        "suffers, because deals "
    )


def test_the_flow_adds_up_to_the_whole(pipeline):
    assert sum(map(sum, pipeline.flow)) == pytest.approx(1)
    for index, pillar in enumerate(pipeline.pillars):
        assert pillar.starts == pytest.approx(sum(pipeline.flow[index]))
        assert pillar.shows == pytest.approx(sum(row[index] for row in pipeline.flow))


def test_fixing_the_root_eases_what_hangs_on_it_and_nothing_beyond_its_target(pipeline):
    (root,) = pipeline.roots
    assert {ease.slug for ease in root.eases} == set(PIPELINE) - {
        "sales-process-execution",
        "customer-buying-process",
        "crm",
    }
    assert all(ease.score < ease.eased <= 3 for ease in root.eases)


def test_the_same_answers_give_the_same_report():
    first, second = (build_report(answers(PIPELINE)) for _ in range(2))
    assert first == second
    assert build_report(answers({**PIPELINE, "crm": 4})).digest != first.digest


@pytest.mark.parametrize(
    ("others", "scores", "scope", "kind", "sentence"),
    [
        (None, {}, (), "not-enough-answers", "Nothing is rated yet, so there is nothing to find."),
        (
            None,
            {"target-markets": 1},
            (),
            "not-enough-answers",
            "Not enough answers for a finding: one of 165 items is rated.",
        ),
        (
            5,
            {},
            (),
            "nothing-weak",
            "Nothing is weak: all 165 rated items come near their targets or better.",
        ),
        (
            1,
            {},
            (),
            "broad",
            f"Weakness is broad: 100{NO_BREAK}% of the answers are weak. Work the hierarchy from "
            "the top, Leadership first.",
        ),
        (
            None,
            dict.fromkeys(shipped().items_of("coaching"), 4),
            ("coaching",),
            "nothing-weak",
            "Nothing is weak: all 20 rated items come near their targets or better.",
        ),
    ],
)
def test_every_extreme_has_a_sensible_headline(others, scores, scope, kind, sentence):
    report = build_report(answers(scores, others=others, scope=scope))
    assert (report.headline.kind, report.headline.sentence) == (kind, sentence)


def test_a_pillar_rated_alone_asks_for_its_drivers_and_names_no_root():
    scores = dict.fromkeys(shipped().items_of("coaching"), 4)
    weak = ["coaching-sales-process", "coaching-deal-strategies", "coaching-pipeline"]
    scores |= dict.fromkeys([*weak, "reinforcement-coaching"], 2)
    report = build_report(answers(scores, others=None, scope=("coaching",)))
    assert report.headline.roots == ()
    assert {item.label for item in report.weak} == {"provisional"}
    probes = {probe.slug: probe.reaches for probe in report.probes}
    assert "coaching-sales-process" in probes["sales-process-execution"]
    assert report.coverage == pytest.approx(1)


@pytest.mark.parametrize("pillar", [pillar.slug for pillar in shipped().pillars])
@pytest.mark.parametrize("seed", range(3))
def test_no_pillar_rated_alone_ever_names_a_root(pillar, seed):
    draw = random.Random(seed)
    scores = {slug: draw.choice([1, 2, 4]) for slug in shipped().items_of(pillar)}
    report = build_report(answers(scores, others=None, scope=(pillar,)))
    assert report.weak
    assert list(report.labelled("root")) == []
    assert report.headline.roots == ()


def test_one_item_of_another_pillar_lets_a_root_be_named():
    scores = dict.fromkeys(shipped().items_of("leadership"), 2)
    alone = build_report(answers(scores, others=None, scope=("leadership",)))
    in_context = build_report(answers(scores | {"crm": 4}, others=None, scope=("leadership",)))
    assert not list(alone.labelled("root"))
    assert list(in_context.labelled("root"))


def test_the_same_answer_everywhere_is_questioned():
    (warning,) = build_report(answers(others=4)).warnings
    assert "Every one of the 165 answers is 4" in warning


def test_an_item_that_does_not_apply_leaves_scores_and_graph():
    out = {"channel-management": Setting(applicable=False, reason="not-our-model")}
    report = build_report(answers(settings=out))
    assert report.applicable == 165 - 16
    assert report.item["channel-portal"].label == "not-applicable"
    assert report.component["channel-management"].score is None
    assert not report.component["channel-management"].applicable


def test_nothing_in_a_report_can_be_changed(pipeline):
    with pytest.raises(dataclasses.FrozenInstanceError):
        pipeline.coverage = 1.0


def test_the_salesperson_framework_runs_on_the_same_engine():
    scores = {"selling-process": 1, "deal-strategy": 2, "win-rate": 2, "pipeline-velocity": 2}
    report = build_report(answers(scores, framework="sales-execution-framework"))
    assert report.item["selling-process"].label == "root"
    assert report.item["win-rate"].label == "symptom"


def test_a_change_ripples_downstream_nearest_first_and_always_checks_the_enablers():
    steps = ripple_of(shipped(), "sales-process-execution")
    orders = [step.order for step in steps if step.order is not None]
    assert orders == sorted(orders)
    first = {step.slug for step in steps if step.order == 1}
    assert {"crm", "training-programs", "activity-metrics", "coaching-sales-process"} <= first
    assert {"employee-communication", "reinforcement-coaching"} <= {s.slug for s in steps}
    assert {step.readiness for step in steps} == {"unknown"}


def test_readiness_comes_from_the_ratings():
    steps = ripple_of(shipped(), "sales-process-execution", answers({"crm": 1}))
    ready = {step.slug: step.readiness for step in steps}
    assert (ready["crm"], ready["training-programs"]) == ("weak", "ready")


def test_a_ripple_of_an_unknown_component_is_refused():
    with pytest.raises(KeyError, match="no-such-thing"):
        ripple_of(shipped(), "no-such-thing")

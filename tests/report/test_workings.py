"""How was this calculated? The lines lead to the number they explain."""

import re
from math import exp, log1p

import pytest

from assessments import workings
from assessments.engine import constants as k
from assessments.report.build import build_report
from assessments.report.gather import Setting
from tests.report.answering import answers
from tests.report.test_build import PIPELINE


@pytest.fixture(scope="module")
def report():
    critical = {"sales-process": Setting(importance="critical")}
    return build_report(answers(PIPELINE, settings=critical))


def numbers(line: str) -> list[float]:
    return [float(found) for found in re.findall(r"[+-]?\d+(?:\.\d+)?", line)]


def test_the_mean_of_a_pillar_is_the_sum_it_prints(report):
    score, _ = workings.of_pillar(report.pillar["business-management"])
    terms = [numbers(line.rpartition(": ")[2]) for line in score.lines[:-1]]
    mean = sum(score * weight for score, weight in terms) / sum(weight for _, weight in terms)
    assert mean == pytest.approx(report.pillar["business-management"].score, abs=0.01)
    assert numbers(score.lines[-1])[-1] == pytest.approx(mean, abs=0.01)


def test_the_pieces_of_a_confidence_add_up_to_it(report):
    item = report.item["sales-process-execution"]
    w = item.weighing
    pieces = [
        k.BIAS,
        k.EXCESS * w.excess,
        k.OWN_SHARE * w.own_share,
        k.ECHO * w.echo,
        k.CARRIES * w.carries,
        k.HAS_DEPENDENTS * w.has_dependents,
        k.MANY_WEAK * log1p(w.weak_answers),
    ]
    assert sum(pieces) == pytest.approx(w.logit)
    assert 1 / (1 + exp(-w.logit)) == pytest.approx(item.confidence)


def test_every_item_of_every_label_can_be_opened(report):
    for item in report.items:
        assert workings.of_item(report, item)[0].title == "Score"


def test_every_component_and_pillar_can_be_opened(report):
    for component in report.components:
        assert workings.of_component(component)[0].lines
    for pillar in report.pillars:
        assert len(workings.of_pillar(pillar)) == 2


def test_a_headline_says_which_rule_it_follows(report):
    assert "400 shuffles" in " ".join(workings.of_headline(report).lines)
    nothing = workings.of_headline(build_report(answers(others=5)))
    assert nothing.lines[-1] == "No rated item is weak."

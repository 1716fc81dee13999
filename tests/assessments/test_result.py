"""The result page, a finding opened, and the PDF: one report behind all three."""

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from assessments.models import Assessment, Rater, Rating, SymptomObservation
from ecosystem.models import Component, Symptom
from tests.assessments.pages import links_of, text_of
from tests.report.test_build import PIPELINE

HOSTILE = "<script>alert(1)</script> & <b>bold</b>"


def answer(assessment: Assessment, scores: Mapping[str, int], others: int | None) -> None:
    """One rater's answers; `others` for every item that is not named."""
    rater = Rater.objects.create(assessment=assessment, label="Sales operations", anonymous=False)
    items = Component.objects.filter(framework=assessment.framework, kind="item")
    given = {item: scores.get(item.slug, others) for item in items}
    Rating.objects.bulk_create(
        Rating(rater=rater, component=item, answer="score", score=score)
        for item, score in given.items()
        if score is not None
    )


def see(assessment: Assessment, slug: str, note: str = "") -> None:
    symptom = Symptom.objects.get(framework=assessment.framework, slug=slug)
    SymptomObservation.objects.create(
        assessment=assessment, symptom=symptom, severity=3, trend="worse", note=note
    )


@pytest.fixture
def client_of(viewer: Any, log_in: Callable[[Any], Client]) -> Client:
    return log_in(viewer)


def page(client: Client, assessment: Assessment, *component: str) -> HttpResponse:
    name = "finding" if component else "result"
    return client.get(reverse(f"assessments:{name}", args=[assessment.code, *component]))


def test_the_page_begins_with_the_finding(client_of, assessment):
    answer(assessment, PIPELINE, 4)
    see(assessment, "forecast")
    said = text_of(page(client_of, assessment))
    assert "One cause stands out: Sales process use on every deal." in said
    assert "If Sales process use on every deal is weak, then Forecasting (operations)" in said
    assert "Forecast misses / surprises severe, getting worse" in said


@pytest.mark.parametrize(
    ("scores", "others", "said"),
    [
        ({}, None, "Nothing is rated yet, so there is nothing to find."),
        ({"target-markets": 1}, None, "Not enough answers for a finding: one of 165 items"),
        ({}, 5, "Nothing is weak: all 165 rated items"),
        ({}, 1, "Weakness is broad: 100"),
    ],
)
def test_every_extreme_has_a_page(scores, others, said, client_of, assessment):
    answer(assessment, scores, others)
    response = page(client_of, assessment)
    assert response.status_code == 200
    assert said in text_of(response)


def test_a_pillar_rated_alone_says_what_to_rate_next(client_of, assessment):
    assessment.scope = ["coaching"]
    assessment.save()
    coaching = Component.objects.filter(framework=assessment.framework, pillar__slug="coaching")
    scores = dict.fromkeys(coaching.values_list("slug", flat=True), 4)
    answer(assessment, scores | {"coaching-sales-process": 2}, None)
    said = text_of(page(client_of, assessment))
    assert "what drives it has not been rated" in said
    assert "What to rate next" in said


def test_the_page_reads_the_database_a_fixed_number_of_times(client_of, assessment, count_queries):
    answer(assessment, {}, None)
    page(client_of, assessment)  # the framework's content is kept from here on
    with count_queries() as nothing_rated:
        page(client_of, assessment)
    answer(assessment, PIPELINE, 4)
    for slug in ("forecast", "win-rate", "morale"):
        see(assessment, slug)
    with count_queries() as all_rated:
        page(client_of, assessment)
    assert all_rated() == nothing_rated() <= 16


def test_markup_that_somebody_typed_is_shown_as_text(client_of, assessment):
    assessment.organisation.name = assessment.title = HOSTILE
    assessment.organisation.save()
    assessment.save()
    answer(assessment, PIPELINE, 4)
    Rating.objects.filter(component__slug="sales-process-execution").update(note=HOSTILE)
    see(assessment, "forecast", note=HOSTILE)
    for component in ([], ["sales-process-execution"]):
        source = page(client_of, assessment, *component).content.decode()
        assert "<script>alert" not in source
        assert "<b>bold</b>" not in source
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in source


def test_each_figure_brings_its_table_and_what_explores_it(client_of, assessment):
    answer(assessment, PIPELINE, 4)
    source = page(client_of, assessment).content.decode()
    for name in ("pillars", "cause-map", "flow-matrix", "heat-map"):
        assert f'data-chart="{name}"' in source
        plot = re.search(rf'<script id="chart-{name}"[^>]*>(.*?)</script>', source, re.DOTALL)
        assert plot is not None
        assert json.loads(plot[1])["data"]
    assert source.count("<table") >= 4


@pytest.mark.parametrize("component", ["sales-process-execution", "sales-process", "coaching"])
def test_an_item_a_group_and_a_pillar_can_be_opened(component, client_of, assessment):
    answer(assessment, PIPELINE, 4)
    response = page(client_of, assessment, component)
    assert response.status_code == 200
    assert "How was this calculated?" in text_of(response)


def test_a_root_says_what_eases(client_of, assessment):
    answer(assessment, PIPELINE, 4)
    said = text_of(page(client_of, assessment, "sales-process-execution"))
    assert "What eases" in said
    assert "Model confidence" in said


def test_an_unknown_component_is_not_found(client_of, assessment):
    assert page(client_of, assessment, "no-such-thing").status_code == 404


def test_items_not_rated_or_not_applicable_can_be_opened(client_of, assessment):
    answer(assessment, {"crm": 2}, None)
    Rating.objects.update(answer="not-applicable", score=None, reason="not-our-model")
    assert "Not applicable here: not our model." in text_of(page(client_of, assessment, "crm"))
    assert "Not rated yet" in text_of(page(client_of, assessment, "target-markets"))


def test_what_can_be_rated_leads_to_its_rating_and_nothing_else_does(log_in, owner, assessment):
    assessment.scope = ["coaching"]
    assessment.save()
    client = log_in(owner)
    inside = page(client, assessment, "coaching-sales-process")
    rate = reverse("assessments:rate", args=[assessment.code, "coaching"])
    assert f"{rate}?item=coaching-sales-process#item-coaching-sales-process" in links_of(inside)
    outside = page(client, assessment, "target-markets")
    assert "Not part of this assessment." in text_of(outside)
    assert not any("/rate/" in link for link in links_of(outside))


def test_where_nobody_answered_the_way_on_is_to_answer(log_in, owner, client_of, assessment):
    assert "Start answering" in text_of(page(log_in(owner), assessment))
    assert "Start answering" not in text_of(page(client_of, assessment))

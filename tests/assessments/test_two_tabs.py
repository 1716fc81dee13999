"""Two tabs that send at the same moment, in real threads on the database in use."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections
from django.test import Client
from django.urls import reverse

from accounts.models import Membership, Organisation, Role, User
from assessments.models import (
    Assessment,
    ComponentSetting,
    Decision,
    Narrative,
    Rater,
    Rating,
    RatingEvent,
    ReportProfile,
    SymptomObservation,
    decide,
)
from tests.assessments.pages import HTMX
from tests.rows import written

TABS = 4

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def assessment():
    user = User.objects.create_user("owner@example.org")
    organisation = Organisation.objects.create(name="Northern Pumps")
    Membership.objects.create(user=user, organisation=organisation, role=Role.OWNER)
    return Assessment.objects.create(
        organisation=organisation, framework=written(), title="Autumn review"
    )


@pytest.fixture
def send_at_once(assessment):
    """Sends one form from each of several tabs, all at the same moment; gives the answers."""
    user = User.objects.get()

    def send(name, *tabs):
        gate = threading.Barrier(len(tabs), timeout=30)

        def post(tab):
            slugs, fields = tab
            client = Client()
            client.force_login(user)
            gate.wait()
            try:
                url = reverse(f"assessments:{name}", args=[assessment.code, *slugs])
                return client.post(url, fields, **HTMX).status_code
            finally:
                connections.close_all()

        with ThreadPoolExecutor(len(tabs)) as pool:
            return list(pool.map(post, tabs))

    return send


def test_the_same_first_answer_from_several_tabs_is_one_row(send_at_once):
    tab = (["leadership", "identity"], {"answer": "3"})
    assert send_at_once("rating", *[tab] * TABS) == [200] * TABS
    assert (Rater.objects.count(), Rating.objects.count()) == (1, 1)
    assert RatingEvent.objects.count() == 1


def test_different_answers_from_several_tabs_leave_one_and_a_history_without_gaps(send_at_once):
    levels = range(1, TABS + 1)
    tabs = [(["leadership", "identity"], {"answer": str(level)}) for level in levels]
    assert send_at_once("rating", *tabs) == [200] * TABS
    history = list(RatingEvent.objects.order_by("id"))
    assert len(history) == TABS
    assert [event.new for event in history[:-1]] == [event.old for event in history[1:]]
    assert Rating.objects.get().score == history[-1].new["score"]


def test_a_tick_from_several_tabs_is_one_row(send_at_once):
    tab = (["forecast"], {"seen": "yes", "severity": "2"})
    assert send_at_once("symptom", *[tab] * TABS) == [200] * TABS
    assert (SymptomObservation.objects.count(), RatingEvent.objects.count()) == (1, 1)


def test_texts_from_several_tabs_are_one_row_and_a_history_without_gaps(send_at_once):
    tabs = [(["summary"], {"text": f"From tab {tab}."}) for tab in range(TABS)]
    assert send_at_once("text", *tabs) == [200] * TABS
    history = list(RatingEvent.objects.order_by("id"))
    assert [event.new for event in history[:-1]] == [event.old for event in history[1:]]
    assert Narrative.objects.get().text == history[-1].new


def test_the_first_choice_of_paper_from_several_tabs_is_one_row(send_at_once):
    tabs = [([], {"paper": paper, "state": "final"}) for paper in ("a4", "letter")]
    assert send_at_once("report-paper", *tabs) == [200, 200]
    assert ReportProfile.objects.get().final


def test_the_last_place_among_the_critical_is_given_once(assessment, send_at_once):
    owner = User.objects.get()
    for component in assessment.framework.components.filter(parent=None)[:11]:
        decide(assessment, owner, component.slug, Decision("critical"))
    critical = {"importance": "critical", "applies": "yes"}
    tabs = [(["business-management", slug], critical) for slug in ("sales-process", "metrics")]
    assert sorted(send_at_once("setting", *tabs)) == [200, 422]
    assert ComponentSetting.objects.filter(importance="critical").count() == 12

"""The link itself: where it leads, what is kept of it, and when it is dead."""

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assessments.models import (
    Rater,
    Rating,
    extend_link,
    remove,
    renew_link,
    stop_link,
)
from tests.assessments.by_link import begun, invited, opened, place, post
from tests.assessments.pages import HTMX, text_of

GONE = "This link does not lead anywhere, or not in this browser."
ITEM = ("leadership", "identity")


@pytest.fixture
def rater(assessment, owner):
    return invited(assessment, owner, group="other")


def link_of(rater):
    return reverse("assessments:link", args=[rater.token])


def test_a_link_leads_to_the_rater_s_own_page_without_itself_in_the_address(rater):
    went = Client().get(link_of(rater))
    assert (went.status_code, went.url) == (302, place(rater))
    assert went["Referrer-Policy"] == "no-referrer"


def test_only_a_hash_of_the_link_is_stored(rater):
    assert rater.token
    assert rater.token not in json.dumps(Rater.objects.values().get(), default=str)
    assert len(rater.token_hash) == 64


def test_no_page_of_the_rater_carries_the_token(rater):
    client = begun(rater)
    for page in ("", "answers", "withdraw"):
        assert rater.token not in client.get(place(rater, page)).content.decode()


def test_opening_a_link_is_noted_once_and_by_looking_only(rater):
    Client().head(link_of(rater))
    assert not rater.events.filter(slug="opened").exists()
    for _ in range(2):
        opened(rater)
    assert rater.events.filter(slug="opened").count() == 1


def expire(rater, user):
    Rater.objects.update(expires=timezone.now() - timedelta(minutes=1))


DEAD = {
    "expired": expire,
    "renewed": renew_link,
    "stopped": stop_link,
    "removed": remove,
}


@pytest.mark.parametrize("how", DEAD)
def test_a_dead_link_and_a_tampered_one_get_the_same_page(rater, owner, assessment, how):
    client, address = begun(rater), link_of(rater)
    DEAD[how](rater, owner)
    tampered = Client().get(address[:-3] + "x/")
    for dead in (Client().get(address), client.get(place(rater))):
        assert dead.status_code == tampered.status_code == 404
        assert dead.content == tampered.content
    assert GONE in text_of(tampered)
    assert tampered["Referrer-Policy"] == "no-referrer"
    for name in (assessment.title, assessment.organisation.name, rater.label):
        assert name not in text_of(tampered)


@pytest.mark.parametrize("how", DEAD)
def test_a_link_that_dies_while_somebody_answers_takes_no_further_answer(rater, owner, how):
    client = begun(rater)
    post(client, rater, "rating", *ITEM, answer="3", headers=HTMX)
    DEAD[how](rater, owner)
    refused = post(client, rater, "rating", *ITEM, answer="5", headers=HTMX)
    assert refused.status_code == 404
    assert not Rating.objects.filter(score=5).exists()


@pytest.mark.parametrize("token", ["x", "%00", "..", "é" * 40, "x" * 2000])
def test_a_strange_token_is_just_a_dead_link(db, token):
    assert Client().get(f"/r/{token}/").status_code == 404


def test_an_expired_link_that_is_extended_leads_on(rater, owner):
    expire(rater, owner)
    extend_link(rater, owner)
    assert Client().get(link_of(rater)).status_code == 302

"""Answers that were based on something else by now, given by somebody else, or given before."""

import json
import re

import pytest
from django.urls import reverse

from assessments.models import Given, Rater, Rating, RatingEvent, Sheet, rate
from assessments.views.cards import Like, like_of
from assessments.views.seat import Seat
from tests.assessments.pages import HTMX, text_of

VERSION = "X-Answer-Version"


@pytest.fixture
def answer(log_in, owner, assessment):
    """Posts an answer of the owner to one item, as the page does in the background."""
    client = log_in(owner)

    def post(item="identity", **fields):
        url = reverse("assessments:rating", args=[assessment.code, "leadership", item])
        return client.post(url, fields, **HTMX)

    return post


@pytest.fixture
def look(log_in, owner, assessment):
    client = log_in(owner)
    page = reverse("assessments:rate", args=[assessment.code, "leadership"])
    return lambda item="identity": client.get(page, {"item": item}).content.decode()


def attribute(page, name):
    return re.search(rf'{name}="([^"]*)"', page)[1]


# --------------------------------------------------------------------------- two tabs, devices


def test_an_answer_based_on_what_is_stored_takes_its_place(answer):
    first = answer(answer="3", base="")
    assert first.status_code == 200
    assert answer(answer="4", base=first[VERSION]).status_code == 200
    assert Rating.objects.get().score == 4


def test_the_page_says_on_which_version_an_answer_is_based(answer, look):
    version = answer(answer="3")[VERSION]
    form = look()[look().index('id="form-identity"') :]
    assert attribute(form, "data-version") == version
    assert answer(answer="4", base=version).status_code == 200


def test_an_answer_from_an_old_tab_is_asked_about_and_changes_nothing(answer):
    old = answer(answer="3")[VERSION]
    new = answer(answer="4", note="Seen")[VERSION]
    asked = answer(answer="2", base=old)
    assert asked.status_code == 409
    assert "Answered elsewhere meanwhile: 4 Managed at" in text_of(asked)
    assert "Yours was 2 Emerging ." in text_of(asked)
    assert asked[VERSION] == new
    assert Rating.objects.get().score == 4
    assert RatingEvent.objects.count() == 2


def test_a_first_answer_from_a_second_device_is_asked_about(answer):
    answer(answer="4", base="")
    assert answer(answer="2", base="").status_code == 409


def test_who_was_asked_can_keep_the_own_answer(answer):
    answer(answer="4", base="")
    asked = answer(answer="2", base="")
    assert answer(answer="2", base=asked[VERSION]).status_code == 200
    assert Rating.objects.get().score == 2


def test_who_was_asked_gets_what_is_stored_to_take_it(answer):
    answer(answer="not-applicable", reason="not-our-model", note='As "agreed"', base="")
    asked = answer(answer="2", base="").content.decode()
    fields = json.loads(attribute(asked, "data-theirs").replace("&quot;", '"'))
    assert dict(fields) == {
        "answer": "not-applicable",
        "reason": "not-our-model",
        "evidence": "none",
        "note": 'As "agreed"',
    }


def test_an_answer_taken_back_elsewhere_is_said_to_be(answer):
    old = answer(answer="3")[VERSION]
    answer(clear="1")
    asked = answer(answer="2", base=old)
    assert asked.status_code == 409
    assert "Taken back elsewhere meanwhile. Yours was 2 Emerging" in text_of(asked)
    assert asked[VERSION] == ""


def test_taking_back_what_was_changed_elsewhere_is_asked_about(answer):
    old = answer(answer="3")[VERSION]
    answer(answer="4")
    assert answer(clear="1", base=old).status_code == 409
    assert Rating.objects.get().score == 4


def test_another_note_alone_is_told_apart(answer):
    old = answer(answer="3")[VERSION]
    answer(answer="3", note="Theirs")
    told = text_of(answer(answer="3", note="Mine", base=old))
    assert "3 Practised , with another note or evidence, at" in told


def test_the_same_answer_again_is_kept_whatever_it_was_based_on(answer):
    """The reply to the first one was lost, so it is sent again."""
    first = answer(answer="3", note="n", base="")
    again = answer(answer="3", note="n", base="")
    assert (again.status_code, again[VERSION]) == (200, first[VERSION])
    assert RatingEvent.objects.count() == 1


def test_an_answer_without_a_version_is_kept_as_ever(answer):
    answer(answer="3")
    assert answer(answer="2").status_code == 200
    assert Rating.objects.get().score == 2


@pytest.mark.parametrize("base", ["x", "0", "2026-13-45", "\0"])
def test_a_version_that_never_was_is_asked_about(answer, base):
    answer(answer="3")
    assert answer(answer="2", base=base).status_code == 409


def test_being_asked_takes_few_queries(answer, count_queries):
    answer(answer="4")
    with count_queries() as asked:
        answer(answer="2", base="")
    assert asked() <= 8


# ------------------------------------------------------------------------------ somebody else


def test_an_answer_given_by_somebody_else_is_not_kept_as_ones_own(
    answer, log_in, editor, assessment, owner
):
    whose = Seat(assessment, owner).key
    url = reverse("assessments:rating", args=[assessment.code, "leadership", "identity"])
    refused = log_in(editor).post(url, {"answer": "3", "seat": whose}, **HTMX)
    assert refused.status_code == 412
    assert not Rating.objects.exists()
    assert answer(answer="3", seat=whose).status_code == 200


def test_the_page_carries_its_own_seat_and_seal(look, assessment, owner, editor):
    page, own, other = look(), Seat(assessment, owner), Seat(assessment, editor)
    assert attribute(page, "data-seat") == own.key
    assert attribute(page, "data-seal") == own.seal
    assert len({own.key, other.key, own.seal, other.seal}) == 4


def test_a_rater_by_link_has_a_seat_of_their_own(assessment, owner):
    first, second = (Rater.objects.create(assessment=assessment, label=name) for name in "ab")
    keys = {Seat(assessment, who).key for who in (owner, first, second)}
    assert len(keys) == 3


# ------------------------------------------------------------------------ what was said before


@pytest.fixture
def sheet_of(assessment, owner):
    return lambda: Sheet.of(assessment, Rater.objects.of(assessment, owner))


def test_own_answers_on_the_same_topic_elsewhere_are_shown(assessment, owner, sheet_of):
    item, other = same_topic(sheet_of())
    rate(assessment, owner, other.slug, Given("score", 3))
    assert like_of(sheet_of(), item) == (Like(other.short_name, 3),)


def test_a_score_is_needed_for_it_to_be_offered(assessment, owner, sheet_of):
    item, other = same_topic(sheet_of())
    rate(assessment, owner, other.slug, Given("dont-know"))
    assert like_of(sheet_of(), item) == ()


def same_topic(sheet):
    framework = sheet.scope.framework
    slugs = framework.families[0].items
    return framework.by_slug[slugs[0]], framework.by_slug[slugs[1]]


def test_an_offer_names_item_and_score_and_fills_nothing_in(log_in, assessment, owner, sheet_of):
    item, other = same_topic(sheet_of())
    rate(assessment, owner, other.slug, Given("score", 3))
    page = log_in(owner).get(
        reverse("assessments:rate", args=[assessment.code, item.pillar]), {"item": item.slug}
    )
    assert f"Take 3 from {other.short_name}" in text_of(page)
    assert f'id="{item.slug}-3" checked' not in page.content.decode()


@pytest.mark.parametrize(
    ("depth", "most"),
    [("full", 8), ("adaptive", 10)],  # what it opens goes by blocks and symptoms
)
def test_an_answer_in_a_revisit_takes_no_more_queries(
    answer, count_queries, assessment, depth, most
):
    assessment.previous, assessment.depth = assessment, depth
    assessment.save()
    answer(answer="2")
    with count_queries() as later:
        answer(answer="3")
    assert later() <= most

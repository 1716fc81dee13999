"""Taking part by link: reading first, beginning, going on elsewhere, being done, withdrawing."""

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assessments.models import (
    Assessment,
    Given,
    Rater,
    Rating,
    RatingEvent,
    rate,
    remove,
    renew_link,
)
from tests.assessments.by_link import begun, invited, opened, place, post
from tests.assessments.pages import HTMX, links_of, text_of

BEGUN_ELSEWHERE = "Somebody has begun with this link."
ITEM = ("leadership", "identity")


@pytest.fixture
def rater(assessment, owner):
    return invited(assessment, owner, group="other")


@pytest.fixture
def four(assessment, owner):
    return invited(assessment, owner, 4, group="other")


def link_of(rater):
    return reverse("assessments:link", args=[rater.token])


def code_on(client, rater):
    page = text_of(client.get(place(rater)))
    return page.split("Your code for another device ")[1].split()[0]


# ------------------------------------------------------------------- before the first question


def test_a_rater_reads_first_that_few_answers_are_not_anonymous(rater):
    text = text_of(opened(rater).get(place(rater)))
    assert "Your answers are not anonymous. You are the only one invited by link" in text
    assert Rating.objects.count() == 0


def test_four_people_are_promised_that_nobody_sees_single_answers(four):
    text = text_of(opened(four[0]).get(place(four[0])))
    assert "Nobody sees them one by one." in text
    assert "4 people are invited by link." in text


def test_who_has_withdrawn_or_was_removed_does_not_count_for_the_promise(four, owner):
    remove(four[3], owner)
    assert "Only 3 people are invited by link" in text_of(opened(four[0]).get(place(four[0])))


def test_who_let_the_link_run_out_before_beginning_does_not_count_either(four):
    Rater.objects.filter(pk=four[3].pk).update(expires=timezone.now() - timedelta(days=1))
    assert "Only 3 people are invited by link" in text_of(opened(four[0]).get(place(four[0])))
    Rater.objects.filter(pk=four[3].pk).update(began=timezone.now())
    assert "Nobody sees them one by one." in text_of(opened(four[0]).get(place(four[0])))


def test_what_was_promised_is_kept_with_the_rater(four, assessment):
    begun(four[0], "anonymous")
    assert (four[0].anonymous, four[0].consents) == (True, False)
    assert four[0].began is not None
    event = four[0].events.get(slug="began")
    assert event.new == {"anonymous": True, "consents": False}


def test_a_promise_that_no_longer_holds_is_read_again_before_beginning(four, owner):
    client = opened(four[0])
    remove(four[3], owner)
    again = post(client, four[0], "begin", read="anonymous")
    assert again.status_code == 409
    assert "has changed while you were reading" in text_of(again)
    assert "Your answers are not anonymous" in text_of(again)
    assert Rater.objects.get(pk=four[0].pk).began is None


@pytest.mark.parametrize("fields", [{}, {"read": ""}, {"read": "x"}])
def test_beginning_without_having_read_begins_nothing(rater, fields):
    assert post(opened(rater), rater, "begin", **fields).status_code == 409
    assert Rater.objects.get().began is None


def test_few_executives_may_agree_to_be_shown_as_a_group(assessment, owner):
    sellers = invited(assessment, owner, 4)
    executive = invited(assessment, owner, group="executive")
    assert "consents" in opened(executive).get(place(executive)).content.decode()
    assert "consents" not in opened(sellers[0]).get(place(sellers[0])).content.decode()
    begun(executive, "anonymous", consents="on")
    begun(sellers[0], "anonymous", consents="on")
    assert (executive.consents, sellers[0].consents) == (True, False)


def test_no_answer_is_taken_before_beginning(rater):
    client = opened(rater)
    went = client.get(place(rater, "rate", "leadership"))
    assert (went.status_code, went.url) == (302, place(rater))
    assert post(client, rater, "rating", *ITEM, answer="3", headers=HTMX).status_code == 404
    assert not Rating.objects.exists()


# ------------------------------------------------------------------------------ answering


def test_a_rater_answers_on_the_same_pages_as_members(rater):
    client = begun(rater)
    page = client.get(place(rater, "rate", "leadership"))
    assert "Culture, 4 items" in text_of(page)
    kept = post(client, rater, "rating", *ITEM, answer="4", headers=HTMX)
    assert text_of(kept).startswith("4 Managed")
    assert Rating.objects.get().rater == rater
    assert "1 of 165 answered" in text_of(client.get(place(rater)))


def test_every_link_on_the_rating_page_is_one_a_rater_may_follow(rater):
    client = begun(rater)
    page = client.get(place(rater, "rate", "people"), {"section": "scan-pay"})
    inside = [link for link in links_of(page) if link.startswith("/") and "static" not in link]
    assert inside
    assert all(link.startswith(f"/part/{rater.code}/") for link in inside)


def test_another_rater_s_page_is_gone_for_this_browser(four):
    client = begun(four[0], "anonymous")
    for page in ("", "answers", "withdraw"):
        assert client.get(place(four[1], page)).status_code == 404
    stolen = post(client, four[1], "rating", *ITEM, answer="1", headers=HTMX)
    assert stolen.status_code == 404
    assert not Rating.objects.exists()


def test_an_answer_by_link_takes_few_queries(rater, count_queries):
    client = begun(rater)
    post(client, rater, "rating", *ITEM, answer="3", headers=HTMX)
    with count_queries() as taken:
        post(client, rater, "rating", "leadership", "mission-purpose", answer="3", headers=HTMX)
    assert taken() <= 10


def test_a_form_without_its_token_is_refused(rater):
    client = Client(enforce_csrf_checks=True)
    client.get(link_of(rater))
    assert post(client, rater, "begin", read="named").status_code == 403
    assert Rater.objects.get().began is None


# --------------------------------------------------------------------- on another device


def test_the_code_is_shown_until_it_is_written_down(rater):
    client = begun(rater)
    code = code_on(client, rater)
    assert code_on(client, rater) == code
    post(client, rater, "code", kept="1")
    assert "Your code for another device" not in text_of(client.get(place(rater)))
    assert code not in json.dumps(Rater.objects.values().get(), default=str)


def test_another_device_goes_on_with_the_code_however_it_is_typed(rater):
    client = begun(rater)
    post(client, rater, "rating", *ITEM, answer="4", headers=HTMX)
    phone = opened(rater)
    assert BEGUN_ELSEWHERE in text_of(phone.get(place(rater)))
    typed = code_on(client, rater).lower().replace("-", " ")
    assert post(phone, rater, "resume", code=typed).url == place(rater)
    assert "1 of 165 answered" in text_of(phone.get(place(rater)))


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("", "Type the code you were given"),
        ("AAAA-AAAA", "This is not the code of this link."),
        ("x" * 41, "eight letters and figures"),
        ("<b>", "This is not the code"),
    ],
)
def test_a_wrong_code_is_refused_where_it_was_typed(rater, code, said):
    begun(rater)
    refused = post(opened(rater), rater, "resume", code=code)
    assert refused.status_code == 422
    assert said in text_of(refused)
    assert BEGUN_ELSEWHERE in text_of(refused)


def test_codes_cannot_be_tried_for_ever_and_a_new_link_helps(rater, owner):
    right = code_on(begun(rater), rater)
    phone = opened(rater)
    for _ in range(8):
        post(phone, rater, "resume", code="AAAA-AAAA")
    assert "Too many codes" in text_of(post(phone, rater, "resume", code=right))
    renewed = renew_link(rater, owner)
    phone = opened(renewed)
    assert post(phone, renewed, "resume", code=right).status_code == 302


def test_a_new_code_takes_the_place_of_the_one_before(rater):
    client = begun(rater)
    old = code_on(client, rater)
    post(client, rater, "code", new="1")
    new = code_on(client, rater)
    assert old != new
    phone = opened(rater)
    assert post(phone, rater, "resume", code=old).status_code == 422
    assert post(phone, rater, "resume", code=new).status_code == 302


def test_of_two_browsers_that_opened_one_link_only_one_begins(rater):
    first, second = opened(rater), opened(rater)
    post(first, rater, "begin", read="named")
    post(second, rater, "begin", read="named")
    assert "Your code" in text_of(first.get(place(rater)))
    assert BEGUN_ELSEWHERE in text_of(second.get(place(rater)))
    assert rater.events.filter(slug="began").count() == 1


def test_an_owner_who_opens_a_begun_link_sees_no_answer(rater, owner, log_in):
    client = begun(rater)
    note = "nobody reads this"
    post(client, rater, "rating", *ITEM, answer="2", note=note, headers=HTMX)
    snooping = log_in(owner)
    snooping.get(link_of(rater))
    for page, slugs in (("", ()), ("answers", ()), ("withdraw", ()), ("rate", ("leadership",))):
        seen = snooping.get(place(rater, page, *slugs), follow=True)
        assert BEGUN_ELSEWHERE in text_of(seen)
        assert note not in text_of(seen)
    post(snooping, rater, "code", new="1")
    post(snooping, rater, "withdraw")
    assert Rating.objects.get().score == 2


# ------------------------------------------------------------------- done, closed, withdrawn


def test_done_can_be_said_and_taken_back(rater):
    client = begun(rater)
    post(client, rater, "finish")
    assert "Thank you: you said you are done." in text_of(client.get(place(rater)))
    post(client, rater, "finish", again="1")
    assert Rater.objects.get().finished is None
    assert [e.slug for e in rater.events.filter(slug__in=["finished", "went-on"])] == [
        "went-on",
        "finished",
    ]


def test_at_the_close_own_answers_can_be_read_and_not_changed(rater):
    client = begun(rater)
    post(client, rater, "rating", *ITEM, answer="2", note="mine", headers=HTMX)
    Assessment.objects.update(state="closed")
    assert "Rating is closed. Thank you" in text_of(client.get(place(rater)))
    assert client.get(place(rater, "rate", "leadership")).url == place(rater)
    assert post(client, rater, "rating", *ITEM, answer="5", headers=HTMX).status_code == 404
    post(client, rater, "finish")
    assert (Rating.objects.get().score, Rater.objects.get().finished) == (2, None)
    answers = client.get(place(rater, "answers"))
    assert "2 Emerging mine" in text_of(answers)
    assert not [link for link in links_of(answers) if "/rate/" in link]


def test_after_the_close_another_device_reads_own_answers_with_the_code(rater):
    client = begun(rater)
    post(client, rater, "rating", *ITEM, answer="2", note="mine", headers=HTMX)
    Assessment.objects.update(state="closed")
    phone = opened(rater)
    assert "to read your answers or erase them" in text_of(phone.get(place(rater)))
    assert phone.get(place(rater, "answers")).status_code == 302
    assert post(phone, rater, "resume", code=code_on(client, rater)).url == place(rater)
    assert "2 Emerging mine" in text_of(phone.get(place(rater, "answers")))


def test_who_had_not_begun_reads_that_rating_is_closed(rater):
    client = opened(rater)
    Assessment.objects.update(state="closed")
    assert "nothing more is asked of you" in text_of(client.get(place(rater)))
    post(client, rater, "begin", read="named")
    assert Rater.objects.get().began is None


@pytest.mark.parametrize("state", ["open", "closed"])
def test_withdrawing_erases_every_answer_and_what_the_history_says_of_it(rater, state):
    client = begun(rater)
    rate(rater.assessment, rater, "identity", Given("score", 2, note="secret"))
    rate(rater.assessment, rater, "identity", Given("score", 5, note="secret"))
    Assessment.objects.update(state=state)
    assert "Erase all your answers?" in text_of(client.get(place(rater, "withdraw")))
    assert Rating.objects.exists()  # nothing happens by looking
    post(client, rater, "withdraw")
    assert not Rating.objects.exists()
    told = RatingEvent.objects.filter(what="rating")
    assert [(event.old, event.new) for event in told] == [(None, None)] * 2
    assert "secret" not in json.dumps(list(RatingEvent.objects.values()), default=str)
    assert "Your answers are erased. Thank you" in text_of(
        Client().get(link_of(rater), follow=True)
    )
    assert post(client, rater, "rating", *ITEM, answer="5", headers=HTMX).status_code == 404
    assert not Rating.objects.exists()


def test_notes_with_markup_are_shown_as_text(rater):
    client = begun(rater)
    post(client, rater, "rating", *ITEM, answer="2", note="<script>x</script>", headers=HTMX)
    assert "<script>x" not in client.get(place(rater, "answers")).content.decode()


def test_somebody_invited_alone_reads_it_in_the_singular(rater):
    Rater.objects.update(areas=["identity"])
    assert "1 question, about one minute" in text_of(opened(rater).get(place(rater)))

"""Rating: what the page shows, and what becomes of an answer."""

import pytest
from django.urls import reverse

from assessments.models import (
    Assessment,
    Decision,
    Given,
    Rater,
    Rating,
    RatingEvent,
    decide,
    rate,
)
from tests.assessments.pages import HTMX, links_of, part_of, text_of

CHOOSE = "Choose a level, don’t know or not applicable"


def page_of(assessment, pillar="leadership", **query):
    return reverse("assessments:rate", args=[assessment.code, pillar], query=query or None)


@pytest.fixture
def look(log_in, owner, assessment):
    client = log_in(owner)
    return lambda pillar="leadership", **query: client.get(page_of(assessment, pillar, **query))


@pytest.fixture
def answer(log_in, owner, assessment):
    """Posts an answer of the owner to one item, as the page does in the background."""
    client = log_in(owner)

    def post(item="identity", pillar="leadership", headers=HTMX, **fields):
        url = reverse("assessments:rating", args=[assessment.code, pillar, item])
        return client.post(url, fields, **headers)

    return post


def is_open(page, item):
    return f'id="item-{item}" name="item" open' in page.content.decode()


# -------------------------------------------------------------------------------- the page


def test_one_section_is_in_view_with_its_first_item_open(look):
    page = look()
    assert "Culture, 4 items" in text_of(page)
    assert is_open(page, "organizational-culture")
    assert page.content.decode().count('<details class="item"') == 4


def test_each_item_shows_its_meaning_and_the_five_sentences(look, framework):
    culture = framework.components.get(slug="organizational-culture")
    text = text_of(look())
    assert culture.definition in text
    for anchor in culture.anchors.all():
        assert anchor.text in text


def test_the_page_opens_at_the_first_item_without_an_answer(look, assessment, owner):
    for item in ("organizational-culture", "values-and-beliefs"):
        rate(assessment, owner, item, Given("score", 3))
    assert is_open(look(), "identity")


def test_a_finished_section_gives_way_to_the_next(look, assessment, owner):
    for item in ("organizational-culture", "values-and-beliefs", "identity", "mission-purpose"):
        rate(assessment, owner, item, Given("dont-know"))
    assert "How we hold the customer, 1 item " in text_of(look())


def test_a_section_and_an_item_can_be_asked_for(look):
    assert "Sales process, 3 items" in text_of(
        look("business-management", section="scan-sales-process")
    )
    page = look("business-management", item="sales-process-execution")
    assert is_open(page, "sales-process-execution")


@pytest.mark.parametrize("query", [{"section": "none"}, {"item": "none"}, {"item": "crm"}])
def test_a_section_or_item_that_is_not_there_falls_back_to_what_waits(look, query):
    assert "Culture, 4 items" in text_of(look(**query))


def test_the_way_leads_through_sections_and_pillars_to_the_symptoms(look, assessment):
    assert "Next: How we hold the customer" in text_of(look())
    assert "Next pillar: Strategy" in text_of(look(section="scan-coaching-agility"))
    last = look("people", section="scan-pay")
    assert reverse("assessments:symptoms", args=[assessment.code]) in links_of(last)


def test_the_bar_says_how_far_the_pillar_is(look, assessment, owner):
    rate(assessment, owner, "identity", Given("score", 3))
    assert "Leadership , 1 of 10 answered · about three minutes left" in text_of(look())


def test_every_item_of_the_framework_has_its_place_in_a_section(look, framework):
    for pillar in framework.pillars.all():
        page = look(pillar.slug)
        counts = [int(s.split()[2]) for s in _counts(text_of(page))]
        assert sum(counts) == framework.components.filter(pillar=pillar, kind="item").count()


def _counts(text):
    """`0 of 4` and the like, from the list of sections."""
    words = text[: text.index("By keyboard")].split()
    found = [" ".join(words[at - 1 : at + 2]) for at, word in enumerate(words) if word == "of"]
    return [one for one in found[1:] if one.replace(" of ", "").isdigit()]


def test_notes_with_markup_are_shown_as_text(look, assessment, owner):
    rate(assessment, owner, "identity", Given("score", 3, note="</textarea><b>bold</b>"))
    page = look(item="identity")
    assert "&lt;/textarea&gt;&lt;b&gt;bold&lt;/b&gt;" in page.content.decode()


def test_looking_at_the_page_makes_nobody_a_rater(look):
    look()
    assert not Rater.objects.exists()


@pytest.mark.parametrize("pillar", ["no-such-pillar", "crm"])
def test_a_pillar_that_does_not_exist_is_not_found(look, pillar):
    assert look(pillar).status_code == 404


def test_a_pillar_outside_the_scope_is_not_found(look, assessment):
    assessment.scope = ["coaching"]
    assessment.save()
    assert look("leadership").status_code == 404
    assert look("coaching").status_code == 200


def test_the_page_takes_few_queries(look, django_assert_max_num_queries):
    look("business-management")
    with django_assert_max_num_queries(6):
        look("business-management")


# ------------------------------------------------------------------------------ one answer


def test_an_answer_is_kept_with_note_and_evidence_and_the_page_is_told(answer):
    fragment = answer(answer="4", note="Seen in reviews", evidence="document")
    kept = Rating.objects.get()
    assert (kept.answer, kept.score, kept.note) == ("score", 4, "Seen in reviews")
    assert kept.evidence == "document"
    text = text_of(fragment)
    assert text.startswith("4 Managed · document seen")
    assert "1 of 10 answered" in text
    assert "Saved" in text


def test_the_first_answer_makes_the_person_a_rater_of_the_executives(answer, owner):
    answer(answer="3")
    answer(item="mission-purpose", answer="2")
    rater = Rater.objects.get()
    assert (rater.user, rater.group) == (owner, Rater.Group.EXECUTIVE)


def test_dont_know_is_an_answer_without_a_score(answer):
    assert "don’t know" in text_of(answer(answer="dont-know"))
    assert Rating.objects.get().score is None


def test_not_applicable_comes_with_a_reason_and_leaves_the_count(answer):
    fragment = answer(answer="not-applicable", reason="not-our-model")
    assert "not applicable: not our model" in text_of(fragment)
    assert "0 of 9 answered" in text_of(fragment)
    assert Rating.objects.get().reason == "not-our-model"


def test_a_reason_belongs_to_not_applicable_only(answer):
    answer(answer="3", reason="other")
    assert Rating.objects.get().reason == ""


def test_another_answer_takes_the_place_of_the_first_and_both_stay_in_the_history(answer):
    answer(answer="3")
    answer(answer="2", note="after the visit")
    assert Rating.objects.get().score == 2
    new, old = RatingEvent.objects.all()
    assert (old.old, old.new["score"]) == (None, 3)
    assert (new.old["score"], new.new["score"], new.new["note"]) == (3, 2, "after the visit")
    assert new.slug == "identity"


def test_the_same_answer_twice_leaves_one_row_and_one_line_of_history(answer):
    for _ in range(2):
        assert answer(answer="3", note="same").status_code == 200
    assert (Rating.objects.count(), RatingEvent.objects.count()) == (1, 1)


def test_an_answer_can_be_taken_back(answer):
    answer(answer="3", note="too early")
    fragment = answer(clear="1", answer="3")
    assert not Rating.objects.exists()
    assert RatingEvent.objects.first().new is None
    assert RatingEvent.objects.first().old["note"] == "too early"
    assert fragment["X-Answer-Version"] == ""
    assert "not yet rated" in text_of(fragment)
    assert "0 of 10 answered" in text_of(fragment)


def test_taking_back_what_was_never_given_changes_nothing(answer):
    assert answer(clear="1").status_code == 200
    assert not RatingEvent.objects.exists()


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({}, CHOOSE),
        ({"answer": ""}, CHOOSE),
        ({"answer": "0"}, "“0” is not an answer"),
        ({"answer": "6"}, "“6” is not an answer"),
        ({"answer": "3.5"}, "“3.5” is not an answer"),
        ({"answer": "<b>"}, "“<b>” is not an answer"),
        ({"answer": "not-applicable"}, "Say why it is not applicable."),
        ({"answer": "not-applicable", "reason": "x"}, "Choose one of the reasons shown."),
        ({"answer": "3", "evidence": "rumour"}, "Choose what the answer rests on"),
        ({"answer": "3", "note": "n" * 4001}, "4001 characters are too many; 4000 fit."),
        ({"answer": "3", "note": "a\0b"}, "Null characters are not allowed."),
    ],
)
def test_a_bad_answer_is_refused_where_it_was_given(answer, fields, message):
    refused = answer(**fields)
    assert refused.status_code == 422
    assert message in text_of(refused).replace("&lt;", "<")
    assert "problems-identity" in refused.content.decode()
    assert not Rating.objects.exists()


def test_a_refused_answer_leaves_the_earlier_one(answer):
    answer(answer="3")
    assert "3 Practised" in text_of(answer(answer="9"))
    assert Rating.objects.get().score == 3


@pytest.mark.parametrize(
    ("pillar", "item"),
    [
        ("leadership", "no-such-item"),
        ("leadership", "crm"),  # of another pillar
        ("business-management", "sales-process"),  # a group
    ],
)
def test_what_is_not_an_item_of_the_pillar_is_not_found(answer, pillar, item):
    assert answer(item, pillar, answer="3").status_code == 404
    assert not RatingEvent.objects.exists()


def test_an_item_outside_the_scope_is_not_found(answer, assessment):
    assessment.scope = ["customer-centricity", "coaching"]
    assessment.save()
    assert answer(answer="3").status_code == 404
    assert answer("customer-centricity", answer="3").status_code == 200


def test_an_item_the_owner_took_out_is_refused_with_the_reason(answer, assessment, owner):
    decide(
        assessment, owner, "channel-management", Decision(applicable=False, reason="out-of-scope")
    )
    refused = answer("channel-quota", "business-management", answer="3")
    assert refused.status_code == 422
    assert "set this item as not applicable: out of scope" in text_of(refused)
    assert not Rating.objects.exists()


def test_an_item_the_owner_took_out_is_shown_with_the_way_to_its_setting(look, assessment, owner):
    decide(assessment, owner, "crm", Decision(applicable=False, reason="not-our-model"))
    page = look("business-management", item="crm")
    assert "Not applicable here: not our model." in text_of(page)
    settings = reverse("assessments:settings", args=[assessment.code, "business-management"])
    assert f"{settings}#crm" in links_of(page)
    assert 'id="form-crm"' not in page.content.decode()


@pytest.mark.parametrize("state", ["draft", "closed", "sealed"])
def test_only_an_open_assessment_takes_answers(look, answer, assessment, state):
    Assessment.objects.update(state=state)
    assert look().status_code == 404
    assert answer(answer="3").status_code == 404


def test_an_answer_takes_at_most_eight_queries(answer, count_queries):
    answer(answer="2")
    with count_queries() as later:
        answer(item="mission-purpose", answer="3", note="n", evidence="data")
    assert later() <= 8


def test_the_very_first_answer_takes_one_query_more(look, answer, count_queries):
    look()  # the framework is read once per process
    with count_queries() as first:
        answer(answer="2")
    assert first() <= 9  # the row of whoever answers is made


# ------------------------------------------------------------------------- without scripts


def test_without_scripts_a_kept_answer_leads_to_the_next_item(answer, assessment):
    went = answer(headers={}, answer="3")
    assert went.url == f"{page_of(assessment, item='mission-purpose')}#item-mission-purpose"


def test_without_scripts_a_refused_answer_comes_back_as_typed(answer):
    page = answer(headers={}, note="typed <i>here</i>", evidence="data")
    assert page.status_code == 422
    assert is_open(page, "identity")
    form = part_of(page, "form-identity")
    assert "typed &lt;i&gt;here&lt;/i&gt;" in form
    assert 'value="data" id="identity-data" checked' in form
    assert CHOOSE in form


def test_the_address_of_an_answer_leads_to_its_item(log_in, owner, assessment):
    url = reverse("assessments:rating", args=[assessment.code, "leadership", "identity"])
    went = log_in(owner).get(url)
    assert went.url == f"{page_of(assessment, item='identity')}#item-identity"


# ---------------------------------------------------------------------------- several people


def test_everybody_has_answers_of_their_own(answer, log_in, editor, assessment):
    answer(answer="2")
    url = reverse("assessments:rating", args=[assessment.code, "leadership", "identity"])
    log_in(editor).post(url, {"answer": "5"}, **HTMX)
    assert sorted(Rating.objects.values_list("score", "rater__user__email")) == [
        (2, "owner@example.org"),
        (5, "editor@example.org"),
    ]
    page = log_in(editor).get(page_of(assessment, item="identity"))
    assert 'value="5" id="identity-5" checked' in page.content.decode()

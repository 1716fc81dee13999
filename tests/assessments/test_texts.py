"""A consultant's own words: kept as they are typed, shown where they belong."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from assessments.models import Assessment, Given, Narrative, Rating, RatingEvent, rate, texts_of
from tests.assessments.pages import HTMX, links_of, part_of, text_of

MARKUP = "<b>Bold</b> & plain"


@pytest.fixture
def look(log_in, editor, assessment):
    client = log_in(editor)
    return lambda: client.get(reverse("assessments:texts", args=[assessment.code]))


@pytest.fixture
def write(log_in, owner, assessment):
    """Posts one text, as the page does in the background."""
    client = log_in(owner)

    def post(text, slot="summary", headers=HTMX):
        url = reverse("assessments:text", args=[assessment.code, slot])
        return client.post(url, {"text": text}, **headers)

    return post


@pytest.fixture
def result(log_in, viewer, assessment):
    client = log_in(viewer)
    return lambda: client.get(reverse("assessments:result", args=[assessment.code]))


def score(assessment, user, slug, level):
    rate(assessment, user, slug, Given(Rating.Answer.SCORE.value, level, "none", ""))


def weak_process(assessment, user):
    """One root: everything rated 4 but what hangs on a sales process nobody uses."""
    low = {"sales-process-execution": 1, "coaching-pipeline": 2, "operations-forecasting": 2}
    for item in assessment.looked_at.items:
        score(assessment, user, item.slug, low.get(item.slug, 4))


def test_there_is_a_place_for_the_summary_and_each_pillar(look):
    page = look()
    assert page.content.decode().count("<textarea") == 6
    assert part_of(page, "business-management-text").startswith('id="business-management-text"')


def test_a_headline_root_has_a_place_of_its_own(look, write, assessment, owner, result):
    weak_process(assessment, owner)
    assert "Sales process use on every deal" in text_of(look())
    write("They wrote it and left it.", "sales-process-execution")
    root = result().content.decode()
    assert root.index("They wrote it") > root.index('id="starts"')


def test_a_text_is_kept_at_once(write, assessment):
    answer = write("Three years of growth hid it.")
    assert texts_of(assessment) == {"summary": "Three years of growth hid it."}
    assert text_of(answer).startswith("six words Saved")


def test_what_is_kept_is_shown_again_with_markup_as_text(write, look, result):
    write(MARKUP)
    assert "&lt;b&gt;Bold&lt;/b&gt; &amp; plain</textarea>" in look().content.decode()
    page = result().content.decode()
    assert "&lt;b&gt;Bold&lt;/b&gt; &amp; plain" in page
    assert "<b>Bold" not in page


def test_the_result_shows_each_text_at_its_place(write, result):
    write("Of the whole.")
    write("Of coaching.", "coaching")
    page = result().content.decode()
    assert page.index("Of the whole.") < page.index('class="lead-actions')


def test_a_paragraph_stays_a_paragraph_and_a_line_break_counts_once(write, assessment, result):
    write("First.\r\n\r\n" + "x" * 3992)
    assert len(texts_of(assessment)["summary"]) == 4000
    assert "<p>First.</p>" in result().content.decode()


@pytest.mark.parametrize("empty", ["", "  \r\n ", "\u200b\u2060"])
def test_a_text_taken_away_leaves_no_row_and_no_gap(write, result, empty):
    write("Here.")
    answer = write(empty)
    assert text_of(answer).startswith("nothing written")
    assert not Narrative.objects.exists()
    assert 'class="narrative"' not in result().content.decode()


def test_the_history_keeps_who_wrote_what(write, owner):
    write("First.")
    write("Second.")
    write("")
    events = RatingEvent.objects.order_by("id").values_list("what", "slug", "user", "old", "new")
    assert list(events) == [
        ("text", "summary", owner.pk, None, "First."),
        ("text", "summary", owner.pk, "First.", "Second."),
        ("text", "summary", owner.pk, "Second.", None),
    ]


def test_the_same_text_twice_leaves_one_line_of_history(write):
    for _ in range(2):
        write("Same.")
    assert RatingEvent.objects.count() == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("n" * 4001, "4001 characters are too many; 4000 fit. Nothing is cut off"),
        ("null\x00", "Null characters are not allowed."),
    ],
)
def test_a_text_that_cannot_be_kept_is_refused_where_it_was_typed(write, text, said):
    write("Kept.")
    refused = write(text)
    assert refused.status_code == 422
    assert said in text_of(refused)
    assert "Not saved: Summary" in text_of(refused)
    assert Narrative.objects.get().text == "Kept."


def test_without_scripts_a_text_leads_back_to_its_place(write, assessment):
    url = reverse("assessments:texts", args=[assessment.code])
    assert write("Here.", "coaching", headers={}).url == f"{url}#coaching"


@pytest.mark.parametrize("slot", ["coaching", "crm"])
def test_without_scripts_a_refused_text_comes_back_as_typed(write, slot):
    page = write("n" * 4001, slot, headers={})
    assert page.status_code == 422
    assert "n" * 4001 in page.content.decode()
    assert "4000 fit" in text_of(page)


@pytest.mark.parametrize("slot", ["no-such-slot", "contents", "titles"])
def test_a_slot_there_is_not_is_not_found(write, slot):
    assert write("Here.", slot).status_code == 404
    assert not Narrative.objects.exists()


def test_outside_the_scope_there_is_no_slot(write, look, assessment):
    Assessment.objects.update(scope=["coaching"])
    assert write("Here.", "people").status_code == 404
    assert write("Here.", "coaching").status_code == 200
    assert look().content.decode().count("<textarea") == 2


def test_a_text_for_what_is_no_root_any_more_is_shown_as_waiting(write, look, result):
    write("Written when it was a root.", "crm")
    page = text_of(look())
    assert "Waiting" in page
    assert "Not a headline root at the moment, so it is not printed. Nothing is lost." in page
    assert "Written when it was a root." in page
    assert "Written when" not in text_of(result())


@pytest.mark.parametrize(("state", "status"), [("draft", 200), ("closed", 200), ("sealed", 404)])
def test_words_are_found_until_the_assessment_is_sealed(write, look, state, status):
    Assessment.objects.update(state=state)
    assert look().status_code == status
    assert write("Here.").status_code == status


def test_one_slot_has_one_text_and_a_row_has_a_text(assessment):
    Narrative.objects.create(assessment=assessment, slot="summary", text="Here.")
    for slot, text in (("summary", "Again."), ("coaching", "")):
        with pytest.raises(IntegrityError), transaction.atomic():
            Narrative.objects.create(assessment=assessment, slot=slot, text=text)


def test_a_text_takes_few_queries(write, count_queries):
    write("First.")
    with count_queries() as written:
        write("Second.")
    assert written() <= 11


def test_the_way_leads_back_to_the_report(look, assessment):
    assert reverse("assessments:report", args=[assessment.code]) in links_of(look())

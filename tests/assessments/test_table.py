"""A pillar as a table, and what a workshop agrees on: beside people's answers, never instead."""

import pytest
from django.urls import reverse

from assessments.models import (
    Assessment,
    Consensus,
    ConsensusScore,
    Given,
    NotApplicable,
    NotInScope,
    Rating,
    RatingEvent,
    agree,
    agreed_in,
    rate,
)
from tests.assessments.by_link import begun, invited
from tests.assessments.pages import HTMX, part_of, text_of


@pytest.fixture
def client(log_in, editor):
    return log_in(editor)


@pytest.fixture
def see(client, assessment):
    def seen(pillar="leadership", **query):
        url = reverse("assessments:table", args=[assessment.code, pillar])
        return client.get(url, query)

    return seen


@pytest.fixture
def write(client, assessment):
    """What an editor sends as the consensus on an item."""

    def written(slug="identity", headers=None, **fields):
        url = reverse("assessments:consensus", args=[assessment.code, slug])
        return client.post(url, fields, **(headers or {}))

    return written


def test_the_whole_pillar_stands_on_one_page(see, assessment):
    response = see()
    items = [item.slug for item in assessment.looked_at.items if item.pillar == "leadership"]
    source = response.content.decode()
    assert [slug for slug in items if f'id="item-{slug}"' not in source] == []
    assert "0 of 10 answered" in text_of(response)


def test_a_row_answers_where_the_rating_page_does(see, assessment):
    row = part_of(see(), "item-identity")
    where = reverse("assessments:rating", args=[assessment.code, "leadership", "identity"])
    assert f'action="{where}"' in row


def test_own_answers_notes_and_evidence_are_in_their_row(see, assessment, editor):
    rate(assessment, editor, "identity", Given("score", 2, "data", "Heard on calls."))
    row = part_of(see(), "item-identity")
    assert 'value="2" data-said="2 Emerging" checked' in row
    assert "Heard on calls." in row
    assert 'name="evidence" value="data"' in row


def test_what_was_taken_out_has_no_marks(see, assessment, framework):
    component = framework.components.get(slug="identity")
    assessment.settings.create(component=component, applicable=False, reason="other")
    row = part_of(see(), "item-identity")
    assert "Not applicable: other" in row[:1500]
    assert 'name="answer"' not in row[: row.index("</div>")]


def test_an_unknown_pillar_is_not_found(see):
    assert see("cellar").status_code == 404


@pytest.mark.parametrize("answers", ["", "own", "theirs", "<script>"])
def test_own_answers_are_shown_unless_the_workshops_are_asked_for(see, answers):
    assert "Your own answers" in text_of(see(answers=answers))
    assert "What the workshop agrees on." in text_of(see(answers="consensus"))


# ------------------------------------------------------------------- what was agreed on


def test_a_consensus_is_kept_with_who_and_when_and_in_the_history(write, assessment, editor):
    assert write(answer="4", note="After an hour.").status_code == 302
    noted = agreed_in(assessment)["identity"]
    assert noted.consensus == Consensus(4, "After an hour.")
    assert noted.by == editor.email
    event = RatingEvent.objects.get(what=RatingEvent.What.CONSENSUS)
    assert (event.slug, event.user, event.old) == ("identity", editor, None)
    assert event.new == {"score": 4, "note": "After an hour."}


def test_the_same_consensus_again_changes_nothing(write):
    write(answer="4")
    write(answer="4")
    assert RatingEvent.objects.filter(what=RatingEvent.What.CONSENSUS).count() == 1
    write(answer="3")
    assert ConsensusScore.objects.get().score == 3
    assert RatingEvent.objects.filter(what=RatingEvent.What.CONSENSUS).count() == 2


def test_a_consensus_is_taken_back_and_the_history_keeps_it(write):
    write(answer="4")
    response = write(clear="1", headers=HTMX)
    assert response.headers["HX-Retarget"] == "#item-identity"
    assert not ConsensusScore.objects.exists()
    event = RatingEvent.objects.filter(what=RatingEvent.What.CONSENSUS).first()
    assert (event.old["score"], event.new) == (4, None)


def test_peoples_own_answers_stay_as_they_are(write, see, assessment, editor):
    rate(assessment, editor, "identity", Given("score", 2))
    response = write(answer="4", headers=HTMX)
    assert response.status_code == 200
    assert "4 Managed" in text_of(response)
    assert "1 of ten items agreed on" in text_of(response)
    assert Rating.objects.get().score == 2
    row = part_of(see(answers="consensus"), "item-identity")
    assert "2 Emerging" in row
    assert "2.0, one rater" in row


def test_without_scripts_it_leads_back_to_its_row(write, assessment):
    url = reverse("assessments:table", args=[assessment.code, "leadership"])
    assert write(answer="4").url == f"{url}?answers=consensus#item-identity"


def test_what_was_agreed_on_is_what_the_result_goes_by(write, client, assessment, editor):
    rate(assessment, editor, "identity", Given("score", 2))
    write(answer="4")
    finding = reverse("assessments:finding", args=[assessment.code, "identity"])
    said = text_of(client.get(finding))
    assert "A workshop agreed on 4" in said
    assert "The raters said 2.0." in said


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({}, "Choose a level: a note is saved together with a score."),
        ({"answer": ""}, "Choose a level"),
        ({"answer": "0"}, "“0” is no score."),
        ({"answer": "6"}, "“6” is no score."),
        ({"answer": "3.5"}, "“3.5” is no score."),
        ({"answer": "dont-know"}, "“dont-know” is no score."),
        ({"answer": "3\x00"}, "is no score"),
        ({"answer": "3", "note": "n" * 4001}, "4001 characters are too many"),
    ],
)
@pytest.mark.parametrize("headers", [None, HTMX])
def test_bad_input_is_refused_where_it_was_typed(write, fields, says, headers):
    response = write(headers=headers, **fields)
    assert response.status_code == 422
    assert says in text_of(response)
    assert not ConsensusScore.objects.exists()


def test_what_was_typed_is_kept_and_shown_as_text(write):
    response = write(answer="9", note="<script>alert(1)</script>")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in part_of(response, "item-identity")


@pytest.mark.parametrize("slug", ["nothing-like-it", "sales-process"])
def test_only_items_are_agreed_on(write, slug):
    assert write(slug, answer="3").status_code == 404


def test_outside_the_scope_nothing_is_agreed_on(write, assessment, editor):
    assessment.scope = ["coaching"]
    assessment.save()
    assert write(answer="3").status_code == 404
    assert write(answer="9").status_code == 404
    with pytest.raises(NotInScope):
        agree(assessment, editor, "identity", Consensus(3))


def test_what_the_owner_took_out_says_so(write, assessment, framework, editor):
    component = framework.components.get(slug="identity")
    assessment.settings.create(component=component, applicable=False, reason="other")
    response = write(answer="3", headers=HTMX)
    assert response.status_code == 422
    assert "The owner has set this item as not applicable" in text_of(response)
    with pytest.raises(NotApplicable):
        agree(assessment, editor, "identity", Consensus(3))


def test_a_workshop_may_meet_after_the_close_but_not_after_the_seal(write, see, assessment):
    Assessment.objects.update(state=Assessment.State.CLOSED)
    assert write(answer="4").status_code == 302
    said = text_of(see())
    assert "What the workshop agrees on." in said
    assert "people’s answers stay as they are" in said
    Assessment.objects.update(state=Assessment.State.SEALED)
    assert write(answer="2").status_code == 404
    assert see().status_code == 404
    assert ConsensusScore.objects.get().score == 4


def test_sealed_while_somebody_writes_keeps_nothing(assessment, editor):
    Assessment.objects.update(state=Assessment.State.SEALED)
    with pytest.raises(Assessment.DoesNotExist):
        agree(assessment, editor, "identity", Consensus(3))


def test_nothing_of_people_without_a_name_is_shown_before_the_close(see, assessment, owner):
    raters = invited(assessment, owner, count=4, group="executive")
    for rater in raters:
        begun(rater, read="anonymous")
        rate(assessment, rater, "identity", Given("score", 1, note="Nobody may read this."))
    response = see(answers="consensus")
    row = part_of(response, "item-identity")
    row = row[: row.index("</form>")]
    assert "Nobody may read this." not in response.content.decode()
    assert "<dt>Raters</dt><dd>–</dd>" in row
    assert "what the four others say is added at the close" in text_of(response)

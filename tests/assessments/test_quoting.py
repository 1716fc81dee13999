"""Notes of unnamed raters: read after a close, quoted by choice, gone with what they quote."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from assessments.models import Given, RatingEvent, Release
from assessments.models.sheet import rate
from assessments.report import close, notes_of, quote, reopen, report_of
from tests.assessments.by_link import say


@pytest.fixture
def client(log_in, owner: User) -> Client:
    return log_in(owner)


def test_notes_are_read_after_the_close_without_names_and_quoted_by_choice(
    client, assessment, owner, unnamed_rater
):
    people = [unnamed_rater() for _ in range(5)]
    for person in people:
        say(person, 2, note=f"Words of {person.code}")
        say(person, 2, "channel-portal", note="Too few") if person in people[:3] else None
    page = reverse("assessments:notes", args=[assessment.code])
    assert "Words of" not in client.get(page).content.decode()
    close(assessment, owner)
    found = notes_of(assessment)
    assert {note.slug for note in found} == {"crm"}
    assert len(found) == 5
    assert [note.text for note in found] != [f"Words of {person.code}" for person in people]
    url = reverse("assessments:note", args=[assessment.code, found[0].mark])
    assert client.post(url, {"quoted": "yes"}).status_code == 302
    assert report_of(assessment).item["crm"].notes == (found[0].text,)
    assert client.post(url, {}).status_code == 302
    assert report_of(assessment).item["crm"].notes == ()
    event = RatingEvent.objects.filter(what="text").first()
    assert (event.slug, event.rater, event.new) == ("note-crm", None, {"note": "left out"})


def test_a_note_typed_after_the_close_is_not_read_beside_the_others(
    assessment, owner, unnamed_rater
):
    people = [unnamed_rater() for _ in range(5)]
    for person in people:
        say(person, 2, note="Then")
    close(assessment, owner)
    reopen(assessment, owner)
    say(people[0], 2, note="Now")
    close(assessment, owner)
    assert {note.text for note in notes_of(assessment)} == {"Then"}
    assert quote(assessment, owner, "nobodys", True) is None


def test_a_quotation_goes_when_the_note_is_changed_or_taken_back(assessment, owner, unnamed_rater):
    people = [unnamed_rater() for _ in range(5)]
    for number, person in enumerate(people):
        say(person, 2, note=f"Words {number}")
    close(assessment, owner)
    for note in notes_of(assessment):
        quote(assessment, owner, note.mark, True)
    assert len(report_of(assessment).item["crm"].notes) == 5
    reopen(assessment, owner)
    # Nobody can watch a quotation go while somebody answers.
    assert report_of(assessment).item["crm"].notes == ()
    rate(assessment, people[0], "crm", Given("score", 3, note="Words 0"))
    rate(assessment, people[1], "crm", Given("score", 2, note="Other words"))
    rate(assessment, people[2], "crm", None)
    close(assessment, owner)
    assert set(report_of(assessment).item["crm"].notes) == {"Words 0", "Words 3", "Words 4"}


def test_a_quotation_can_be_taken_out_though_nobody_could_choose_it_any_more(
    client, assessment, owner, unnamed_rater
):
    people = [unnamed_rater() for _ in range(5)]
    for person in people:
        say(person, 2, note=f"Words of {person.pk}")
    close(assessment, owner)
    for note in notes_of(assessment):
        quote(assessment, owner, note.mark, True)
    Release.objects.update(states={})
    found = notes_of(assessment)
    assert len(found) == 5
    url = reverse("assessments:note", args=[assessment.code, found[0].mark])
    assert client.post(url, {}).status_code == 302
    assert found[0].text not in report_of(assessment).item["crm"].notes
    assert len(notes_of(assessment)) == 4

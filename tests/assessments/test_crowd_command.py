"""`crowd` lets many raters answer at once, and sees every answer that is lost or doubled."""

import io
from dataclasses import replace

import pytest
from django.core.management import CommandError, call_command

from assessments.management.commands import crowd as command
from assessments.management.commands.crowd import kept
from assessments.management.crowd import (
    HEADING,
    Browser,
    Crowd,
    Kept,
    Sender,
    Sent,
    at_once,
    steadily,
)
from assessments.models import Given, Rater, RatingEvent, rate

ANSWER = Sent("1", "target-markets", 3, 200, 0.05, began=10.0, ended=10.05)
FINE = Crowd("a run", [ANSWER] * 20, Kept(0, 0), slowest_usual=0.25, drained=10)


@pytest.fixture
def rater(assessment) -> Rater:
    return Rater.objects.create(assessment=assessment, label="Somebody")


@pytest.mark.parametrize(
    ("crowd", "faults"),
    [
        (FINE, ()),
        (replace(FINE, sent=[*FINE.sent, replace(ANSWER, status=0)]), ("1 failed",)),
        (replace(FINE, sent=[*FINE.sent, replace(ANSWER, status=302)]), ("1 failed",)),
        (replace(FINE, kept=Kept(2, 1)), ("2 lost", "1 doubled")),
        (replace(FINE, slowest_usual=0.04), ("too slow",)),
        (replace(FINE, drained=0.04), ("drained too late",)),
    ],
)
def test_what_went_wrong_is_said(crowd, faults):
    assert crowd.faults == faults
    assert crowd.line.endswith(", ".join(faults).upper() or "ok")


def test_one_slow_answer_in_forty_does_not_count_as_usual_but_three_do():
    slow = replace(ANSWER, seconds=1.0)
    assert replace(FINE, sent=[*[ANSWER] * 39, slow]).faults == ()
    assert replace(FINE, sent=[*[ANSWER] * 37, *[slow] * 3]).faults == ("too slow",)


class Away(Browser):
    """A browser whose line is cut: every other answer comes through."""

    asked = 0

    def post(self, path, sent, *, htmx=False):
        self.asked += 1
        if self.asked % 2:
            raise ConnectionResetError
        return 200


def test_an_answer_without_a_reply_counts_as_failed_and_the_next_one_is_still_sent():
    senders = [
        Sender(k, str(k), Away("http://nowhere"), [("a", "/a"), ("b", "/b")]) for k in (0, 1)
    ]
    sent = steadily(senders, seconds=0.04, pause=0.02)
    assert sorted((one.rater, one.item, one.status) for one in sent) == [
        ("0", "a", 0), ("0", "b", 200), ("1", "a", 0), ("1", "b", 200),
    ]  # fmt: skip
    assert [one.item for one in at_once(senders[:1], within=0.01, turn=2)] == ["a"]


def given(rater: Rater, score: int) -> Sent:
    rate(rater.assessment, rater, "target-markets", Given("score", score))
    return replace(ANSWER, rater=str(rater.pk), score=score, began=float(score))


@pytest.mark.django_db
def test_an_answer_that_stands_as_it_was_sent_last_is_kept(rater):
    sent = [given(rater, 2), given(rater, 4)]
    assert kept(rater.assessment, sent) == Kept(0, 0)
    assert kept(rater.assessment, sent[::-1]) == Kept(0, 0)


@pytest.mark.django_db
def test_an_answer_that_is_missing_or_older_than_the_last_is_lost(rater):
    sent = [given(rater, 2)]
    newer = replace(sent[0], score=5, began=9.0)
    elsewhere = replace(sent[0], item="crm")
    assert kept(rater.assessment, [*sent, newer]).lost == 1
    assert kept(rater.assessment, [*sent, elsewhere]).lost == 1


@pytest.mark.django_db
def test_a_change_that_stands_twice_in_the_history_is_doubled(rater):
    sent = [given(rater, 2)]
    event = RatingEvent.objects.get()
    event.pk = None
    event.save()
    assert kept(rater.assessment, sent) == Kept(0, 1)


@pytest.fixture
def unserved(monkeypatch):
    """Without a server: what is told and refused is asked here."""

    class Nothing:
        def __enter__(self):
            return "http://nowhere"

        def __exit__(self, *args):
            return None

    for name in ("scratch_database", "served"):
        monkeypatch.setattr(command, name, Nothing)
    slow = replace(FINE, slowest_usual=0.01)
    monkeypatch.setattr(command, "runs", lambda address, raters, seconds: iter([FINE, slow]))


@pytest.mark.django_db
def test_every_run_has_its_line_under_the_heading(unserved):
    out = io.StringIO()
    call_command("crowd", stdout=out)
    lines = out.getvalue().splitlines()
    assert lines[1:] == [HEADING, FINE.line, replace(FINE, slowest_usual=0.01).line]


@pytest.mark.django_db
def test_strict_fails_and_names_what_is_over(unserved):
    with pytest.raises(CommandError, match="a run: too slow"):
        call_command("crowd", "--strict", stdout=io.StringIO())


@pytest.mark.django_db
def test_a_lost_answer_fails_in_any_case(unserved, monkeypatch):
    lossy = replace(FINE, kept=Kept(1, 0))
    monkeypatch.setattr(command, "runs", lambda address, raters, seconds: iter([lossy]))
    with pytest.raises(CommandError, match="a run: 1 lost"):
        call_command("crowd", stdout=io.StringIO())


@pytest.mark.parametrize("wrong", [("--raters", "1"), ("--seconds", "2")])
def test_too_few_raters_or_seconds_are_refused(wrong):
    with pytest.raises(CommandError, match="It takes 2 raters and 5 seconds at least"):
        call_command("crowd", *wrong)

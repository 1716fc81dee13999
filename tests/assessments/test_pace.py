"""How long somebody takes, from the times of their own answers."""

from datetime import UTC, datetime, timedelta

from assessments.pace import SECONDS_PER_BLOCK, SECONDS_PER_ITEM, USUAL, pace_of

START = datetime(2026, 3, 2, 9, tzinfo=UTC)


def after(*gaps):
    """The times of answers with these seconds between them."""
    return [START + timedelta(seconds=sum(gaps[:count])) for count in range(len(gaps) + 1)]


def test_without_answers_the_usual_pace_is_expected():
    assert pace_of([]) == USUAL
    assert (USUAL.item, USUAL.block) == (15, 20)


def test_a_few_answers_say_nothing_yet():
    assert pace_of(after(4, 4, 4, 4)).item == SECONDS_PER_ITEM


def test_five_gaps_are_enough_and_their_median_counts():
    assert pace_of(after(4, 6, 8, 9, 60)).item == 8


def test_pauses_are_left_out():
    assert pace_of(after(6, 6, 6, 3600, 6, 6, 86400)).item == 6


def test_answers_that_were_brought_in_at_once_are_left_out():
    assert pace_of(after(*[0.01] * 100)).item == SECONDS_PER_ITEM


def test_the_order_of_the_answers_does_not_matter():
    assert pace_of(reversed(after(4, 6, 8, 9, 60))).item == 8


def test_blocks_and_items_are_timed_apart():
    pace = pace_of(after(*[5] * 9), after(*[30] * 9))
    assert (pace.item, pace.block) == (5, 30)
    assert pace_of(after(*[5] * 9)).block == SECONDS_PER_BLOCK

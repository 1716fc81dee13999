"""Sentences are right for none, one, two and many."""

from dataclasses import replace

import pytest

from assessments.sentences import (
    NO_BREAK,
    chain_sentence,
    counted,
    dominant_sentence,
    estimated_clause,
    few_sentence,
    number,
    own_sentence,
    percent,
    several_sentence,
    standing_sentence,
    why_sentence,
)
from ecosystem.content import ComponentContent, DependencyContent
from ecosystem.sentences import first_lower, joined


@pytest.mark.parametrize(
    ("given", "said"), [(0, "no"), (1, "one"), (12, "twelve"), (13, "13"), (1300, "1,300")]
)
def test_small_numbers_are_words(given, said):
    assert number(given) == said


def test_nouns_follow_their_number():
    assert counted(1, "weakness", "weaknesses") == "one weakness"
    assert counted(2, "weakness", "weaknesses") == "two weaknesses"
    assert counted(0, "rater") == "no raters"


@pytest.mark.parametrize(
    ("names", "said"), [([], ""), (["A"], "A"), (["A", "B"], "A and B"), ("ABC", "A, B and C")]
)
def test_names_are_joined_as_in_speech(names, said):
    assert joined(names) == said


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("CRM stages encode it", "CRM stages encode it"),
        ("A RACI records", "a RACI records"),
        ("One-on-ones fade", "one-on-ones fade"),
        ("Win/loss is done honestly", "win/loss is done honestly"),
    ],
)
def test_a_sentence_becomes_a_clause_but_an_abbreviation_stays(text, clause):
    assert first_lower(text) == clause


def test_a_small_share_is_never_printed_as_nothing():
    assert [percent(s) for s in (0, 0.001, 0.004, 0.006, 1)] == [
        f"0{NO_BREAK}%",
        f"under 1{NO_BREAK}%",
        f"under 1{NO_BREAK}%",
        f"1{NO_BREAK}%",
        f"100{NO_BREAK}%",
    ]


@pytest.mark.parametrize(
    ("explained", "others", "ending"),
    [
        (0, 0, "Nothing else is weak."),
        (1, 1, "It explains the one other weakness."),
        (3, 3, "It explains all three other weaknesses."),
        (2, 14, "It explains two of 14 other weaknesses."),
    ],
)
def test_a_dominant_cause_says_how_much_it_explains(explained, others, ending):
    assert dominant_sentence("CRM", explained, others) == f"One cause stands out: CRM. {ending}"


def test_a_few_causes_start_upstream():
    assert few_sentence(["A", "B", "C"], 10, 12) == (
        "Three causes explain ten of twelve other weaknesses. Start upstream, with A and B."
    )


@pytest.mark.parametrize(
    ("candidates", "weak", "provisional", "said"),
    [
        (["A"], 3, 0, "No single cause stands out. One candidate to check: A."),
        ([], 1, 1, "One item is weak, and what drives it has not been rated."),
        ([], 1, 0, "One item is weak, and nothing else hangs on it."),
        ([], 5, 0, "Five items are weak, and no cause stands out among them."),
    ],
)
def test_several_claims_no_more_than_was_found(candidates, weak, provisional, said):
    assert several_sentence(candidates, weak, provisional) == said


def test_the_standing_line_says_who_answered_and_that_it_only_suggests():
    line = standing_sentence(1, 0.5, "the items", 0.94, 1, claims=True)
    assert line == (
        f"One person answered 50{NO_BREAK}% of the items; this cause held in at least 94 of 100 "
        "re-runs. The pattern suggests this; it does not prove it."
    )


def test_who_answered_whole_blocks_is_not_said_to_have_answered_items():
    line = standing_sentence(1, 0.48, "the items", None, 0, claims=False, estimated=159)
    assert line == (
        f"One person’s answers cover 48{NO_BREAK}% of the items; 159 scores are estimates from the "
        "quick scan, each counting half."
    )


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (0, ""),
        (1, "one score is an estimate from the quick scan, counting half"),
        (160, "160 scores are estimates from the quick scan, each counting half"),
    ],
)
def test_estimates_are_counted_in_words(count, said):
    assert estimated_clause(count) == said


def test_where_nothing_is_claimed_nothing_is_suggested():
    line = standing_sentence(16, 0.45, "the items of Coaching", None, 0, claims=False)
    assert line == f"16 people answered 45{NO_BREAK}% of the items of Coaching."


def test_where_nobody_answered_no_share_is_named():
    line = standing_sentence(0, 0, "the items of Coaching", None, 0, claims=False)
    assert line == "Nobody has answered yet."


def test_a_root_says_why_it_is_one():
    assert why_sentence(called("CRM"), 2, 3, 0, 1, 1.0) == (
        "CRM is rated 2.0 against a target of 3, and nothing that drives it is weak. "
        "One weak item hangs on it."
    )


def test_a_name_in_the_plural_takes_plural_verbs():
    markets = replace(called("Target markets"), plural=True)
    assert why_sentence(markets, 2, 3, 2, 2, 0.6) == (
        "Target markets are rated 2.0 against a target of 3; two weak drivers cannot explain "
        f"them: 60{NO_BREAK}% of their shortfall is their own. Two weak items hang on them."
    )
    assert own_sentence(markets, 0.5) == (
        f"50{NO_BREAK}% of the shortfall of Target markets starts with themselves."
    )


def test_a_chain_is_read_aloud_with_how_often_each_step_holds():
    parts = [replace(called("Markets"), plural=True), called("Process"), called("CRM")]
    links = [because("Segments blur"), because("CRM stages mirror no steps", "moderate")]
    assert chain_sentence(parts, links, "Forecast misses") == (
        "If Markets are weak, then Process nearly always suffers, because segments blur; this in "
        "turn often weakens CRM, because CRM stages mirror no steps; this shows as "
        "“Forecast misses”."
    )


def test_a_symptom_that_starts_at_its_own_cause_needs_no_because():
    assert chain_sentence([called("CRM")], [], "Forecast misses") == (
        "If CRM is weak, it shows as “Forecast misses”."
    )


def called(name: str) -> ComponentContent:
    return ComponentContent(name.lower(), name, name, "pillar", None, "item")


def because(rationale: str, strength: str = "strong") -> DependencyContent:
    return DependencyContent("a", "b", strength, "drive", "practice", "", rationale)

"""Searching the frameworks by what people remember, misspell or see."""

import pytest
from django.urls import reverse

from ecosystem.search import LONGEST_QUERY, found_in, words
from tests.ecosystem.small import small, stored
from tests.shipped import shipped


def found(query: str) -> list[str]:
    return [hit.slug for hit in found_in(shipped(), query)]


def test_a_name_is_found_before_a_text_that_mentions_it():
    hits = found_in(shipped(), "forecast")
    assert "forecast" in {hit.slug for hit in hits[:5] if hit.is_symptom}
    assert "forecasting" in shipped().by_slug[hits[0].slug].name.lower() or hits[0].is_symptom
    assert [hit.weight for hit in hits] == sorted((hit.weight for hit in hits), reverse=True)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("forcast", "operations-forecasting"),
        ("onbording", "sales-onboarding"),
        ("terittory", "territory-coverage"),
        ("discounts", "discounting"),
        ("coahcing culture", "coaching-culture"),
    ],
)
def test_a_slip_of_the_keyboard_is_forgiven(typed, meant):
    assert meant in found(typed)[:6]


def test_the_beginning_of_a_word_is_enough():
    assert found("terr")[0] == "territory-coverage"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("competitors", "competitive-positioning"),
        ("turnover", "attrition-retention"),
        ("salary", "compensation-principles"),
        ("reps", "quota-few"),
        ("resellers", "channel-forecasting"),
        ("managers don’t coach", "mgr-no-time"),
        ("too much admin", "admin-load"),
    ],
)
def test_everyday_words_lead_to_the_words_of_the_framework(typed, meant):
    assert meant in found(typed)


def test_a_word_that_is_there_is_no_slip_for_another():
    assert len(found("resellers")) < len(found("sellers")) / 3


def test_where_nothing_has_every_word_what_has_most_of_them_comes_near():
    hits = found_in(shipped(), "coaching the pipeline zeppelin")
    assert hits[0].slug == "coaching-pipeline"
    assert {hit.missing for hit in hits} == {1}


def test_an_exact_name_comes_first():
    framework = shipped("sales-execution-framework")
    assert found_in(framework, "pipeline quality")[0].slug == "pipeline-quality"


def test_capitals_and_accents_do_not_matter():
    assert found("CRM") == found("crm")
    assert words("Élan vital") == ["elan", "vital"]


def test_every_word_has_to_be_there_in_any_order():
    assert found("coaching pipeline")[0] == found("pipeline coaching")[0] == "coaching-pipeline"
    assert found("coaching zeppelin") == []


def test_fillers_count_only_alone():
    assert found("the role of the leader")[0] == "role-of-leader"
    assert found("the") != []


@pytest.mark.parametrize("typed", ["", "   ", "?!", "%%%", "'; drop table", "\0"])
def test_what_holds_no_known_word_finds_nothing(typed):
    assert found(typed) == []


def test_only_the_beginning_of_a_very_long_query_counts():
    assert found("crm" + " " * LONGEST_QUERY + "zeppelin") == found("crm")


@pytest.mark.parametrize("slug", ["sales-management-ecosystem", "sales-execution-framework"])
def test_everything_is_found_by_its_own_name(slug):
    framework = shipped(slug)
    for part in framework.components:
        hits = [hit.slug for hit in found_in(framework, part.short_name)]
        assert part.slug in hits[:3], part.short_name
    for symptom in framework.symptoms:
        assert symptom.slug in [hit.slug for hit in found_in(framework, symptom.name)]


def test_a_framework_without_texts_is_searched_by_name():
    assert [hit.slug for hit in found_in(small(), "process")] == ["process"]


# ------------------------------------------------------------------------------- the page


def searched(reader, typed: str) -> str:
    return reader.get(reverse("ecosystem:search"), {"q": typed}).content.decode()


def test_the_page_links_what_it_found(reader):
    stored()
    text = searched(reader, "Hiring")
    assert 'href="/frameworks/small/1/hiring/"' in text
    assert "1 result for “Hiring”" in text
    assert 'value="Hiring"' in text


def test_a_symptom_leads_to_its_own_page(reader):
    stored()
    assert 'href="/frameworks/small/1/symptoms/misses/"' in searched(reader, "missed")


def test_nothing_found_says_what_to_try(reader):
    stored()
    text = searched(reader, "zeppelin")
    assert "Nothing is called “zeppelin” here" in text
    assert "Try fewer or shorter words" in text


def test_an_empty_search_says_what_can_be_asked(reader):
    stored()
    assert "What are you looking for?" in searched(reader, "  ")


def test_what_was_typed_is_shown_as_text(reader):
    stored()
    assert "&lt;b&gt;bold&lt;/b&gt;" in searched(reader, "<b>bold</b>")


def test_what_only_comes_near_is_said_to(reader):
    stored()
    text = searched(reader, "missed forecasts zeppelin")
    assert "Nothing has all of “missed forecasts zeppelin”; 1 result near it" in text


def test_private_frameworks_and_drafts_are_not_searched(reader):
    stored(private=True)
    assert "Nothing is called" in searched(reader, "Hiring")


def test_searching_asks_three_questions(reader, django_assert_num_queries):
    stored()
    searched(reader, "hiring")
    with django_assert_num_queries(3):  # session, user, frameworks
        searched(reader, "hiring")

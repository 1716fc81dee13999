"""What ticked problems open, and why, before the first item is rated."""

import pytest
from django.urls import reverse

from assessments.models import Assessment, Seen, observe
from tests.assessments.pages import links_of, text_of


@pytest.fixture
def look(log_in, owner, assessment):
    Assessment.objects.update(entry="problems", depth="adaptive")
    client = log_in(owner)
    return lambda page="opened": client.get(reverse(f"assessments:{page}", args=[assessment.code]))


def test_the_usual_causes_are_opened_with_their_reason(look, assessment, owner):
    observe(assessment, owner, "win-rate", Seen())
    said = text_of(look())
    assert "One problem ticked" in said
    assert "usual cause of Declining win rates" in said
    assert "Sales process use on every deal" in said


def test_what_drives_a_cause_strongly_comes_along(look, assessment, owner):
    observe(assessment, owner, "win-rate", Seen())
    assert "Customer centricity drives Value creation models" in text_of(look())


def test_more_problems_open_more(look, assessment, owner):
    observe(assessment, owner, "win-rate", Seen())
    few = look().content.count(b"<li><b>")
    observe(assessment, owner, "forecast", Seen())
    assert look().content.count(b"<li><b>") > few > 5


def test_without_a_tick_the_page_leads_back_to_ticking(look, assessment):
    page = look()
    assert "Nothing is ticked yet" in text_of(page)
    assert reverse("assessments:symptoms", args=[assessment.code]) in links_of(page)


def test_ticking_leads_on_to_what_it_opens(look, assessment):
    assert reverse("assessments:opened", args=[assessment.code]) in links_of(look("symptoms"))


def test_the_overview_counts_what_the_problems_open_and_not_the_framework(look, assessment, owner):
    observe(assessment, owner, "win-rate", Seen())
    said = text_of(look("overview"))
    assert "What the ticked problems open, 10 items" in said
    assert "Nothing is asked here" in said
    assert "Nothing applies" not in said
    assert "45 to 70 items" not in said


def test_a_closed_assessment_opens_nothing_more(look):
    Assessment.objects.update(state="closed")
    assert look().status_code == 404

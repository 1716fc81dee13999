"""One operational symptom: as plain values, and as a page."""

import pytest

from ecosystem.pages.symptom import symptom_page
from tests.ecosystem.small import small, stored
from tests.shipped import shipped

PAGE = "/frameworks/small/1/symptoms/"


def test_usual_causes_stand_apart_from_further_ones_each_with_its_sign():
    page = symptom_page(shipped(), "win-rate")
    assert [cause.slug for cause in page.usual] == [
        "sales-process-execution",
        "value-creation-models",
        "competitive-positioning",
    ]
    assert "target-markets" in [cause.slug for cause in page.further]
    assert all(cause.sign for cause in (*page.usual, *page.further))


def test_symptoms_lead_on_to_one_another_and_end_with_the_framework():
    order = [symptom.slug for symptom in shipped().symptoms]
    first, last = symptom_page(shipped(), order[0]), symptom_page(shipped(), order[-1])
    assert (first.before, first.after.slug) == (None, order[1])
    assert (last.before.slug, last.after) == (order[-2], None)


def test_a_symptom_alone_has_no_neighbours():
    page = symptom_page(small(), "misses")
    assert (page.before, page.after) == (None, None)


def test_the_page_shows_it_and_leads_to_its_causes(reader):
    stored()
    text = reader.get(f"{PAGE}misses/").content.decode()
    assert "Missed forecasts" in text
    assert "Error against commit." in text
    assert 'href="/frameworks/small/1/use/"' in text


@pytest.mark.parametrize("slug", ["ghost", "use"])
def test_what_is_no_symptom_is_not_there(reader, slug):
    stored()
    assert reader.get(f"{PAGE}{slug}/").status_code == 404


def test_the_symptom_of_a_private_framework_is_not_there(reader):
    stored(private=True)
    assert reader.get(f"{PAGE}misses/").status_code == 404

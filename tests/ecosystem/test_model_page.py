"""The model on a page: as plain values, and as a page."""

import pytest
from django.urls import reverse

from ecosystem.models import Framework
from ecosystem.pages.model import model_page
from tests.ecosystem.small import small, stored
from tests.shipped import shipped

PAGE = "/frameworks/small/1/"


def test_the_pillars_stand_in_the_order_of_the_hierarchy_with_people_across():
    page = model_page(shipped())
    assert [column.slug for column in page.columns] == [
        "leadership",
        "strategy",
        "business-management",
        "coaching",
    ]
    assert [column.slug for column in page.overlays] == ["people"]


def test_every_component_is_on_the_page_once():
    def slugs(entries):
        for entry in entries:
            yield entry.slug
            yield from slugs(entry.below)

    page = model_page(shipped())
    found = [s for column in (*page.columns, *page.overlays) for s in slugs(column.entries)]
    assert sorted(found) == sorted(part.slug for part in shipped().components)


def test_the_lead_counts_the_ecosystem():
    page = model_page(shipped())
    assert page.lead == (
        "165 rated items in 17 groups; 211 dependencies say where a weakness starts and where "
        "it shows."
    )
    assert page.busiest == (
        "The busiest crossing leads from Strategy into Business Management: 35 dependencies. "
        "No component drives more than Sales process use on every deal: 10 others."
    )


def test_the_framework_of_a_salesperson_has_four_pillars_and_none_across():
    page = model_page(shipped("sales-execution-framework"))
    assert (len(page.columns), page.overlays, page.signs, page.has_groups) == (4, (), (), False)
    assert page.lead.startswith("24 rated items; 44 dependencies")


def test_the_crossings_add_up_to_all_dependencies():
    page = model_page(small())
    assert [row.counts for row in page.crossings] == [
        # into choice, work, folk
        (None, 1, None),
        (1, 1, None),
        (None, 1, None),
    ]


def test_a_symptom_names_usual_and_further_causes():
    (sign,) = model_page(small()).signs
    assert [cause.slug for cause in sign.usual] == ["use"]
    assert [cause.slug for cause in sign.further] == ["market"]


def test_the_page_links_every_component(reader):
    stored()
    text = reader.get(PAGE).content.decode()
    for slug in ("market", "process", "stages", "use", "forecast", "hiring"):
        assert f'href="{PAGE}{slug}/"' in text
    assert "5 rated items in 1 group; 4 dependencies" in text


def test_groups_are_closed_until_they_are_opened(reader):
    stored()
    assert "<details>" in reader.get(PAGE).content.decode()
    assert "<details open>" in reader.get(f"{PAGE}?groups=open").content.decode()


def test_a_framework_without_dependencies_still_has_a_page(reader):
    Framework.objects.create(slug="bare", name="Bare", state="published")
    text = reader.get("/frameworks/bare/1/").content.decode()
    assert "0 rated items; 0 dependencies" in text


@pytest.mark.parametrize("fields", [{"private": True}, {"state": "draft"}])
def test_a_private_or_unpublished_framework_is_not_there(reader, fields):
    stored(**fields)
    assert reader.get(PAGE).status_code == 404
    assert reader.get(f"{PAGE}use/").status_code == 404
    assert PAGE not in reader.get(reverse("ecosystem:frameworks")).content.decode()


@pytest.mark.parametrize("path", ["small/2/", "large/1/", f"small/{10**30}/", "small/0/"])
def test_an_unknown_framework_or_version_is_not_there(reader, path):
    stored()
    assert reader.get(f"/frameworks/{path}").status_code == 404


def test_a_page_asks_three_questions_once_the_framework_is_known(reader, django_assert_num_queries):
    stored()
    reader.get(PAGE)
    with django_assert_num_queries(3):  # session, user, framework
        reader.get(PAGE)


def test_names_with_markup_are_shown_as_text(reader):
    stored(name="<b>Small</b>")
    assert "&lt;b&gt;Small&lt;/b&gt;" in reader.get(PAGE).content.decode()


def test_pages_are_read_not_written(reader):
    stored()
    assert reader.post(PAGE).status_code == 405

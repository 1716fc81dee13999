from django.urls import reverse

from tests.ecosystem.small import stored

PAGE = "/frameworks/"


def test_every_standard_framework_is_listed_with_its_counts(reader):
    stored()
    stored(slug="seller", name="One seller", level="salesperson")
    text = reader.get(PAGE).content.decode()
    assert text.count("5 rated items in 1 group; 4 dependencies") == 2
    assert reverse("ecosystem:model", args=["seller", 1]) in text
    assert text.index("For a sales organisation") < text.index("For one salesperson")


def test_without_frameworks_the_page_says_who_can_help(reader):
    text = reader.get(PAGE).content.decode()
    assert "No framework is loaded yet." in text
    assert "load_frameworks" in text

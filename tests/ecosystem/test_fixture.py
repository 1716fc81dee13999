"""Fixture files read without a database say what the tables would say."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from ecosystem.fixture import content_of_file
from ecosystem.loading import content_of
from ecosystem.models import Framework
from tests.shipped import shipped

(FIXTURES,) = settings.FIXTURE_DIRS
SLUGS = ["sales-management-ecosystem", "sales-execution-framework"]


@pytest.mark.django_db
def test_the_files_and_the_tables_say_the_same():
    call_command("load_frameworks", verbosity=0)
    for slug in SLUGS:
        assert content_of(Framework.objects.get(slug=slug)) == shipped(slug)


def test_what_is_missing_becomes_empty(tmp_path: Path):
    path = tmp_path / "bare.yaml"
    path.write_text(
        "- model: ecosystem.framework\n  fields: {slug: bare, version: 1, name: Bare}\n"
        "- model: ecosystem.dependency\n"
        "  fields: {driver: [bare, 1, a], dependent: [bare, 1, b]}\n"
    )
    read = content_of_file(path, FIXTURES / "wordings.yaml")
    (link,) = read.dependencies
    assert (link.driver, link.dependent, link.rationale, link.layer) == ("a", "b", "", "drive")


def test_a_file_without_a_framework_is_refused(tmp_path: Path):
    path = tmp_path / "none.yaml"
    path.write_text("")
    with pytest.raises(ValueError, match=r"none\.yaml: 0 frameworks instead of one"):
        content_of_file(path, FIXTURES / "wordings.yaml")

"""Fixture files read without a database say what the tables would say."""

from pathlib import Path

import pytest
from django.conf import settings

from ecosystem.fixture import content_of_file
from tests.shipped import shipped

(FIXTURES,) = settings.FIXTURE_DIRS
SLUGS = ["sales-management-ecosystem", "sales-execution-framework"]


@pytest.mark.parametrize("slug", SLUGS)
def test_a_shipped_file_is_read_whole(slug: str):
    read = content_of_file(FIXTURES / f"{slug}.yaml", FIXTURES / "wordings.yaml")
    assert read == shipped(slug)


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

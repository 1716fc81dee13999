"""The shipped frameworks read straight from their fixtures: plain values, no database."""

from functools import cache
from pathlib import Path

from ecosystem.content import FrameworkContent
from ecosystem.fixture import content_of_file

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"


@cache
def shipped(slug: str = "sales-management-ecosystem") -> FrameworkContent:
    """The framework `slug` exactly as it ships."""
    return content_of_file(FIXTURES / f"{slug}.yaml", FIXTURES / "wordings.yaml")

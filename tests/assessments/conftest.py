"""What the tests of the commands share."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.db.backends.base.base import BaseDatabaseWrapper

from assessments.management import ratings
from assessments.models import Assessment, Rater
from ecosystem.models import Framework
from tests.shipped import shipped

SLUGS = ("sales-management-ecosystem", "sales-execution-framework")


@pytest.fixture
def frameworks(db: BaseDatabaseWrapper, monkeypatch: pytest.MonkeyPatch) -> None:
    """The shipped frameworks: found in the database, their content read from the files."""
    for slug in SLUGS:
        Framework.objects.create(slug=slug, name=slug, state=Framework.State.PUBLISHED)
    monkeypatch.setattr(ratings, "content_of", lambda framework: shipped(framework.slug))


@pytest.fixture
def unused_process(tmp_path: Path) -> Path:
    """Everything rated 4 but what hangs on a sales process that nobody uses."""
    low = {
        "sales-process-execution": 2,
        "customer-buying-process": 3,
        "activity-metrics": 2,
        "operations-forecasting": 2,
        "price-margin-management": 2,
        "coaching-pipeline": 2,
        "coaching-deal-strategies": 2,
        "crm": 3,
    }
    rows = [f"{item.slug},{low.get(item.slug, 4)}," for item in shipped().items]
    path = tmp_path / "ratings.csv"
    path.write_text("\n".join(["component,score,severity", *rows, "forecast,,3"]))
    return path


@pytest.fixture
def unnamed_rater(assessment: Assessment) -> Callable[..., Rater]:
    """Somebody who came by link, promised to stay unnamed."""

    def invited(group: str = "seller", **fields: object) -> Rater:
        count = assessment.raters.count()
        fields = {"anonymous": True, "label": f"Person {count}"} | fields
        return Rater.objects.create(assessment=assessment, group=group, **fields)

    return invited

"""What tests of the quick scan and of the depths share."""

from datetime import UTC, datetime

from django.urls import reverse

from assessments.models import (
    Given,
    Rater,
    rate_block,
)
from ecosystem.loading import content_of

CULTURE, PROCESS, MARKETS = "scan-culture-values", "scan-sales-process", "scan-markets"
MORNING = datetime(2026, 3, 2, 9, tzinfo=UTC)
FOUR = Given("score", 4)


def scan_all(assessment, who, score=4, **others):
    for block in content_of(assessment.framework).blocks:
        rate_block(assessment, who, block.slug, Given("score", others.get(block.slug, score)))


def seated(assessment, **fields):
    """Somebody by link who has begun."""
    fields = {"label": "Person", "token_hash": "x" * 64, "anonymous": False} | fields
    return Rater.objects.create(assessment=assessment, **fields)


def url_of(assessment, page="scan", *slugs):
    return reverse(f"assessments:{page}", args=[assessment.code, *slugs])

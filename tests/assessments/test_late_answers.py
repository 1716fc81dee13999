"""An answer that arrives as an assessment is closed belongs to the close, or is refused."""

import pytest

from assessments.models import Assessment, BlockAnswer, Given, Rater, Rating, rate, rate_block
from tests.assessments.by_link import begun, invited


@pytest.fixture
def stale(assessment, owner) -> Rater:
    """A rater whose request was let in while the assessment was still open."""
    rater = invited(assessment, owner)
    begun(rater)
    found = Rater.objects.with_assessment().get(pk=rater.pk)
    Assessment.objects.filter(pk=assessment.pk).update(state=Assessment.State.CLOSED)
    assert found.assessment.is_open
    return found


def test_an_answer_after_the_close_is_refused_though_the_page_was_open(stale):
    with pytest.raises(Rater.DoesNotExist):
        rate(stale.assessment, stale, "target-markets", Given("score", 3))
    assert not Rating.objects.filter(rater=stale).exists()


def test_an_answer_to_a_block_after_the_close_is_refused_too(stale):
    with pytest.raises(Rater.DoesNotExist):
        rate_block(stale.assessment, stale, "scan-markets", Given("score", 3))
    assert not BlockAnswer.objects.filter(rater=stale).exists()


def test_a_member_is_refused_alike(assessment, owner):
    Assessment.objects.filter(pk=assessment.pk).update(state=Assessment.State.CLOSED)
    with pytest.raises(Rater.DoesNotExist):
        rate(assessment, owner, "target-markets", Given("score", 3))
    assert not Rater.objects.filter(assessment=assessment).exists()

"""How deep an assessment asks: estimates, what is opened, what comes next, and the pace."""

from datetime import timedelta

import pytest

from assessments.models import (
    Assessment,
    BlockAnswer,
    Given,
    Rater,
    RatingEvent,
    Seen,
    Sheet,
    observe,
    rate,
    rate_block,
    standing_of,
)
from assessments.report import answers_of
from ecosystem.loading import content_of
from tests.assessments.pages import links_of, text_of
from tests.assessments.scanning import (
    CULTURE,
    FOUR,
    MORNING,
    PROCESS,
    scan_all,
    seated,
    url_of,
)


@pytest.fixture
def quick(assessment):
    assessment.depth = Assessment.Depth.QUICK
    assessment.save()
    return assessment


@pytest.fixture
def adaptive(assessment):
    assessment.depth = Assessment.Depth.ADAPTIVE
    assessment.save()
    return assessment


@pytest.fixture
def visit(log_in, owner):
    return log_in(owner).get


def item_of(assessment, slug):
    return next(item for item in answers_of(assessment).items if item.slug == slug)


def test_a_block_answer_stands_for_its_items_until_they_are_rated(quick, owner):
    rate_block(quick, owner, PROCESS, Given("score", 2))
    estimate = item_of(quick, "sales-process-execution")
    assert (estimate.score, estimate.source, estimate.block) == (2, "estimate", PROCESS)
    rate(quick, owner, "sales-process-execution", Given("score", 5))
    rated = item_of(quick, "sales-process-execution")
    assert (rated.score, rated.source) == (5, "ratings")
    assert rated.rating_error < estimate.rating_error


@pytest.mark.parametrize("state", ["dont-know", "not-applicable"])
def test_a_block_without_a_score_says_the_same_of_its_items(quick, owner, state):
    reason = "not-our-model" if state == "not-applicable" else ""
    rate_block(quick, owner, PROCESS, Given(state, reason=reason))
    item = item_of(quick, "sales-process-execution")
    assert (item.state, item.score, item.source, item.reason) == (state, None, None, reason)
    rate(quick, owner, "sales-process-execution", Given("score", 5))
    assert item_of(quick, "sales-process-execution").score == 5


def test_of_a_quick_scan_blocks_count_and_then_symptoms_and_the_result_follow(visit, quick, owner):
    scan_all(quick, owner)
    overview = visit(quick.get_absolute_url())
    assert "everything is answered." in text_of(overview)
    assert "Tick the symptoms you see" in text_of(overview)
    observe(quick, owner, "forecast", Seen())
    main = f'<a class="btn btn-main" href="{url_of(quick, "result")}">See the result</a>'
    assert main in visit(quick.get_absolute_url()).content.decode()


def test_at_first_a_quick_scan_starts_with_the_scan(visit, quick):
    overview = visit(quick.get_absolute_url())
    assert f'href="{url_of(quick)}">Start the quick scan</a>' in overview.content.decode()
    assert "The whole framework, 38 blocks" in text_of(overview)


def test_an_adaptive_assessment_goes_scan_symptoms_items_result(visit, adaptive, owner):
    def main():
        source = visit(adaptive.get_absolute_url()).content.decode()
        return source.split('<a class="btn btn-main" href="')[1].split('"')[0]

    assert main() == url_of(adaptive)
    scan_all(adaptive, owner, **{PROCESS: 2})
    assert main() == url_of(adaptive, "symptoms")
    observe(adaptive, owner, "forecast", Seen())
    assert main() == url_of(adaptive, "rate", "leadership")
    for item in Sheet.of(adaptive, Rater.objects.get()).scope.asked:
        rate(adaptive, owner, item.slug, FOUR)
    assert main() == url_of(adaptive, "result")


def test_the_scan_leads_on_to_what_comes_next(visit, quick):
    assert url_of(quick, "symptoms") in links_of(visit(url_of(quick)))


def test_the_pages_of_an_adaptive_assessment_show_what_is_opened_and_why(visit, adaptive, owner):
    scan_all(adaptive, owner, **{PROCESS: 2})
    page = visit(url_of(adaptive, "rate", "business-management") + "?item=sales-process-execution")
    assert "Why this item: its block was rated 2" in text_of(page)
    narrow = visit(url_of(adaptive, "rate", "business-management"))
    assert "further items of Business Management are not asked here." in text_of(narrow)


def test_all_items_of_a_pillar_can_be_opened_deliberately(visit, adaptive, owner):
    scan_all(adaptive, owner)
    path = url_of(adaptive, "rate", "coaching")
    page = visit(path)
    assert f"{path}?all=1" in links_of(page)
    whole = text_of(visit(f"{path}?all=1"))
    assert "0 of 20 answered" in whole
    assert "Show only what is asked" in whole


def test_an_item_that_is_not_opened_can_still_be_rated_and_then_counts(adaptive, owner):
    scan_all(adaptive, owner)
    closed = next(
        item.slug
        for item in content_of(adaptive.framework).items
        if item.slug not in {i.slug for i in Sheet.of(adaptive, Rater.objects.get()).scope.asked}
    )
    before = standing_of(adaptive).rated
    rate(adaptive, owner, closed, FOUR)
    after = standing_of(adaptive).rated
    assert (after.total, after.answered) == (before.total + 1, before.answered + 1)


def test_somebody_by_link_is_not_told_what_others_said_about_a_block(adaptive, owner):
    rate_block(adaptive, owner, PROCESS, Given("score", 1))
    rater = seated(adaptive)
    rate_block(adaptive, rater, PROCESS, FOUR)
    why = Sheet.of(adaptive, rater).scope.opened["sales-process-execution"]
    assert why.startswith("asked of everybody")
    assert "rated" not in why


def test_what_an_unnamed_rater_says_opens_nothing_for_others(adaptive, owner):
    rater = seated(adaptive, anonymous=True)
    rate_block(adaptive, rater, PROCESS, Given("score", 1))
    rate_block(adaptive, owner, PROCESS, FOUR)
    assert "sales-process-execution" in Sheet.of(adaptive, rater).scope.opened
    assert "sales-process-execution" not in standing_of(adaptive).scope.opened


def test_of_unnamed_raters_is_told_that_they_answered_and_not_how(quick):
    rater = seated(quick, anonymous=True)
    rate_block(quick, rater, CULTURE, Given("dont-know"))
    rate_block(quick, rater, PROCESS, Given("not-applicable", reason="other"))
    whole = standing_of(quick).whole
    assert (whole.answered, whole.total) == (2, 38)
    assert (whole.dont_know, whole.not_applicable) == (0, 0)


def test_the_depth_can_be_raised_and_nothing_is_lost(log_in, quick, owner):
    rate_block(quick, owner, CULTURE, FOUR)
    client = log_in(owner)
    overview = client.post(url_of(quick, "depth"), {"depth": "full"}, follow=True)
    assert "0 of 165 items" in text_of(overview) or "nothing is answered yet" in text_of(overview)
    event = RatingEvent.objects.get(what="state")
    assert (event.user, event.old, event.new) == (owner, {"depth": "quick"}, {"depth": "full"})
    assert BlockAnswer.objects.count() == 1
    assert item_of(quick, "identity").score == 4
    client.post(url_of(quick, "depth"), {"depth": "full"})
    assert RatingEvent.objects.filter(what="state").count() == 1


def test_a_depth_that_is_not_on_offer_is_refused_where_it_was_chosen(log_in, quick, owner):
    refused = log_in(owner).post(url_of(quick, "depth"), {"depth": "bottomless"})
    assert refused.status_code == 422
    assert "Choose one of the depths shown." in text_of(refused)
    quick.refresh_from_db()
    assert quick.depth == "quick"


def test_minutes_left_go_by_ones_own_pace(quick, owner, editor):
    scan_all(quick, owner)
    rows = list(BlockAnswer.objects.order_by("pk"))
    for count, row in enumerate(rows[:20]):
        at = MORNING + count * (timedelta(minutes=1))
        BlockAnswer.objects.filter(pk=row.pk).update(at=at)
    BlockAnswer.objects.filter(pk__in=[row.pk for row in rows[20:]]).delete()
    assert standing_of(quick, owner).whole.minutes == 18
    assert standing_of(quick, editor).whole.minutes == 6


def test_who_has_no_symptom_to_tick_goes_on_to_the_opened_items(visit, adaptive, owner):
    scan_all(adaptive, owner, **{PROCESS: 2})
    assert url_of(adaptive, "opened") in links_of(visit(url_of(adaptive, "symptoms")))
    page = visit(url_of(adaptive, "opened"))
    assert url_of(adaptive, "rate", "leadership") in links_of(page)
    assert "its block was rated 2" in text_of(page)

"""The quick scan: what is asked, what becomes of an answer, and what follows at each depth."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from assessments.models import (
    Assessment,
    BlockAnswer,
    Decision,
    Given,
    NotInScope,
    Rater,
    RatingEvent,
    Scan,
    Seen,
    Sheet,
    change_depth,
    decide,
    observe,
    rate,
    rate_block,
    standing_of,
)
from assessments.report import answers_of
from ecosystem.loading import content_of
from tests.assessments.pages import HTMX, links_of, part_of, text_of
from tests.rows import written

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


@pytest.fixture
def answer(log_in, owner, quick):
    """Posts an answer of the owner to one block, as the page does in the background."""
    client = log_in(owner)

    def post(block=CULTURE, headers=HTMX, **fields):
        return client.post(url_of(quick, "scan-answer", block), fields, **headers)

    return post


# -------------------------------------------------------------------------------- the page


def test_one_page_asks_one_question_per_block_over_all_pillars(visit, quick):
    page = visit(url_of(quick))
    source, text = page.content.decode(), text_of(page)
    assert source.count('<details class="item"') == 38
    assert "0 of 38 answered · about 13 minutes left" in text
    for pillar in ("Leadership", "Strategy", "Business Management", "Coaching", "People"):
        assert f">{pillar}</h2>" in source


def test_a_block_is_worded_by_the_kind_of_item_that_prevails_in_it(visit, quick):
    page = visit(url_of(quick))
    culture, tools = part_of(page, f"item-{CULTURE}"), part_of(page, "item-scan-systems-tools")
    assert "On the wall; leaders differ." in culture
    assert "Installed, partly used, spreadsheets beside it." in tools


def test_a_block_of_one_item_has_the_sentences_of_that_item(quick):
    framework = content_of(quick.framework)
    (item,) = framework.block_by_slug["scan-pay"].items
    assert framework.block_anchors["scan-pay"] == framework.by_slug[item].anchors


def test_a_question_says_what_it_stands_for(visit, quick):
    page = part_of(visit(url_of(quick)), f"item-{PROCESS}")
    assert "until they are rated one by one" in page


def test_the_first_question_without_an_answer_is_open(visit, quick, owner):
    rate_block(quick, owner, CULTURE, FOUR)
    page = visit(url_of(quick)).content.decode()
    assert 'id="item-scan-customer" name="item" open' in page


def test_a_pillar_in_scope_is_scanned_alone(visit, quick):
    quick.scope = ["coaching"]
    quick.save()
    assert "0 of 6 answered" in text_of(visit(url_of(quick)))


def test_a_block_whose_items_are_all_taken_out_is_not_asked(visit, quick, owner):
    decide(quick, owner, "channel-management", Decision(applicable=False, reason="other"))
    page = visit(url_of(quick))
    assert "0 of 37 answered" in text_of(page)
    assert "item-scan-channel-management" not in page.content.decode()


def test_the_page_takes_few_queries(visit, quick, count_queries):
    visit(url_of(quick))
    with count_queries() as looked:
        visit(url_of(quick))
    assert looked() <= 8


def test_a_framework_without_blocks_is_not_scanned(log_in, owner, organisation):
    framework = written("sales-execution-framework")
    assessment = Assessment.objects.create(
        organisation=organisation, framework=framework, title="One of us", depth="quick"
    )
    client = log_in(owner)
    assert client.get(url_of(assessment)).status_code == 404
    overview = client.get(assessment.get_absolute_url())
    assert "0 of 8" in text_of(overview)
    assert "Change depth" not in text_of(overview)


# ------------------------------------------------------------------------------ answering


def test_an_answer_is_kept_with_who_when_and_what_it_was_before(answer, quick, owner):
    answer(answer="2", note="Seen in the field")
    answer(answer="4", note="")
    row = BlockAnswer.objects.get()
    assert (row.rater.user, row.answer, row.score, row.note) == (owner, "score", 4, "")
    later, first = RatingEvent.objects.filter(what="block")
    assert (first.old, first.new["score"], first.new["note"]) == (None, 2, "Seen in the field")
    assert (later.old["score"], later.new["score"], later.user) == (2, 4, owner)


def test_the_same_answer_twice_is_one(answer):
    for _ in range(2):
        assert answer(answer="2").status_code == 200
    assert BlockAnswer.objects.count() == 1
    assert RatingEvent.objects.count() == 1


def test_an_answer_tells_how_far_the_scan_is(answer):
    text = text_of(answer(answer="2"))
    assert "2 Emerging" in text
    assert "1 of 38 answered" in text
    assert "Saved" in text


def test_an_answer_can_be_taken_back(answer):
    answer(answer="2")
    assert "not yet rated" in text_of(answer(clear="1"))
    assert not BlockAnswer.objects.exists()
    assert RatingEvent.objects.first().new is None


def test_not_applicable_keeps_its_reason(answer):
    answer(answer="not-applicable", reason="not-our-model")
    row = BlockAnswer.objects.get()
    assert (row.answer, row.score, row.reason) == ("not-applicable", None, "not-our-model")


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"answer": "6"}, "“6” is not an answer."),
        ({"note": "Only words"}, "Choose a level, don’t know or not applicable"),
        ({"answer": "not-applicable"}, "Say why it is not applicable."),
        ({"answer": "2", "note": "x" * 4001}, "4000"),
    ],
)
def test_what_cannot_be_kept_is_said_at_the_question(answer, fields, said):
    refused = answer(**fields)
    assert refused.status_code == 422
    assert said in text_of(refused)
    assert not BlockAnswer.objects.exists()


def test_without_scripts_what_was_typed_stays_and_the_page_goes_on(answer):
    refused = answer(headers={}, answer="6", note="Typed at length")
    assert refused.status_code == 422
    assert "Typed at length" in text_of(refused)
    kept = answer(headers={}, answer="3")
    assert kept.url.endswith("?item=scan-customer#item-scan-customer")


def test_another_tab_is_asked_before_its_answer_replaces_a_newer_one(answer):
    version = answer(answer="2")["X-Answer-Version"]
    answer(answer="4", base=version)
    clash = answer(answer="3", base=version)
    assert clash.status_code == 409
    assert "Keep mine" in text_of(clash)
    assert BlockAnswer.objects.get().score == 4


def test_an_answer_of_somebody_else_at_the_same_browser_is_not_taken(answer):
    assert answer(answer="2", seat="another").status_code == 412
    assert not BlockAnswer.objects.exists()


@pytest.mark.parametrize("block", ["no-such-block", "sales-process"])
def test_what_is_no_block_is_not_found(answer, block):
    assert answer(block, answer="2").status_code == 404


def test_a_block_outside_the_scope_is_not_found(answer, quick):
    quick.scope = ["people"]
    quick.save()
    assert answer(answer="2").status_code == 404


def test_an_answer_that_arrives_after_the_depth_was_raised_is_kept(quick, owner):
    change_depth(quick, owner, "full")
    assert rate_block(quick, owner, CULTURE, FOUR).given(CULTURE) == FOUR


def test_nobody_answers_a_closed_assessment(answer, quick):
    quick.state = Assessment.State.CLOSED
    quick.save()
    assert answer(answer="2").status_code == 404


# ------------------------------------------------------------------------- raters by link


def test_a_rater_is_asked_the_blocks_that_hold_items_of_their_areas(quick):
    rater = seated(quick, areas=["crm", "sales-process"])
    blocks = {block.slug for block in Scan.of(quick, rater).blocks}
    assert blocks == {"scan-systems-tools", PROCESS}
    with pytest.raises(NotInScope):
        rate_block(quick, rater, CULTURE, FOUR)


def test_a_block_named_in_the_areas_is_asked_and_its_items_are_not(assessment):
    rater = seated(assessment, areas=["leadership", PROCESS])
    scope = Scan.of(assessment, rater).scope
    assert [block.slug for block in scope.blocks] == [PROCESS]
    assert {item.pillar for item in scope.asked} == {"leadership"}
    rate_block(assessment, rater, PROCESS, FOUR)
    with pytest.raises(LookupError):
        rate(assessment, rater, "sales-process-execution", FOUR)


def test_what_was_named_item_by_item_needs_no_scan_and_is_all_asked(adaptive):
    scope = Scan.of(adaptive, seated(adaptive, areas=["crm", "win-loss-analysis"])).scope
    assert scope.blocks == ()
    assert "crm" in {item.slug for item in scope.asked}


# --------------------------------------------------------------------- estimates and depth


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

"""The quick scan: what is asked, what becomes of an answer, and what follows at each depth."""

import pytest

from assessments.models import (
    Assessment,
    BlockAnswer,
    Decision,
    NotInScope,
    RatingEvent,
    Scan,
    change_depth,
    decide,
    rate,
    rate_block,
)
from ecosystem.loading import content_of
from tests.assessments.pages import HTMX, part_of, text_of
from tests.assessments.scanning import CULTURE, FOUR, PROCESS, seated, url_of
from tests.rows import written


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

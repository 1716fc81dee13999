"""What a ratings file says: answers, estimates, raters, settings and symptoms."""

import pytest

from assessments.exchange.refusal import Refusal
from assessments.findings import Answers, SymptomAnswer
from tests.assessments.ratings import CRM, PROCESS, item, read, saved, workbook
from tests.shipped import shipped


@pytest.fixture
def rated(tmp_path):
    """Writes CSV and gives back what it says."""

    def write_and_read(text: str | bytes, scope: tuple[str, ...] = ()) -> Answers:
        return read(saved(tmp_path / "ratings.csv", text), scope)

    return write_and_read


def states(answers: Answers, group: str) -> set[str]:
    return {item(answers, slug).state for slug in shipped().items_of(group)}


def test_a_score_a_dont_know_and_an_empty_cell_are_three_different_answers(rated):
    answers = rated(f"component,score\n{PROCESS},2\n{CRM},dk\nmorale,\n")
    assert (item(answers, PROCESS).state, item(answers, PROCESS).score) == ("score", 2.0)
    assert (item(answers, CRM).state, item(answers, CRM).score) == ("dont-know", None)
    assert item(answers, "morale").state == "unanswered"


def test_every_item_of_the_framework_has_an_answer_in_framework_order(rated):
    answers = rated(f"component,score\n{PROCESS},2\n")
    assert [one.slug for one in answers.items] == [one.slug for one in shipped().items]


@pytest.mark.parametrize(
    "content",
    [
        b"component,score\ncrm,2\n",
        b"\xef\xbb\xbfcomponent,score\ncrm,2\n",
        b"component;score\ncrm;2\n",
        b"component;score\r\ncrm;2,0\r\n",
        b" Component , Score ,,\n CRM , 2.0 ,,\n,,,\n",
        b'\n"component","score"\n\n"crm","2"',
        b"score,component\n2,crm\n",
    ],
)
def test_the_ways_programs_write_the_same_file_are_all_read(rated, content):
    assert item(rated(content), CRM).score == 2.0


def test_a_workbook_says_the_same_as_the_csv_file(tmp_path, rated):
    rows = [["component", "score", "note"], [PROCESS, 2, "unused"], [CRM, "dk", None], ["morale"]]
    from_workbook = read(saved(tmp_path / "ratings.xlsx", workbook(*rows)))
    assert from_workbook == rated(
        f"component,score,note\n{PROCESS},2,unused\n{CRM},dk,\nmorale,,\n"
    )


def test_evidence_and_notes_go_with_the_answer(rated):
    answers = rated(
        "component,score,rater,evidence,note\n"
        'crm,2,a,said,"Spreadsheets, mostly"\n'
        "crm,3,b,data,\n"
        f"{PROCESS},,a,,To be asked\n"
    )
    assert item(answers, CRM).evidence == "data"
    assert item(answers, CRM).notes == ("Spreadsheets, mostly",)
    assert item(answers, PROCESS).notes == ("To be asked",)


def test_a_group_or_block_fills_its_items_as_estimates(rated):
    answers = rated("component,score\ntraining,2\nscan-markets,3\n")
    training, market = item(answers, "training-reinforcement"), item(answers, "target-markets")
    assert (training.score, training.source, training.block) == (2.0, "estimate", "training")
    assert (market.score, market.source, market.block) == (3.0, "estimate", "scan-markets")


def test_an_estimate_is_half_as_uncertain_again(rated):
    answers = rated("component,score\ntraining,2\ncrm,2\n")
    estimate = item(answers, "training-reinforcement").rating_error
    assert estimate == pytest.approx(1.5 * item(answers, CRM).rating_error)


def test_an_item_rating_replaces_the_estimate_whatever_the_order(rated):
    answers = rated("component,score\ntraining-reinforcement,5\ntraining,2\n")
    found = item(answers, "training-reinforcement")
    assert (found.score, found.source, found.block) == (5.0, "ratings", None)


def test_the_nearer_of_two_estimates_counts(rated):
    answers = rated("component,score\nsales-enablement,4\ntraining,2\n")
    assert item(answers, "training-reinforcement").score == 2.0
    assert item(answers, "training-reinforcement").block == "training"


@pytest.mark.parametrize(("answer", "state"), [("dk", "dont-know"), ("na", "not-applicable")])
def test_whoever_answers_the_item_itself_takes_the_own_estimate_back(rated, answer, state):
    text = f"component,score,rater\ntraining,2,a\ntraining-reinforcement,{answer},a\n"
    assert item(rated(text), "training-reinforcement").state == state
    assert item(rated(text + "training,4,b\n"), "training-reinforcement").score == 4.0


def test_not_knowing_a_group_is_not_knowing_its_items(rated):
    answers = rated("component,score\ntraining,dk\ntraining-reinforcement,3\n")
    assert states(answers, "training") == {"dont-know", "score"}


def test_raters_of_small_groups_are_pooled_before_the_median(rated):
    answers = rated(
        "component,score,rater,group\ncrm,1,a,executive\ncrm,2,b,seller\ncrm,5,c,seller"
    )
    assert item(answers, CRM).score == 2.0
    assert (item(answers, CRM).raters, answers.raters) == (3, 3)


def test_groups_above_the_floor_weigh_the_same_however_many_answer(rated):
    sellers = "".join(f"crm,1,s{k},seller\n" for k in range(8))
    managers = "".join(f"crm,4,m{k},manager\n" for k in range(4))
    assert item(rated(f"component,score,rater,group\n{sellers}{managers}"), CRM).score == 2.5


def test_a_row_that_only_decides_something_makes_nobody_a_rater(rated):
    answers = rated("component,score,rater,importance\ncrm,2,a,\nmorale,,owner,critical\n")
    assert answers.raters == 1


def test_na_counts_only_if_every_rater_who_knows_says_so(rated):
    text = "component,score,rater,reason\ncrm,na,a,no such tool\ncrm,dk,b,\n"
    assert item(rated(text), CRM).state == "not-applicable"
    assert item(rated(text), CRM).reason == "no such tool"
    assert item(rated(text + "crm,2,c,\n"), CRM).score == 2.0


def test_what_does_not_apply_takes_everything_beneath_it_out(rated):
    answers = rated(
        "component,score,applicable,reason\n"
        "channel-management,,no,We sell direct\n"
        "channel-forecasting,2,,\n"
    )
    assert states(answers, "channel-management") == {"not-applicable"}
    assert item(answers, "channel-forecasting").reason == "We sell direct"


def test_the_nearest_importance_and_target_count(rated):
    answers = rated(
        "component,score,importance,target\n"
        "sales-enablement,,critical,\n"
        "training,,minor,5\n"
        "training-reinforcement,,important,\n"
    )
    found = item(answers, "training-reinforcement")
    assert (found.importance, found.target) == ("important", 5)
    above = next(
        slug
        for slug in shipped().items_of("sales-enablement")
        if slug not in shipped().items_of("training")
    )
    assert (item(answers, above).importance, item(answers, above).target) == ("critical", 4)
    assert (item(answers, CRM).importance, item(answers, CRM).target) == ("important", 3)
    assert answers.component_importance["sales-enablement"] == "critical"
    assert answers.component_target["sales-enablement"] == 4


def test_symptoms_come_with_the_worst_severity_anybody_saw(rated):
    answers = rated(
        "component,score,severity,rater,note\n"
        "discounting,,1,a,Every quarter end\ndiscounting,,3,b,\nwin-rate,,2,a,\n"
    )
    assert answers.symptoms == (
        SymptomAnswer("win-rate", 2),
        SymptomAnswer("discounting", 3, note="Every quarter end"),
    )


def test_a_slug_that_is_item_and_symptom_is_the_item_unless_kind_says_otherwise(rated):
    answers = rated("component,score,kind,severity\nmorale,2,,\nmorale,,symptom,3\n")
    assert item(answers, "morale").score == 2.0
    assert answers.symptoms == (SymptomAnswer("morale", 3),)


def test_scope_marks_the_items_it_holds(rated):
    answers = rated("component,score\ncrm,2\n", ("coaching", "training"))
    inside = {one.slug for one in answers.items if one.in_scope}
    assert inside == {*shipped().items_of("coaching"), *shipped().items_of("training")}


def test_an_unknown_scope_is_refused_with_the_nearest(rated):
    with pytest.raises(Refusal, match=r"'coachin' is no pillar or component.*mean coaching"):
        rated("component,score\ncrm,2\n", ("coachin",))

"""What the pages of the report say: right for none, one, two and many."""

from dataclasses import replace

import pytest

from assessments.charts import figures
from assessments.engine import constants
from assessments.findings import (
    Answers,
    ChainFinding,
    Ease,
    ItemAnswer,
    Report,
    RootFinding,
    SymptomAnswer,
    SymptomFinding,
)
from assessments.paper import marks, pillars, reading, shows, starts, summary, titles
from assessments.paper.edition import Edition
from assessments.paper.full import MAKERS
from assessments.paper.sections import Section, Source
from assessments.pdf import job_of
from assessments.report import build_report
from assessments.sentences import percent
from tests.charts.reports import all_rated, only, story
from tests.shipped import shipped

DRAFT = Edition()


def sections(report: Report, name: str, edition: Edition = DRAFT) -> list[Section]:
    return list(MAKERS[name](Source(report, figures(report), edition)))


def root(*below: str) -> RootFinding:
    explains = tuple((slug, 0.5) for slug in below)
    return RootFinding("target-markets", "Why.", "Firm.", 0.3, explains, ())


@pytest.mark.parametrize(
    ("below", "title"),
    [
        (
            (),
            "Target markets/segments start with themselves, and nothing else that is weak goes "
            "back there",
        ),
        (("crm",), "Target markets/segments lie behind CRM and sales automation"),
        (
            ("crm", "one-on-ones"),
            "Target markets/segments lie behind CRM and sales automation and Effective one-on-ones",
        ),
        (
            ("crm", "one-on-ones", "mobile-support"),
            "Target markets/segments lie behind three other weaknesses, CRM and sales automation "
            "most of all",
        ),
    ],
)
def test_a_roots_title_says_what_it_lies_behind(below, title):
    assert titles.root(story(), root(*below)) == title


def ticked(*traced: bool) -> Report:
    """Operational symptoms, each traced back to the target markets or to nothing."""
    chain = ChainFinding("target-markets", 0.6, ("target-markets",), "If so, then so.")
    found = tuple(
        SymptomFinding(
            slug=content.slug,
            name=content.name,
            severity=2,
            severity_word="clear",
            trend="",
            note="",
            tell_apart="",
            tempting_fix="",
            why_it_fails="",
            causes=(),
            chains=(chain,) if weak else (),
            elsewhere=0.0,
            sentence="",
        )
        for content, weak in zip(shipped().symptoms, traced, strict=False)
    )
    return replace(story(), symptoms=found)


@pytest.mark.parametrize(
    ("traced", "title"),
    [
        ([True], "“{name}” goes back to Target markets/segments"),
        ([False], "“{name}” is seen, and none of its usual causes was found weak"),
        ([True, True], "Both day-to-day symptoms go back to Target markets/segments"),
        ([True, False], "One of two day-to-day symptoms goes back to Target markets/segments"),
        ([True] * 3, "All three day-to-day symptoms go back to Target markets/segments"),
        (
            [False, False],
            "Two day-to-day symptoms are seen, and none of their usual causes was found weak",
        ),
    ],
)
def test_the_symptoms_title_counts_those_that_go_back_to_something(traced, title):
    name = shipped().symptoms[0].name
    assert titles.symptoms(ticked(*traced)) == title.format(name=name)


@pytest.mark.parametrize(
    ("scores", "rest", "title"),
    [
        ({"mobile-support": 1}, 4, "One item is weak: Mobile support, which stands alone"),
        (
            {"crm": 1},
            None,
            "One item is weak: CRM and sales automation, which waits for answers upstream",
        ),
        (
            {"mobile-support": 1, "crm": 1},
            4,
            "Two items are weak, and none of them leads back to another",
        ),
        (
            {"coaching-deal-strategies": 1, "coaching-pipeline": 1},
            None,
            "Two items are weak, and what drives them has not been rated",
        ),
        (
            {"sales-process-execution": 1, "crm": 1},
            4,
            "Two items are weak; one of them leads back to another",
        ),
    ],
)
def test_the_title_of_what_is_weak_says_how_much_leads_back(scores, rest, title):
    assert titles.weak(only(scores, rest)) == title


@pytest.mark.parametrize(
    ("weak", "title"),
    [
        (0, "People meets its target, and none of its 14 rated items is weak"),
        (1, "People meets its target, though one of its 14 rated items is weak"),
        (2, "People meets its target, though two of its 14 rated items are weak"),
    ],
)
def test_a_pillars_title_says_how_far_it_is_and_how_much_is_weak(weak, title):
    people = [c.slug for c in shipped().items if c.pillar == "people"]
    report = only(dict.fromkeys(people[:weak], 1.0), rest=5)
    items = [item for item in report.items if item.pillar == "people"]
    assert titles.pillar(report.pillar["people"], items) == title


def test_a_pillar_short_of_its_target_says_by_how_much():
    report = all_rated(2)
    items = [item for item in report.items if item.pillar == "leadership"]
    assert titles.pillar(report.pillar["leadership"], items) == (
        "Leadership is 1.0 short of its target, and ten of its ten rated items are weak"
    )


def test_a_pillar_with_one_rated_item_does_not_count():
    report = only({"morale": 1})
    finding = replace(report.pillar["people"], score=1.0, short=2.0)
    rated = [item for item in report.items if item.slug == "morale"]
    assert titles.pillar(finding, rated).endswith("and its one rated item is weak")


@pytest.mark.parametrize(
    ("report", "title"),
    [
        (lambda: only({}), "165 items in scope, none rated yet"),
        (lambda: only({"crm": 2}), "165 items in scope: 1 weak, 164 without a score"),
        (lambda: all_rated(4), "165 items in scope: none weak"),
    ],
)
def test_the_title_of_all_items_counts_them(report, title):
    assert titles.items(report()) == title


@pytest.mark.parametrize(
    ("kind", "start"),
    [
        ("nothing-weak", "Nothing is weak"),
        ("not-enough-answers", "There are not enough answers yet"),
        ("broad", "Weakness is too broad"),
        ("several", "No cause stands out"),
    ],
)
def test_without_a_root_the_page_says_why(kind, start):
    report = replace(story(), roots=(), headline=replace(story().headline, kind=kind))
    (found,) = sections(report, "roots")[-1:]
    assert found.title.startswith(start)
    assert found.body == summary.no_root_sentence(report)


def test_other_roots_are_listed_apart_from_the_named_ones():
    named, *others = story().roots
    further, page = sections(replace(story(), roots=(named,)), "roots")
    assert page.title == titles.root(story(), named)
    names = {root.mark.name for root in further.body.roots}
    assert {story().name(other.slug) for other in others} <= names
    assert "more" in further.title
    assert "marks of a root" in further.title


# ---------------------------------------------------------------------------------- the summary


def test_the_strengths_are_what_stands_furthest_above_its_target():
    report = only({"globalization": 5, "leadership-maturity": 4.5}, rest=4)
    names = [component.slug for component in summary.strongest(report)]
    assert names[:2] == ["globalization", "leadership-maturity"]
    assert len(summary.summary(Source(report, {}, Edition())).strengths) == 3


def test_nothing_above_its_target_is_said_in_place_of_strengths():
    page = summary.summary(Source(all_rated(1), {}, Edition()))
    assert page.strengths == ()
    assert page.no_strength == "No component is sound on enough answers yet."


# ------------------------------------------------------------------------------------- the items


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"state": "score", "source": "ratings", "raters": 1, "evidence": "none"}, "1 rater"),
        (
            {"state": "score", "source": "ratings", "raters": 7, "evidence": "data"},
            "7 raters, data seen",
        ),
        ({"state": "score", "source": "estimate", "evidence": "none"}, "Estimated"),
        ({"state": "score", "source": "consensus", "evidence": "none"}, "Agreed in a workshop"),
        ({"state": "score", "source": "carried", "evidence": "none"}, "Carried forward"),
        ({"state": "not-applicable", "score": None, "reason": "not-our-model"}, "Not our model"),
        ({"state": "not-applicable", "score": None, "reason": ""}, "No reason given"),
        ({"state": "dont-know", "score": None}, "Nobody could say"),
        ({"state": "unanswered", "score": None}, "Not answered"),
    ],
)
def test_an_item_says_what_it_rests_on_or_why_it_has_no_score(fields, said):
    assert marks.basis(replace(story().item["crm"], **fields)) == said


def test_every_item_in_scope_stands_in_the_table_under_its_group():
    tables = pillars.item_tables(story())
    rows = [row for table in tables for row in table.rows if not isinstance(row, str)]
    assert len(rows) == 165
    assert [table.name for table in tables] == [pillar.name for pillar in story().pillars]
    groups = [row for table in tables for row in table.rows if isinstance(row, str)]
    assert "Sales operations" in groups


def test_shares_of_the_pillars_add_to_a_hundred_as_in_the_flow_matrix():
    flow = pillars.flow_of(story())
    assert sum(starts for starts, _ in flow.values()) == 100
    assert sum(shows for _, shows in flow.values()) == 100


def test_pillars_without_a_section_are_named_with_the_reason():
    report = only({"crm": 2})
    assert pillars.left_out(report) == (
        "Leadership, Strategy, Coaching and People have no section here: "
        "no item there has a score yet."
    )
    assert [s.topic for s in sections(report, "pillars")] == ["Business Management"]


def test_where_everything_is_weak_the_ways_back_end_at_forty():
    page = shows.ways(all_rated(1))
    assert len(page.weak) == 40
    assert page.more == "125 more weak items stand in the table of all items."


def test_what_a_root_explains_and_what_only_eases_stand_in_one_list():
    finding = replace(root("crm"), eases=(Ease("crm", 2.0, 2.8), Ease("one-on-ones", 2.0, 2.2)))
    report = replace(story(), roots=(finding,))
    below = starts.root_page(Source(report, {}, Edition()), finding).below
    assert [(line.mark.name, line.share, line.eased) for line in below] == [
        ("CRM and sales automation", percent(0.5), "2.8"),
        ("Effective one-on-ones", "–", "2.2"),
    ]


# ------------------------------------------------------------------------------- how to read it


def test_the_bands_are_told_in_scores():
    assert dict(reading.bands())["Weak"] == "up to 2.8 at target 3, up to 3.4 at target 4"


def test_the_method_names_every_constant_of_the_engine_with_its_sentence():
    named = {
        name.replace(" ", "_").upper()
        for group in reading.named_constants()
        for constant in group.constants
        for name in constant.name.split(", ")
    }
    assert named == {name for name in vars(constants) if name.isupper()}


def test_the_method_counts_the_dependencies_by_what_they_rest_on():
    method = reading.method(story())
    counted = sum(count for _, count, _ in method.bases)
    assert counted == len(shipped().dependencies)
    assert f"{counted} dependencies of the framework were used" in method.dependencies


def test_who_answered_is_told_in_sentences_that_are_right_for_nobody_and_one():
    nobody = reading.reading(only({}))
    assert nobody.answered == ("Nobody has answered yet. 165 items in scope can be rated.",)
    one = reading.reading(only({"crm": 2}))
    assert one.answered[0] == (
        "One person answered. Of 165 items in scope that apply, one is rated."
    )


# --------------------------------------------------------------------------------- what was typed


def noted(*notes: str) -> Report:
    framework = shipped()
    items = tuple(
        ItemAnswer(i.slug, "score", 4, "ratings", raters=1, notes=notes if i.slug == "crm" else ())
        for i in framework.items
    )
    symptom = SymptomAnswer(framework.symptoms[0].slug, 2, note="<i>seen</i>")
    return build_report(Answers(framework, items, (symptom,), organisation="<b>Tessel</b>"))


def test_typed_text_is_escaped_wherever_it_stands():
    html = job_of(noted("<script>alert(1)</script>"), Edition()).html
    for tag in ("<script", "<b>Tessel", "<i>seen"):
        assert tag not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert 'data-head="&lt;b&gt;Tessel&lt;/b&gt;, Sales Management Ecosystem"' in html


def test_notes_stand_in_their_pillar_and_empty_ones_nowhere():
    pages = sections(noted("One", " ", "Two"), "pillars")
    page = next(page for page in pages if page.topic == "Business Management")
    assert [(name, [note.text for note in notes]) for name, notes in page.body.notes] == [
        ("CRM and sales automation", ["One", "Two"])
    ]


@pytest.mark.parametrize(
    ("text", "way"),
    [("Plain", "ltr"), ("12 \u05d0", "rtl"), ("\u0639", "rtl"), ("", "ltr"), ("12", "ltr")],
)
def test_a_note_runs_the_way_of_its_first_letter(text, way):
    assert marks.direction(text) == way

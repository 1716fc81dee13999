"""One component: as plain values, and as a page."""

from dataclasses import replace

import pytest

from ecosystem.content import FrameworkContent
from ecosystem.pages.component import component_page
from tests.ecosystem.small import small, stored
from tests.shipped import shipped

PAGE = "/frameworks/small/1/"


def test_it_says_what_drives_it_and_what_it_drives():
    page = component_page(shipped(), "sales-process-execution")
    assert page.title == "Driven by 3, it drives 10 others"
    first = page.drivers[0]
    assert (first.slug, first.pillar) == ("target-markets", "Strategy")
    assert (first.strength, first.basis) == ("strong", "Stated by the source")
    assert first.sentence.startswith(
        "If Target markets/segments are weak, then Sales process use on every deal nearly always "
        "suffers, because sellers "
    )


def test_a_link_of_its_group_counts_and_names_the_group():
    (near,) = component_page(small(), "stages").drivers
    assert (near.slug, near.through) == ("market", "Process")


def test_own_links_stand_before_those_of_the_group():
    own, brought = component_page(small(), "use").drivers
    assert (own.slug, own.through) == ("hiring", "")
    assert (brought.slug, brought.through) == ("market", "Process")


def test_a_feedback_link_is_marked():
    (near,) = component_page(small(), "market").drivers
    assert (near.slug, near.is_feedback) == ("forecast", True)


@pytest.mark.parametrize(
    ("slug", "title"),
    [
        ("hiring", "Nothing in this framework drives it; it drives 1 other"),
        ("stages", "Driven by 1, it drives nothing further: weakness arrives here"),
        ("forecast", "Driven by 1, it drives 1 other"),
    ],
)
def test_the_title_is_the_finding(slug, title):
    assert component_page(small(), slug).title == title


def test_an_item_has_five_levels_and_a_group_its_children():
    item, group = component_page(small(), "use"), component_page(small(), "process")
    assert [level.name for level in item.levels] == [
        "Ad hoc",
        "Emerging",
        "Practised",
        "Managed",
        "Learning",
    ]
    assert (group.levels, [child.slug for child in group.children]) == ((), ["stages", "use"])
    assert group.kind == "Group of 2 items; its score is rolled up from theirs"


def test_an_outcome_and_a_given_item_say_so():
    assert "never named as a root cause" in component_page(shipped(), "attrition-retention").kind
    assert "given from outside sales" in component_page(shipped(), "enterprise-strategy").kind


def test_the_symptoms_it_causes_are_listed_usual_ones_first():
    ranks = [usual.rank for usual in component_page(shipped(), "target-markets").symptoms]
    assert ranks == sorted(ranks, key=lambda rank: rank != "a usual cause")
    assert set(ranks) == {"a usual cause", "a further cause"}


def test_first_moves_are_its_own_or_those_of_its_group_or_kind():
    own = component_page(shipped(), "crm").first
    group = component_page(shipped(), "mobile-support").first
    kind = component_page(replace_advice(shipped(), "mobile-support"), "mobile-support").first
    assert (own.shared, len(own.advice.moves)) == ("", 3)
    assert group.shared == "Written for Systems and tools use as a whole."
    assert kind.shared == "Written for tools in general."
    assert len({own.advice, group.advice, kind.advice}) == 3


def replace_advice(framework: FrameworkContent, slug: str) -> FrameworkContent:
    """The framework with no advice on the component nor on any group above it."""
    bare = [
        replace(part, advice=None) if part.slug in framework.path_to(slug) else part
        for part in framework.components
    ]
    return replace(framework, components=tuple(bare))


def test_an_outcome_is_moved_by_what_drives_it():
    page = component_page(shipped(), "morale")
    assert page.moves_heading == "What moves it"
    assert page.first.shared == "Written for outcomes in general."


def test_a_framework_without_advice_shows_none():
    assert component_page(small(), "use").first is None


def test_levels_say_whether_they_were_written_for_it():
    assert component_page(shipped(), "crm").levels_said == "Written for this item."
    shared = component_page(shipped(), "mobile-support").levels_said
    assert shared == "These five sentences serve all tools."


def test_the_same_topic_elsewhere_is_named_with_what_sets_the_places_apart():
    (topic,) = component_page(shipped(), "sales-onboarding").topics
    assert topic.name == "Onboarding"
    assert "coaching-onboarding" in [other.slug for other in topic.elsewhere]
    assert "sales-onboarding" not in [other.slug for other in topic.elsewhere]
    assert topic.definition


def test_it_says_in_which_organisations_it_falls_away_its_groups_included():
    of_group = component_page(shipped(), "channel-marketing").absences
    assert [absence.question for absence in of_group] == ["Do you sell through partners?"]
    assert component_page(shipped(), "crm").absences == ()


def test_the_path_leads_from_the_pillar_down():
    page = component_page(small(), "use")
    assert (page.pillar, [above.slug for above in page.path]) == ("Work", ["process"])


def test_its_neighbours_are_one_step_away_and_end_with_the_framework():
    content = small()
    first, last = component_page(content, "market"), component_page(content, "hiring")
    assert (first.before, first.after.slug) == (None, "process")
    assert (last.before.slug, last.after) == ("forecast", None)


@pytest.mark.parametrize("slug", ["sales-management-ecosystem", "sales-execution-framework"])
def test_every_component_has_a_page_and_a_line_for_each_neighbour(slug):
    content = shipped(slug)
    for part in content.components:
        page = component_page(content, part.slug)
        assert len(page.context.left) == len(page.drivers)
        assert len(page.context.right) == len(page.dependents)


def test_lines_end_where_the_boxes_stand():
    # Two drivers: boxes 44 high, 8 apart, so their middles lie at 22 and 74 of 96.
    page = component_page(small(), "use")
    assert page.context.height == 96
    assert [line.path.split("C")[0] for line in page.context.left] == ["M0 22", "M0 74"]


def test_the_page_shows_it_all(reader):
    stored()
    text = reader.get(f"{PAGE}use/").content.decode()
    assert "Driven by 2, it drives 1 other" in text
    assert "By way of the group Process" in text
    assert "Better each time." in text
    assert "Missed forecasts" in text
    assert f'href="{PAGE}hiring/"' in text


def test_an_unknown_component_is_not_there(reader):
    stored()
    assert reader.get(f"{PAGE}ghost/").status_code == 404


def test_a_pillar_is_no_component(reader):
    stored()
    assert reader.get(f"{PAGE}work/").status_code == 404

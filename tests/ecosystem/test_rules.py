"""What a framework must satisfy: each breach is found and its culprit named."""

from dataclasses import replace

import pytest

from ecosystem.content import (
    AdviceContent,
    CauseContent,
    ContextAnswerContent,
    ContextQuestionContent,
    FrameworkContent,
)
from ecosystem.rules import problems_of
from tests.ecosystem.small import item, link, small
from tests.shipped import shipped


def with_links(*links) -> FrameworkContent:
    content = small()
    return replace(content, dependencies=(*content.dependencies, *links))


def with_items(*items) -> FrameworkContent:
    content = small()
    return replace(content, components=(*content.components, *items))


def changed(slug: str, **fields) -> FrameworkContent:
    content = small()
    parts = (replace(p, **fields) if p.slug == slug else p for p in content.components)
    return replace(content, components=tuple(parts))


def changed_link(**fields) -> FrameworkContent:
    content = small()
    first, *others = content.dependencies
    return replace(content, dependencies=(replace(first, **fields), *others))


@pytest.mark.parametrize("slug", ["sales-management-ecosystem", "sales-execution-framework"])
def test_the_shipped_frameworks_are_sound(slug):
    assert problems_of(shipped(slug)) == []


def test_a_sound_framework_has_no_problem():
    assert problems_of(small()) == []


def test_a_cycle_is_named_in_the_order_of_its_arrows():
    (said,) = problems_of(with_links(link("forecast", "hiring")))
    assert said == "use -> forecast -> hiring -> use: a cycle in the drive layer"


def test_a_cycle_that_runs_through_a_group_is_found():
    (said,) = problems_of(with_links(link("stages", "market")))
    assert said == "market -> stages -> market: a cycle in the drive layer"


def test_a_loop_that_a_feedback_link_closes_is_none():
    assert problems_of(with_links(link("forecast", "hiring", layer="feedback"))) == []


SIMILAR = replace(item("other", "work"), short_name="Use")
ADVICE = AdviceContent(("One.", "Two.", "Three."), "Owner", "Weekly.", "Yearly.", "Posters.")
YES = ContextAnswerContent("yes", "Yes", "", ())


def asked(*answers: ContextAnswerContent) -> FrameworkContent:
    """The small framework with one question about the organisation."""
    question = ContextQuestionContent("partners", "Do you sell through partners?", answers)
    return replace(small(), context=(question,))


BREACHES = {
    "a dangling end": (
        with_links(link("market", "ghost")),
        "market -> ghost: 'ghost' is unknown",
    ),
    "a duplicate slug": (
        with_items(replace(item("use", "work", "process"), short_name="Use again")),
        "use: the slug is there twice",
    ),
    "a slug of a pillar and of an item": (
        with_items(item("folk", "work", "process")),
        "folk: the slug is there twice",
    ),
    "an unknown strength": (
        changed_link(strength="huge"),
        "market -> process: the strength 'huge' is none of strong, moderate, weak",
    ),
    "an unknown layer": (
        changed_link(layer="sideways"),
        "market -> process: the layer 'sideways' is none of drive, feedback",
    ),
    "an unknown basis": (
        changed_link(basis="rumour"),
        "market -> process: the basis 'rumour' is none of stated, implied, practice",
    ),
    "a missing rationale": (
        changed_link(rationale=" "),
        "market -> process: the rationale is missing",
    ),
    "a link to itself": (with_links(link("use", "use")), "use -> use: nothing drives itself"),
    "a doubled link": (
        with_links(link("use", "forecast")),
        "use -> forecast: the dependency is there twice",
    ),
    "a missing definition": (changed("use", definition=""), "use: the definition is missing"),
    "missing levels": (changed("use", anchors=("Low.",)), "use: 1 levels are worded instead of 5"),
    "a long short name": (
        changed("use", short_name="U" * 32),
        f"use: the short name has 32 characters, 31 fit: '{'U' * 32}'",
    ),
    "a shared short name": (
        replace(
            with_items(SIMILAR), dependencies=(*small().dependencies, link("other", "forecast"))
        ),
        "use, other: share the short name 'Use'",
    ),
    "an item that stands alone": (
        with_items(item("island", "work")),
        "island: stands alone, no dependency leads to it or away from it",
    ),
    "an unknown pillar": (changed("use", pillar="moon"), "use: its pillar 'moon' is unknown"),
    "an unknown group": (changed("use", parent="moon"), "use: its group 'moon' is unknown"),
    "an item below an item": (
        changed("use", parent="forecast"),
        "use: stands below forecast, which is an item, not a group",
    ),
    "an empty group": (
        with_items(replace(item("empty", "work"), kind="group")),
        "empty: is a group without any component",
    ),
    "a group below itself": (
        changed("process", parent="process"),
        "process: is a group below itself",
    ),
    "a cause that is no component": (
        replace(
            small(),
            symptoms=(replace(small().symptoms[0], causes=(CauseContent("ghost", "primary"),)),),
        ),
        "symptom misses: its cause 'ghost' is unknown",
    ),
    "a block with an unknown item": (
        replace(small(), blocks=(replace(small().blocks[0], items=("ghost",)),)),
        "block b-work: 'ghost' is no item of this framework",
    ),
    "advice with two moves": (
        changed("use", advice=replace(ADVICE, moves=("One.", "Two."))),
        "use: 2 first moves instead of 3",
    ),
    "advice without an owner": (
        changed("use", advice=replace(ADVICE, owner=" ", lag_measure="")),
        "use: its advice lacks the owner, the lag measure",
    ),
    "a kind of item with incomplete advice": (
        replace(small(), archetype_advice=(("tool", replace(ADVICE, will_not_help="")),)),
        "archetype tool: its advice lacks what will not help",
    ),
    "a context question with one answer": (
        asked(ContextAnswerContent("no", "No", "There are none.", ("use",))),
        "context partners: a question needs two answers to choose from",
    ),
    "a context answer that names an unknown component": (
        asked(YES, ContextAnswerContent("no", "No", "There are none.", ("ghost",))),
        "context partners, no: 'ghost' is unknown",
    ),
    "a context answer without a reason": (
        asked(YES, ContextAnswerContent("no", "No", "", ("use",))),
        "context partners, no: proposes components as not applicable without a reason",
    ),
    "a family with a group": (
        replace(small(), families=(replace(small().families[0], items=("process",)),)),
        "family f-use: 'process' is no item of this framework",
    ),
}


@pytest.mark.parametrize("breach", BREACHES)
def test_a_breach_is_named(breach):
    content, said = BREACHES[breach]
    assert said in problems_of(content)


def test_an_item_is_not_alone_when_its_group_is_linked():
    content = small()
    assert not [d for d in content.dependencies if "stages" in (d.driver, d.dependent)]
    assert problems_of(content) == []


def test_every_problem_is_said_at_once():
    content = replace(with_links(link("market", "ghost"), link("forecast", "hiring")), families=())
    assert len(problems_of(content)) == 2

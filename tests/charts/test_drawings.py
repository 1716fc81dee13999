"""Every drawing of every report can be printed, themed and read: no label covers another."""

from functools import partial

import pytest

from assessments.charts import Figure, figures, vocabulary
from assessments.charts.palette import LIGHT
from assessments.findings import Report
from tests.charts import reading
from tests.charts.reports import (
    FRAMEWORKS,
    STORY,
    all_rated,
    any_report,
    only,
    random_report,
    renamed,
    report_of,
    scored,
    story,
)
from tests.charts.seen import seen
from tests.shipped import shipped

SEEDS = range(60)
HOSTILE = (
    "</text><script>alert(1)</script> & \u05e8\u05e9\u05d9\u05de\u05d4 \U0001f469\u200d\U0001f467"
    "\x08\u202e<b> of everything there is to say about it, at length"
)
EXTREMES = {
    "everything 1": lambda: all_rated(1),
    "everything 5": lambda: all_rated(5),
    "everything 2, one salesperson": lambda: all_rated(2, shipped(FRAMEWORKS[1])),
    "one item": lambda: only({"crm": 1}),
    "the story": story,
    "one pillar": lambda: report_of(
        shipped(), lambda item: scored(item.slug, 2 if item.pillar == "coaching" else None)
    ),
    "the overlay pillar alone": lambda: report_of(
        shipped(), lambda item: scored(item.slug, 1 if item.pillar == "people" else None)
    ),
    "the overlay pillar weak": lambda: report_of(
        shipped(),
        lambda item: scored(item.slug, 1 if item.pillar in ("people", "leadership") else 4),
    ),
    "names of five letters": lambda: named(lambda name: name[:5]),
    "names of 120 letters": lambda: named(lambda name: f"{name} {HOSTILE}{name}"[:120]),
    "names without a space": lambda: named(lambda name: name.replace(" ", "").ljust(120, "W")),
}


def named(name) -> Report:
    framework = renamed(shipped(), name)
    return report_of(framework, lambda item: scored(item.slug, STORY.get(item.slug, 3)))


def drawings(figure: Figure) -> dict[str, str]:
    return {f"{figure.name} {size}": getattr(figure, size) for size in ("wide", "narrow", "print")}


def all_drawings(report: Report) -> dict[str, str]:
    return {
        name: svg for figure in figures(report).values() for name, svg in drawings(figure).items()
    }


EXTREMES |= {f"any framework {seed}": partial(any_report, seed) for seed in range(20)}
EXTREMES |= {
    f"{name}, seen by many": lambda make=make: seen(make()) for name, make in EXTREMES.items()
}


@pytest.fixture(params=[*SEEDS, *EXTREMES], scope="module")
def report(request) -> Report:
    if isinstance(request.param, int):
        return random_report(request.param)
    return EXTREMES[request.param]()


def test_no_two_labels_touch(report):
    touching = {name: reading.collisions(svg) for name, svg in all_drawings(report).items()}
    assert not {name: found for name, found in touching.items() if found}


def test_no_label_leaves_the_drawing(report):
    outside = {name: reading.outside(svg) for name, svg in all_drawings(report).items()}
    assert not {name: found for name, found in outside.items() if found}


def test_only_allowed_elements_and_presentation_attributes(report):
    for name, svg in all_drawings(report).items():
        assert reading.kinds(svg) <= reading.ALLOWED, name
        assert not reading.attributes(svg) & {"style", "id", "href", "onclick", "transform"}, name


def test_the_same_report_gives_the_same_drawings(report):
    assert all_drawings(report) == all_drawings(report)


def test_a_drawing_is_as_wide_as_its_place(report):
    if len(report.pillars) > 6:
        return  # more columns than fit: the drawing grows, and the page scales it
    for figure in figures(report).values():
        assert reading.size(figure.narrow)[0] == 358, figure.name
        assert reading.size(figure.wide)[0] <= 1180, figure.name
        assert reading.size(figure.print)[0] <= 986, figure.name


def test_a_drawing_carries_its_finding_as_alternative_text():
    for figure in figures(story()).values():
        for svg in drawings(figure).values():
            assert svg.count('role="img"') == 1
            assert f"<title>{figure.title}</title>" in svg
            assert f"<desc>{figure.description}</desc>" in svg


def test_each_painted_element_has_a_class_for_its_colour():
    for svg in all_drawings(story()).values():
        for element in reading.parsed(svg).iter():
            for attribute, prefix in (("fill", "f"), ("stroke", "s")):
                colour = element.attrib.get(attribute)
                if colour in (None, "none"):
                    continue
                tokens = [t for t, value in LIGHT.items() if value == colour]
                classes = element.attrib["class"].split()
                assert any(f"{prefix}-{token}" in classes for token in tokens)


def test_markup_in_a_name_is_shown_as_text():
    svg = figures(EXTREMES["names of 120 letters"]())["cause-map"].wide
    assert "<script>" not in svg
    assert "&lt;/text&gt;" in svg


def test_the_vocabulary_explains_every_label_in_every_size():
    for svg in drawings(vocabulary()).values():
        assert {"Root", "Symptom", "Provisional", "Unrated", "Estimated"} <= {*reading.texts(svg)}
        assert not reading.collisions(svg)
        assert not reading.outside(svg)
        assert reading.kinds(svg) <= reading.ALLOWED

"""Whatever is rated, a figure never fails: nothing touches, leaves, is crossed, or says another
number than its table."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

import pytest

from assessments.charts import Figure
from tests.charts import reading
from tests.charts.chance import assessment, drawn
from tests.charts.strokes import crossed

SEEDS = range(40)
FORMS = ("wide", "narrow", "print")
NUMBER = re.compile(r"\d+\.\d+|\d+(?=\s%)")
KEYS = (
    r"carry under \d+\s%",
    r"Weak: .* at target",
    r"\d\.\d and more",
    r"less than \d\.\d either way",
    r"^0\.\d\d$",
)
"""Labels that say how to read a figure: limits of the method, no numbers of an assessment."""


@pytest.fixture(params=SEEDS)
def found(request) -> dict[str, Figure]:
    return drawn(assessment(request.param))


def drawings(found: dict[str, Figure]) -> dict[str, str]:
    return {f"{name} {form}": getattr(found[name], form) for name in found for form in FORMS}


def test_every_label_stands_free_and_whole(found):
    faults = {name: reading.faults(svg) for name, svg in drawings(found).items()}
    assert not {name: said for name, said in faults.items() if said}


def test_no_line_runs_through_a_label(found):
    faults = {name: crossed(svg) for name, svg in drawings(found).items()}
    assert not {name: said for name, said in faults.items() if said}


def test_every_number_in_a_drawing_stands_in_a_table(found):
    """In its own, or in its description; the pillars' scores over a heat map in that of pillars."""
    pillars = said(cell for row in rows(found.get("pillars")) for cell in row)
    for name, figure in found.items():
        known = said([figure.description, *(cell for row in rows(figure) for cell in row)])
        known |= pillars if name == "heat-map" else set()
        for form in FORMS:
            written = [t for t in reading.texts(getattr(figure, form)) if not is_key(t)]
            assert said(written) - known == set(), f"{name} {form}"


def test_every_number_said_by_the_figure_to_explore_stands_in_its_table(found):
    for name, figure in found.items():
        known = said(cell for row in rows(figure) for cell in row)
        assert said(strings(figure.plotly.get("data", ()))) - known == set(), name


def rows(figure: Figure | None) -> tuple[tuple[str, ...], ...]:
    return (figure.table.head, *figure.table.rows) if figure else ()


def said(texts: Iterable[str]) -> set[str]:
    return {number for text in texts for number in NUMBER.findall(text)}


def is_key(text: str) -> bool:
    return any(re.search(key, text) for key in KEYS)


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    for part in value.values() if isinstance(value, dict) else ():
        yield from strings(part)
    for part in value if isinstance(value, list | tuple) else ():
        yield from strings(part)

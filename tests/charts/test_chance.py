"""Whatever is rated, a figure never fails: nothing touches, leaves, is crossed, or says another
number than its table."""

import pytest

from assessments.charts import Figure, figures
from tests.charts import reading
from tests.charts.chance import assessment
from tests.charts.strokes import crossed

SEEDS = range(40)
FORMS = ("wide", "narrow", "print")


@pytest.fixture(params=SEEDS)
def found(request) -> dict[str, Figure]:
    return figures(assessment(request.param))


def drawings(found: dict[str, Figure]) -> dict[str, str]:
    return {f"{name} {form}": getattr(found[name], form) for name in found for form in FORMS}


def test_every_label_stands_free_and_whole(found):
    faults = {name: reading.faults(svg) for name, svg in drawings(found).items()}
    assert not {name: said for name, said in faults.items() if said}


def test_no_line_runs_through_a_label(found):
    faults = {name: crossed(svg) for name, svg in drawings(found).items()}
    assert not {name: said for name, said in faults.items() if said}

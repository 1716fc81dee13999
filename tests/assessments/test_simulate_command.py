"""`simulate` prints the study of the method, the same for the same seed."""

import io

import numpy as np
import pytest
from django.core.management import CommandError, call_command

from assessments.report.study import graph_of
from tests.shipped import shipped

pytestmark = pytest.mark.usefixtures("frameworks")


def simulate(*args: str) -> str:
    out = io.StringIO()
    call_command("simulate", *args, stdout=out)
    return out.getvalue()


def test_the_study_names_the_method_its_rivals_and_the_measures():
    study = simulate("--organisations", "6")
    for name in ("excess and echo", "lowest score", "hierarchy", "Avg@5", "calibration error"):
        assert name in study


def test_the_same_seed_gives_the_same_study():
    again = simulate("--organisations", "4", "--seed", "7")
    assert simulate("--organisations", "4", "--seed", "7") == again
    assert simulate("--organisations", "4", "--seed", "8") != again


def test_the_studied_graph_is_the_shipped_one():
    graph = graph_of(shipped())
    assert graph.pillar.size == len(shipped().items)
    assert graph.pillar.max() == len(shipped().pillars) - 1
    assert int(graph.lagging.sum()) == sum(item.lagging for item in shipped().items)
    assert np.all(graph.strength > 0)


@pytest.mark.parametrize("args", [("--organisations", "1"), ("--seed", "-1")])
def test_an_impossible_size_or_seed_is_refused(args):
    with pytest.raises(CommandError, match=f"{args[0]} must be") as caught:
        simulate(*args)
    assert caught.value.returncode == 2

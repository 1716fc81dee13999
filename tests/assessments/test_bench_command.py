"""`bench` measures on an assessment of its own and tells medians beside limits."""

import io

import pytest
from django.core.management import CommandError, call_command

from assessments.management.commands import bench as command
from assessments.management.measuring import HEADING, Measured, milliseconds
from assessments.management.trial import build_trial, queries
from assessments.models import Rating
from assessments.report import report_of

QUICK = Measured("quick step", "ms", [3.0, 1.0, 2.0], most=50)
SLOW = Measured("slow step", "s", [4.0, 5.0], most=3.5)
FREE = Measured("step without a limit", "", [7])


def bench(*args: str) -> str:
    out = io.StringIO()
    call_command("bench", *args, stdout=out)
    return out.getvalue()


@pytest.fixture
def steps(monkeypatch):
    monkeypatch.setattr(command, "measured", lambda runs: iter([QUICK, SLOW, FREE]))


def test_every_step_has_its_median_range_and_limit(steps):
    lines = bench().splitlines()
    assert lines[0] == HEADING.rstrip() or lines[0] == HEADING
    assert [lines[1][:44].strip(), *lines[1][44:].split()] == [
        "quick step",
        *["2.0", "ms", "1.0–3.0", "≤", "50", "ms", "ok"],
    ]
    assert lines[2].split()[2:] == ["4.50", "s", "4.00–5.00", "≤", "3.5", "s", "OVER"]
    assert lines[3].split()[-1] == "7"


def test_only_strict_fails_over_a_limit(steps):
    bench()
    with pytest.raises(CommandError, match="Over the limit: slow step") as caught:
        bench("--strict")
    assert caught.value.returncode == 1


@pytest.mark.parametrize(("load", "told"), [(0.5, False), (64.0, True)])
def test_a_busy_machine_is_told(steps, monkeypatch, load, told):
    monkeypatch.setattr("os.getloadavg", lambda: (load, load, load))
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    assert ("This machine is busy (load 64.0, 2 processors)" in bench()) is told


def test_no_runs_are_refused():
    with pytest.raises(CommandError, match="--runs must be 1 or more") as caught:
        bench("--runs", "0")
    assert caught.value.returncode == 2


def test_the_first_run_does_not_count():
    calls = []
    assert len(milliseconds(lambda: calls.append(1), 3)) == 3
    assert len(calls) == 4


@pytest.mark.django_db
def test_the_trial_is_rated_in_full_and_keeps_the_limits_on_queries():
    trial = build_trial()
    report = report_of(trial.assessment)
    assert (report.coverage, report.raters, len(report.symptoms)) == (1.0, 3, 5)
    assert 0 < len(report.weak) < 165 / 4
    assert queries(trial.result) <= 12
    scores = iter([1, 2])
    assert queries(lambda: trial.rate(next(scores))) <= 8
    mine = Rating.objects.get(component=trial.item, rater__group="executive")
    assert mine.score == 2

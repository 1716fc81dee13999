"""`ripple` lists what a change touches, step by step, and what it always needs."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from tests.assessments.ratings import saved
from tests.shipped import shipped

pytestmark = pytest.mark.usefixtures("frameworks")
ENABLERS = ["employee-communication", "reinforcement-coaching"]


def ripple(*args: object) -> str:
    out = io.StringIO()
    call_command("ripple", *map(str, args), stdout=out)
    return out.getvalue()


def document(*args: object) -> dict:
    return json.loads(ripple(*args, "--json"))


def test_each_affected_item_has_its_order_path_effect_and_readiness():
    found = document("sales-process-execution")
    assert (found["framework"], found["component"]) == (
        "sales-management-ecosystem",
        "sales-process-execution",
    )
    affected = {step["slug"]: step for step in found["affected"]}
    pipeline = affected["coaching-pipeline"]
    assert pipeline["order"] == 1
    assert pipeline["path"] == ["sales-process-execution", "coaching-pipeline"]
    assert pipeline["effect"] == "strong"
    assert pipeline["readiness"] == "unknown"
    assert [step["order"] for step in found["affected"]] == sorted(
        step["order"] for step in found["affected"]
    )
    assert all(step["path"][0] == "sales-process-execution" for step in found["affected"])
    assert max(step["order"] for step in found["affected"]) > 1


def test_the_enablers_are_always_checked():
    for slug in ("customer-support", "sales-process-execution", *ENABLERS):
        assert [enabler["slug"] for enabler in document(slug)["enablers"]] == ENABLERS


def test_ratings_tell_how_ready_each_item_is(unused_process):
    found = document("sales-process-execution", "--ratings", unused_process)
    affected = {step["slug"]: step for step in found["affected"]}
    assert (affected["coaching-pipeline"]["readiness"], affected["coaching-pipeline"]["score"]) == (
        "weak",
        2.0,
    )
    assert affected["coaching-sales-process"]["readiness"] == "ready"
    assert {enabler["readiness"] for enabler in found["enablers"]} == {"ready"}


def test_what_does_not_apply_is_not_touched(tmp_path):
    path = saved(tmp_path / "r.csv", "component,score,applicable\ncoaching-pipeline,,no\n")
    found = document("sales-process-execution", "--ratings", path)
    assert "coaching-pipeline" not in {step["slug"] for step in found["affected"]}


def test_a_group_changes_as_a_whole():
    found = document("training")
    touched = {step["slug"] for step in found["affected"]}
    assert touched
    assert "training-reinforcement" not in touched


def test_the_text_tells_the_steps_and_fits_the_width(unused_process):
    text = ripple("Sales-Process-Execution", "--ratings", unused_process)
    lines = text.splitlines()
    assert lines[2].startswith("A change in Sales process use on every deal touches ")
    assert any(line.startswith("STEP 1 ") for line in lines)
    assert any(line.startswith("STEP 2 ") for line in lines)
    assert any(line.startswith("ALWAYS CHECK") for line in lines)
    assert max(map(len, lines)) <= 100


def test_a_framework_without_enablers_has_none_to_check():
    found = document(
        shipped("sales-execution-framework").items[0].slug,
        "--framework",
        "sales-execution-framework",
    )
    assert found["enablers"] == []


@pytest.mark.parametrize(
    ("slug", "says"),
    [
        ("sales-proces", "'sales-proces' is no component.*Did you mean sales-process"),
        ("coaching", "coaching is a pillar. Name a component of it"),
        ("", "'' is no component of Sales Management Ecosystem"),
    ],
)
def test_an_unknown_component_is_refused(slug, says):
    with pytest.raises(CommandError, match=says) as caught:
        ripple(slug)
    assert caught.value.returncode == 2


def test_a_bad_ratings_file_is_refused(tmp_path):
    path = saved(tmp_path / "bad.csv", "component,score\ncrm,6\n")
    with pytest.raises(CommandError, match="line 2: score '6'") as caught:
        ripple("crm", "--ratings", path)
    assert caught.value.returncode == 2

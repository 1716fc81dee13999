"""The documentation of the command line names what there is and shows what works."""

import re
from pathlib import Path

import pytest

from assessments.exchange.document import diagnosis_document
from assessments.exchange.rows import EVIDENCE, GROUPS, IMPORTANCES, KINDS
from assessments.exchange.table import COLUMNS
from assessments.report import build_report
from tests.assessments.ratings import read, saved
from tests.shipped import shipped

ROOT = Path(__file__).resolve().parent.parent.parent
DOC = (ROOT / "docs" / "command-line.md").read_text()
COMMANDS = ("diagnose", "report", "ripple", "simulate", "bench", "crowd", "check_framework")


@pytest.mark.parametrize("column", COLUMNS)
def test_every_column_has_its_line(column):
    assert f"\n| `{column}` |" in DOC


@pytest.mark.parametrize("word", [*KINDS, *GROUPS, *IMPORTANCES, *EVIDENCE])
def test_every_word_a_column_knows_is_named(word):
    assert f"`{word}`" in DOC


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_named_and_exists(command):
    assert f"`./dev manage {command}" in DOC
    folders = [ROOT / app / "management" / "commands" for app in ("assessments", "ecosystem")]
    assert any((folder / f"{command}.py").exists() for folder in folders)


@pytest.mark.parametrize(
    "option",
    [
        "--framework",
        "--scope",
        "--json",
        "--output",
        "--organisation",
        "--title",
        "--ratings",
        "--organisations",
        "--seed",
        "--runs",
        "--strict",
        "--raters",
        "--seconds",
    ],
)
def test_every_option_is_named(option):
    assert f"[{option}" in DOC or f" {option} " in DOC


def test_the_example_is_read_as_it_stands(tmp_path):
    example = re.search(r"```csv\n(.*?)```", DOC, re.DOTALL)
    answers = read(saved(tmp_path / "ratings.csv", example[1]))
    states = {item.slug: item.state for item in answers.items if item.state != "unanswered"}
    assert len(states) == 3 + len(shipped().items_of("training"))
    assert [symptom.slug for symptom in answers.symptoms] == ["forecast"]


def test_every_key_of_the_json_is_named(tmp_path):
    path = saved(tmp_path / "r.csv", "component,score,severity\ncrm,2,\nforecast,,2\n")
    found = diagnosis_document(build_report(read(path)))
    keys = {*found, *found["headline"], *found["items"][0], *found["symptoms"][0]}
    keys |= {*found["components"][0], "origin", "share", "path"}
    assert [key for key in sorted(keys) if f"`{key}`" not in DOC] == []

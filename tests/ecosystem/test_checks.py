"""`check` reads the shipped files; other commands do not wait for that."""

import io
import shutil
from pathlib import Path

import pytest
from django.conf import settings as product
from django.core.checks import registry, run_checks
from django.core.management import call_command
from django.core.management.base import SystemCheckError

from ecosystem.checks import TAG, check_shipped_frameworks

pytestmark = pytest.mark.django_db  # checks of Django's own look at the database


@pytest.fixture(autouse=True)
def only_what_was_registered(monkeypatch: pytest.MonkeyPatch) -> None:
    """The command registers the check; what follows in this process must not inherit it."""
    known = set(registry.registry.registered_checks) - {check_shipped_frameworks}
    monkeypatch.setattr(registry.registry, "registered_checks", known)


@pytest.fixture
def spoilt(tmp_path: Path, settings) -> Path:
    """A copy of the shipped files to spoil."""
    (folder,) = product.FIXTURE_DIRS
    for path in Path(folder).glob("*.yaml"):
        shutil.copy(path, tmp_path)
    settings.FIXTURE_DIRS = [tmp_path]
    return tmp_path / "sales-execution-framework.yaml"


def test_the_shipped_files_pass():
    said = io.StringIO()
    call_command("check", stdout=said)
    assert "no issues" in said.getvalue()


def test_a_spoilt_file_fails_and_the_line_names_file_and_culprit(spoilt: Path):
    spoilt.write_text(spoilt.read_text().replace("strength: weak", "strength: huge"))
    with pytest.raises(SystemCheckError) as refused:
        call_command("check", "--tag", TAG)
    (line,) = [line for line in str(refused.value).splitlines() if "huge" in line]
    assert "sales-execution-framework.yaml" in line
    assert "->" in line


@pytest.mark.parametrize("text", ["- model: [", "- model: ecosystem.framework\n", "- 7\n", ""])
def test_a_file_that_cannot_be_read_is_one_problem(spoilt: Path, text: str):
    spoilt.write_text(text)
    (found,) = check_shipped_frameworks()
    assert "sales-execution-framework.yaml" in found.msg


def test_other_commands_do_not_read_the_files(spoilt: Path):
    spoilt.write_text("")
    assert [found for found in run_checks() if found.id.startswith("ecosystem")] == []

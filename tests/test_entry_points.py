"""`./dev` from anywhere: what it says, and what it says when something is missing or in the way."""

import os
import shutil
import socket
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

ROOT = Path(__file__).resolve().parent.parent


def dev(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(ROOT / "dev"), *arguments],
        cwd="/",
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_help_names_every_command():
    said = dev("help").stdout
    for command in ("run", "test", "check", "bench", "manage", "setup"):
        assert f"\n  {command} " in said


def test_an_unknown_command_is_named_and_followed_by_the_help():
    answer = dev("rnu")
    assert answer.returncode == 2
    assert "There is no command rnu." in answer.stderr
    assert "usage: ./dev" in answer.stderr


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """A folder to put on the path: with the tools of any system and nothing of ours."""
    for tool in ("bash", "dirname", "cmp", "sort"):
        (tmp_path / tool).symlink_to(str(shutil.which(tool)))
    return tmp_path


def test_an_old_python_is_named_with_the_remedy(bare: Path):
    old = bare / "python3"
    old.write_text('#!/bin/sh\ncase "$2" in *platform*) echo 3.9.2;; *) exit 1;; esac\n')
    old.chmod(0o755)
    answer = dev(
        "setup",
        "app",
        PATH=str(bare),
        HOME=str(bare),
        PYENV_ROOT=str(bare),
        XDG_DATA_HOME=str(bare),
        VENV=str(bare / "venv"),
        PYTHON="",
    )
    assert answer.returncode == 2
    assert "python3 is Python 3.9.2: too old" in answer.stderr
    assert "PYTHON=/path/to/python3 ./dev setup app" in answer.stderr


def test_a_missing_browser_is_named_with_the_one_command(bare: Path):
    python = bare / "venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.symlink_to(sys.executable)
    shutil.copy(ROOT / "requirements/dev.txt", bare / "venv/installed-dev.txt")
    answer = dev("test", PATH=str(bare), VENV=str(bare / "venv"), CHROMIUM="")
    assert answer.returncode == 2
    assert "apt-get install --no-install-recommends chromium" in answer.stderr


def test_a_path_with_spaces_works(tmp_path: Path):
    home = tmp_path / "a folder"
    (home / "requirements").mkdir(parents=True)
    for name in ("dev", "requirements/app.txt", "requirements/uv.txt"):
        shutil.copy(ROOT / name, home / name)
    (home / "manage.py").write_text("import sys; print('asked for', sys.argv[1:])")
    python = home / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.symlink_to(sys.executable)
    shutil.copy(ROOT / "requirements/app.txt", home / ".venv/installed-app.txt")
    answer = subprocess.run(
        [str(home / "dev"), "manage", "diagnose", "my ratings.csv"],
        cwd="/",
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.stdout == "asked for ['diagnose', 'my ratings.csv']\n", answer.stderr


def test_a_busy_port_is_named_before_anything_is_done():
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        with pytest.raises(CommandError, match=f"Port {port} on 127.0.0.1 cannot be used"):
            call_command("develop", f"127.0.0.1:{port}", stdout=StringIO())


@pytest.mark.parametrize("address", ["here", "127.0.0.1", "127.0.0.1:0", "127.0.0.1:70000", ""])
def test_an_address_that_is_none_is_refused(address: str):
    with pytest.raises(CommandError, match="is no address"):
        call_command("develop", address, stdout=StringIO())

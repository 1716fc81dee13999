"""A bad environment stops the start with one clear line, and no traceback comes with it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
KEY = "long-enough-to-be-taken-as-a-key-by-the-settings"


def started(**environment: str) -> subprocess.CompletedProcess[str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        [sys.executable, "manage.py", "diffsettings"],
        cwd=ROOT,
        env={**kept, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_good_values_start():
    assert started(SECRET_KEY=KEY, DATABASE_URL="sqlite:///:memory:").returncode == 0


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({"DEBUG": "maybe", "SECRET_KEY": KEY}, "DEBUG must be true or false, not 'maybe'."),
        ({}, "Set SECRET_KEY (at least 32 random characters) or DEBUG=true."),
        ({"SECRET_KEY": "short"}, "SECRET_KEY must have at least 32 characters."),
        (
            {"SECRET_KEY": KEY, "DATABASE_URL": "mysql://db/x"},
            "DATABASE_URL must start with postgres:// or sqlite://.",
        ),
        (
            {"SECRET_KEY": KEY, "DATABASE_URL": "nonsense"},
            "DATABASE_URL must start with postgres:// or sqlite://.",
        ),
        (
            {"SECRET_KEY": KEY, "DATABASE_URL": "postgres://somebody:secret@db:port/x"},
            "DATABASE_URL cannot be read",
        ),
        ({"SECRET_KEY": KEY, "PDF_SECONDS": "0"}, "PDF_SECONDS must be between 5 and 600"),
    ],
)
def test_a_bad_value_stops_with_one_clear_line(environment: dict[str, str], said: str):
    stopped = started(**environment)
    assert stopped.returncode != 0
    (line,) = stopped.stderr.strip().splitlines()
    assert said in line
    assert "secret@" not in line

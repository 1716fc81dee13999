"""The process that draws: what it may take, and what follows when it takes more or dies."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from assessments import pdf as module
from assessments.paper.worker import PdfFailed, Worker, environment
from tests.pdf.printed import small


def test_what_takes_too_long_is_given_up_and_the_next_one_is_drawn():
    worker = Worker(seconds=1, megabytes=1024)
    try:
        with pytest.raises(PdfFailed, match="longer than 1 seconds"):
            worker.draw(small("<p>x</p>" * 40_000))
        assert worker.draw(small("<p>Next")).startswith(b"%PDF")
    finally:
        worker.close()


def test_what_takes_too_much_memory_is_given_up_and_the_next_one_is_drawn():
    worker = Worker(seconds=120, megabytes=256)
    try:
        with pytest.raises(PdfFailed, match="more than the 256 MB"):
            worker.draw(small("<p>word " * 100_000))
        assert worker.draw(small("<p>Next")).startswith(b"%PDF")
    finally:
        worker.close()


def test_a_process_that_was_killed_is_replaced(worker):
    worker.draw(small("<p>First"))
    os.kill(worker._process.pid, signal.SIGKILL)
    worker._process.wait()
    assert worker.draw(small("<p>Next")).startswith(b"%PDF")


def test_who_waits_too_long_for_a_turn_is_told_so():
    worker = Worker(seconds=1, megabytes=1024)
    with worker._turn, pytest.raises(PdfFailed, match="Try again"):
        worker.draw(small("<p>x"))


def test_the_process_is_told_no_secrets(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "s" * 40)
    monkeypatch.setenv("DATABASE_URL", "postgres://user:password@host/name")
    assert not {"SECRET_KEY", "DATABASE_URL"} & set(environment())


def test_the_site_starts_without_weasyprint():
    code = "import assessments.pdf, sys; print('weasyprint' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", f"import django; django.setup(); {code}"],
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings"},
        cwd=Path(module.__file__).parent.parent,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "False"

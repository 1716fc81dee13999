"""The site's side of drawing: one warmed process that is watched, ended and replaced.

A program of its own (`python -m assessments.paper.child`) and two pipes, not `multiprocessing`:
its forks inherit the locks and sockets of a threaded server, and its spawned processes run the
main module again, which is gunicorn, pytest or manage.py. Here nothing is inherited, nothing is
imported twice, and the process ends by itself when the site does, because its input closes.
"""

import atexit
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from signal import SIGXCPU

from assessments.paper.wire import OUT_OF_MEMORY, Job, receive, send

ROOT = Path(__file__).resolve().parent.parent.parent
PROGRAM = "assessments.paper.child"
START_SECONDS = 60
"""A process that has not loaded its libraries by then will not."""
LEAVE_SECONDS = 5
"""A process that has stopped answering should have ended by then."""
JOBS_PER_PROCESS = 100
"""Then a new one takes over, so that what libraries leak goes back to the system."""
PASSED_ON = ("PATH", "HOME", "LANG", "LC_ALL", "PYTHONPATH", "TMPDIR", "XDG_CACHE_HOME")
PASSED_ON_PREFIXES = ("DYLD_", "FONTCONFIG_", "LD_LIBRARY_")


class PdfFailed(Exception):
    """The report could not be drawn; the message is for the person who asked for it."""


class Clock:
    """Ends a process that takes longer than it may."""

    def __init__(self) -> None:
        self.ran_out = False

    @contextmanager
    def watching(self, process: subprocess.Popen[bytes], seconds: float) -> Iterator[None]:
        timer = threading.Timer(seconds, self._end, [process])
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
            timer.join()  # a process that was ended this very moment must not be used again

    def _end(self, process: subprocess.Popen[bytes]) -> None:
        self.ran_out = True
        process.kill()


def environment() -> dict[str, str]:
    """What the process needs to find libraries and fonts; no key, no database, no password."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name in PASSED_ON or name.startswith(PASSED_ON_PREFIXES)
    }
    return {**kept, "PYTHONHASHSEED": "0"}


class Worker:
    """Draws one document at a time in a process that is kept, at most `seconds` and `megabytes`."""

    def __init__(self, seconds: int, megabytes: int) -> None:
        self.seconds = seconds
        self.megabytes = megabytes
        self._forget()
        os.register_at_fork(after_in_child=self._forget)
        atexit.register(self.close)

    def _forget(self) -> None:
        # After a fork the process belongs to the parent: two servers on one pipe would mix answers.
        self._process: subprocess.Popen[bytes] | None = None
        self._warm = False
        self._jobs = 0
        self._turn = threading.Lock()

    def draw(self, job: Job) -> bytes:
        """The document as PDF, or PdfFailed; whatever happens, the next one finds a process."""
        if not self._turn.acquire(timeout=self.seconds):
            raise PdfFailed("Other reports are being drawn. Try again in a minute.")
        try:
            return self._answer(job)
        finally:
            self._turn.release()

    def close(self) -> None:
        """End the process, if there is one."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream:
                with suppress(BrokenPipeError):
                    stream.close()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process and (self._process.poll() is not None or self._jobs >= JOBS_PER_PROCESS):
            self.close()
        if self._process is None:
            self._warm, self._jobs = False, 0
            self._process = subprocess.Popen(
                [sys.executable, "-m", PROGRAM, str(self.seconds), str(self.megabytes)],
                cwd=ROOT,
                env=environment(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                start_new_session=True,  # an interrupt at the terminal is for the site
            )
        return self._process

    def _answer(self, job: Job) -> bytes:
        process, clock = self._running(), Clock()
        assert process.stdin
        assert process.stdout
        if not self._warm:
            with clock.watching(process, START_SECONDS):
                self._warm = receive(process.stdout) is not None
        with clock.watching(process, self.seconds), suppress(BrokenPipeError):
            send(process.stdin, job.packed())
            if (pdf := receive(process.stdout)) is not None:
                self._jobs += 1
                return pdf
        with clock.watching(process, LEAVE_SECONDS):
            status = process.wait()
        self.close()
        raise PdfFailed(self._why(status, clock))

    def _why(self, status: int, clock: Clock) -> str:
        if clock.ran_out or status == -SIGXCPU:
            return (
                f"The report took longer than {self.seconds} seconds and was given up. "
                "Try a smaller scope, such as one pillar."
            )
        if status == OUT_OF_MEMORY or status < 0:
            return (
                f"The report needs more than the {self.megabytes} MB it may use and was given up. "
                "Try a smaller scope, such as one pillar."
            )
        return "The report could not be drawn. The reason is in the server's log."

"""Two hundred raters at once against gunicorn: whether every answer is kept, and how soon."""

import os
import socket
import subprocess
import sys
import time
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.urls import reverse

from assessments.management.crowd import (
    HEADING,
    Browser,
    Crowd,
    Kept,
    Sender,
    Sent,
    at_once,
    steadily,
)
from assessments.management.ratings import refused
from assessments.management.trial import build_trial, scratch_database
from assessments.models import Assessment, Rater, Rating, RatingEvent
from assessments.models.links import token_hash, token_of
from ecosystem.loading import content_of

RATERS, SECONDS, PAUSE = 200, 60, 5.0
USUAL, DRAINED = 0.25, 10.0
"""What 95 of 100 answers may take at most, and what a burst may take until all are kept."""
BURST = 1.0
ITEMS = 20
READ = {"read": "anonymous"}
"""What a browser says that has shown who will see what."""
WORKERS = ("--workers", "3", "--threads", "4")
"""As docs and README recommend."""


class Command(BaseCommand):
    help = "Let many raters answer at once, on a database and a server of their own."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--raters", type=int, default=RATERS, metavar="N")
        parser.add_argument("--seconds", type=int, default=SECONDS, metavar="N")
        parser.add_argument(
            "--strict", action="store_true", help="exit with 1 if a limit of time is not kept, too"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["raters"] < 2 or options["seconds"] < PAUSE:
            raise refused(f"It takes 2 raters and {PAUSE:.0f} seconds at least.")
        faults = []
        with scratch_database(), served() as address:
            self.stdout.write(f"{connection.vendor}, {os.cpu_count()} processors, gunicorn")
            self.stdout.write(HEADING)
            for crowd in runs(address, options["raters"], options["seconds"]):
                self.stdout.write(crowd.line)
                counted = crowd.faults if options["strict"] else crowd.losses
                faults += [f"{crowd.name}: {fault}" for fault in counted]
        if faults:
            raise CommandError("; ".join(faults))


def runs(address: str, raters: int, seconds: int) -> Iterator[Crowd]:
    """An answer each in every few seconds, then one each within a second."""
    assessment = build_trial().assessment
    senders = seated(address, assessment, raters)
    sent = steadily(senders, seconds, PAUSE)
    name = f"{raters} raters, {len(senders) / PAUSE:.0f} a second"
    yield Crowd(name, sent, kept(assessment, sent), slowest_usual=USUAL)
    turn = int(seconds / PAUSE)
    burst = at_once(senders, BURST, turn)
    # What was sent before must still stand, too.
    yield Crowd(
        f"{raters} within a second", burst, kept(assessment, [*sent, *burst]), drained=DRAINED
    )


@contextmanager
def served() -> Iterator[str]:
    """The address of a server of its own on the scratch database."""
    environment = {
        **os.environ,
        "DATABASE_URL": scratch_url(),
        "SECRET_KEY": settings.SECRET_KEY if len(settings.SECRET_KEY) >= 32 else "x" * 50,
        "DEBUG": "false",
        "ALLOWED_HOSTS": "127.0.0.1",
        "HTTPS": "false",
    }
    manage = [sys.executable, str(settings.BASE_DIR / "manage.py")]
    subprocess.run([*manage, "collectstatic", "--noinput", "-v0"], check=True, env=environment)
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "config.wsgi", "--bind", f"127.0.0.1:{port}"]
    with TemporaryDirectory() as folder, (Path(folder) / "log").open("w+") as log:
        server = subprocess.Popen(
            [*command, *WORKERS], cwd=settings.BASE_DIR, env=environment, stdout=log, stderr=log
        )
        try:
            wait_for(port, server)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait()


def scratch_url() -> str:
    """Where the server finds the database that this process has open."""
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                return
        if server.poll() is not None:
            break
        time.sleep(0.1)
    raise CommandError("The server did not start: run gunicorn by hand to see why.")


def seated(address: str, assessment: Assessment, count: int) -> list[Sender]:
    """So many raters, each with a browser that has opened the link and begun."""
    items = content_of(assessment.framework).items
    raters = [Rater(assessment=assessment, label=f"Rater {n + 1}") for n in range(count)]
    for rater in raters:
        rater.token_hash = token_hash(token_of(rater))
    Rater.objects.bulk_create(raters)
    senders = []
    for number, rater in enumerate(raters):
        asked = [items[(number + k) % len(items)] for k in range(ITEMS)]
        paths = [
            (
                item.slug,
                reverse("assessments:part-rating", args=[rater.code, item.pillar, item.slug]),
            )
            for item in asked
        ]
        senders.append(Sender(number, str(rater.pk), begun(address, rater), paths))
    return senders


def begun(address: str, rater: Rater) -> Browser:
    """A browser that has opened the link, read what answering means, and begun."""
    browser = Browser(address)
    steps = (
        browser.get(reverse("assessments:link", args=[rater.token])),
        browser.get(reverse("assessments:part", args=[rater.code])),
        browser.post(reverse("assessments:part-begin", args=[rater.code]), READ),
    )
    if steps != (HTTPStatus.FOUND, HTTPStatus.OK, HTTPStatus.FOUND):
        raise CommandError(f"{rater} could not begin: {steps}.")
    return browser


def kept(assessment: Assessment, sent: Sequence[Sent]) -> Kept:
    """Whether every answer stands as it was sent last, and no change twice in the history."""
    last = {(one.rater, one.item): one.score for one in sorted(sent, key=lambda one: one.began)}
    rows = Rating.objects.filter(rater__assessment=assessment, rater__user=None)
    found = {
        (str(rater), slug): score
        for rater, slug, score in rows.values_list("rater_id", "component__slug", "score")
    }
    changes = Counter((one.rater, one.item) for one in set(sent))
    events = RatingEvent.objects.filter(
        assessment=assessment, what=RatingEvent.What.RATING, rater__in=rows.values("rater")
    )
    told = Counter((str(rater), slug) for rater, slug in events.values_list("rater_id", "slug"))
    lost = sum(found.get(pair) != score for pair, score in last.items())
    return Kept(lost, sum((told - changes).values()))

"""A database of its own with one assessment in full, to try things on without touching any data."""

import os
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import (
    CaptureQueriesContext,
    setup_test_environment,
    teardown_test_environment,
)
from django.urls import reverse

from accounts.models import Membership, Organisation, Role, User
from assessments.models import Assessment, Rater, Rating, SymptomObservation
from ecosystem.loading import forget_content
from ecosystem.models import Component, Framework, Symptom

FRAMEWORK = "sales-management-ecosystem"
SCORES = (4, 3, 4, 4, 2, 3, 4, 5)
"""Given to the items in turn, a step further for every rater: one in eight is weak."""
RATERS = ("executive", "manager", "seller")
SYMPTOMS = 5
NOTE = "Seen in two of three regions; the third keeps its own list."
NOTED = 4
"""Every so many items carry a note and evidence."""
CONTROL = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE")
"""Statements that open and close transactions; they ask for nothing."""


@contextmanager
def scratch_database() -> Iterator[None]:
    """A database beside the real one, gone afterwards."""
    real = connection.settings_dict["NAME"]
    with TemporaryDirectory() as folder, warnings.catch_warnings():
        # Pages are asked for as in an installation, here before its static files are collected.
        warnings.filterwarnings("ignore", "No directory at", UserWarning)
        name = f"bench_{os.getpid()}"
        if connection.vendor == "sqlite":  # in a file, as it is used
            name = str(Path(folder) / name)
        connection.settings_dict["TEST"]["NAME"] = name
        setup_test_environment(debug=False)
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        forget_content()
        try:
            yield
        finally:
            connection.creation.destroy_test_db(real, verbosity=0)
            teardown_test_environment()
            forget_content()


@dataclass(frozen=True)
class Trial:
    """One assessment, and its owner at the browser."""

    assessment: Assessment
    client: Client
    item: Component

    def result(self) -> None:
        require(self.client.get(self._url("result")).status_code)

    def rate(self, score: int) -> None:
        url = self._url("rating", self.item.pillar.slug, self.item.slug)
        answer = {"answer": str(score)}
        require(self.client.post(url, answer, headers={"HX-Request": "true"}).status_code)

    def _url(self, name: str, *parts: str) -> str:
        return reverse(f"assessments:{name}", args=[self.assessment.code, *parts])


def require(status: int) -> None:
    """A page that was refused would look fast."""
    if status != HTTPStatus.OK:
        raise RuntimeError(f"The page answered {status}, not {HTTPStatus.OK}.")


def queries(work: Callable[[], object]) -> int:
    """How many statements the database was asked, transaction control apart."""
    work()
    with CaptureQueriesContext(connection) as captured:
        work()
    return sum(not query["sql"].startswith(CONTROL) for query in captured.captured_queries)


def build_trial() -> Trial:
    """Every item rated by three people, with notes, evidence and operational symptoms."""
    call_command("load_frameworks", stdout=StringIO())
    framework = Framework.objects.standard().get(slug=FRAMEWORK, version=1)
    user = User.objects.create_user("bench@example.org", None)
    organisation = Organisation.objects.create(name="Trial organisation")
    Membership.objects.create(user=user, organisation=organisation, role=Role.OWNER)
    assessment = Assessment.objects.create(
        organisation=organisation, framework=framework, title="Trial"
    )
    items = list(framework.components.filter(kind=Component.Kind.ITEM).select_related("pillar"))
    for place, group in enumerate(RATERS):
        rater = Rater.objects.create(
            assessment=assessment,
            user=None if place else user,
            label=group,
            group=group,
            anonymous=False,
        )
        Rating.objects.bulk_create(rating(rater, k, item, place) for k, item in enumerate(items))
    SymptomObservation.objects.bulk_create(
        SymptomObservation(assessment=assessment, symptom=symptom, severity=1 + k % 3, note=NOTE)
        for k, symptom in enumerate(Symptom.objects.filter(framework=framework)[:SYMPTOMS])
    )
    client = Client(raise_request_exception=True)
    client.force_login(user)
    return Trial(assessment, client, items[0])


def rating(rater: Rater, number: int, item: Component, place: int) -> Rating:
    noted = number % NOTED == 0
    shift = place if number % NOTED else 0  # they agree on every fourth
    return Rating(
        rater=rater,
        component=item,
        answer=Rating.Answer.SCORE,
        score=SCORES[(number + shift) % len(SCORES)],
        evidence="document" if noted else "none",
        note=NOTE if noted else "",
    )

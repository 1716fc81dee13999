"""Writes the result page of each extreme report into a folder, in a process of its own.

The page is asked for as a reader would ask; only the report behind it is made up. Playwright and
Django's database do not share a process.
"""

import json
from pathlib import Path
from unittest.mock import patch

from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from accounts.models import Membership, Organisation, Role, User
from assessments.models import Assessment
from assessments.views import results
from ecosystem.models import Framework
from tests.extremes import EXTREMES, extreme
from tests.rows import written

NAMES = "names.json"


def write_pages(folder: Path) -> None:
    call_command("migrate", verbosity=0, interactive=False)
    client, organisation = _reader()
    frameworks: dict[str, Framework] = {}
    for place, name in enumerate(EXTREMES):
        report = extreme(name)
        slug = report.framework.slug
        if slug not in frameworks:
            frameworks[slug] = written(slug)
        assessment = Assessment.objects.create(
            organisation=organisation, framework=frameworks[slug], title=name
        )
        with patch.object(results, "report_of", lambda _, report=report: report):
            answer = client.get(reverse("assessments:result", args=[assessment.code]))
        assert answer.status_code == 200, name
        (folder / f"{place}.html").write_bytes(answer.content)
    (folder / NAMES).write_text(json.dumps([*EXTREMES]))


def _reader() -> tuple[Client, Organisation]:
    user = User.objects.create_user("reader@example.org")
    organisation = Organisation.objects.create(name="Corvane Controls")
    Membership.objects.create(user=user, organisation=organisation, role=Role.OWNER)
    client = Client(SERVER_NAME="localhost")
    client.force_login(user)
    return client, organisation

"""Builds the example in the database that DATABASE_URL names, and serves it until it is ended.

It runs in a process of its own, as the product does, so that no test shares its connections.
"""

import json
import os
import sys
from dataclasses import asdict

from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from accounts.models import User
from assessments.models import Rater
from tests.browser.example import Example, build_example


def session_of(user: User) -> str:
    client = Client()
    client.force_login(user)
    return client.cookies["sessionid"].value


def session_of_rater(example: Example) -> str:
    """A browser that has opened four links, and begun with one."""
    client = Client(SERVER_NAME="localhost")
    for code in (example.rater, example.reader, example.elsewhere, example.withdrawn):
        rater = Rater.objects.get(code=code)
        client.get(reverse("assessments:link", args=[rater.token]))
    client.post(reverse("assessments:part-begin", args=[example.rater]), {"read": "anonymous"})
    return client.cookies["sessionid"].value


def serve(port: int) -> None:
    call_command("migrate", verbosity=0, interactive=False)
    example, people = build_example()
    sessions = {who: session_of(user) for who, user in people.items()}
    sessions["rater"] = session_of_rater(example)
    sys.stdout.write(json.dumps({"sessions": sessions, "example": asdict(example)}) + "\n")
    sys.stdout.flush()
    with open(os.devnull, "w") as silence:
        call_command("runserver", f"127.0.0.1:{port}", use_reloader=False, stdout=silence)

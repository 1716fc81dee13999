"""Where the demonstration must not be written: nothing is, and the message says why."""

import pytest
from django.core.management import CommandError, call_command

from accounts.models import Organisation, User
from assessments.demonstration import read_story
from assessments.models import Assessment
from ecosystem.models import Framework

STORY = read_story()


def test_it_is_refused_without_debug(db):
    with pytest.raises(CommandError, match="DEBUG"):
        call_command("seed_demo")

    assert not Organisation.objects.filter(name=STORY.organisation).exists()


def test_it_needs_the_frameworks(db):
    with pytest.raises(CommandError, match="load_frameworks"):
        call_command("seed_demo", force=True)


@pytest.mark.parametrize(
    ("model", "fields"),
    [(Organisation, {"name": STORY.organisation}), (User, {"email": STORY.user})],
)
def test_it_is_refused_where_somebody_else_is(db, model, fields):
    Framework.objects.create(slug="sales-management-ecosystem", name="x", state="published")
    model.objects.create(**fields)

    with pytest.raises(CommandError, match="Nothing was written"):
        call_command("seed_demo", force=True)

    assert not Assessment.objects.exists()

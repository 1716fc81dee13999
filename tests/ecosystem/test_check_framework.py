import io

import pytest
from django.core.management import CommandError, call_command

from ecosystem.models import Dependency, Framework
from tests.ecosystem.small import stored

pytestmark = pytest.mark.django_db


def check(*arguments: str) -> str:
    said = io.StringIO()
    call_command("check_framework", *arguments, stdout=said)
    return said.getvalue()


def test_a_sound_framework_is_one_line_of_counts():
    stored()
    assert check("small") == (
        "small 1: sound; 3 pillars; 5 rated items, 2 of them in 1 group; 4 dependencies; "
        "1 operational symptom.\n"
    )


def test_every_framework_is_checked_unless_one_is_named():
    stored()
    stored(version=2)
    assert check().count("sound") == 2
    assert check("small").count("sound") == 2
    assert check("small", "--version", "2").startswith("small 2: sound")


def test_each_problem_is_a_line_and_the_exit_code_is_one():
    framework = stored(state=Framework.State.DRAFT)
    Dependency.objects.update(rationale="")
    said = io.StringIO()
    with pytest.raises(CommandError, match="4 problems found") as refused:
        call_command("check_framework", framework.slug, stdout=said)
    assert refused.value.returncode == 1
    assert said.getvalue().splitlines()[0] == (
        "small 1: market -> process: the rationale is missing"
    )
    assert len(said.getvalue().splitlines()) == 4


def test_an_unknown_framework_is_refused_with_the_known_ones():
    stored()
    with pytest.raises(CommandError, match=r"no framework large\. Known: small 1\."):
        check("large")
    with pytest.raises(CommandError, match=r"no framework small 7\. Known: small 1\."):
        check("small", "--version", "7")


def test_without_a_database_set_up_the_shipped_files_are_checked():
    said = check()
    assert said.count("sound") == 2
    assert "sales-management-ecosystem 1: sound; 5 pillars; 165 rated items" in said

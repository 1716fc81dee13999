import io

import pytest
from django.core.management import CommandError, call_command

from accounts.management.commands import create_administrator
from accounts.models import User
from tests.accounts.conftest import PASSWORD


@pytest.fixture(autouse=True)
def password_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADMIN_PASSWORD", PASSWORD)


def typed(monkeypatch: pytest.MonkeyPatch, *answers: str) -> None:
    given = iter(answers)
    monkeypatch.delenv("ADMIN_PASSWORD")
    monkeypatch.setattr(create_administrator, "getpass", lambda prompt: next(given))
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)


def create(email: str = "Chief@Example.org") -> str:
    said = io.StringIO()
    call_command("create_administrator", email, stdout=said)
    return said.getvalue()


@pytest.mark.django_db
def test_the_administrator_may_sign_in_and_administer(client):
    assert "chief@example.org may sign in" in create()
    chief = User.objects.get()
    assert (chief.email, chief.is_staff, chief.is_superuser) == ("chief@example.org", True, True)
    assert chief.check_password(PASSWORD)


@pytest.mark.django_db
def test_the_password_may_be_typed_twice(monkeypatch):
    typed(monkeypatch, PASSWORD, PASSWORD)
    create()
    assert User.objects.get().check_password(PASSWORD)


@pytest.mark.django_db
def test_two_different_passwords_create_nobody(monkeypatch):
    typed(monkeypatch, PASSWORD, "other")
    with pytest.raises(CommandError, match="The two passwords differ"):
        create()
    assert not User.objects.exists()


@pytest.mark.django_db
def test_where_nobody_can_type_the_variable_is_named(monkeypatch):
    monkeypatch.delenv("ADMIN_PASSWORD")
    monkeypatch.setattr("sys.stdin", io.StringIO())
    with pytest.raises(CommandError, match="set ADMIN_PASSWORD"):
        create()


@pytest.mark.django_db
@pytest.mark.parametrize("email", ["nobody", "a@b", "two words@example.org", ""])
def test_what_is_no_address_is_refused(email):
    with pytest.raises(CommandError, match="is not an e-mail address"):
        create(email)


@pytest.mark.django_db
@pytest.mark.parametrize("password", ["short", "12345678901", "chief@example.org"])
def test_a_weak_password_is_refused_with_the_reason(monkeypatch, password):
    monkeypatch.setenv("ADMIN_PASSWORD", password)
    with pytest.raises(CommandError, match=r"Password refused: .* password is"):
        create()
    assert not User.objects.exists()


def test_an_existing_account_is_left_alone(person):
    with pytest.raises(CommandError, match="has an account already; nothing was changed"):
        create("PERSON@example.org")
    person.refresh_from_db()
    assert not person.is_staff

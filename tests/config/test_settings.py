"""What the settings make of the environment, and that README.md names each of them."""

import re
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from config import settings

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.mark.parametrize(("given", "taken"), [("1", True), ("TRUE", True), ("false", False)])
def test_a_switch_is_on_or_off(monkeypatch: pytest.MonkeyPatch, given: str, taken: bool):
    monkeypatch.setenv("SOME_SWITCH", given)
    assert settings.switch("SOME_SWITCH", default=not taken) is taken


@pytest.mark.parametrize("given", ["4", "601", "-1", "many"])
def test_a_number_outside_its_range_is_refused(monkeypatch: pytest.MonkeyPatch, given: str):
    monkeypatch.setenv("SOME_NUMBER", given)
    with pytest.raises(ImproperlyConfigured, match="SOME_NUMBER must be between 5 and 600"):
        settings.whole_number("SOME_NUMBER", 60, 5, 600)


def test_the_options_of_a_database_address_are_kept(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://somebody@db/headwater?sslmode=require")
    found = settings.database()
    assert found["OPTIONS"]["sslmode"] == "require"
    assert found["CONN_MAX_AGE"] == 60


def test_mail_goes_to_the_server_that_is_named(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("EMAIL_HOST", "mail.example.org")
    monkeypatch.setenv("EMAIL_USER", "headwater")
    options = settings.mailer()["OPTIONS"]
    assert (options["host"], options["port"], options["use_tls"]) == ("mail.example.org", 587, True)
    assert options["username"] == "headwater"


def test_mail_without_a_server_is_printed(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("EMAIL_HOST", raising=False)
    assert "console" in settings.mailer()["BACKEND"]


def test_an_unknown_kind_of_mail_security_is_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("EMAIL_HOST", "mail.example.org")
    monkeypatch.setenv("EMAIL_SECURITY", "tsl")
    with pytest.raises(ImproperlyConfigured, match="starttls, ssl, none"):
        settings.mailer()


def test_the_readme_names_every_setting():
    source = (ROOT / "config/settings.py").read_text()
    asked = set(re.findall(r'(?:env\.\w+|switch|whole_number)\(\s*"([A-Z_]+)"', source))
    readme = (ROOT / "README.md").read_text()
    assert len(asked) > 10
    assert {name for name in asked if f"`{name}`" not in readme} == set()

import re

import pytest
from django.conf import settings
from django.core import mail
from django.shortcuts import resolve_url

from tests.accounts.conftest import PASSWORD

RESET = "/accounts/password/reset/"
CHANGE = "/accounts/password/change/"
NEW = "another-river-8"


@pytest.fixture
def link(client, person) -> str:
    """Where the link in the mail leads to."""
    client.post(RESET, {"email": person.email})
    path = re.search(r"http://testserver(\S+)", mail.outbox[0].body).group(1)
    return client.get(path).url


def changed(client, **fields):
    given = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW} | fields
    return client.post(CHANGE, given)


def test_a_changed_password_is_said_and_holds(client, person):
    client.force_login(person)
    answer = changed(client)
    assert answer.url == resolve_url(settings.LOGIN_REDIRECT_URL)
    person.refresh_from_db()
    assert person.check_password(NEW)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"oldpassword": "wrong"}, "current password"),
        ({"password2": "different-9"}, "You must type the same password each time."),
        ({"password1": "12345678", "password2": "12345678"}, "entirely numeric"),
        ({"password1": "short", "password2": "short"}, "at least 8 characters"),
    ],
)
def test_a_refused_change_says_why_and_changes_nothing(client, person, fields, said):
    client.force_login(person)
    assert said in changed(client, **fields).content.decode()
    person.refresh_from_db()
    assert person.check_password(PASSWORD)


def test_the_mail_leads_to_a_new_password(client, person, link):
    assert mail.outbox[0].subject == "Headwater: Set a new password"
    assert "Set a new password" in client.get(link).content.decode()
    done = client.post(link, {"password1": NEW, "password2": NEW}, follow=True)
    assert "Your new password is set." in done.content.decode()
    person.refresh_from_db()
    assert person.check_password(NEW)


def test_a_link_works_once(client, link):
    client.post(link, {"password1": NEW, "password2": NEW})
    client.session.flush()
    assert "This link no longer works." in client.get(link).content.decode()


def test_a_made_up_link_is_refused_plainly(client, db):
    text = client.get(f"{RESET}key/zz-made-up/").content.decode()
    assert "This link no longer works." in text


def test_a_stranger_gets_no_mail_and_learns_nothing(client, person):
    known = client.post(RESET, {"email": person.email}, follow=True)
    unknown = client.post(RESET, {"email": "nobody@example.org"}, follow=True)
    assert [letter.to for letter in mail.outbox] == [[person.email]]
    assert known.redirect_chain == unknown.redirect_chain
    assert "Look in your mail." in unknown.content.decode()


def test_somebody_without_a_password_is_led_to_setting_one(client, person):
    person.set_unusable_password()
    person.save()
    client.force_login(person)
    assert client.get(CHANGE, follow=True).redirect_chain[-1][0] == "/accounts/password/set/"
    client.post("/accounts/password/set/", {"password1": NEW, "password2": NEW})
    person.refresh_from_db()
    assert person.check_password(NEW)

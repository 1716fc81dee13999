import pytest

from accounts.models import User
from tests.accounts.conftest import PASSWORD

SIGN_UP = "/accounts/signup/"
FORM = {"email": "New@Example.org", "password1": PASSWORD, "password2": PASSWORD}


@pytest.fixture
def opened(settings) -> None:
    settings.SIGNUP_OPEN = True


def test_signing_up_is_closed_as_shipped(client, db):
    assert "Here accounts are given, not taken." in client.get(SIGN_UP).content.decode()
    client.post(SIGN_UP, FORM)
    assert not User.objects.exists()


def test_the_sign_in_page_offers_an_account_only_where_one_may_be_made(client, db, settings):
    assert SIGN_UP not in client.get("/accounts/login/").content.decode()
    settings.SIGNUP_OPEN = True
    assert SIGN_UP in client.get("/accounts/login/").content.decode()


def test_where_it_is_open_a_new_person_is_signed_in_at_once(client, db, opened):
    assert client.post(SIGN_UP, FORM).status_code == 302
    person = User.objects.get()
    assert (person.email, person.is_staff) == ("new@example.org", False)
    assert client.session["_auth_user_id"] == str(person.pk)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"email": "no address"}, "Enter a valid email address."),
        ({"password2": "something-else-9"}, "You must type the same password each time."),
        ({"password1": "password", "password2": "password"}, "too common"),
    ],
)
def test_a_refused_sign_up_says_why_and_keeps_the_address(client, db, opened, fields, said):
    text = client.post(SIGN_UP, FORM | fields).content.decode()
    assert said in text
    assert f'value="{(FORM | fields)["email"]}"' in text
    assert not User.objects.exists()


def test_an_address_has_one_account(client, person, opened):
    client.post(SIGN_UP, FORM | {"email": "PERSON@example.org"})
    assert User.objects.count() == 1

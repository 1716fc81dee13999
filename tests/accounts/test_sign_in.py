import pytest
from django.conf import settings
from django.shortcuts import resolve_url
from django.urls import reverse

from tests.accounts.conftest import PASSWORD

SIGN_IN = "/accounts/login/"


def sign_in(client, email="person@example.org", password=PASSWORD, **more):
    return client.post(SIGN_IN, {"login": email, "password": password, **more})


def test_the_right_password_leads_home(client, person):
    answer = sign_in(client)
    assert answer.status_code == 302
    assert answer.url == resolve_url(settings.LOGIN_REDIRECT_URL)


def test_an_address_is_one_address_however_it_is_typed(client, person):
    assert sign_in(client, email="Person@Example.ORG").status_code == 302


def test_where_one_was_going_is_kept(client, person):
    wanted = reverse("ecosystem:frameworks")
    sent_to = client.get(wanted).url
    assert sent_to == f"{SIGN_IN}?next={wanted}"
    assert f'name="next" value="{wanted}"' in client.get(sent_to).content.decode()
    assert sign_in(client, next=wanted).url == wanted


def test_who_was_signed_out_is_told_the_way_leads_back(client, person):
    asked = client.get(reverse("ecosystem:frameworks")).url
    assert "back on the page you asked for" in client.get(asked).content.decode()
    assert "back on the page you asked for" not in client.get(SIGN_IN).content.decode()


def test_one_is_not_led_to_another_site(client, person):
    answer = sign_in(client, next="https://elsewhere.example/")
    assert "elsewhere" not in answer.url


def test_a_wrong_password_is_said_and_the_address_kept(client, person):
    answer = sign_in(client, password="not-it")
    text = answer.content.decode()
    assert "No account has this e-mail address and password." in text
    assert 'value="person@example.org"' in text
    assert "not-it" not in text


def test_an_unknown_address_is_told_the_same_as_a_wrong_password(client, person):
    text = sign_in(client, email="nobody@example.org").content.decode()
    assert "No account has this e-mail address and password." in text


def test_an_empty_form_says_what_is_missing_beside_each_field(client, db):
    text = sign_in(client, email="", password="").content.decode()
    assert text.count("This field is required.") == 2
    assert 'id="id_login_error"' in text or 'id="error_1_id_login"' in text


def test_who_was_made_inactive_is_told_so(client, person):
    person.is_active = False
    person.save()
    answer = client.post(SIGN_IN, {"login": person.email, "password": PASSWORD}, follow=True)
    assert "This account is closed." in answer.content.decode()


def test_guessing_is_stopped_in_our_look(client, person):
    for _ in range(12):
        answer = sign_in(client, password="guess")
    text = answer.content.decode()
    assert "Too many" in text
    assert sign_in(client).status_code != 302


def test_signing_out_asks_first_and_then_leads_to_the_sign_in(client, person):
    client.force_login(person)
    assert "Sign out?" in client.get("/accounts/logout/").content.decode()
    assert client.post("/accounts/logout/").url == SIGN_IN
    assert client.get(reverse("ecosystem:frameworks")).status_code == 302


@pytest.mark.parametrize("page", ["email", "3rdparty", "confirm-email"])
def test_what_we_do_not_support_is_not_there(client, person, page):
    client.force_login(person)
    assert client.get(f"/accounts/{page}/").status_code == 404


def test_the_administration_signs_in_at_the_same_place(client, db):
    answer = client.get("/admin/", follow=True)
    assert answer.redirect_chain[-1][0] == f"{SIGN_IN}?next=%2Fadmin%2F"

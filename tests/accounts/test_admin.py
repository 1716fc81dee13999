"""The administration: people and organisations are managed, frameworks read, answers never seen."""

import pytest
from django.contrib import admin
from django.urls import reverse

from accounts.models import Membership, Organisation, Role, User
from ecosystem.models import Framework
from tests.accounts.conftest import PASSWORD


@pytest.fixture
def chief(db) -> User:
    return User.objects.create_superuser("chief@example.org", PASSWORD)


@pytest.fixture
def staff_client(client, chief):
    client.force_login(chief)
    return client


def test_only_people_organisations_and_frameworks_are_there():
    shown = {model._meta.label for model in admin.site._registry}
    assert shown == {
        "accounts.User",
        "accounts.Organisation",
        "ecosystem.Framework",
        "ecosystem.Pillar",
        "ecosystem.Component",
        "ecosystem.Dependency",
        "ecosystem.Symptom",
    }


def test_who_is_no_administrator_is_refused_in_our_look(client, person):
    client.force_login(person)
    answer = client.get("/admin/", follow=True)
    assert answer.status_code == 403
    assert "Your account may not open this page." in answer.content.decode()


def test_a_person_is_added_by_address_in_lower_case(staff_client):
    form = {"email": "New@Example.org", "usable_password": "true"}
    form |= {"password1": PASSWORD, "password2": PASSWORD}
    staff_client.post(reverse("admin:accounts_user_add"), form)
    assert User.objects.get(email="new@example.org").check_password(PASSWORD)


def test_an_address_is_not_given_twice(staff_client, person):
    form = {"email": "PERSON@example.org", "usable_password": "true"}
    form |= {"password1": PASSWORD, "password2": PASSWORD}
    answer = staff_client.post(reverse("admin:accounts_user_add"), form)
    assert "already exists" in answer.content.decode()


def test_an_organisation_is_added_with_its_owner(staff_client, person):
    form = {"name": "Northwind Trading", "currency": "EUR", "floor": "4"}
    form |= {"memberships-TOTAL_FORMS": "1", "memberships-INITIAL_FORMS": "0"}
    form |= {"memberships-0-user": str(person.pk), "memberships-0-role": Role.OWNER}
    staff_client.post(reverse("admin:accounts_organisation_add"), form)
    assert Membership.objects.get().organisation.name == "Northwind Trading"
    assert Organisation.objects.visible_to(person).exists()


@pytest.mark.parametrize("model", ["user", "organisation"])
def test_nothing_that_answers_hang_on_is_deleted_here(staff_client, person, model):
    Organisation.objects.create(name="Northwind Trading")
    row = {"user": person, "organisation": Organisation.objects.first()}[model]
    answer = staff_client.post(reverse(f"admin:accounts_{model}_delete", args=[row.pk]))
    assert answer.status_code == 403


def test_frameworks_are_read_and_not_written(staff_client):
    framework = Framework.objects.create(slug="small", name="Small", state="published")
    page = reverse("admin:ecosystem_framework_change", args=[framework.pk])
    assert staff_client.get(page).status_code == 200
    assert staff_client.post(page, {"name": "Other"}).status_code == 403
    assert staff_client.get(reverse("admin:ecosystem_framework_add")).status_code == 403
    delete = reverse("admin:ecosystem_framework_delete", args=[framework.pk])
    assert staff_client.post(delete).status_code == 403
    assert Framework.objects.get().name == "Small"


@pytest.mark.parametrize("model", ["framework", "pillar", "component", "dependency", "symptom"])
def test_every_list_of_a_framework_opens(staff_client, model):
    answer = staff_client.get(reverse(f"admin:ecosystem_{model}_changelist"))
    assert answer.status_code == 200
    assert "content-security-policy" in answer.headers

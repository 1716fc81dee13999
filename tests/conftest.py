"""What most tests of pages start from: a shipped framework, an organisation, and its people."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from accounts.models import Membership, Organisation, Role, User
from assessments.models import Assessment
from ecosystem.loading import forget_content
from ecosystem.models import Framework
from tests.rows import written


@pytest.fixture(scope="module")
def framework_rows(django_db_setup: None, django_db_blocker: Any) -> Iterator[Framework]:
    """Written once for the tests of a file and taken back after them.

    Not for tests with transactions of their own: they call `written` themselves.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        yield written()
        transaction.set_rollback(True)
    forget_content()


@pytest.fixture
def framework(framework_rows: Framework, db: None) -> Framework:
    """The Sales Management Ecosystem as it ships."""
    return framework_rows


@pytest.fixture
def organisation(db: None) -> Organisation:
    return Organisation.objects.create(name="Northern Pumps")


@pytest.fixture
def assessment(organisation: Organisation, framework: Framework) -> Assessment:
    """An open assessment of the whole framework, with nothing answered."""
    return Assessment.objects.create(
        organisation=organisation, framework=framework, title="Autumn review"
    )


@pytest.fixture
def member(organisation: Organisation) -> Callable[[str], User]:
    """Somebody who belongs to the organisation in the role of that name."""

    def join(role: str) -> User:
        user = User.objects.create_user(f"{role}@example.org")
        Membership.objects.create(user=user, organisation=organisation, role=role)
        return user

    return join


@pytest.fixture
def owner(member: Callable[[str], User]) -> User:
    return member(Role.OWNER)


@pytest.fixture
def editor(member: Callable[[str], User]) -> User:
    return member(Role.EDITOR)


@pytest.fixture
def viewer(member: Callable[[str], User]) -> User:
    return member(Role.VIEWER)


@pytest.fixture
def stranger(db: None) -> User:
    """Somebody who owns another organisation."""
    user = User.objects.create_user("stranger@example.org")
    other = Organisation.objects.create(name="Southern Valves")
    Membership.objects.create(user=user, organisation=other, role=Role.OWNER)
    return user


@pytest.fixture
def staff(db: None) -> User:
    """An administrator of the installation, member of nothing."""
    return User.objects.create_superuser("staff@example.org")


@pytest.fixture
def log_in() -> Callable[[User], Client]:
    """A browser of its own in which somebody is signed in."""

    def signed_in(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return signed_in

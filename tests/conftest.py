"""What most tests of pages start from: a shipped framework, an organisation, and its people."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import Membership, Organisation, Role, User
from assessments.models import Assessment
from ecosystem.loading import forget_content
from ecosystem.models import Framework
from tests.rows import written

PASSWORD = "a-long-phrase-for-tests"
TRANSACTION_CONTROL = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """SQLite in a file, as it is used: in memory, threads lock each other's tables at once."""
    if connection.vendor == "sqlite":
        path = tmp_path_factory.mktemp("database") / "test.sqlite3"
        connection.settings_dict["TEST"]["NAME"] = str(path)


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
        user = User.objects.create_user(f"{role}@example.org", PASSWORD)
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
    user = User.objects.create_user("stranger@example.org", PASSWORD)
    other = Organisation.objects.create(name="Southern Valves")
    Membership.objects.create(user=user, organisation=other, role=Role.OWNER)
    return user


@pytest.fixture
def staff(db: None) -> User:
    """An administrator of the installation, member of nothing."""
    return User.objects.create_superuser("staff@example.org", PASSWORD)


@pytest.fixture
def log_in() -> Callable[[User], Client]:
    """A browser of its own in which somebody is signed in."""

    def signed_in(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return signed_in


@pytest.fixture
def count_queries() -> Callable[[], Any]:
    """Counts queries apart from those that begin and end transactions."""

    @contextmanager
    def counting() -> Iterator[Callable[[], int]]:
        with CaptureQueriesContext(connection) as captured:
            yield lambda: sum(
                not query["sql"].startswith(TRANSACTION_CONTROL) for query in captured
            )

    return counting

import pytest

from accounts.models import User
from ecosystem.loading import forget_content


@pytest.fixture(autouse=True)
def nothing_remembered() -> None:
    forget_content()  # a new test database gives old row numbers to new rows


@pytest.fixture
def reader(client, db):
    """A browser of somebody who signed in and belongs to no organisation."""
    client.force_login(User.objects.create_user("reader@example.org"))
    return client

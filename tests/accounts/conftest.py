"""What the tests of signing in share: one person, and no memory of earlier tries."""

import pytest
from django.core.cache import cache

from accounts.models import User

PASSWORD = "a-river-runs-7"


@pytest.fixture(autouse=True)
def no_earlier_tries() -> None:
    cache.clear()  # the limits on tries count in the cache


@pytest.fixture
def person(db) -> User:
    return User.objects.create_user("person@example.org", PASSWORD)

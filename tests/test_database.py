"""The run that is meant for PostgreSQL must not pass on SQLite unnoticed."""

import os

import pytest
from django.db import connection


@pytest.mark.django_db
def test_the_tests_run_on_the_database_they_are_meant_for():
    meant = "postgresql" if os.environ.get("DATABASE_URL", "").startswith("postgres") else "sqlite"
    assert connection.vendor == os.environ.get("EXPECT_DB", meant)

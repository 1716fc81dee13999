"""The frameworks as they ship, from their files: for checks, and without a database."""

from pathlib import Path

from django.conf import settings
from django.db import connection

from ecosystem.content import FrameworkContent
from ecosystem.fixture import content_of_file
from ecosystem.models import Framework

WORDINGS = "wordings.yaml"


def framework_files() -> tuple[list[Path], Path]:
    """The files of the shipped frameworks, and the one with the wordings they share."""
    (folder,) = settings.FIXTURE_DIRS
    found = sorted(path for path in Path(folder).glob("*.yaml") if path.name != WORDINGS)
    return found, Path(folder) / WORDINGS


def shipped_frameworks() -> dict[str, FrameworkContent]:
    """Every shipped framework by its slug."""
    files, wordings = framework_files()
    contents = [content_of_file(path, wordings) for path in files]
    return {content.slug: content for content in contents}


def is_set_up() -> bool:
    """Whether the database holds a framework; one that was never migrated does not.

    Raises:
        DatabaseError: the database cannot be reached.
    """
    tables = connection.introspection.table_names()
    return Framework._meta.db_table in tables and Framework.objects.exists()

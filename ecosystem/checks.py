"""The shipped frameworks as a system check: their files are read, no database is needed."""

from pathlib import Path
from typing import Any

from django.core.checks import CheckMessage, Error

from ecosystem.fixture import content_of_file
from ecosystem.rules import problems_of
from ecosystem.shipped import framework_files

TAG = "framework"
UNREADABLE, UNSOUND = "ecosystem.E001", "ecosystem.E002"


def check_shipped_frameworks(**_: Any) -> list[CheckMessage]:
    files, wordings = framework_files()
    return [message for path in files for message in _check(path, wordings)]


def _check(path: Path, wordings: Path) -> list[CheckMessage]:
    try:
        framework = content_of_file(path, wordings)
    except (OSError, ValueError, KeyError, TypeError) as error:
        said = f"{path.name} cannot be read: {type(error).__name__}: {error}"
        return [Error(said, id=UNREADABLE)]
    return [Error(f"{path.name}: {said}", id=UNSOUND) for said in problems_of(framework)]

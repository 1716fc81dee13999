"""Ratings files for tests: written somewhere, and read against the shipped framework."""

import io
from pathlib import Path

from openpyxl import Workbook

from assessments.exchange.answers import answers_from_file
from assessments.findings import Answers, ItemAnswer
from tests.shipped import shipped

PROCESS, CRM = "sales-process-execution", "crm"


def read(path: Path, scope: tuple[str, ...] = ()) -> Answers:
    return answers_from_file(path, shipped(), scope)


def saved(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def workbook(*rows: list[object]) -> bytes:
    book, content = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(content)
    return content.getvalue()


def item(answers: Answers, slug: str) -> ItemAnswer:
    return next(answer for answer in answers.items if answer.slug == slug)

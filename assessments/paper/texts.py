"""Texts that somebody typed: shown as they are, each running the way it is read."""

import re
from dataclasses import dataclass

from assessments.findings import ItemFinding
from assessments.paper.marks import direction

BLANK_LINES = re.compile(r"\n[ \t]*\n\s*")
QUOTED = 2
"""Notes that stand as quotations beside a finding."""
QUOTE = 170
"""Characters of a note that a narrow column takes."""


@dataclass(frozen=True, slots=True)
class Note:
    """A paragraph and its direction; single line breaks in it are kept."""

    text: str
    direction: str


def paragraphs(text: str) -> tuple[Note, ...]:
    """A consultant's own text, a paragraph wherever a line was left blank."""
    found = BLANK_LINES.split(text.replace("\r\n", "\n").replace("\r", "\n").strip())
    return tuple(Note(part, direction(part)) for part in found if part)


def notes_of(item: ItemFinding) -> tuple[Note, ...]:
    texts = filter(None, map(str.strip, item.notes))
    return tuple(Note(text, direction(text)) for text in texts)


def quotes_of(item: ItemFinding) -> tuple[Note, ...]:
    """The first notes that are short enough to stand beside a finding."""
    return tuple(note for note in notes_of(item) if len(note.text) <= QUOTE)[:QUOTED]

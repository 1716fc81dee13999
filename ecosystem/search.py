"""Searching a framework by what people remember of a name, or by what they see.

Pure and small: some 240 texts per framework are in the process anyway, so that a slip of the
keyboard is forgiven on every database alike and private frameworks never leave their door.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache

from ecosystem.content import FrameworkContent

LONGEST_QUERY = 100
IN_NAME, IN_TEXT = 3.0, 1.0
WHOLE, START, INSIDE, CLOSE = 1.0, 0.9, 0.6, 0.5
"""How much a word counts that is the one asked for, begins so, contains it, or nearly is it."""
SHORTEST_INSIDE, SHORTEST_CLOSE = 3, 4
CLOSE_FROM = 0.8
"""Likeness of two words, 0 to 1, from where on one may be the other mistyped."""
FILLERS = frozenset(
    (
        "a",
        "an",
        "and",
        "are",
        "at",
        "by",
        "for",
        "from",
        "how",
        "in",
        "is",
        "it",
        "of",
        "on",
        "or",
        "our",
        "the",
        "to",
        "we",
        "with",
    )
)


@dataclass(frozen=True, slots=True)
class Hit:
    """A component or an operational symptom that was found."""

    slug: str
    is_symptom: bool
    weight: float


@dataclass(frozen=True, slots=True)
class _Entry:
    slug: str
    is_symptom: bool
    name: frozenset[str]
    text: frozenset[str]


def found_in(framework: FrameworkContent, query: str) -> tuple[Hit, ...]:
    """What has every word of the query in its name or its text, best first.

    Args:
        query: words in any order; the first 100 characters count, fillers only if alone.

    Returns:
        Hits by weight, equals in catalogue order; none for a query without a word.
    """
    asked = words(query[:LONGEST_QUERY])
    asked = [word for word in asked if word not in FILLERS] or asked
    if not asked:
        return ()
    entries, vocabulary = _index(framework)
    likes = [_like(word, vocabulary) for word in dict.fromkeys(asked)]
    hits = (Hit(e.slug, e.is_symptom, _weight(e, likes)) for e in entries)
    return tuple(sorted((hit for hit in hits if hit.weight), key=lambda hit: -hit.weight))


def words(text: str) -> list[str]:
    """Lower case, accents taken off, split wherever no letter or figure stands."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return re.findall(r"[a-z0-9]+", "".join(c for c in plain if not unicodedata.combining(c)))


def _weight(entry: _Entry, likes: list[dict[str, float]]) -> float:
    """Sum over the words asked for of their best place; 0 as soon as one is missing."""
    total = 0.0
    for like in likes:
        in_name = max((like.get(word, 0.0) for word in entry.name), default=0.0)
        in_text = max((like.get(word, 0.0) for word in entry.text), default=0.0)
        short = 1 / max(len(entry.name), 1)  # of two names with the word, the shorter is meant
        best = max((IN_NAME + short) * in_name, IN_TEXT * in_text)
        if not best:
            return 0.0
        total += best
    return total


def _like(asked: str, vocabulary: tuple[str, ...]) -> dict[str, float]:
    """The words of the framework that answer to one word asked for, with how well."""
    found: dict[str, float] = {}
    if len(asked) >= SHORTEST_CLOSE:
        reach = len(asked) + 1  # what is mistyped may be only the beginning of the word
        starts = {word[:reach] for word in vocabulary}
        close = get_close_matches(asked, starts, n=8, cutoff=CLOSE_FROM)
        found = {word: CLOSE for word in vocabulary if word[:reach] in close}
    for word in vocabulary:
        if word == asked:
            found[word] = WHOLE
        elif word.startswith(asked):
            found[word] = START
        elif len(asked) >= SHORTEST_INSIDE and asked in word:
            found[word] = INSIDE
    return found


@lru_cache(maxsize=32)
def _index(framework: FrameworkContent) -> tuple[tuple[_Entry, ...], tuple[str, ...]]:
    entries = tuple(_entries(framework))
    vocabulary = {word for entry in entries for word in entry.name | entry.text}
    return entries, tuple(sorted(vocabulary))


def _entries(framework: FrameworkContent) -> Iterator[_Entry]:
    for part in framework.components:
        name = f"{part.name} {part.short_name}"
        text = f"{part.definition} {part.strong} {part.weak}"
        yield _Entry(part.slug, False, frozenset(words(name)), frozenset(words(text)))
    for symptom in framework.symptoms:
        text = f"{symptom.says} {symptom.measure} {symptom.formula}"
        yield _Entry(symptom.slug, True, frozenset(words(symptom.name)), frozenset(words(text)))

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
from ecosystem.synonyms import SYNONYMS

type Likes = dict[str, float]

LONGEST_QUERY = 100
IN_NAME, IN_TEXT = 3.0, 1.0
WHOLE, START, SAME, INSIDE, CLOSE = 1.0, 0.9, 0.8, 0.6, 0.5
"""What a word counts that is the one asked for, begins so, means it, contains it, nearly is it."""
EXACT = 10.0
"""What a name counts on top that is made of the words asked for and no other."""
SHORTEST_INSIDE, SHORTEST_CLOSE = 4, 4
CLOSE_FROM = 0.8
"""Likeness of two words, 0 to 1, from where on one may be the other mistyped."""
SMALL_WORDS = """
a all an and any are at be but by can do does dont for from has have how i in is it its me
much my no not of on one or our so that the their them they this to too us we what when
which who why with you your
"""
FILLERS = frozenset(SMALL_WORDS.split())


@dataclass(frozen=True, slots=True)
class Hit:
    """A component or an operational symptom that was found, and how many words it lacks."""

    slug: str
    is_symptom: bool
    weight: float
    missing: int = 0


@dataclass(frozen=True, slots=True)
class _Entry:
    slug: str
    is_symptom: bool
    name: frozenset[str]
    short: frozenset[str]
    text: frozenset[str]


def found_in(framework: FrameworkContent, query: str) -> tuple[Hit, ...]:
    """What has every word of the query in its name or its text, best first.

    Where nothing has all of them, what has most of them, as long as that is more than half.

    Args:
        query: words in any order; the first 100 characters count, fillers only if alone.

    Returns:
        Hits by weight, equals in catalogue order; none for a query without a word.
    """
    asked = words(query[:LONGEST_QUERY])
    asked = list(dict.fromkeys(word for word in asked if word not in FILLERS)) or asked
    if not asked:
        return ()
    entries, vocabulary = _index(framework)
    likes = [_like(word, vocabulary) for word in asked]
    hits = [_hit(entry, likes, frozenset(asked)) for entry in entries]
    fewest = min((hit.missing for hit in hits), default=0)
    if fewest * 2 >= len(asked):
        return ()
    return tuple(sorted((h for h in hits if h.missing == fewest), key=lambda hit: -hit.weight))


def words(text: str) -> list[str]:
    """Lower case, accents and apostrophes taken off, split where no letter or figure stands."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(c for c in plain if not unicodedata.combining(c) and c not in "'’")
    return re.findall(r"[a-z0-9]+", bare)


def _hit(entry: _Entry, likes: list[Likes], asked: frozenset[str]) -> Hit:
    """The sum over the words asked for of their best place."""
    weights = [_weight(entry, like) for like in likes]
    bonus = EXACT if asked in (entry.name, entry.short) else 0.0
    return Hit(entry.slug, entry.is_symptom, sum(weights) + bonus, weights.count(0.0))


def _weight(entry: _Entry, like: Likes) -> float:
    in_name = max((like.get(word, 0.0) for word in entry.name), default=0.0)
    in_text = max((like.get(word, 0.0) for word in entry.text), default=0.0)
    short = 1 / max(len(entry.name), 1)  # of two names with the word, the shorter is meant
    return max((IN_NAME + short) * in_name, IN_TEXT * in_text)


def _like(asked: str, vocabulary: tuple[str, ...]) -> Likes:
    """The words of the framework that answer to one word asked for, with how well.

    Only a word that nothing begins with and nothing means may be a slip of the keyboard.
    """
    one = asked.removesuffix("s") if len(asked) >= SHORTEST_CLOSE else asked
    found: Likes = {}
    for word in vocabulary:
        if word == asked:
            found[word] = WHOLE
        elif word.startswith(one):
            found[word] = START
        elif any(word.startswith(same) for same in SYNONYMS.get(one, ())):
            found[word] = SAME
        elif len(asked) >= SHORTEST_INSIDE and asked in word:
            found[word] = INSIDE
    return found or _close(asked, vocabulary)


def _close(asked: str, vocabulary: tuple[str, ...]) -> Likes:
    if len(asked) < SHORTEST_CLOSE:
        return {}
    reach = len(asked) + 1  # what is mistyped may be only the beginning of the word
    starts = {word[:reach] for word in vocabulary}
    close = get_close_matches(asked, starts, n=8, cutoff=CLOSE_FROM)
    return {word: CLOSE for word in vocabulary if word[:reach] in close}


@lru_cache(maxsize=32)
def _index(framework: FrameworkContent) -> tuple[tuple[_Entry, ...], tuple[str, ...]]:
    entries = tuple(_entries(framework))
    vocabulary = {word for entry in entries for word in entry.name | entry.text}
    return entries, tuple(sorted(vocabulary))


def _entries(framework: FrameworkContent) -> Iterator[_Entry]:
    for part in framework.components:
        text = f"{part.definition} {part.strong} {part.weak}"
        yield _entry(part.slug, False, part.name, part.short_name, text)
    for symptom in framework.symptoms:
        text = f"{symptom.says} {symptom.measure} {symptom.formula}"
        yield _entry(symptom.slug, True, symptom.name, symptom.name, text)


def _entry(slug: str, is_symptom: bool, name: str, short: str, text: str) -> _Entry:
    named = frozenset(words(f"{name} {short}"))
    return _Entry(slug, is_symptom, named, frozenset(words(short)), frozenset(words(text)))

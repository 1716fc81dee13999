"""What the test of the words measures: every text of a framework by its kind, and a few counts.

Every function takes plain text, so that the rules are tested on planted text too.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from hashlib import blake2b
from itertools import combinations
from typing import NamedTuple

from ecosystem.content import AdviceContent, FrameworkContent

RUN = 8
"""So many words in a row make a copy."""

SMALL_WORDS = """
a about after again all also an and any anybody anyone are as at away back be because been
before being beside between both but by can could did do does down during each either else
even every everybody everyone few first for from get give had has have how if in instead into
is it its itself last later less like long made make many may more most much must nearly never
next no nobody none nor not nothing now of off often on once one only onto or other others our
out over own per rather same several shall she should since so some somebody someone still
such than that the their them themselves then there they this those though three through to
together too two under until up us very was we well were what when where which while who
whoever whom whose why will with within without would yet you your
"""
FUNCTION_WORDS = frozenset(SMALL_WORDS.split())


class Text(NamedTuple):
    """One text: where it stands, what kind of text it is, and what it says."""

    bearer: str
    kind: str
    said: str


def texts_of(framework: FrameworkContent) -> Iterator[Text]:
    """Every text of the framework that somebody wrote for it."""
    for pillar in framework.pillars:
        yield Text(pillar.slug, "pillar definition", pillar.definition)
        yield Text(pillar.slug, "about", pillar.about)
        yield Text(pillar.slug, "when missing", pillar.when_missing)
    shared = Counter(item.anchors for item in framework.items)
    for part in framework.components:
        yield Text(part.slug, "definition", part.definition)
        if part.is_item:
            yield Text(part.slug, "strong", part.strong)
            yield Text(part.slug, "weak", part.weak)
            yield from (Text(part.slug, "evidence", piece) for piece in part.evidence)
        if part.is_item and shared[part.anchors] == 1:
            yield from (Text(part.slug, "anchor", text) for text in part.anchors)
        if part.advice:
            yield from advice_texts(part.slug, part.advice)
    for link in framework.dependencies:
        yield Text(f"{link.driver} → {link.dependent}", "rationale", link.rationale)
    yield from _symptom_texts(framework)
    for block in framework.blocks:
        yield Text(block.slug, "block", block.definition)
    for family in framework.families:
        yield Text(family.slug, "family", family.definition)
    for question in framework.context:
        for answer in question.answers:
            if answer.components:
                yield Text(f"{question.slug}, {answer.slug}", "reason", answer.reason)


def advice_texts(bearer: str, advice: AdviceContent) -> Iterator[Text]:
    yield from (Text(bearer, "move", move) for move in advice.moves)
    yield Text(bearer, "owner", advice.owner)
    yield Text(bearer, "lead measure", advice.lead_measure)
    yield Text(bearer, "lag measure", advice.lag_measure)
    yield Text(bearer, "will not help", advice.will_not_help)


def _symptom_texts(framework: FrameworkContent) -> Iterator[Text]:
    for symptom in framework.symptoms:
        yield Text(symptom.slug, "measure", symptom.measure)
        yield Text(symptom.slug, "says", symptom.says)
        yield Text(symptom.slug, "formula", symptom.formula)
        yield Text(symptom.slug, "span", symptom.span)
        yield Text(symptom.slug, "tempting fix", symptom.tempting_fix)
        yield Text(symptom.slug, "why it fails", symptom.why_it_fails)
        yield Text(symptom.slug, "tell apart", symptom.tell_apart)
        for cause in symptom.causes:
            yield Text(f"{symptom.slug} from {cause.component}", "sign", cause.sign)


def words(text: str) -> list[str]:
    """Lower case; an apostrophe or a hyphen inside belongs to the word."""
    return re.findall(r"[a-z0-9]+(?:['-][a-z0-9]+)*", text.lower().replace("’", "'"))


def shared_words(one: str, other: str) -> float:
    """Different words found in both, of the different words of the shorter text; 0 to 1."""
    first, second = set(words(one)), set(words(other))
    return len(first & second) / max(min(len(first), len(second)), 1)


def alike(texts: Iterable[Text], most: float) -> list[str]:
    """Pairs that share more of their words than `most`."""
    bags = [(text, set(words(text.said))) for text in texts]
    found = []
    for (one, first), (other, second) in combinations(bags, 2):
        if len(first & second) > most * min(len(first), len(second)):
            found.append(f"{one.bearer} {one.kind} ~ {other.bearer} {other.kind}")
    return found


def frame(text: str) -> str:
    """The sentence without its content: function words and commas stay, what is said is dotted."""
    kept = re.findall(r"[a-z0-9]+(?:['-][a-z0-9]+)*|[,;:.]", text.lower().replace("’", "'"))
    frame = " ".join(word if word in FUNCTION_WORDS or word in ",;:." else "·" for word in kept)
    return re.sub(r"·( ·)+", "·", frame)


def opening(text: str) -> str:
    return " ".join(words(text)[:3])


def worn(forms: Mapping[str, list[str]], most: int) -> list[str]:
    """Forms that more than `most` texts share, with their bearers."""
    return [f"{form!r}: {', '.join(who)}" for form, who in forms.items() if len(who) > most]


def by_form(texts: Iterable[Text], form: object) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for text in texts:
        found[form(text.said)].append(text.bearer)  # type: ignore[operator]
    return found


def grade(texts: Iterable[str]) -> float:
    """The school year that reads it easily, after Coleman and Liau (1975).

    It counts letters and sentences instead of syllables, so that nothing is guessed.
    """
    said = list(texts)
    found = [word for text in said for word in words(text)]
    sentences = sum(max(1, len(re.findall(r"[.!?:;]”?(?:\s|$)", text))) for text in said)
    letters = sum(len(re.sub(r"[^a-z]", "", word)) for word in found)
    return 0.0588 * 100 * letters / len(found) - 0.296 * 100 * sentences / len(found) - 15.8


def runs(text: str) -> set[str]:
    """Fingerprints of all runs of eight words: enough to recognise, not enough to read."""
    plain = re.findall(r"[a-z0-9']+", text.lower().replace("’", "'"))
    return {
        blake2b(" ".join(plain[at : at + RUN]).encode(), digest_size=6).hexdigest()
        for at in range(len(plain) - RUN + 1)
    }

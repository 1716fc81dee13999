"""What one item looks like on the page of rating: its sentences and what a person said to it."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from math import floor
from typing import Protocol

from assessments.charts.words import LEVELS, decimal
from assessments.forms import RatingForm
from assessments.models import (
    Before,
    ComponentSetting,
    Evidence,
    Given,
    Line,
    Rating,
    Sheet,
    reason_words,
)
from assessments.sentences import day_words
from assessments.views.seat import Seat
from ecosystem.content import ComponentContent

HALF = 0.5
LIKE_AT_MOST = 3
"""More answers to similar items would not be read."""


@dataclass(frozen=True, slots=True)
class Like:
    """What the same person said to an item on the same topic elsewhere."""

    name: str
    score: int

    @property
    def word(self) -> str:
        return LEVELS[self.score - 1]


def word_of(given: Given | None) -> str:
    """An answer in words; a score stands before them."""
    if given is None:
        return "not yet rated"
    if given.answer == Rating.Answer.DONT_KNOW:
        return "don’t know"
    if given.answer == Rating.Answer.NOT_APPLICABLE:
        return f"not applicable: {reason_words(given.reason)}"
    return LEVELS[(given.score or 1) - 1]


def said_of(given: Given | None) -> str:
    score = given.score if given else None
    return f"{score} {word_of(given)}" if score else word_of(given)


class Rateable(Protocol):
    """What a card is about: an item, or a block of the quick scan."""

    @property
    def slug(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def anchors(self) -> tuple[str, ...]: ...


@dataclass(frozen=True)
class Card:
    """One item: its sentences, what was answered, and what was typed but could not be kept."""

    item: Rateable
    url: str  # where its answer goes
    inside: str  # the group it stands in, where the section does not say so
    given: Given | None
    excluded: str | None  # why the owner took it out, if so
    version: str = ""  # of the stored answer
    why: str = ""  # why it is asked, where not everything is
    before: str = ""  # what was answered in the round before, in words
    like: tuple[Like, ...] = ()
    form: RatingForm | None = None
    is_open: bool = False

    @property
    def levels(self) -> tuple[tuple[str, str, str], ...]:
        """Value, word and sentence of the five levels."""
        pairs = enumerate(zip(LEVELS, self.item.anchors, strict=True), 1)
        return tuple((str(value), word, text) for value, (word, text) in pairs)

    @property
    def reasons(self) -> list[tuple[str, str]]:
        return list(ComponentSetting.Reason.choices)

    @property
    def rests_on(self) -> list[tuple[str, str]]:
        return list(Evidence.choices)

    @property
    def answer(self) -> str:
        if self.form is not None:
            return str(self.form["answer"].value() or "")
        if self.given is None:
            return ""
        return str(self.given.score or self.given.answer)

    @property
    def note(self) -> str:
        if self.form is not None:
            return str(self.form["note"].value() or "")
        return self.given.note if self.given else ""

    @property
    def reason(self) -> str:
        if self.form is not None:
            return str(self.form["reason"].value() or "")
        return self.given.reason if self.given else ""

    @property
    def evidence(self) -> str:
        if self.form is not None:
            return str(self.form["evidence"].value() or Evidence.NONE.value)
        return self.given.evidence if self.given else Evidence.NONE.value

    @property
    def errors(self) -> tuple[str, ...]:
        if self.form is None:
            return ()
        return tuple(str(error) for found in self.form.errors.values() for error in found)

    @property
    def icon(self) -> str:
        if self.excluded or (self.given and self.given.answer == Rating.Answer.NOT_APPLICABLE):
            return "not-applicable"
        return "healthy" if self.given and self.given.score else "unrated"

    @property
    def word(self) -> str:
        """The state in words; a score stands before them."""
        if self.excluded:
            return f"not applicable: {self.excluded}"
        return word_of(self.given)

    @property
    def said(self) -> str:
        """The state read aloud."""
        return self.word if self.excluded else said_of(self.given)

    @property
    def asks(self) -> str:
        """What a note without an answer is told."""
        return str(RatingForm.base_fields["answer"].error_messages["required"])

    @property
    def evidence_words(self) -> str:
        if self.given is None or self.given.evidence == Evidence.NONE:
            return ""
        return str(Evidence(self.given.evidence).label).lower()


@dataclass(frozen=True)
class Clash:
    """The stored answer has changed since the page was loaded, and another one arrives."""

    card: Card  # as it is stored now
    at: datetime | None
    mine: Given | None

    @property
    def said(self) -> str:
        """What arrived, in words."""
        return said_of(self.mine)

    @property
    def is_same_answer(self) -> bool:
        """Whether only note or evidence differ."""
        return self.said == self.card.said

    @property
    def fields(self) -> str:
        """What is stored, as the form would send it."""
        given = self.card.given
        if given is None:
            return json.dumps([["clear", "1"]])
        names = ("reason", "evidence", "note")
        sent = [["answer", self.card.answer], *([name, getattr(given, name)] for name in names)]
        return json.dumps(sent)


def card_of(sheet: Sheet, seat: Seat, item: ComponentContent, **shown: object) -> Card:
    out = sheet.scope.excluding(item.slug)
    line = sheet.lines[item.slug]
    return Card(
        item=item,
        url=seat.url("rating", item.pillar, item.slug),
        inside=_inside(sheet, item),
        given=line.given,
        excluded=reason_words(sheet.scope.excluded[out]) if out else None,
        version=line.version,
        why=(sheet.scope.opened or {}).get(item.slug, ""),
        **shown,  # type: ignore[arg-type]
    )


def _inside(sheet: Sheet, item: ComponentContent) -> str:
    """Where the item stands in the framework, as far as its section does not say so."""
    framework = sheet.scope.framework
    if sheet.scope.is_probed(item.slug):
        return framework.pillar_by_slug[item.pillar].name
    parent = framework.by_slug.get(item.parent or "")
    return parent.short_name if parent and parent.parent else ""


def before_words(before: Before | None) -> str:
    """`Last time, 20 May 2026: 2.5 Practised`; nothing where the item was not asked before."""
    if before is None:
        return ""
    level = LEVELS[floor(before.score + HALF) - 1]
    return f"Last time, {day_words(before.as_of)}: {decimal(before.score)} {level}"


def like_of(sheet: Sheet, item: ComponentContent) -> tuple[Like, ...]:
    """The scores this person gave to items on the same topic elsewhere, in framework order."""
    framework = sheet.scope.framework
    families = framework.families_of.get(item.slug, ())
    same = {slug for family in families for slug in family.items} - {item.slug}
    found = (_like(other, sheet.lines.get(other.slug)) for other in _among(framework.items, same))
    return tuple(like for like in found if like)[:LIKE_AT_MOST]


def _among(items: Iterable[ComponentContent], slugs: set[str]) -> Iterable[ComponentContent]:
    return (item for item in items if item.slug in slugs)


def _like(item: ComponentContent, line: Line | None) -> Like | None:
    if line is None or line.given is None or line.given.score is None:
        return None
    return Like(item.short_name, line.given.score)

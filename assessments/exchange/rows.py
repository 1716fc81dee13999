"""One row at a time: what it says about which component, or what is wrong with it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from assessments.exchange.refusal import Fault, did_you_mean, quoted
from assessments.exchange.table import Line
from ecosystem.content import FrameworkContent

KINDS = ("item", "group", "block", "symptom")
GROUPS = ("executive", "manager", "seller", "other")
IMPORTANCES = ("critical", "important", "minor")
EVIDENCE = ("none", "said", "document", "data")
ANSWERS = {"": "unanswered", "dk": "dont-know", "na": "not-applicable"}
SCORES, SEVERITIES, TARGETS = range(1, 6), range(1, 4), range(3, 6)
WHOLE = re.compile(r"([0-9]{1,6})(?:[.,]0+)?")
LONGEST = {"rater": 120, "reason": 200, "note": 4000}
"""Characters of the columns that hold free text."""
MOST_HINTS = 500
"""Unknown slugs that the nearest known ones are looked up for."""
SETTINGS = ("importance", "target", "applicable")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a ratings file that holds nothing wrong in itself.

    `answer` is score, dont-know, not-applicable or unanswered. What the row does not say is None.
    """

    line: int
    slug: str
    kind: str
    answer: str
    score: int | None
    severity: int | None
    rater: str
    group: str | None
    importance: str | None
    target: int | None
    applicable: bool | None
    reason: str
    evidence: str | None
    note: str

    @property
    def is_answered(self) -> bool:
        return self.answer != "unanswered"


@dataclass(frozen=True)
class Slugs:
    """Which slugs a framework knows, by kind; the first kind that has a slug is what it is."""

    framework: FrameworkContent
    unknown: set[str] = field(default_factory=set)  # those a hint was looked for

    @cached_property
    def by_kind(self) -> dict[str, frozenset[str]]:
        content = self.framework
        return {
            "item": frozenset(item.slug for item in content.items),
            "group": frozenset(content.members),
            "block": frozenset(content.block_by_slug),
            "symptom": frozenset(content.symptom_by_slug),
        }

    @cached_property
    def all(self) -> tuple[str, ...]:
        return tuple(sorted(frozenset().union(*self.by_kind.values())))

    def kinds_of(self, slug: str) -> tuple[str, ...]:
        return tuple(kind for kind in KINDS if slug in self.by_kind[kind])

    def hint(self, slug: str) -> str:
        """The nearest slugs; a file with hundreds of unknown ones is not ours to guess at."""
        self.unknown.add(slug)
        hint = did_you_mean(slug, self.all) if len(self.unknown) <= MOST_HINTS else ""
        return hint or " The pages of the framework list its slugs."


def check(lines: Iterable[Line], framework: FrameworkContent) -> tuple[list[Row], list[Fault]]:
    """The rows that are right in themselves, and every fault of the others."""
    slugs = Slugs(framework)
    rows, faults = [], []
    for line in lines:
        reading = Reading(line, slugs)
        row = reading.row()
        if reading.faults:
            faults += reading.faults
        else:
            rows.append(row)
    return rows, faults


@dataclass
class Reading:
    """The reading of one line: every cell that is wrong becomes a fault, none stops it."""

    line: Line
    slugs: Slugs
    faults: list[Fault] = field(default_factory=list)

    def row(self) -> Row:
        slug, kind = self.component()
        row = Row(
            line=self.line.number,
            slug=slug,
            kind=kind,
            answer=self.answer(kind),
            score=self.score(kind),
            severity=self.severity(slug, kind),
            rater=self.text("rater"),
            group=self.word("group", GROUPS),
            importance=self.word("importance", IMPORTANCES),
            target=self.number("target", TARGETS),
            applicable=self.yes_or_no("applicable"),
            reason=self.text("reason"),
            evidence=self.word("evidence", EVIDENCE),
            note=self.text("note"),
        )
        self.refuse_settings(kind)
        return row

    def cell(self, column: str) -> str:
        return self.line.cells[column]

    def refuse(self, text: str) -> None:
        self.faults.append(Fault(self.line.number, text))

    def component(self) -> tuple[str, str]:
        """The slug and its kind, guessed for an unknown slug so that the rest can be read."""
        slug, kind = self.cell("component").casefold(), self.word("kind", KINDS)
        found = self.slugs.kinds_of(slug)
        if not slug:
            self.refuse("the component is missing. Write its slug, or delete the line.")
        elif not found:
            self.refuse(self.unknown(slug))
        elif kind and kind not in found:
            is_a = f"{slug} is no {kind} but {article(found[0])}"
            self.refuse(f"{is_a}. Leave kind empty or write {found[0]}.")
        guess = "symptom" if self.cell("severity") else "item"
        return slug, kind or (found[0] if found else guess)

    def unknown(self, slug: str) -> str:
        content = self.slugs.framework
        if slug in content.pillar_by_slug:
            return f"{slug} is a pillar, which is not rated itself. Rate the components in it."
        return f"component {quoted(slug)} is not in {content.name}.{self.slugs.hint(slug)}"

    def answer(self, kind: str) -> str:
        score = self.cell("score").casefold()
        if kind != "item" and score == "na":
            self.refuse(
                f"score 'na' is an answer about one item, and this is {article(kind)}. "
                "To leave it out, write no in the column applicable."
            )
        return ANSWERS.get(score, "score")

    def score(self, kind: str) -> int | None:
        written = self.cell("score")
        if kind == "symptom" and written:
            self.refuse(
                f"score {quoted(written)} is given to a symptom. Leave score empty and write "
                "1, 2 or 3 in the column severity."
            )
            return None
        if written.casefold() in ANSWERS:
            return None
        return self.number(
            "score", SCORES, "or dk for don't know, na for not applicable, nothing for no answer"
        )

    def severity(self, slug: str, kind: str) -> int | None:
        if kind == "symptom" and not self.cell("severity"):
            self.refuse(f"symptom {slug} has no severity. Write 1 (mild), 2 (clear) or 3 (severe).")
        elif kind != "symptom" and self.cell("severity"):
            remedy = "Only symptoms have one; rate with a score."
            if "symptom" in self.slugs.kinds_of(slug):
                remedy = "For the symptom of this name, write symptom in the column kind."
            given = quoted(self.cell("severity"))
            self.refuse(f"severity {given} is given to {article(kind)}. {remedy}")
        return self.number("severity", SEVERITIES)

    def refuse_settings(self, kind: str) -> None:
        """Importance, target and applicable are decided for items and groups alone."""
        given = [column for column in SETTINGS if self.cell(column)]
        if given and kind in ("block", "symptom"):
            self.refuse(
                f"{given[0]} {quoted(self.cell(given[0]))} is given to {article(kind)}. "
                "Give it to an item or a group."
            )

    def word(self, column: str, allowed: tuple[str, ...]) -> str | None:
        written = self.cell(column).casefold()
        if written and written not in allowed:
            self.refuse(
                f"{column} {quoted(written)} is not known.{did_you_mean(written, allowed)} "
                f"Write {one_of(allowed)}, or leave it empty."
            )
            return None
        return written or None

    def yes_or_no(self, column: str) -> bool | None:
        word = self.word(column, ("yes", "no"))
        return None if word is None else word == "yes"

    def number(self, column: str, allowed: range, otherwise: str = "") -> int | None:
        written = self.cell(column)
        whole = WHOLE.fullmatch(written)
        if whole and int(whole[1]) in allowed:
            return int(whole[1])
        if written:
            remedy = f"a whole number from {allowed[0]} to {allowed[-1]}"
            remedy += f", {otherwise}" if otherwise else ""
            self.refuse(f"{column} {quoted(written)} is not on its scale. Write {remedy}.")
        return None

    def text(self, column: str) -> str:
        written, longest = self.cell(column), LONGEST[column]
        if len(written) > longest:
            self.refuse(
                f"{column} has {len(written):,} characters. Shorten it to {longest:,} or fewer."
            )
        return written


def article(noun: str) -> str:
    return f"an {noun}" if noun.startswith("i") else f"a {noun}"


def one_of(words: Iterable[str]) -> str:
    *first, last = words
    return f"{', '.join(first)} or {last}"

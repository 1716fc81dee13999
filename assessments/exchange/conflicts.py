"""Rows that are right one by one and cannot all be true: repeated or contradictory ones."""

from collections.abc import Iterable, Iterator, Sequence

from assessments.exchange.refusal import Fault, quoted
from assessments.exchange.rows import SETTINGS, Row


def conflicts(rows: Sequence[Row]) -> Iterator[Fault]:
    """A fault for every row that repeats or contradicts an earlier one."""
    yield from _repeated(rows)
    yield from _raters_in_two_groups(rows)
    components = [row for row in rows if row.kind in ("item", "group")]
    for setting in SETTINGS:
        yield from _contradictory(components, setting)


def _repeated(rows: Iterable[Row]) -> Iterator[Fault]:
    first: dict[tuple[str, str, str], Row] = {}
    for row in rows:
        earlier = first.setdefault((row.slug, row.kind, row.rater), row)
        if earlier is not row:
            whose = f"rater {quoted(row.rater)}" if row.rater else "the same rater"
            remedy = "Keep one of the two" + ("." if row.rater else ", or name the raters.")
            yield Fault(row.line, f"{row.slug} by {whose} is on line {earlier.line} too. {remedy}")


def _raters_in_two_groups(rows: Iterable[Row]) -> Iterator[Fault]:
    first: dict[str, Row] = {}
    for row in rows:
        if row.group is None:
            continue
        earlier = first.setdefault(row.rater, row)
        if earlier.group != row.group:
            who = f"rater {quoted(row.rater)}" if row.rater else "the rater without a name"
            yield Fault(
                row.line,
                f"{who} is in group {row.group} here and in {earlier.group} on line "
                f"{earlier.line}. A rater has one group; give different people different names.",
            )


def _contradictory(rows: Iterable[Row], setting: str) -> Iterator[Fault]:
    first: dict[str, Row] = {}
    for row in rows:
        value = getattr(row, setting)
        if value is None:
            continue
        earlier = first.setdefault(row.slug, row)
        if getattr(earlier, setting) != value:
            yield Fault(
                row.line,
                f"{setting} of {row.slug} is {_word(value)} here and "
                f"{_word(getattr(earlier, setting))} on line {earlier.line}. "
                "It holds for everyone who rates, so write it once.",
            )


def _word(value: object) -> str:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)

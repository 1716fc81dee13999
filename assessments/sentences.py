"""Findings as sentences: right in number and grammar, and never more certain than the finding.

Pure text composition over plain values; names come in as they are and are escaped by whoever
shows them.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise

from ecosystem.content import ComponentContent, DependencyContent
from ecosystem.sentences import HOW_OFTEN, be, dependency_clause, first_upper, joined, reason

WORDS = (
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)
NO_BREAK = "\N{NO-BREAK SPACE}"
"""Keeps a number and its unit on one line."""
SEVERITIES = {1: "mild", 2: "clear", 3: "severe"}


def number(count: int) -> str:
    """Up to twelve in words, from there on in figures with thousands apart."""
    return WORDS[count] if 0 <= count < len(WORDS) else f"{count:,}"


def trend_words(trend: str) -> str:
    """What has become of an operational symptom, or nothing where nobody said."""
    return {"better": "getting better", "same": "unchanged", "worse": "getting worse"}.get(
        trend, ""
    )


def counted(count: int, singular: str, plural: str | None = None) -> str:
    """`one weakness`, `two weaknesses`, `no weaknesses`."""
    return f"{number(count)} {singular if count == 1 else plural or singular + 's'}"


def percent(share: float) -> str:
    """A share from 0 to 1 as per cent; what is there but small is never printed as nothing."""
    if 0 < share < 0.005:
        return f"under 1{NO_BREAK}%"
    return f"{share * 100:.0f}{NO_BREAK}%"


MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def day_words(day: date) -> str:
    """`21 November 2026`, whatever the language of the server."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def span_words(days: Iterable[date]) -> str:
    """The days from the first to the last: `5 to 20 May 2026`; nothing of none."""
    found = sorted(days)
    if not found:
        return ""
    first, last = found[0], found[-1]
    if first == last:
        return day_words(last)
    start = day_words(first).split()
    shared = (first.year == last.year) + ((first.year, first.month) == (last.year, last.month))
    return f"{' '.join(start[: 3 - shared])} to {day_words(last)}"


def chain_sentence(
    parts: Sequence[ComponentContent],
    dependencies: Sequence[DependencyContent | None],
    shows_as: str = "",
) -> str:
    """The chain read aloud: if the first is weak, then the next suffers, because ….

    Args:
        parts: from the origin down to the weak item.
        dependencies: the dependency each step rests on, one fewer than parts.
        shows_as: an operational symptom in which the chain ends, or "".
    """
    clauses = []
    for step, (driver, dependent) in enumerate(pairwise(parts)):
        dependency = dependencies[step]
        if step == 0:
            clauses.append(dependency_clause(driver, dependent, dependency))
        else:
            clauses.append(_in_turn(dependent, dependency))
    if shows_as:
        origin = parts[0]
        start = "this shows as"
        if not clauses:
            they = "they show" if origin.plural else "it shows"
            start = f"If {origin.short_name} {be(origin)} weak, {they} as"
        clauses.append(f"{start} “{shows_as}”")
    return first_upper("; ".join(clauses)) + "." if clauses else ""


def _in_turn(dependent: ComponentContent, dependency: DependencyContent | None) -> str:
    if dependency is None:
        return f"this in turn weakens {dependent.short_name}"
    often = HOW_OFTEN[dependency.strength]
    return f"this in turn {often} weakens {dependent.short_name}{reason(dependency)}"


def own_sentence(item: ComponentContent, share: float) -> str:
    itself = "themselves" if item.plural else "itself"
    return f"{percent(share)} of the shortfall of {item.short_name} starts with {itself}."


def part_of_others(explained: int, others: int) -> str:
    """`ten of twelve other weaknesses`, `all three other weaknesses`, `the one other weakness`."""
    if explained == others:
        return "the one other weakness" if others == 1 else f"all {number(others)} other weaknesses"
    some = "none" if explained == 0 else number(explained)
    return f"{some} of {number(others)} other weaknesses" if others > 1 else "no other weakness"


def dominant_sentence(root: str, explained: int, others: int) -> str:
    if others == 0:
        return f"One cause stands out: {root}. Nothing else is weak."
    return f"One cause stands out: {root}. It explains {part_of_others(explained, others)}."


def few_sentence(roots: Sequence[str], explained: int, others: int) -> str:
    if len(roots) == 1:
        return dominant_sentence(roots[0], explained, others).replace("stands out", "leads")
    return (
        f"{first_upper(number(len(roots)))} causes explain {part_of_others(explained, others)}. "
        f"Start upstream, with {joined(roots[:2])}."
    )


def several_sentence(candidates: Sequence[str], weak: int, provisional: int) -> str:
    if candidates:
        found = counted(len(candidates), "candidate")
        return f"No single cause stands out. {first_upper(found)} to check: {joined(candidates)}."
    if provisional == weak:
        return (
            f"{first_upper(counted(weak, 'item is', 'items are'))} weak, and what drives "
            f"{'it' if weak == 1 else 'them'} has not been rated."
        )
    if weak == 1:
        return "One item is weak, and nothing else hangs on it."
    return f"{first_upper(number(weak))} items are weak, and no cause stands out among them."


def broad_sentence(share: float, upstream: str) -> str:
    return (
        f"Weakness is broad: {percent(share)} of the answers are weak. "
        f"Work the hierarchy from the top, {upstream} first."
    )


def nothing_weak_sentence(rated: int) -> str:
    if rated == 1:
        return "Nothing is weak: the one item that was rated comes near its target or better."
    return f"Nothing is weak: all {number(rated)} rated items come near their targets or better."


def not_enough_sentence(rated: int, applicable: int, waiting: int = 0) -> str:
    if rated == 0 and waiting:
        return "Nothing is rated by name yet, so there is nothing to find before the close."
    if rated == 0:
        return "Nothing is rated yet, so there is nothing to find."
    return (
        f"Not enough answers for a finding: {number(rated)} of {number(applicable)} items "
        f"{'is' if rated == 1 else 'are'} rated."
    )


def standing_sentence(
    raters: int,
    coverage: float,
    scope: str,
    held: float | None,
    causes: int,
    *,
    claims: bool,
    carried: str = "",
    estimated: int = 0,
    waiting: int = 0,
) -> str:
    """Who answered how much, how often the named causes came out again, and what that is worth.

    Args:
        held: share of re-runs in which every named cause was one again; None if none is named.
        causes: how many are named.
        claims: whether the headline says anything about causes at all.
        carried: what rests on an earlier round, as a clause.
        estimated: scores that stand for a whole block; they count half in the share.
        waiting: people whose answers come in at the close only.
    """
    rests = tuple(filter(None, [carried, estimated_clause(estimated)]))
    if not raters:
        nobody = "Nobody has answered by name yet" if waiting else "Nobody has answered yet"
        return f"{'; '.join((nobody, *rests))}."
    parts = [f"{answered_clause(raters, coverage, estimated)} of {scope}", *rests]
    if held is not None and causes:
        found = "this cause" if causes == 1 else "these causes"
        parts.append(f"{found} held in at least {held * 100:.0f} of 100 re-runs")
    worth = " The pattern suggests this; it does not prove it." if claims else ""
    return f"{'; '.join(parts)}.{worth}"


def answered_clause(raters: int, coverage: float, estimated: int) -> str:
    """`One person answered 48 %`; with estimates, which count half, their answers cover it."""
    who = "One person" if raters == 1 else f"{first_upper(number(raters))} people"
    if estimated:
        return f"{who}’s answers cover {percent(coverage)}"
    return f"{who} answered {percent(coverage)}"


def carried_clause(count: int, since: str) -> str:
    """`148 scores are carried forward from 20 May 2026`; nothing where there are none."""
    if not count:
        return ""
    return f"{counted(count, 'score')} {'is' if count == 1 else 'are'} carried forward from {since}"


def estimated_clause(count: int) -> str:
    """`160 scores are estimates from the quick scan, each counting half`; nothing for none."""
    if not count:
        return ""
    if count == 1:
        return "one score is an estimate from the quick scan, counting half"
    return f"{number(count)} scores are estimates from the quick scan, each counting half"


def why_sentence(
    item: ComponentContent,
    score: float,
    target: float,
    live_drivers: int,
    weak_below: int,
    own: float | None,
) -> str:
    """Why an item is named a root."""
    it, its = ("them", "their") if item.plural else ("it", "its")
    rated = f"{be(item)} rated {score:.1f} against a target of {target:.0f}"
    start = f"{item.short_name} {rated}"
    if live_drivers == 0:
        start += f", and nothing that drives {it} is weak"
    elif own is not None:
        what = counted(live_drivers, "weak driver")
        start += f"; {what} cannot explain {it}: {percent(own)} of {its} shortfall is {its} own"
    if weak_below == 0:
        return f"{start}."
    hang = "hangs" if weak_below == 1 else "hang"
    return f"{start}. {first_upper(counted(weak_below, 'weak item'))} {hang} on {it}."


def confidence_sentence(word: str, confidence: float, stability: float | None) -> str:
    """Model confidence and stability of one finding, in words a reader can weigh."""
    meaning = {
        "firm": "Firm: the pattern is clear and holds",
        "likely": "Likely: the pattern points here",
        "open": "Open: confirm the rating before acting",
    }[word]
    held = "" if stability is None else f", same label in {stability * 100:.0f} of 100 re-runs"
    return f"{meaning}. Model confidence {percent(confidence)}{held}."


def symptom_sentence(name: str, origins: Sequence[tuple[str, float]], elsewhere: float) -> str:
    """What an operational symptom goes back to here."""
    if not origins:
        return (
            f"None of the usual causes of “{name}” was found weak. "
            "It may rest on something not rated here."
        )
    shares = joined(f"{origin} ({percent(share)})" for origin, share in origins)
    rest = (
        f"; {percent(elsewhere)} is not located among the weak items" if elsewhere > 0.005 else ""
    )
    return f"“{name}” goes back to {shares}{rest}."


def view_sentence(
    name: str, leaders: float, sellers: float, managers: float | None, gap: float
) -> str:
    """Where leaders and sellers stand, and managers between them."""
    between = "" if managers is None else f" Managers: {managers:.1f}."
    if abs(gap) < 0.05:
        return f"Leaders and sellers both rate {name} {leaders:.1f}.{between}"
    way = "lower" if gap > 0 else "higher"
    far = "1 point" if round(abs(gap), 1) == 1 else f"{abs(gap):.1f} points"
    return (
        f"Leaders rate {name} {leaders:.1f}, sellers {sellers:.1f}: "
        f"{far} {way} where the work is done.{between}"
    )


def remaining_sentence(points: Sequence[str]) -> str:
    """What weakened the result and was still open when it was printed."""
    if not points:
        return "Nothing that would weaken it was left open."
    return f"Left open, and worth a look before acting: {joined(points)}."


def raters_words(raters: int, agreement: str | None) -> str:
    """How many rated, and how far they agree."""
    people = "1 rater" if raters == 1 else f"{raters} raters"
    if raters < 2 or not agreement:
        return people
    return f"{people} who differ" if agreement == "differ" else f"{people}, {agreement}"


def others_sentence(waiting: int, closed_on: date | None) -> str:
    """Which answers given without a name are in, where there are any."""
    if closed_on is not None:
        return f"What people said without a name is in as it stood on {day_words(closed_on)}."
    if not waiting:
        return ""
    others = "one other person says" if waiting == 1 else f"the {number(waiting)} others say"
    return f"So far from the answers given by name; what {others} is added at the close."


def withheld_sentence(scores: int, floor: int) -> str:
    """Why a score is missing that people gave."""
    people = "person" if scores == 1 else "people"
    return (
        f"{first_upper(number(scores))} {people} scored this without a name; "
        f"shown from {number(floor)}."
    )


def agreed_sentence(score: int, by: str, day: date, rated: float | None) -> str:
    """A workshop's score, and what stands beside it."""
    own = "Nobody had rated it before." if rated is None else f"The raters said {rated:.1f}."
    who = f", noted by {by}" if by else ""
    return f"A workshop agreed on {score} on {day_words(day)}{who}. {own}"


def straight_sentence(straight: int, raters: int, floor: int | None) -> str:
    """Raters who gave one answer everywhere; counted out only where enough others did not."""
    return (
        f"{_some_of(straight, raters, floor)} gave the same answer throughout. "
        "Ask whether the sentences were read; nothing was left out of the result."
    )


def speeding_sentence(speeding: int, raters: int, floor: int | None) -> str:
    return (
        f"{_some_of(speeding, raters, floor)} answered faster than the sentences can be read. "
        "Nothing was left out of the result."
    )


def _some_of(count: int, raters: int, floor: int | None) -> str:
    if floor is not None and raters - count < floor:
        return f"Some of the {number(raters)} raters"
    return f"{first_upper(number(count))} of {number(raters)} raters"


def closing_sentence(unnamed: int, agreed: int, everybody: int, floor: int) -> str:
    """What a close does with the answers a group gave without a name.

    Args:
        unnamed: people of the group who did.
        agreed: those of them who agreed to be shown apart.
        everybody: people of all groups who did.
    """
    if not unnamed:
        return "Counts already: said by name."
    if everybody < floor:
        return f"Not shown: under {number(floor)} answered without a name in all."
    if unnamed >= floor:
        return f"A group of its own, where {number(floor)} or more scored an item."
    if agreed == unnamed:
        return f"Shown apart, as {'this person' if unnamed == 1 else 'all of them'} agreed."
    return f"Under {number(floor)}: taken together with other groups."


def kept_release_sentence(day: date) -> str:
    return (
        f"Closed. What people said without a name stays as released on {day_words(day)}: too few "
        "of them changed an answer to show the difference."
    )

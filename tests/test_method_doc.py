"""docs/method.md says what the engine does: every table with numbers is computed again."""

import operator
import re
from collections.abc import Iterator
from functools import cache
from itertools import chain

import numpy as np
import pytest

from assessments.engine import constants
from assessments.engine.diagnosis import diagnose
from assessments.engine.problem import is_weak
from assessments.engine.rollup import band, points_short, shortfall, word
from assessments.engine.stability import certainty
from assessments.findings import Report
from assessments.opening import LEAST, MOST
from assessments.pace import SECONDS_PER_BLOCK, SECONDS_PER_ITEM
from assessments.report.problem import IMPORTANCE_WEIGHTS
from assessments.report.roadmap import WAVES
from ecosystem.graph import ONE_NOTCH_WEAKER, STRENGTHS
from tests.charts.reports import only
from tests.engine.organisation import organisation
from tests.method_document import DOCUMENT, NUMBER, Table, arithmetic, number, prose, read, unit
from tests.method_examples import EXAMPLES, Values
from tests.shipped import shipped

TEXT = DOCUMENT.read_text(encoding="utf-8")
TABLES = read(TEXT)
KEY = operator.attrgetter("key")
SMALL = {"0", "1", "2", "3"}
"""Whole numbers a sum may hold without their standing elsewhere."""
SLACK = 3
"""A sum of rounded numbers may miss its result by as many of the last digit."""
KINDS = {"fitted", "chosen", "guarded"}


def given_for(name: str) -> Table | None:
    return next((t for t in TABLES if (t.kind, t.name) == ("given", name)), None)


@cache
def values_for(given: Table) -> Values:
    return EXAMPLES[given.name](given)


# ------------------------------------------------------------------------------- sums


def wrong_sums(table: Table, given: Table, known: set[str]) -> list[str]:
    """What does not agree: engine and printed result, sum and result, numbers from nowhere."""
    values, found = values_for(given), []
    printed_before: set[str] = set()
    for quantity, written, result in table.rows:
        found += [
            f"{quantity}: {one} stands nowhere before"
            for one in NUMBER.findall(written.replace("²", ""))
            if one not in known
        ]
        if "median(" in written and not is_of(given, written):
            found.append(f"{quantity}: {written} is not what is given")
        meant, printed, step = values.get(quantity), number(result), unit(result)
        if meant is None:
            found.append(f"{quantity}: no such quantity")
        elif abs(meant - printed) > step / 2 + 1e-9:
            found.append(f"{quantity}: the engine says {meant}, printed is {result}")
        rounded = any(one in printed_before for one in NUMBER.findall(written))
        slack = SLACK * step if rounded else step / 2 + 1e-9
        if written and abs(arithmetic(written) - printed) > slack:
            found.append(f"{quantity}: {written} is {arithmetic(written)}, printed is {result}")
        printed_before |= set(NUMBER.findall(result)) - known
        known |= printed_before
    return found


def is_of(given: Table, written: str) -> bool:
    """Whether a median is taken over what the table gives, in its order."""
    inside = written.partition("median(")[2].partition(")")[0]
    cells = [cell for row in given.rows for cell in row[1:] if cell]
    return any(", ".join(cells[start:end]) == inside for start, end in pairs(len(cells)))


def pairs(count: int) -> Iterator[tuple[int, int]]:
    return ((start, end) for start in range(count) for end in range(start + 1, count + 1))


def known_before(table: Table) -> set[str]:
    """Numbers a sum may use: constants, strengths, what is given, and results further up."""
    known = SMALL | {f"{abs(v):g}" for v in numeric_constants().values()}
    known |= {f"{v:.2f}" for v in numeric_constants().values()}
    known |= {f"{v:.2f}" for v in (*STRENGTHS.values(), 0.45, 0.65, 0.85)}
    for other in TABLES:
        same = (other.kind, other.name) == (table.kind, table.name)
        if same and other.line < table.line:
            known |= {one for *_, result in other.rows for one in NUMBER.findall(result)}
        elif other.name == table.name and not same:
            known |= set(NUMBER.findall(" ".join(chain(*other.rows))))
    return known | COUNTS.get(table.name, set())


COUNTS = {
    "raters": {"12", "11"},  # twelve answers, one fewer
    "roll-up": {"4", "5"},  # four of five items
    "headline": {"7", "31"},  # seven weak of thirty-one
}


def numeric_constants() -> dict[str, float]:
    return {k: v for k, v in printed_constants().items() if isinstance(v, int | float)}


def printed_constants() -> dict[str, object]:
    return {name: one for name, one in vars(constants).items() if name.isupper()}


def worked() -> list[Table]:
    return [table for table in TABLES if table.kind == "worked"]


def wrong_worked(table: Table, given: Table | None = None) -> list[str]:
    given = given or given_for(table.name)
    assert given is not None
    return wrong_sums(table, given, known_before(table))


@pytest.mark.parametrize("table", worked(), ids=KEY)
def test_a_worked_example_agrees_with_the_engine_and_with_plain_arithmetic(table):
    assert wrong_worked(table) == []


def test_every_example_is_given_and_worked():
    assert {table.name for table in worked()} == EXAMPLES.keys()


# ------------------------------------------------------------------------------- conventions


def wrong_shortfalls(table: Table) -> list[str]:
    found = []
    for score, target, written, result, points, said, in_band in table.rows:
        y = shortfall(number(score), number(target))
        if f"({target} + 1 − {score}) / {target}" not in written:
            found.append(f"{written} is not about {score} at {target}")
        if abs(y - number(result)) > unit(result) / 2 or abs(y - arithmetic(written)) > 1e-9:
            found.append(f"{score} at {target}: {y}, printed is {result}")
        if abs(points_short(number(score), number(target)) - number(points)) > 1e-9:
            found.append(f"{score} at {target}: points short {points}")
        if (word(number(score)), band(y)) != (said, in_band):
            found.append(f"{score} at {target}: {said}, {in_band}")
    return found


def wrong_bands(table: Table) -> list[str]:
    found = []
    for name, since, *limits in table.rows:
        meant = {"weak": constants.WEAK_FROM, "watch": constants.WATCH_FROM, "sound": 0}[name]
        if number(since) != meant:
            found.append(f"{name} from {since}")
        for target, limit in zip(constants.TARGETS, limits, strict=True):
            highest = target + 1 - meant * target if meant else constants.HIGHEST_SCORE
            if abs(highest - number(limit)) > 1e-9 or band(shortfall(highest, target)) != name:
                found.append(f"{name} at target {target}: {limit}")
    return found


def wrong_strengths(table: Table) -> list[str]:
    return [
        f"{name} {value} {inside}"
        for name, value, inside in table.rows
        if (number(value), number(inside)) != (STRENGTHS[name], STRENGTHS[ONE_NOTCH_WEAKER[name]])
    ]


def wrong_weights(table: Table) -> list[str]:
    printed = {name: number(weight) for name, weight in table.rows}
    return [] if printed == IMPORTANCE_WEIGHTS else [str(printed)]


def wrong_levels(table: Table) -> list[str]:
    meant = [(f"{level}", word(level)) for level in range(1, 6)]
    return [] if list(table.rows) == meant else [str(table.rows)]


def wrong_certainty(table: Table) -> list[str]:
    """At its limits each word holds, and a little under them it does not."""
    found = []
    for said, stable, sure, _ in table.rows:
        at, under = (number(stable), number(sure)), (number(stable) - 0.01, number(sure) - 0.01)
        holds = certainty(*at) == said
        lower = said == "open" or certainty(at[0], under[1]) != said
        shakier = said != "firm" or certainty(under[0], at[1]) != said
        if not (holds and lower and shakier and at[0] in (0, constants.FIRM_STABILITY)):
            found.append(f"{said}: {at}")
        if said == "open" and at != (0, 0):
            found.append(f"open has no limits: {at}")
    return found


def stated_shortfalls() -> tuple[str, ...]:
    """What weak, watch and sound stand for in the table of labels."""
    stated = re.search(r"weak is (0\.\d+), watch (0\.\d+), sound (0\.\d+)", TEXT)
    assert stated is not None
    return stated.groups()


def wrong_labels(table: Table) -> list[str]:
    meant = dict(zip(("weak", "watch", "sound"), map(float, stated_shortfalls()), strict=True))
    assert [str(band(y)) for y in meant.values()] == list(meant)
    meant["not rated"] = np.nan
    found = []
    for upper, strength, lower, *said in table.rows:
        y = [meant[cell.removesuffix(" outcome")] for cell in (upper, lower)]
        lagging = [False, lower.endswith(" outcome")]
        problem = organisation(y, [(0, 1, STRENGTHS[strength])], lagging=lagging)
        labels = [str(label) for label in diagnose(problem, draws=0).label]
        if labels != said:
            found.append(f"{upper} {strength} {lower}: {labels}")
    return found


def wrong_constants(table: Table) -> list[str]:
    meant = printed_constants()
    found = [f"{name} is not explained" for name in meant.keys() - {row[0] for row in table.rows}]
    for name, printed, kind, what in table.rows:
        if name not in meant:
            found.append(f"there is no {name}")
        elif as_printed(meant[name]) != printed:
            found.append(f"{name} is {as_printed(meant[name])}, printed is {printed}")
        if kind not in KINDS or not what.endswith("."):
            found.append(f"{name}: {kind}, {what}")
    return found


def wrong_waves(table: Table) -> list[str]:
    """Days of the waves, and what the plan of one root says is looked at when they end."""
    roadmap = one_root().roadmap
    assert roadmap is not None
    meant = enumerate(zip((0, *WAVES), WAVES, roadmap.reviews, strict=False), start=1)
    found = []
    for row, (wave, (begins, ends, (day, looks))) in zip(table.rows, meant, strict=True):
        if [number(cell) for cell in row[:3]] != [wave, begins, ends]:
            found.append(f"wave {wave} is from {begins} to {ends}")
        if day != ends or row[3].removeprefix("whether ").replace(" is ", " ") not in looks.lower():
            found.append(f"day {day}: {looks}")
    return found


@cache
def one_root() -> Report:
    return only({"sales-process-execution": 2, "activity-metrics": 2}, rest=4)


def as_printed(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    if isinstance(value, float) and abs(value) < 1e-6:
        return f"{value:.12f}".rstrip("0")
    return str(value).replace("-", "−")


CHECKS = {
    "shortfalls": wrong_shortfalls,
    "bands": wrong_bands,
    "strengths": wrong_strengths,
    "weights": wrong_weights,
    "levels": wrong_levels,
    "certainty": wrong_certainty,
    "labels": wrong_labels,
    "constants": wrong_constants,
    "waves": wrong_waves,
    "worked": wrong_worked,
}


@pytest.mark.parametrize("table", [t for t in TABLES if t.kind not in ("given", "worked")], ids=KEY)
def test_a_table_of_conventions_says_what_the_code_does(table):
    assert CHECKS[table.kind](table) == []


# ------------------------------------------------------------------------------- every number


def altered(text: str) -> Iterator[str]:
    """The text with the last digit of one of its numbers changed, for each of them."""
    for found in NUMBER.finditer(text):
        end = found.end()
        yield f"{text[: end - 1]}{(int(text[end - 1]) + 1) % 10}{text[end:]}"


def mutants(table: Table) -> Iterator[Table]:
    for row, cells in enumerate(table.rows):
        for place, cell in enumerate(cells):
            for text in altered(cell):
                yield table.changed(row, place, text)


def is_noticed(table: Table) -> bool:
    """Whether the checks fail, or cannot even be made, with the altered table in its place."""
    try:
        if table.kind != "given":
            return bool(CHECKS[table.kind](table))
        return any(wrong_worked(one, table) for one in worked() if one.name == table.name)
    except (LookupError, ValueError, ZeroDivisionError, TypeError):
        return True


@pytest.mark.parametrize("table", TABLES, ids=KEY)
def test_changing_any_number_of_a_table_is_noticed(table):
    unnoticed = [one.rows for one in mutants(table) if not is_noticed(one)]

    assert unnoticed == []


def test_numbers_in_the_text_are_those_of_the_tables():
    content = shipped()
    facts = {len(content.items), len(content.groups), len(content.dependencies)}
    facts |= {len(content.blocks), LEAST, MOST, int(SECONDS_PER_ITEM), int(SECONDS_PER_BLOCK)}
    allowed = {f"{fact}" for fact in facts} | set(stated_shortfalls())
    for value in numeric_constants().values():
        allowed |= {f"{value:g}", f"{value:.2f}", f"{value * 100:.0f}"}
    for table in TABLES:
        for cell in chain(*table.rows):
            allowed |= set(NUMBER.findall(cell))
            if re.fullmatch(r"0\.\d{4}", cell):
                allowed.add(f"{float(cell) * 100:.0f}")
    printed = re.findall(r"\d+\.\d+|\d{2,}", prose(TEXT))

    assert sorted(set(printed) - allowed) == []


def test_the_bands_are_those_of_the_engine():
    assert is_weak(np.array([0.40, 0.39])).tolist() == [True, False]


def test_all_labels_are_explained():
    explained = TEXT.split("## Labels")[1].split("## Chains")[0].replace("at risk", "at-risk")

    for label in ("root", "contributing", "symptom", "local", "provisional", "unexplained"):
        assert f"| {label} |" in explained
    for label in ("at-risk", "healthy", "unrated", "not applicable"):
        assert f"| {label} |" in explained


def test_links_within_the_document_lead_somewhere():
    headings = re.findall(r"^#+ (.+)$", TEXT, re.MULTILINE)
    anchors = {re.sub(r"[^\w -]", "", one.lower()).replace(" ", "-") for one in headings}

    assert set(re.findall(r"\]\(#([^)]+)\)", TEXT)) <= anchors


def test_the_index_names_every_document():
    index = (DOCUMENT.parent / "README.md").read_text(encoding="utf-8")

    for document in DOCUMENT.parent.glob("*.md"):
        assert document.name == "README.md" or f"]({document.name})" in index

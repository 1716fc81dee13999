"""The time line: moves by root, every bar in its days, and an arrow only from what comes first."""

from dataclasses import replace

import pytest

from assessments.charts import Figure
from assessments.charts.timeline import timeline
from assessments.findings import Move, Report, Roadmap
from tests.charts import reading
from tests.charts.reports import all_rated, story

SIZES = ("wide", "narrow", "print")
REVIEWS = ((30, "In place."), (90, "Lead."), (180, "Lag."), (365, "Rated again."))
MARKETS, PROCESS, CULTURE = "target-markets", "sales-process-execution", "coaching-culture"


def move(root: str, number: int, start: int, end: int, *after: str) -> Move:
    return Move(root, number, f"Do {number} for {root}.", start, end, after)


def planned(*moves: Move) -> Report:
    return replace(story(), roadmap=Roadmap(moves, (), REVIEWS))


def drawn(*moves: Move) -> Figure:
    figure = timeline(planned(*moves))
    assert figure is not None
    return figure


CHAIN = (
    move(MARKETS, 1, 0, 30),
    move(MARKETS, 2, 30, 90),
    move(PROCESS, 1, 30, 90, MARKETS),
)


@pytest.mark.parametrize(
    ("moves", "title"),
    [
        (CHAIN[:1], "One move in one wave, for Target markets/segments"),
        (CHAIN[:2], "Two moves in two waves, all of them for Target markets/segments"),
        (CHAIN, "Three moves in two waves: begin with Target markets/segments"),
        (
            (CHAIN[0], move(CULTURE, 1, 0, 30)),
            "Two moves in one wave: both roots can be begun at once",
        ),
        (
            (CHAIN[0], move(CULTURE, 1, 0, 30), move("crm", 1, 0, 30)),
            "Three moves in one wave: all three roots can be begun at once",
        ),
        (
            (CHAIN[0], move(CULTURE, 1, 0, 30), CHAIN[2]),
            "Three moves in two waves: begin with Target markets/segments and Coaching culture",
        ),
    ],
)
def test_the_title_says_how_much_there_is_and_where_to_begin(moves, title):
    assert drawn(*moves).title == title


@pytest.mark.parametrize("size", SIZES)
def test_every_move_is_told_under_its_root(size):
    said = " ".join(reading.texts(getattr(drawn(*CHAIN), size)))
    for text in ("Do 1 for target-markets.", "Do 2 for target-markets.", "Sales process use"):
        assert text in said


def arrows(svg: str) -> int:
    """Heads that point down, filled as the connectors are drawn."""
    paths = (one for one in reading.parsed(svg).iter() if one.attrib.get("class") == "s-ink2")
    return sum("H" in path.attrib["d"] and "V" in path.attrib["d"] for path in paths)


def test_an_arrow_leads_from_each_move_that_must_be_in_place_first():
    assert arrows(drawn(*CHAIN).wide) == 2
    assert arrows(drawn(CHAIN[0], move(CULTURE, 1, 0, 30)).wide) == 0


def test_on_a_phone_words_stand_for_the_arrow():
    figure = drawn(*CHAIN)
    assert arrows(figure.narrow) == 0
    said = " ".join(reading.texts(figure.narrow))
    assert "once the first move of Target markets/segments is in place" in said


def test_the_table_the_drawing_and_the_figure_to_explore_say_the_same_days():
    figure = drawn(*CHAIN)
    rows = {f"{row[0]} {row[1]}": (int(row[2]), int(row[3])) for row in figure.table.rows}
    explored = {
        name: (start, start + length)
        for trace in figure.plotly["data"]
        for name, start, length in zip(trace["y"], trace["base"], trace["x"], strict=True)
    }
    assert explored == rows
    phone = [text for text in reading.texts(figure.narrow) if text.startswith("day ")]
    assert phone == [f"day {start} to {end}" for start, end in rows.values()]


def test_the_table_says_what_each_move_waits_for():
    waits = [row[-1] for row in drawn(*CHAIN).table.rows]
    assert waits == ["–", "Target markets/segments", "Target markets/segments"]


def test_moves_of_any_length_stay_in_their_place():
    long = tuple(replace(one, text="Everything there is to say about it. " * 40) for one in CHAIN)
    figure = drawn(*long)
    for size in SIZES:
        assert not reading.collisions(getattr(figure, size))
        assert not reading.outside(getattr(figure, size))


def test_without_a_plan_there_is_no_time_line():
    assert timeline(all_rated(5)) is None

"""Since last time: one small line per pillar over the rounds, its target dotted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from assessments.charts.explore import label, token
from assessments.charts.figure import COLUMN, NARROW, PAGE, Figure, Plot, Table
from assessments.charts.trend_drawing import Drawing, Line, Stop
from assessments.charts.words import DASH, LEVELS, decimal, tenth
from assessments.findings import PillarFinding, Report, RoundFinding
from assessments.sentences import number
from ecosystem.sentences import first_upper, joined

MOVED_FROM = 0.3
"""Points from which a score counts as better or worse; less is within what raters differ by."""
MOST_DRAWN = 4
"""So many rounds are drawn, the present one among them; the table has all of them."""
MOST_NAMED = 2
"""So many pillars are named in the title; more are counted."""
BETTER, SAME, WORSE = "better", "same", "worse"
CARRIED = "carried forward"
LOWEST, HIGHEST = 1, len(LEVELS)
ROW = 110
"""Height of a line to explore."""
EVERY = "Every pillar is"
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


@dataclass(frozen=True)
class Trend:
    dates: tuple[date | None, ...]  # the present one last; None is not dated
    lines: tuple[Line, ...]

    @cached_property
    def by_day(self) -> bool:
        """Whether two rounds fall into one month, so that the month does not tell them apart."""
        months = [(day.year, day.month) for day in self.dates if day]
        return len({*months}) < len(months)

    @cached_property
    def labels(self) -> tuple[str, ...]:
        return tuple(short_date(day, self.by_day) for day in self.dates)

    @property
    def title(self) -> str:
        compared = [line for line in self.lines if line.word in (BETTER, SAME, WORSE)]
        if not compared:
            return self._nothing_compared()
        better = [line.name for line in compared if line.word == BETTER]
        worse = [line.name for line in compared if line.word == WORSE]
        if better and worse:
            return f"{_told(better)} better than {self.last}, {_told(worse, first=False)} worse"
        if better or worse:
            moved, word = (better, BETTER) if better else (worse, WORSE)
            which = _told(moved) if len(moved) < len(self.lines) or len(moved) == 1 else EVERY
            return f"{which} {word} than {self.last}"
        if len(compared) == 1:
            return f"{compared[0].name} is where it was {self.last}"
        which = "Every pillar" if len(compared) == len(self.lines) else "Every pillar compared"
        return f"{which} is where it was {self.last}"

    @cached_property
    def last(self) -> str:
        """When the round before this one was: in a month, or on a day if months do not tell."""
        day = self.dates[-2]
        if day is None:
            return "last time"
        month = f"{MONTHS[day.month - 1]} {day.year}"
        return f"on {day.day} {month}" if self.by_day else f"in {month}"

    def _nothing_compared(self) -> str:
        if any(line.word == CARRIED for line in self.lines):
            since = "last time" if self.dates[-2] is None else self.last.split(" ", 1)[1]
            return f"No pillar has been rated again since {since}"
        return "No pillar has a score to compare with last time"

    @property
    def description(self) -> str:
        told = "; ".join(f"{line.told}" for line in self.lines)
        since = f"{self.labels[0]} to {self.labels[-1]}"
        return f"Scores of {number(len(self.dates))} rounds, {since}. {told}."


def _told(names: Sequence[str], first: bool = True) -> str:
    """The pillars as far as they can be named, with their verb."""
    if len(names) <= MOST_NAMED:
        return f"{joined(names)} {'is' if len(names) == 1 else 'are'}"
    counted = f"{number(len(names))} pillars are"
    return first_upper(counted) if first else counted


def short_date(day: date | None, by_day: bool) -> str:
    """Nov 25, or 12 Nov 25 where the month does not tell rounds apart."""
    if day is None:
        return "undated"
    month = f"{MONTHS[day.month - 1][:3]} {day.year % 100:02}"
    return f"{day.day} {month}" if by_day else month


def trend(report: Report) -> Figure | None:
    """The figure, or None without an earlier round or any score."""
    found = trend_of(report)
    if len(found.dates) == 1 or not any(stop.score for row in found.lines for stop in row.stops):
        return None
    texts = (found.title, found.description)
    labels = found.labels[-MOST_DRAWN:]
    lines = tuple(line.last(MOST_DRAWN) for line in found.lines)
    note = f"same: less than {MOVED_FROM} either way"
    if len(found.dates) > MOST_DRAWN:
        note += f"; drawn: the last {number(MOST_DRAWN)} of {number(len(found.dates))} rounds"
    return Figure(
        name="trend",
        title=found.title,
        description=found.description,
        wide=Drawing(lines, labels, COLUMN, note, texts).svg(),
        narrow=Drawing(lines, labels, NARROW, note, texts).svg(),
        print=Drawing(lines, labels, PAGE, note, texts).svg(),
        plotly=plot(found),
        table=table(found),
    )


def trend_of(report: Report) -> Trend:
    """The earlier rounds and the present one, whether or not the rounds name it too."""
    earlier = tuple(past for past in report.rounds if past.as_of != report.as_of)
    dates = (*(past.as_of for past in earlier), report.as_of)
    return Trend(dates, tuple(line_of(report, pillar, earlier) for pillar in report.pillars))


def line_of(report: Report, pillar: PillarFinding, earlier: Sequence[RoundFinding]) -> Line:
    past = tuple(
        Stop(_printed(dict(found.scores).get(pillar.slug)), pillar.slug in found.carried)
        for found in earlier
    )
    present = Stop(_printed(pillar.score), pillar.carried or _is_carried(report, pillar))
    change = _change(past[-1].score, present) if past else None
    stops = (*past, present)
    return Line(pillar.name, tenth(pillar.target), stops, change, word_of(present, change))


def _is_carried(report: Report, pillar: PillarFinding) -> bool:
    """Whether the score rests on nothing but what was carried forward."""
    components = [c for c in report.top_components if c.pillar == pillar.slug]
    scored = [component for component in components if component.score is not None]
    return bool(scored) and all(component.carried for component in scored)


def _change(before: float | None, present: Stop) -> float | None:
    """Points since the last round as the printed scores have them."""
    if before is None or present.score is None or present.carried:
        return None
    return round(present.score - before, 1)


def word_of(present: Stop, change: float | None) -> str:
    if present.score is None:
        return "no score"
    if present.carried:
        return CARRIED
    if change is None:
        return "no score last time"
    if abs(change) < MOVED_FROM:
        return SAME
    return BETTER if change > 0 else WORSE


def _printed(score: float | None) -> float | None:
    return None if score is None else tenth(score)


def table(found: Trend) -> Table:
    head = ("Pillar", *found.labels, "Target", "Change", "In words")
    rows = tuple(
        (
            line.name,
            *(
                f"{decimal(stop.score)}{' (carried)' if stop.carried else ''}"
                for stop in line.stops
            ),
            decimal(line.target),
            line.signed or DASH,
            line.word,
        )
        for line in found.lines
    )
    return Table(head, rows)


def plot(found: Trend) -> Plot:
    """The same lines below each other, on one scale."""
    names = [f"<b>{label(line.name)}</b> {line.remark}" for line in found.lines]
    axes = [str(place) if place > 1 else "" for place in range(1, len(names) + 1)]
    scale = {"range": [LOWEST, HIGHEST], "tickvals": [LOWEST, (LOWEST + HIGHEST) / 2, HIGHEST]}
    layout: Plot = {
        "height": 60 + ROW * len(names),
        "showlegend": False,
        "grid": {"rows": len(names), "columns": 1, "pattern": "coupled", "ygap": 0.5},
        "xaxis": {"type": "category", "showgrid": False},
        "annotations": [_heading(name, axis) for name, axis in zip(names, axes, strict=True)],
    }
    data = []
    for line, axis in zip(found.lines, axes, strict=True):
        layout[f"yaxis{axis}"] = scale
        data += [_targets(found, line, f"y{axis}"), _scores(found, line, f"y{axis}")]
    return {"data": data, "layout": layout}


def _heading(text: str, axis: str) -> Plot:
    place = {"xref": "paper", "x": 0, "xanchor": "left", "yref": f"y{axis} domain", "y": 1}
    return {**place, "yanchor": "bottom", "text": text, "showarrow": False}


def _scores(found: Trend, line: Line, axis: str) -> Plot:
    symbols = ["circle-open" if stop.carried else "circle" for stop in line.stops]
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": label(line.name),
        "x": list(found.labels),
        "y": [stop.score for stop in line.stops],
        "yaxis": axis,
        "connectgaps": False,
        "line": {"color": token("ink"), "width": 2},
        "marker": {"size": 9, "symbol": symbols, "line": {"width": 2}},
        "hovertemplate": f"{label(line.name)}, %{{x}}: %{{y:.1f}}<extra></extra>",
    }


def _targets(found: Trend, line: Line, axis: str) -> Plot:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": list(found.labels),
        "y": [line.target] * len(found.labels),
        "yaxis": axis,
        "hoverinfo": "skip",
        "line": {"color": token("line2"), "width": 1.2, "dash": "dot"},
    }

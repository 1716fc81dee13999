"""Pillar bars: each pillar's score against its target, the shortfall between them in blue."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from assessments.charts.canvas import Canvas, Paint, Type
from assessments.charts.explore import label, token
from assessments.charts.figure import COLUMN, NARROW, PAGE, Figure, Plot, Table
from assessments.charts.text import measure, wrap
from assessments.charts.words import DASH, LEVELS, decimal, tenth
from assessments.findings import PillarFinding, Report
from ecosystem.sentences import joined

LOWEST, HIGHEST = 1, len(LEVELS)
TOP = 34
"""Room for the words of the scale, above the first row."""
ROW = 52
FOOT = 22
"""Room for the key, under the last row."""
STREAM = 46
"""Room at the left for the steps of the hierarchy."""
LARGE_SHORT = 0.7
"""From here on a shortfall in points is set in bold."""
HALF = 0.5

ESTIMATED = "estimated from blocks"
SCORE = Paint(fill="bar")
CARRIED = Paint(fill="sheet", stroke="bar", width=1.4)
HATCH = Paint(stroke="bar", width=1.2)
SHORT = Paint(fill="d4")
TARGET = Paint(stroke="ink", width=2.4)
GRID = Paint(stroke="line")
STEP = Paint(stroke="ink2", width=1.6)
STOP = Paint(fill="sheet", stroke="ink2", width=1.6)
AXIS = Type(12, "ink3")
MISSING = Type(12.5, "ink3")
GROUND = Paint(fill="sheet")


@dataclass(frozen=True)
class Bar:
    """One row as it is printed: `score` is None where there are not enough answers."""

    name: str
    is_overlay: bool
    score: float | None
    word: str
    target: float
    short: float
    carried: bool = False
    estimated: bool = False

    @property
    def source(self) -> str:
        """Said after the word, where the score was not rated itself."""
        if self.carried:
            return ", carried forward"
        return ", estimated" if self.estimated else ""

    @property
    def remark(self) -> str:
        if self.score is None:
            return self.word
        if not self.short:
            return f"meets its {self.target:.1f}"
        return f"{self.short:.1f} short of {self.target:.1f}"


@dataclass(frozen=True)
class Bars:
    title: str
    rows: tuple[Bar, ...]
    carried_on: str = ""  # the days from which scores are carried forward

    @cached_property
    def steps(self) -> int:
        """Pillars that drive each other from top to bottom; overlays come after them."""
        return sum(not row.is_overlay for row in self.rows)

    @property
    def carries(self) -> str:
        """What a hollow bar says; empty where there is none."""
        if not any(row.carried and row.score is not None for row in self.rows):
            return ""
        return f"carried forward from {self.carried_on}" if self.carried_on else "carried forward"

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of bar that need a word in the key."""
        estimated = any(row.estimated and row.score is not None for row in self.rows)
        return tuple(kind for kind in (self.carries, ESTIMATED if estimated else "") if kind)

    @property
    def description(self) -> str:
        told = (
            f"{row.name} {decimal(row.score)}, {row.remark}{row.source}"
            if row.score is not None
            else f"{row.name}: {row.remark}"
            for row in self.rows
        )
        return f"Bars from {LOWEST} to {HIGHEST}. {'; '.join(told)}."


def bar_of(pillar: PillarFinding, in_scope: bool = True) -> Bar:
    score = None if pillar.score is None else tenth(pillar.score)
    unknown = "not enough answers" if pillar.coverage else "not rated"
    return Bar(
        name=pillar.name,
        is_overlay=pillar.is_overlay,
        score=score,
        word=pillar.word or (unknown if in_scope else "not in scope"),
        target=tenth(pillar.target),
        short=tenth(pillar.short or 0),
        carried=pillar.carried,
        estimated=pillar.estimated and not pillar.carried,
    )


def pillar_bars(report: Report) -> Figure | None:
    """The figure, or None while no pillar has a score."""
    if all(pillar.score is None for pillar in report.pillars):
        return None
    drivers_first = sorted(report.pillars, key=lambda pillar: pillar.is_overlay)
    asked = {item.pillar for item in report.items if item.in_scope}
    rows = tuple(bar_of(pillar, pillar.slug in asked) for pillar in drivers_first)
    bars = Bars(title_of(report), rows, report.carried_on)
    return Figure(
        name="pillars",
        title=bars.title,
        description=bars.description,
        wide=Drawing(bars, COLUMN).svg(),
        narrow=Drawing(bars, NARROW).svg(),
        print=Drawing(bars, PAGE).svg(),
        plotly=plot(bars),
        table=table(bars),
    )


def title_of(report: Report) -> str:
    scored = [pillar for pillar in report.pillars if pillar.score is not None]
    shorts = {pillar.slug: bar_of(pillar).short for pillar in scored}
    largest = max(shorts.values())
    if not largest:
        return _all_met(scored, len(report.pillars))
    worst = [pillar for pillar in scored if shorts[pillar.slug] == largest]
    if len(scored) == 1:
        return f"{worst[0].name} is {largest:.1f} points short of its target"
    if len(worst) == len(scored):
        which = (
            "Every pillar" if len(scored) == len(report.pillars) else "Every pillar with a score"
        )
        return f"{which} is {largest:.1f} points short of its target"
    if len(worst) > 1:
        return f"{joined(pillar.name for pillar in worst)} are furthest from their targets"
    return f"{worst[0].name} is furthest from its target{_where_from(worst[0], report)}"


def _all_met(scored: list[PillarFinding], pillars: int) -> str:
    if len(scored) == 1:
        return f"{scored[0].name} meets its target"
    if len(scored) < pillars:
        return "Every pillar with enough answers meets its target"
    return "Every pillar meets its target"


def _where_from(pillar: PillarFinding, report: Report) -> str:
    """Whether what shows in the pillar begins there; nothing while other pillars are unknown."""
    if any(other.score is None for other in report.pillars):
        return ""
    place = [other.slug for other in report.pillars].index(pillar.slug)
    if pillar.shows <= 0 or place >= len(report.flow):
        return ""
    stays = report.flow[place][place] / pillar.shows
    return ", and most of that begins there" if stays >= HALF else ", but most begins elsewhere"


class Drawing:
    """The bars in one width. Names stand left of them, scores and words right."""

    def __init__(self, bars: Bars, width: float) -> None:
        self.bars = bars
        self.width = width
        self.narrow = width < COLUMN / 2
        self.start = 150.0 if self.narrow else 208.0
        self.end = width - (70 if self.narrow else 168)
        self.bottom = TOP + ROW * len(bars.rows)
        height = self.bottom + FOOT * (1 + len(bars.kinds))
        self.canvas = Canvas(width, height, bars.title, bars.description)

    def svg(self) -> str:
        self.draw_scale()
        self.draw_hierarchy()
        for index, row in enumerate(self.bars.rows):
            self.draw_row(row, TOP + ROW * (index + 0.5))
        self.draw_key()
        return self.canvas.svg()

    def x(self, value: float) -> float:
        share = (value - LOWEST) / (HIGHEST - LOWEST)
        return self.start + share * (self.end - self.start)

    def draw_scale(self) -> None:
        free = self.start
        for level, word in enumerate(LEVELS, start=LOWEST):
            x = self.x(level)
            self.canvas.line(x, TOP - 6, x, self.bottom + 4, GRID)
            label = str(level) if self.narrow else f"{level} {word}"
            half = measure(label, AXIS.size) / 2
            if x - half < free and level > LOWEST:
                label, half = str(level), measure(str(level), AXIS.size) / 2
            anchor = "start" if level == LOWEST else "middle"
            self.canvas.text(x, TOP - 14, label, Type(12, "ink3", anchor=anchor))
            free = x + (2 * half if level == LOWEST else half) + 6

    def draw_hierarchy(self) -> None:
        """The steps from one pillar down to the next, and what lies under all of them."""
        steps, x = self.bars.steps, 32
        if steps < len(self.bars.rows):
            self.draw_overlay()
        for index in range(steps):
            y = TOP + ROW * (index + 0.5)
            self.canvas.circle(x, y, 4, STOP)
            if index < steps - 1:
                self.canvas.line(x, y + 5, x, y + ROW - 8, STEP)
                tip = y + ROW - 6
                self.canvas.polyline([(x - 3.5, tip - 5), (x, tip), (x + 3.5, tip - 5)], STEP)

    def draw_overlay(self) -> None:
        """One shape that runs beside the steps and turns in under them."""
        band = Paint(fill="d2")
        last = TOP + ROW * (len(self.bars.rows) - 0.5)
        self.canvas.rect(8, TOP + 6, 8, last + 8 - TOP - 6, band)
        for index in range(self.bars.steps, len(self.bars.rows)):
            self.canvas.rect(16, TOP + ROW * (index + 0.5) - 8, 16, 16, band)

    def draw_row(self, row: Bar, y: float) -> None:
        self.draw_name(row, y)
        if row.score is None:
            self.draw_missing(row, y)
            return
        reach = self.x(row.score)
        if row.carried:
            self.canvas.rect(self.start, y - 6.3, max(reach - self.start, 1.5), 12.6, CARRIED)
        else:
            self.draw_score(row, y, max(reach - self.start, 1.5))
        if row.short:
            self.canvas.rect(reach, y - 7, self.x(row.target) - reach, 14, SHORT)
        self.canvas.line(self.x(row.target), y - 13, self.x(row.target), y + 13, TARGET)
        self.draw_number(row, y)

    def draw_score(self, row: Bar, y: float, width: float) -> None:
        """A full bar; hatched where it was estimated from blocks, like everything of that kind."""
        if not row.estimated:
            self.canvas.rect(self.start, y - 7, width, 14, SCORE)
            return
        self.canvas.rect(self.start, y - 6.3, width, 12.6, CARRIED)
        self.canvas.hatch(self.start, y - 6.3, width, 12.6, HATCH)

    def draw_missing(self, row: Bar, y: float) -> None:
        """Why there is no bar, on a ground that interrupts the lines of the scale."""
        width = measure(row.word, MISSING.size) + 8
        self.canvas.rect(self.start + 4, y - 8, width, 17, GROUND)
        self.canvas.text(self.start + 8, y + 4.5, row.word, MISSING)
        self.canvas.text(self.end + 46, y + 6, DASH, Type(18, "ink3", anchor="end"))

    def draw_name(self, row: Bar, y: float) -> None:
        size = 14 if self.narrow else 15.5
        name = wrap(row.name, self.start - STREAM - 10, size, 600, 2)
        lift = 8 if row.is_overlay else 0
        top = y + size * 0.34 - (len(name) - 1) * size * 0.56 - lift
        self.canvas.lines(STREAM, top, name, Type(size, "ink", 600), 1.12)
        if row.is_overlay:
            below = top + len(name) * size * 1.12 - 1
            self.canvas.text(STREAM, below, "under all pillars", AXIS)

    def draw_number(self, row: Bar, y: float) -> None:
        if self.narrow:
            self.canvas.text(self.width, y + 6, f"{row.score:.1f}", Type(18, "ink", 600, "end"))
            short = f"−{row.short:.1f}" if row.short else ""
            if short:
                self.canvas.text(self.width - 30, y + 6, short, Type(13, "accent", 600, "end"))
            return
        large = row.short >= LARGE_SHORT
        remark = Type(12.5, "accent" if large else "ink3", 600 if large else 400)
        self.canvas.text(self.end + 46, y + 6, f"{row.score:.1f}", Type(20, "ink", 600, "end"))
        self.canvas.text(self.end + 54, y - 1, row.word, Type(13))
        self.canvas.text(self.end + 54, y + 14, row.remark, remark)

    def draw_key(self) -> None:
        y, x = self.bottom + FOOT - 5, self.start
        self.canvas.rect(x, y - 10, 18, 9, SCORE)
        self.canvas.text(x + 23, y - 2, "score", AXIS)
        self.canvas.rect(x + 62, y - 10, 18, 9, SHORT)
        self.canvas.text(x + 85, y - 2, "shortfall", AXIS)
        self.canvas.line(x + 144, y - 12, x + 144, y + 1, TARGET)
        self.canvas.text(x + 150, y - 2, "target", AXIS)
        for kind in self.bars.kinds:
            y += FOOT
            start = min(x, self.width - 23 - measure(kind, AXIS.size))
            self.canvas.rect(start + 0.7, y - 9.3, 16.6, 7.6, CARRIED)
            if kind == ESTIMATED:
                self.canvas.hatch(start + 0.7, y - 9.3, 16.6, 7.6, HATCH)
            self.canvas.text(start + 23, y - 2, kind, AXIS)


def table(bars: Bars) -> Table:
    rows = tuple(
        (
            row.name,
            decimal(row.score),
            f"{row.word}{row.source}",
            decimal(row.target),
            DASH if row.score is None else decimal(row.short),
        )
        for row in bars.rows
    )
    return Table(("Pillar", "Score", "In a word", "Target", "Points short"), rows)


def plot(bars: Bars) -> Plot:
    """Horizontal bars: score, shortfall on top of it, and the target as a tick."""
    rows = [row for row in bars.rows if row.score is not None]
    ticks = list(range(LOWEST, HIGHEST + 1))
    words = [f"{level} {word}" for level, word in zip(ticks, LEVELS, strict=True)]
    layout = {
        "barmode": "stack",
        "bargap": 0.6,
        "height": 80 + ROW * len(bars.rows),
        "xaxis": {"range": [LOWEST, HIGHEST + 0.1], "tickvals": ticks, "ticktext": words},
        "yaxis": {"autorange": "reversed", "type": "category"},
        "legend": {"orientation": "h", "y": -0.12, "traceorder": "normal"},
    }
    return {"data": [*_bars(rows), _targets(rows)], "layout": layout}


def _bars(rows: Sequence[Bar]) -> Iterable[Plot]:
    lengths = {
        "Score": ([row.score for row in rows], "bar", "%{x:.1f}"),
        "Shortfall": ([row.short for row in rows], "d4", "%{x:.1f} short"),
    }
    for name, (values, colour, said) in lengths.items():
        yield {
            "type": "bar",
            "orientation": "h",
            "name": name,
            "y": [label(row.name) for row in rows],
            "x": values,
            "marker": {"color": token(colour)},
            "hovertemplate": f"%{{y}}: {said}<extra></extra>",
        }


def _targets(rows: Sequence[Bar]) -> Plot:
    line = {"width": 2.4, "color": token("ink")}
    return {
        "type": "scatter",
        "mode": "markers",
        "name": "Target",
        "y": [label(row.name) for row in rows],
        "x": [row.target for row in rows],
        "marker": {"symbol": "line-ns", "size": 22, "line": line},
        "hovertemplate": "%{y}: target %{x:.1f}<extra></extra>",
    }

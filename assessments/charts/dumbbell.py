"""Where views differ: leaders against sellers, managers between, the largest gaps by name."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from assessments.charts.canvas import Canvas, Paint, Type
from assessments.charts.explore import label, token
from assessments.charts.figure import COLUMN, NARROW, PAGE, Figure, Plot, Table
from assessments.charts.icons import draw_icon
from assessments.charts.text import measure, wrap
from assessments.charts.words import DASH, LEVELS, decimal, tenth
from assessments.findings import Report, ViewFinding
from assessments.sentences import number

LOWEST, HIGHEST = 1, len(LEVELS)
LARGE_GAP = 1.0
"""Points from which a gap is a perception gap, a finding of its own."""
MOST_DRAWN = 12
"""So many of the largest gaps are drawn; the table has all of them."""
TOP = 58.0
"""Room for the key and the words of the scale."""
ROW = 36.0
FOOT = 20.0
PLUS, MINUS = "+", "\N{MINUS SIGN}"

GRID = Paint(stroke="line")
LEADER = Paint(fill="ink")
MANAGER = Paint(fill="ink2", stroke="sheet", width=1.6)
SELLER = Paint(fill="sheet", stroke="ink", width=1.8)
LARGE = Paint(stroke="ink2", width=5)
SMALLER = Paint(stroke="bar", width=3)
QUIET = Type(12.5, "ink3")
KEY = Type(12.5, "ink2")


@dataclass(frozen=True)
class Gap:
    """One subject as it is printed: the gap is leaders less sellers."""

    name: str
    full_name: str
    leaders: float | None
    managers: float | None
    sellers: float | None
    gap: float

    @property
    def is_large(self) -> bool:
        return abs(self.gap) >= LARGE_GAP

    @property
    def signed(self) -> str:
        return f"{PLUS if self.gap > 0 else MINUS if self.gap else ''}{abs(self.gap):.1f}"

    @property
    def word(self) -> str:
        if not self.is_large:
            return ""
        return "perception gap" if self.gap > 0 else "sellers higher"

    @property
    def told(self) -> str:
        managers = "" if self.managers is None else f", managers {decimal(self.managers)}"
        ends = f"leaders {decimal(self.leaders)}{managers}, sellers {decimal(self.sellers)}"
        return f"{self.name}: {ends}, gap {self.signed}"


@dataclass(frozen=True)
class Gaps:
    rows: tuple[Gap, ...]  # leaders far above sellers first, sellers far above leaders last
    kind: str

    @cached_property
    def drawn(self) -> tuple[Gap, ...]:
        both = [row for row in self.rows if row.leaders is not None and row.sellers is not None]
        largest = sorted(both, key=lambda row: -abs(row.gap))[:MOST_DRAWN]
        return tuple(row for row in both if row in largest)

    @property
    def title(self) -> str:
        large = sorted((row for row in self.rows if row.is_large), key=lambda row: -abs(row.gap))
        if not large:
            return f"Leaders and sellers see no {self.kind} a full point apart"
        first, count = large[0], len(large)
        if count == 1:
            high, low = ("Leaders", "sellers") if first.gap > 0 else ("Sellers", "leaders")
            return f"{high} rate {first.name} {abs(first.gap):.1f} points higher than {low} do"
        which = f"{number(count)} of {number(len(self.rows))} {self.kind}s"
        if count == len(self.rows):
            which = f"both {self.kind}s" if count == 2 else f"all {number(count)} {self.kind}s"
        most = f"{first.name} most of all"
        if all(row.gap > 0 for row in large):
            return f"Leaders rate {which} at least a point higher than sellers do, {most}"
        if all(row.gap < 0 for row in large):
            return f"Sellers rate {which} at least a point higher than leaders do, {most}"
        return f"Leaders and sellers are a point or more apart on {which}, {most}"

    @property
    def feet(self) -> tuple[str, ...]:
        """What stands under the rows."""
        key = f"perception gap: {LARGE_GAP:.1f} and more" if self.has_large else ""
        drawn, rows = len(self.drawn), len(self.rows)
        more = f"Drawn: {drawn} of {rows}. The table has all of them." if drawn < rows else ""
        return tuple(foot for foot in (key, more) if foot)

    @property
    def has_large(self) -> bool:
        return any(row.is_large for row in self.drawn)

    @property
    def description(self) -> str:
        told = "; ".join(row.told for row in self.drawn)
        return f"Scores from {LOWEST} to {HIGHEST} by who gave them. {told}."


def dumbbell(report: Report) -> Figure | None:
    """The figure, or None where no two groups of raters can be compared."""
    gaps = gaps_of(report)
    if not gaps.drawn:
        return None
    return Figure(
        name="dumbbell",
        title=gaps.title,
        description=gaps.description,
        wide=Drawing(gaps, COLUMN).svg(),
        narrow=Drawing(gaps, NARROW).svg(),
        print=Drawing(gaps, PAGE).svg(),
        plotly=plot(gaps),
        table=table(gaps),
    )


def gaps_of(report: Report) -> Gaps:
    rows = [gap_of(report, view) for view in report.views]
    slugs = {view.slug for view in report.views}
    if slugs <= {component.slug for component in report.top_components}:
        kind = "component"
    else:
        kind = "item" if slugs <= {*report.item} else "subject"
    return Gaps(tuple(sorted(rows, key=lambda row: -row.gap)), kind)


def gap_of(report: Report, view: ViewFinding) -> Gap:
    found = report.component.get(view.slug) or report.item.get(view.slug)
    return Gap(
        report.name(view.slug),
        found.name if found else report.name(view.slug),
        _printed(view.leaders),
        _printed(view.managers),
        _printed(view.sellers),
        tenth(view.gap) if view.gap >= 0 else -tenth(-view.gap),
    )


def _printed(score: float | None) -> float | None:
    return None if score is None else tenth(score)


class Drawing:
    """The gaps in one width: names left, the gap in a column at the right."""

    def __init__(self, gaps: Gaps, width: float) -> None:
        self.gaps = gaps
        self.narrow = width < COLUMN / 2
        self.size = 13.0 if self.narrow else 14.0
        self.label = 142.0 if self.narrow else 224.0
        self.start = self.label + 12
        self.end = width - (58 if self.narrow else 176)
        self.bottom = TOP + ROW * len(gaps.drawn)
        height = self.bottom + 8 + FOOT * len(gaps.feet)
        self.canvas = Canvas(width, height, gaps.title, gaps.description)

    def x(self, value: float) -> float:
        share = (value - LOWEST) / (HIGHEST - LOWEST)
        return self.start + share * (self.end - self.start)

    def svg(self) -> str:
        self.draw_key()
        self.draw_scale()
        for place, row in enumerate(self.gaps.drawn):
            self.draw_row(row, TOP + ROW * (place + 0.5))
        self.draw_feet()
        return self.canvas.svg()

    def draw_key(self) -> None:
        x = 0.0
        for word, radius, paint in (
            ("leaders", 6.0, LEADER),
            ("managers", 4.0, MANAGER),
            ("sellers", 5.4, SELLER),
        ):
            self.canvas.circle(x + 7, 10, radius, paint)
            self.canvas.text(x + 18, 14, word, KEY)
            x += 18 + measure(word, KEY.size) + 18

    def draw_feet(self) -> None:
        for place, foot in enumerate(self.gaps.feet):
            y, x = self.bottom + 20 + FOOT * place, 0
            if place == 0 and self.gaps.has_large:
                draw_icon(self.canvas, "gap", 0, y - 10.5, 14)
                x = 20
            self.canvas.text(x, y, foot, QUIET)

    def draw_scale(self) -> None:
        for level, word in enumerate(LEVELS, start=LOWEST):
            x = self.x(level)
            self.canvas.line(x, TOP - 10, x, self.bottom, GRID)
            ends = level in (LOWEST, HIGHEST) and not self.narrow
            said = f"{level} {word}" if ends else str(level)
            self.canvas.text(x, TOP - 16, said, Type(12, "ink3", anchor="middle"))

    def draw_row(self, row: Gap, y: float) -> None:
        weight = 600 if row.is_large else 400
        lines = wrap(row.name, self.label, self.size, weight, 2)
        first = y + 4.8 - (len(lines) - 1) * 7.5
        self.canvas.lines(0, first, lines, Type(self.size, "ink", weight), 15 / self.size)
        self.draw_marks(row, y)
        self.draw_gap(row, y)

    def draw_marks(self, row: Gap, y: float) -> None:
        if row.leaders is None or row.sellers is None:
            return
        line = LARGE if row.is_large else SMALLER
        self.canvas.line(self.x(row.leaders), y, self.x(row.sellers), y, line)
        if row.leaders == row.sellers:  # the ring stays seen around the dot
            self.canvas.circle(self.x(row.sellers), y, 7.4, SELLER)
            self.canvas.circle(self.x(row.leaders), y, 4.4, LEADER)
        else:
            self.canvas.circle(self.x(row.sellers), y, 5.4, SELLER)
            self.canvas.circle(self.x(row.leaders), y, 6, LEADER)
        if row.managers is not None:
            self.canvas.circle(self.x(row.managers), y, 4.0, MANAGER)

    def draw_gap(self, row: Gap, y: float) -> None:
        colour = "ink" if row.is_large else "ink3"
        weight = 600 if row.is_large else 400
        if self.narrow:
            if row.is_large:
                draw_icon(self.canvas, "gap", self.end + 12, y - 6, 12)
            at = Type(15, colour, weight, "end")
            self.canvas.text(self.canvas.width, y + 5, row.signed, at)
            return
        self.canvas.text(self.end + 58, y + 5, row.signed, Type(16, colour, weight, "end"))
        if row.is_large:
            draw_icon(self.canvas, "gap", self.end + 66, y - 7.5, 15)
            self.canvas.text(self.end + 86, y + 4.6, row.word, Type(13, "ink", 600))


def table(gaps: Gaps) -> Table:
    rows = tuple(
        (
            row.full_name,
            decimal(row.leaders),
            decimal(row.managers),
            decimal(row.sellers),
            row.signed,
            row.word or DASH,
        )
        for row in gaps.rows
    )
    head = ("Subject", "Leaders", "Managers", "Sellers", "Gap, leaders less sellers", "In words")
    return Table(head, rows)


def plot(gaps: Gaps) -> Plot:
    """A line from sellers to leaders in each row, and a mark for each group."""
    rows = gaps.drawn
    ticks = list(range(LOWEST, HIGHEST + 1))
    layout = {
        "height": 110 + ROW * len(rows),
        "xaxis": {"range": [LOWEST - 0.1, HIGHEST + 0.1], "tickvals": ticks},
        "yaxis": {"autorange": "reversed", "type": "category", "showgrid": False},
        "legend": {"orientation": "h", "y": -0.12, "traceorder": "normal"},
    }
    marks = (
        _marks("Sellers", rows, [row.sellers for row in rows], "circle-open", 15),
        _marks("Leaders", rows, [row.leaders for row in rows], "circle", 11),
        _marks("Managers", rows, [row.managers for row in rows], "circle", 6),
    )
    return {"data": [_lines(rows), *marks], "layout": layout}


def _lines(rows: Sequence[Gap]) -> Plot:
    return {
        "type": "scatter",
        "mode": "lines",
        "showlegend": False,
        "hoverinfo": "skip",
        "x": [value for row in rows for value in (row.sellers, row.leaders, None)],
        "y": [name for row in rows for name in (label(row.name), label(row.name), None)],
        "line": {"width": 4, "color": token("bar")},
    }


def _marks(
    who: str, rows: Sequence[Gap], values: Sequence[float | None], symbol: str, size: float
) -> Plot:
    return {
        "type": "scatter",
        "mode": "markers",
        "name": who,
        "x": list(values),
        "y": [label(row.name) for row in rows],
        "customdata": [row.signed for row in rows],
        "marker": {"symbol": symbol, "size": size, "color": token("ink"), "line": {"width": 2}},
        "hovertemplate": f"%{{y}}: {who.lower()} %{{x:.1f}}, gap %{{customdata}}<extra></extra>",
    }

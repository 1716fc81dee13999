"""Pillar flow: where the shortfall starts (rows) and where it shows (columns), in per cent."""

from dataclasses import dataclass
from functools import cached_property

from assessments.charts.canvas import Canvas, Paint, Type
from assessments.charts.explore import ABOVE, QUIET_AXIS, bands, label
from assessments.charts.figure import NARROW, PAGE, Figure, Plot, Table
from assessments.charts.text import wrap
from assessments.charts.words import per_cent
from assessments.findings import Report

MATRIX = 620
"""Width of the matrix on a page: its cells stay near to squares."""
STEP_FROM = (1, 6, 12, 18, 30)
"""Per cent from which a cell is drawn in step 1, 2, … of the depth ramp."""
LARGE = 20
"""Per cent from which a pillar counts as a source to act on."""
MOST = 50
WHOLE = 100

GRID = Paint(stroke="line2")
FRAME = Paint(stroke="ink", width=1.4)
ZERO = Paint(fill="line2")
SMALL = Type(12.5, "ink3")


@dataclass(frozen=True)
class Flow:
    """`cells` are whole per cent, a row per pillar it starts in; they add to 100 both ways."""

    names: tuple[str, ...]
    rated: tuple[bool, ...]  # whether enough of a pillar is rated for a score
    cells: tuple[tuple[int, ...], ...]

    @cached_property
    def starts(self) -> tuple[int, ...]:
        return tuple(sum(row) for row in self.cells)

    @cached_property
    def shows(self) -> tuple[int, ...]:
        return tuple(sum(column) for column in zip(*self.cells, strict=True))

    @cached_property
    def arrives(self) -> tuple[int, ...]:
        """What shows in each pillar and starts in another."""
        return tuple(shown - self.cells[i][i] for i, shown in enumerate(self.shows))

    @property
    def title(self) -> str:
        stays = sum(self.cells[i][i] for i in range(len(self.names)))
        if stays == WHOLE:
            return self._all_stays()
        most = max(range(len(self.names)), key=lambda i: (self.arrives[i], -i))
        if self.arrives[most] * 2 > self.shows[most]:
            others = [i for i in range(len(self.names)) if i != most]
            source = max(others, key=lambda i: self.cells[i][most])
            caveat = "" if self.rated[source] else ", where too little is rated"
            return (
                f"Most of what shows in {self.names[most]} starts in other pillars, "
                f"above all in {self.names[source]}{caveat}"
            )
        if stays > MOST:
            return (
                f"Most of the weakness shows where it starts: {per_cent(stays)} stays in its pillar"
            )
        moves = per_cent(WHOLE - stays)
        return f"Weakness moves: {moves} of it shows in another pillar than it starts in"

    def _all_stays(self) -> str:
        sources = [name for name, share in zip(self.names, self.starts, strict=True) if share]
        if len(sources) == 1:
            return f"All of the weakness starts and shows in {sources[0]}"
        return "All of the weakness shows in the pillar it starts in"

    @property
    def description(self) -> str:
        told = (
            f"{start} to {shown} {per_cent(share)}"
            for start, row in zip(self.names, self.cells, strict=True)
            for shown, share in zip(self.names, row, strict=True)
            if share
        )
        return (
            "Rows: the pillar it starts in. Columns: the pillar it shows in. "
            f"Per cent of the whole shortfall: {'; '.join(told)}."
        )


def whole_per_cent(shares: tuple[tuple[float, ...], ...]) -> tuple[tuple[int, ...], ...]:
    """Whole numbers that add to 100: what rounding down leaves goes to the largest remainders."""
    total = sum(map(sum, shares))
    exact = [[share / total * WHOLE for share in row] for row in shares]
    cells = [[int(share) for share in row] for row in exact]
    places = [(i, j) for i, row in enumerate(cells) for j in range(len(row))]
    places.sort(key=lambda place: cells[place[0]][place[1]] - exact[place[0]][place[1]])
    for i, j in places[: WHOLE - sum(map(sum, cells))]:
        cells[i][j] += 1
    return tuple(tuple(row) for row in cells)


def flow_matrix(report: Report) -> Figure | None:
    """The figure, or None where nothing falls short."""
    if sum(map(sum, report.flow)) <= 0:
        return None
    names = tuple(pillar.name for pillar in report.pillars)
    rated = tuple(pillar.score is not None for pillar in report.pillars)
    flow = Flow(names, rated, whole_per_cent(report.flow))
    return Figure(
        name="flow-matrix",
        title=flow.title,
        description=flow.description,
        wide=Drawing(flow, MATRIX).svg(),
        narrow=Drawing(flow, NARROW).svg(),
        print=Drawing(flow, PAGE).svg(),
        plotly=plot(flow),
        table=table(flow),
    )


class Drawing:
    """The matrix in one width: row names at the left, sums at the right and at the bottom."""

    def __init__(self, flow: Flow, width: float) -> None:
        self.flow = flow
        self.width = width
        self.narrow = width < MATRIX
        count = len(flow.names)
        self.label = 84.0 if self.narrow else 160.0
        self.sums = 34.0 if self.narrow else 92.0
        self.cell = (width - self.label - self.sums) / count
        self.row = 46.0 if self.narrow else 52.0
        self.heading = Type(11.5 if self.narrow else 12.5, "ink", 600, "middle")
        rows = 4 if self.narrow else 3
        self.heads = [
            wrap(name, self.cell - 3, self.heading.size, 600, rows) for name in flow.names
        ]
        self.top = 38 + 14 * max(map(len, self.heads))
        self.bottom = self.top + self.row * count
        self.canvas = Canvas(width, self.bottom + 58, flow.title, flow.description)

    def svg(self) -> str:
        self.draw_heads()
        for index, (name, cells) in enumerate(zip(self.flow.names, self.flow.cells, strict=True)):
            y = self.top + self.row * index
            self.draw_name(name, y)
            for place, share in enumerate(cells):
                self.draw_cell(self.label + self.cell * place, y, share)
            diagonal = self.label + self.cell * index
            self.canvas.rect(diagonal + 1.5, y + 1.5, self.cell - 3, self.row - 3, FRAME)
            self.draw_start(self.flow.starts[index], y + self.row / 2)
        self.draw_foot()
        return self.canvas.svg()

    def draw_heads(self) -> None:
        end = self.width - self.sums
        self.canvas.text(self.label, 14, "shows in", SMALL)
        self.canvas.line(self.label + 56, 10, end, 10, GRID)
        self.canvas.polyline([(end - 5, 6), (end, 10), (end - 5, 14)], GRID)
        self.canvas.text(0, self.top - 10, "starts in", SMALL)
        for index, lines in enumerate(self.heads):
            x = self.label + self.cell * (index + 0.5)
            y = self.top - 10 - 14 * (len(lines) - 1)
            self.canvas.lines(x, y, lines, self.heading, 14 / self.heading.size)
        self.canvas.text(self.width, self.top - 10, "in all", Type(12.5, "ink3", anchor="end"))

    def draw_name(self, name: str, y: float) -> None:
        size = 13.0 if self.narrow else 14.5
        lines = wrap(name, self.label - 8, size, 600, 3 if self.narrow else 2)
        first = y + self.row / 2 + size * 0.36 - (len(lines) - 1) * size * 0.55
        self.canvas.lines(0, first, lines, Type(size, "ink", 600), 1.1)

    def draw_cell(self, x: float, y: float, share: int) -> None:
        step = sum(share >= start for start in STEP_FROM)
        middle = x + self.cell / 2
        if not step:
            self.canvas.circle(middle, y + self.row / 2, 1.6, ZERO)
            return
        self.canvas.rect(x + 1.5, y + 1.5, self.cell - 3, self.row - 3, Paint(fill=f"d{step}"))
        set_in = Type(17, f"t{step}", 600, "middle")
        self.canvas.text(middle, y + self.row / 2 + 5.8, str(share), set_in)

    def draw_start(self, share: int, y: float) -> None:
        if not self.narrow:
            bar = Paint(fill="accent" if share >= LARGE else "bar")
            length = share / max(self.flow.starts) * (self.sums - 60)
            self.canvas.rect(self.width - self.sums + 10, y - 7, length, 14, bar)
        text = str(share) if self.narrow else per_cent(share)
        self.canvas.text(self.width, y + 6, text, Type(16, "ink", 600, "end"))

    def draw_foot(self) -> None:
        y = self.bottom
        self.canvas.line(0, y + 5, self.width, y + 5, GRID)
        self.canvas.text(0, y + 26, "shown", SMALL)
        for index, share in enumerate(self.flow.shows):
            x = self.label + self.cell * (index + 0.5)
            self.canvas.text(x, y + 26, per_cent(share), Type(14, "ink", 600, "middle"))
        key = "starts and shows in the same pillar"
        if not self.narrow:
            key += "; right of it: flows downstream"
        self.canvas.rect(self.label + 1, y + 38, 14, 12, FRAME)
        self.canvas.text(self.label + 21, y + 48, key, Type(12, "ink3"))


def table(flow: Flow) -> Table:
    rows = tuple(
        (name, *(per_cent(share) for share in cells), per_cent(start))
        for name, cells, start in zip(flow.names, flow.cells, flow.starts, strict=True)
    )
    shown = ("Shown in all", *(per_cent(share) for share in flow.shows), per_cent(WHOLE))
    return Table(("Starts in", *flow.names, "Starts in all"), (*rows, shown))


def plot(flow: Flow) -> Plot:
    """A heat map of the cells; the first row stays on top."""
    names = [label(name) for name in flow.names]
    heat = {
        "type": "heatmap",
        "x": names,
        "y": names,
        "z": [list(row) for row in flow.cells],
        "zmin": 0,
        "zmax": WHOLE,
        "text": [[str(share) if share else "" for share in row] for row in flow.cells],
        "texttemplate": "%{text}",
        "textfont": {"size": 15},
        "xgap": 3,
        "ygap": 3,
        "showscale": False,
        "colorscale": bands((0, *STEP_FROM, WHOLE)),
        "hovertemplate": "starts in %{y}, shows in %{x}: %{z} %<extra></extra>",
    }
    layout = {
        "height": 80 + 60 * len(flow.names),
        "margin": ABOVE,
        "xaxis": {**QUIET_AXIS, "title": {"text": "shows in"}, "side": "top"},
        "yaxis": {**QUIET_AXIS, "title": {"text": "starts in"}, "autorange": "reversed"},
    }
    return {"data": [heat], "layout": layout}

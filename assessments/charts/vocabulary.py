"""How to read the figures: every state with its icon, pattern, word and meaning; a small scale."""

from assessments.charts.canvas import Canvas, Paint, Type
from assessments.charts.cause_node import Box, draw_frame
from assessments.charts.figure import COLUMN, NARROW, PAGE, Figure, Table
from assessments.charts.icons import draw_icon
from assessments.charts.text import wrap
from assessments.charts.words import LEVELS, STATES, decimal

MEANINGS = {
    "root": "A weakness that begins here and feeds others. Act here first.",
    "contributing": "Weak because of something upstream, and it passes that on.",
    "symptom": "Weak because of what drives it. Treating it alone does not last.",
    "local": "Weak on its own; nothing else weak hangs on it. A quick win.",
    "provisional": "Weak, and what would explain it has not been rated yet.",
    "unexplained": "A low result with no weak driver found. Look upstream before acting.",
    "at-risk": "Not weak today, but a driver is. Protect it.",
    "healthy": "Not weak, and nothing weak bears on it.",
    "unrated": "No score yet. Not counted, and never a zero.",
    "not-applicable": "Left out of every number, with a reason.",
    "estimated": "Taken from the answer for its whole block. An answer of its own replaces it.",
}
TAG = 140.0
"""Width of a state's box."""


def vocabulary() -> Figure:
    """The states as a figure of its own; it has nothing to explore."""
    title = "Every state has an icon, a pattern and a word"
    told = " ".join(f"{STATES[state]}: {meaning}" for state, meaning in MEANINGS.items())
    return Figure(
        name="vocabulary",
        title=title,
        description=told,
        wide=_drawing(COLUMN, title, told),
        narrow=_drawing(NARROW, title, told),
        print=_drawing(PAGE, title, told),
        plotly={},
        table=Table(
            ("State", "Meaning"),
            tuple((STATES[state], meaning) for state, meaning in MEANINGS.items()),
        ),
    )


def _drawing(width: float, title: str, description: str) -> str:
    narrow = width < COLUMN / 2
    row = 58.0 if narrow else 40.0
    canvas = Canvas(width, row * len(MEANINGS), title, description)
    size = 13.0 if narrow else 14.0
    for place, (state, meaning) in enumerate(MEANINGS.items()):
        y = place * row
        _draw_tag(canvas, state, y)
        lines = wrap(meaning, width - TAG - 20, size, 400, 3)
        first = y + (13 if len(lines) > 1 else 19)
        canvas.lines(TAG + 18, first, lines, Type(size, "ink2"), 16 / size)
    return canvas.svg()


def _draw_tag(canvas: Canvas, state: str, y: float) -> None:
    if state == "estimated":
        canvas.rect(0.7, y + 0.7, TAG, 27, Paint(fill="d2"))
        canvas.hatch(TAG - 31, y + 3, 28, 22, Paint(stroke="line2"), 5)
        colour = quiet = "ink"
    else:
        pattern = draw_frame(canvas, state, Box(0, y, TAG, 28.4))
        colour, quiet = pattern.text, pattern.quiet
    draw_icon(canvas, state, 10, y + 6.5, 15, quiet)
    canvas.text(33, y + 19, STATES[state], Type(13.5, colour, 600))


def scale(score: float | None, target: float | None = None, width: float = 150) -> str:
    """A score as a dot on the way from 1 to 5, the shortfall up to the target as a thick line."""
    said = f"{decimal(score)} of {len(LEVELS)}" if score is not None else "not rated"
    goal = f", target {decimal(target)}" if target is not None else ""
    canvas = Canvas(width, 22, said + goal)
    line = Paint(stroke="line2", width=1.2)

    def x(value: float) -> float:
        return 6 + (value - 1) / (len(LEVELS) - 1) * (width - 12)

    canvas.line(x(1), 11, x(len(LEVELS)), 11, line)
    for level in range(1, len(LEVELS) + 1):
        canvas.line(x(level), 8, x(level), 14, line)
    if score is not None and target is not None and target > score:
        canvas.line(x(score), 11, x(target), 11, Paint(stroke="d4", width=5))
    if target is not None:
        canvas.line(x(target), 3, x(target), 19, Paint(stroke="ink", width=2.2))
    if score is not None:
        canvas.circle(x(score), 11, 5.4, Paint(fill="ink"))
    return canvas.svg("fig scale")

"""Numbers and states as they are printed beside a mark."""

from math import floor

from assessments.engine.rollup import WORDS

LEVELS = WORDS
DASH = "–"
"""What stands where there is no number."""
NOT_APPLICABLE = "n/a"

STATES = {
    "root": "Root",
    "contributing": "Contributing",
    "symptom": "Symptom",
    "local": "Local",
    "provisional": "Provisional",
    "unexplained": "Unexplained",
    "at-risk": "At risk",
    "healthy": "Sound",
    "unrated": "Unrated",
    "not-applicable": "Not applicable",
    "estimated": "Estimated",
}
"""Label → the word a page shows for it."""


def decimal(value: float | None) -> str:
    """A score or points to one decimal, half a tenth rounded up as pages round it; – for none."""
    return DASH if value is None else f"{tenth(value):.1f}"


def per_cent(share: int) -> str:
    return f"{share}\N{NO-BREAK SPACE}%"


def tenth(value: float) -> float:
    """The value as it is printed, to compare what a reader sees."""
    return floor(value * 10 + 0.5 + 1e-9) / 10

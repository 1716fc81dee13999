"""How wide a text is drawn, and how it breaks into lines: by the advance widths of the font."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from unicodedata import combining, east_asian_width

from assessments.charts.advances import REGULAR, SEMIBOLD

EM = 1000
"""Advance widths are thousandths of the type size."""
FALLBACK, WIDE, NONE = 650, 1000, 0
"""Widths of characters another font has to draw: most scripts, East Asian and emoji, marks."""
BOLD = 600
ELLIPSIS = "…"
SOFT_HYPHEN = "\u00ad"
"""Where a word may be broken; as wide as the hyphen it becomes."""
REMEMBERED = 8192
"""Names come back in every report: this many broken texts stay in memory."""
LINE_BREAKS = re.compile("[\t-\r\x85\u2028\u2029]+")
UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u200e\u200f\u202a-\u202e\u2066-\u2069"
    "\ud800-\udfff\ufeff\ufffe\uffff]"
)
"""What XML forbids, and marks that would turn the direction of the text around them."""
JOINERS = "\u200d\ufe0e\ufe0f"
ENDINGS = ("ship", "ment", "tion", "ness", "ing", "ity", "ance", "ence")
"""Where an English word is best broken, if it must be."""


class Widths(dict[str, int]):
    """Character → advance width; what the font lacks is estimated once and kept."""

    def __missing__(self, character: str) -> int:
        self[character] = width = fallback_width(character)
        return width


def fallback_width(character: str) -> int:
    if combining(character) or character in JOINERS or not character.isprintable():
        return NONE
    return WIDE if east_asian_width(character) in "WF" else FALLBACK


def read_widths(table: str) -> Widths:
    widths = Widths()
    for run in table.replace("\n", "|").split("|"):
        start, _, numbers = run.partition(":")
        for offset, width in enumerate(numbers.split()):
            widths[chr(int(start, 16) + offset)] = int(width)
    return widths


REGULAR_WIDTHS = read_widths(REGULAR)
SEMIBOLD_WIDTHS = read_widths(SEMIBOLD)


def clean(text: str) -> str:
    """The text as it can stand in a drawing: one line, nothing unprintable."""
    if text.isascii() and text.isprintable():
        return text
    return UNPRINTABLE.sub("", LINE_BREAKS.sub(" ", text))


def measure(text: str, size: float, weight: int = 400) -> float:
    """The width of one line of text, kerning left aside (it narrows, if anything)."""
    widths = SEMIBOLD_WIDTHS if weight >= BOLD else REGULAR_WIDTHS
    return sum(map(widths.__getitem__, text)) * size / EM


@lru_cache(REMEMBERED)
def wrap(
    text: str, width: float, size: float, weight: int = 400, lines: int = 1
) -> tuple[str, ...]:
    """Break a text into at most so many lines of about one length; what is left over is cut.

    Args:
        text: any text; it breaks after spaces and slashes, and within a word only if the word
            alone is too wide.
        width: what a line may measure, in the unit of size.
        size: of the type.
        weight: of the type, 400 or 600.
        lines: how many at most; the last one ends with an ellipsis if something is left over.
    """
    text = clean(text)
    if measure(text, size, weight) <= width:
        return (text,)
    if lines == 1:
        return (cut(text, width, size, weight),)
    pieces = [*_pieces(text, width, size, weight)]
    measures = [measure(piece, size, weight) for piece in pieces]
    space = measure(" ", size, weight)
    starts = _starts(pieces, measures, width, space)
    if len(starts) > lines:
        last = starts[lines - 1]
        head = _join(pieces[:last], starts[: lines - 1])
        rest = "".join(pieces[last:]).replace(SOFT_HYPHEN, "")
        return (*head, cut(rest, width, size, weight))
    if len(starts) > 1:
        starts = _balanced(pieces, measures, width, space, starts)
    return _join(pieces, starts)


def cut(text: str, width: float, size: float, weight: int = 400) -> str:
    """As much of the text as fits, with an ellipsis where it ends early."""
    if measure(text.rstrip(), size, weight) <= width:
        return text.rstrip()
    room = width - measure(ELLIPSIS, size, weight)
    kept = len(text)
    while kept and measure(text[:kept], size, weight) > room:
        kept -= 1
    while kept and (combining(text[kept]) or text[kept] in JOINERS or text[kept - 1] in JOINERS):
        kept -= 1
    return text[:kept].rstrip(" ,;:/-–(") + ELLIPSIS


def _pieces(text: str, width: float, size: float, weight: int) -> Iterator[str]:
    """What may stand at the start of a line: words with the space after them, parts at a slash."""
    for piece in re.findall(r"[^ /]*[ /]+|[^ /]+", text):
        if measure(piece.rstrip(), size, weight) <= width:
            yield piece
        else:
            yield from _broken(piece, width, size, weight)


def _broken(word: str, width: float, size: float, weight: int) -> Iterator[str]:
    while len(word.rstrip()) > 1 and measure(word.rstrip(), size, weight) > width:
        room = width - measure("-", size, weight)
        fits = 1
        while fits < len(word) - 1 and measure(word[: fits + 1], size, weight) <= room:
            fits += 1
        at = _break_at(word.rstrip(), fits)
        hyphen = SOFT_HYPHEN if word[at - 1].isalpha() and word[at].isalpha() else ""
        yield word[:at] + hyphen
        word = word[at:]
    yield word


def _break_at(word: str, fits: int) -> int:
    """The last good place to break within the first `fits` letters, two left on either side."""
    ends = (len(word) - len(ending) for ending in ENDINGS if word.endswith(ending))
    good = [at for at in ends if 2 < at <= fits]
    if good:
        return max(good)
    while fits > 1 and (
        combining(word[fits]) or word[fits] in JOINERS or word[fits - 1] in JOINERS
    ):
        fits -= 1
    return min(fits, len(word) - 2) if len(word) > 4 and fits > 2 else fits


def _starts(
    pieces: Sequence[str], measures: Sequence[float], width: float, space: float
) -> list[int]:
    """Index of the piece each line starts with, every line filled as far as it goes."""
    starts, used = [0], 0.0
    for index, (piece, length) in enumerate(zip(pieces, measures, strict=True)):
        bare = length - space if piece.endswith(" ") else length
        if used and used + bare > width + 0.01:
            starts.append(index)
            used = 0.0
        used += length
    return starts


def _balanced(
    pieces: Sequence[str],
    measures: Sequence[float],
    width: float,
    space: float,
    starts: list[int],
) -> list[int]:
    """The same number of lines in the narrowest measure that still takes them."""
    low, high = max(measures) - space, width
    for _ in range(7):
        middle = (low + high) / 2
        tried = _starts(pieces, measures, middle, space)
        if len(tried) == len(starts):
            high, starts = middle, tried
        else:
            low = middle
    return starts


def _join(pieces: Sequence[str], starts: Sequence[int]) -> tuple[str, ...]:
    ends = [*starts[1:], len(pieces)]
    return tuple(
        _shown("".join(pieces[start:end]).rstrip()) for start, end in zip(starts, ends, strict=True)
    )


def _shown(line: str) -> str:
    """A word broken at the end of the line gets its hyphen; one broken in vain does not."""
    hyphen = "-" if line.endswith(SOFT_HYPHEN) else ""
    return line.replace(SOFT_HYPHEN, "") + hyphen

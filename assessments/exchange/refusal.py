"""What is said when a file or a word is refused: every fault, its place and the remedy."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache

LONGEST_QUOTE = 40
"""Characters of a refused value that are repeated in the message."""
CLOSE_ENOUGH = 0.7
"""How alike two words must be for one to be offered in place of the other."""
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
"""Signs that no page and no document can show."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong. `line` counts from 1; None when it is the file as a whole."""

    line: int | None
    text: str

    def __str__(self) -> str:
        return self.text if self.line is None else f"line {self.line}: {self.text}"


class Refusal(Exception):
    """Nothing was taken from the input; the message says why and what to do."""


class Unreadable(Refusal):
    """Reading stops here; rows before it may still be looked at for further faults."""

    def __init__(self, text: str, line: int | None = None) -> None:
        self.fault = Fault(line, text)
        super().__init__(str(self.fault))


class RefusedFile(Refusal):
    """A file of which nothing is taken, because of the faults it lists."""

    def __init__(self, name: str, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(faults, key=lambda fault: fault.line or 0))
        super().__init__(_message(name, self.faults))


def _message(name: str, faults: tuple[Fault, ...]) -> str:
    if len(faults) == 1 and faults[0].line is None:
        return f"{name}: {faults[0]}"
    counted = "1 fault" if len(faults) == 1 else f"{len(faults):,} faults"
    listed = "\n".join(f"  {fault}" for fault in faults)
    return f"{name}: {counted}, so nothing was read.\n{listed}"


def quoted(value: str) -> str:
    """The value as it may be printed: in quotes, shortened, without control characters."""
    return repr(value if len(value) <= LONGEST_QUOTE else value[: LONGEST_QUOTE - 1] + "…")


@lru_cache(maxsize=4096)
def nearest(word: str, known: tuple[str, ...]) -> tuple[str, ...]:
    """Up to three known words that look like `word`, most alike first."""
    return tuple(get_close_matches(word[:80].lower(), known, n=3, cutoff=CLOSE_ENOUGH))


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """` Did you mean …?`, or nothing when nothing is near."""
    found = nearest(word, tuple(known))
    return f" Did you mean {' or '.join(found)}?" if found else ""

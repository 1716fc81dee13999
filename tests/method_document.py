"""Reads docs/method.md: its checked tables, and the sums written in them.

A table is checked when a comment stands above it: <!-- kind: name -->. Every such table is turned
into rows of cells; a cell with a sum is evaluated as plain arithmetic.
"""

import ast
import operator
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from math import exp, log, sqrt
from pathlib import Path
from statistics import median

DOCUMENT = Path(__file__).resolve().parent.parent / "docs" / "method.md"
MARK = re.compile(r"^<!-- (\w+): ([\w-]+) -->$")
NUMBER = re.compile(r"\d+(?:\.\d+)?")
PLAIN = {"−": "-", "×": "*", "²": "**2", "√(": "sqrt(", "e^(": "exp(", "ln(": "log("}
FUNCTIONS: Mapping[str, Callable[..., float]] = {
    "exp": exp,
    "log": log,
    "sqrt": sqrt,
    "max": max,
    "min": min,
    "median": lambda *values: median(values),
}
OPERATORS: Mapping[type, Callable[..., float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Pow: operator.pow,
    ast.USub: operator.neg,
}


@dataclass(frozen=True)
class Table:
    kind: str
    name: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    line: int  # of the document

    @property
    def key(self) -> str:
        return f"{self.kind}-{self.name}-{self.line}"

    def columns(self, *names: str) -> Iterator[tuple[str, ...]]:
        places = [self.head.index(name) for name in names]
        return (tuple(row[place] for place in places) for row in self.rows)

    def changed(self, row: int, cell: int, text: str) -> "Table":
        cells = (*self.rows[row][:cell], text, *self.rows[row][cell + 1 :])
        rows = (*self.rows[:row], cells, *self.rows[row + 1 :])
        return replace(self, rows=rows)


def read(text: str) -> list[Table]:
    """All checked tables, in order."""
    lines = text.splitlines()
    found = []
    for place, line in enumerate(lines):
        mark = MARK.match(line)
        if mark:
            head, _, *rows = map(cells, body(lines[place + 1 :]))
            found.append(Table(mark[1], mark[2], head, tuple(rows), place + 1))
    return found


def body(lines: list[str]) -> list[str]:
    start = next(place for place, line in enumerate(lines) if line.startswith("|"))
    end = next((p for p, line in enumerate(lines) if p > start and not line.startswith("|")), None)
    return lines[start:end]


def cells(line: str) -> tuple[str, ...]:
    return tuple(cell.strip().strip("`") for cell in line.strip().strip("|").split("|"))


def prose(text: str) -> str:
    """The document without its checked tables, without links and code."""
    lines, inside = [], False
    for line in text.splitlines():
        inside = bool(MARK.match(line)) or (inside and (not line or line.startswith("|")))
        if not inside:
            lines.append(line)
    return re.sub(r"\]\([^)]*\)|`[^`]*`", " ", "\n".join(lines))


def arithmetic(text: str) -> float:
    """What a written sum comes to."""
    for written, meant in PLAIN.items():
        text = text.replace(written, meant)
    return value(ast.parse(text.strip(), mode="eval").body)


def value(node: ast.AST) -> float:
    match node:
        case ast.Constant(value=int() | float() as number):
            return float(number)
        case ast.BinOp(left=left, op=sign, right=right):
            return OPERATORS[type(sign)](value(left), value(right))
        case ast.UnaryOp(op=sign, operand=operand):
            return OPERATORS[type(sign)](value(operand))
        case ast.Call(func=ast.Name(id=name), args=arguments):
            return FUNCTIONS[name](*map(value, arguments))
    raise ValueError(f"{ast.dump(node)} is no plain arithmetic")


def number(text: str) -> float:
    """The one number of a cell, per cent as a share."""
    text = text.replace("−", "-")
    return float(text.removesuffix(" %")) / (100 if text.endswith(" %") else 1)


def unit(text: str) -> float:
    """What one more in the last printed digit is worth."""
    places = len(text.removesuffix(" %").partition(".")[2])
    return 10.0 ** -(places + (2 if text.endswith(" %") else 0))

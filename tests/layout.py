"""What the layout test looks for: import directions and other rules that no linter knows.

Every function takes source text and gives sentences, so that the rules are tested on planted text.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("accounts", "ecosystem", "assessments")

PURE = (
    "assessments.charts",
    "assessments.engine",
    "assessments.findings",
    "assessments.in_context",
    "assessments.opening",
    "assessments.pace",
    "assessments.sentences",
    "assessments.workings",
    "ecosystem.content",
    "ecosystem.sentences",
    "ecosystem.graph",
)
# Views show what was found and compute nothing of it, so the engine is not among these.
VIEWED = tuple(name for name in PURE if name != "assessments.engine")
SHOWN = (*PURE, "assessments.pdf", "assessments.report", "assessments.models")

# Who may import which of our modules, by the longest name that fits. A new module needs a row.
DIRECTIONS = {
    **dict.fromkeys(PURE, PURE),
    "accounts": ("accounts",),
    "ecosystem": ("ecosystem", "accounts"),
    "assessments": (),
    "assessments.admin": ("assessments.models",),
    "assessments.demonstration": (
        "assessments.demonstration",
        "assessments.models",
        "assessments.report",
        "accounts",
        "ecosystem",
    ),
    "assessments.editions": ("assessments.models", "assessments.paper", "accounts", *PURE),
    "assessments.exchange": (
        "assessments.exchange",
        "assessments.findings",
        "assessments.models",
        "assessments.report",
        "assessments.sentences",
        "ecosystem",
    ),
    "assessments.forms": (
        "assessments.forms",
        "assessments.models",
        "assessments.paper.edition",
        "accounts",
        "ecosystem",
    ),
    "assessments.mail": ("assessments.mail", "assessments.models", "accounts"),
    "assessments.management": (
        *SHOWN,
        "assessments.demonstration",
        "assessments.exchange",
        "assessments.mail",
        "assessments.management",
        "assessments.paper",
        "accounts",
        "ecosystem",
    ),
    "assessments.models": (
        "assessments.models",
        "assessments.opening",
        "assessments.pace",
        "accounts",
        "ecosystem",
    ),
    "assessments.paper": ("assessments.paper", *PURE),
    "assessments.pdf": ("assessments.paper", *PURE),
    "assessments.report": (
        "assessments.report",
        "assessments.models",
        "accounts",
        "ecosystem",
        *PURE,
    ),
    "assessments.templatetags": ("assessments.models", *PURE),
    "assessments.urls": ("assessments.views",),
    "assessments.views": (
        *VIEWED,
        "assessments.editions",
        "assessments.forms",
        "assessments.mail",
        "assessments.models",
        "assessments.paper.edition",
        "assessments.paper.titles",
        "assessments.pdf",
        "assessments.report",
        "assessments.views",
        "accounts",
        "ecosystem",
    ),
}
JOINS_DATABASE_AND_ENGINE = "assessments.report"

# Modules that may look a module up while they run, and why.
LATE_IMPORTS = {
    "assessments.paper": "WeasyPrint takes seconds to import and is loaded in the child only.",
}

QUERY_WORDS = {"aggregate", "alias", "annotate", "exclude", "extra", "filter", "raw"}


def is_in(module: str, prefixes: tuple[str, ...]) -> bool:
    return any(module == prefix or module.startswith(f"{prefix}.") for prefix in prefixes)


def row_of(module: str) -> str:
    """The longest name in DIRECTIONS that the module falls under."""
    return max((name for name in DIRECTIONS if is_in(module, (name,))), key=len, default="")


def imported(source: str) -> Iterator[str]:
    """Full names of all modules that the source imports, wherever in the source."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            module = node.module or ""
            whole = module in ROOMS  # "from assessments import models" means assessments.models
            yield from (f"{module}.{alias.name}" if whole else module for alias in node.names)


def wrong_directions(module: str, source: str) -> list[str]:
    """Imports that run against the plan of the house."""
    names = sorted(set(imported(source)))
    ours = [name for name in names if is_in(name, ROOMS)]
    allowed = DIRECTIONS[row_of(module)]
    found = [f"{module} imports {name}" for name in ours if not is_in(name, allowed)]
    if is_in(module, PURE):
        found += [f"{module} is pure and imports {n}" for n in names if is_in(n, ("django",))]
    joins = any(is_in(n, ("assessments.engine",)) for n in ours) and any(
        is_in(n, ("assessments.models",)) for n in ours
    )
    if joins and not is_in(module, (JOINS_DATABASE_AND_ENGINE,)):
        found.append(f"{module} joins database and engine; {JOINS_DATABASE_AND_ENGINE} does that")
    return found


def wrong_imports(module: str, source: str) -> list[str]:
    """Relative, starred and late imports."""
    tree = ast.parse(source)
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.level:
            found.append(f"{module}:{node.lineno} relative import")
        if isinstance(node, ast.ImportFrom) and any(a.name == "*" for a in node.names):
            found.append(f"{module}:{node.lineno} import *")
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            found += [
                f"{module}:{inner.lineno} import inside {node.name}"
                for inner in ast.walk(node)
                if isinstance(inner, ast.Import | ast.ImportFrom)
            ]
        if looks_up_a_module(node) and not is_in(module, tuple(LATE_IMPORTS)):
            found.append(f"{module}:{node.lineno} imports by name while it runs")
    return found


def looks_up_a_module(node: ast.AST) -> bool:
    if not isinstance(node, ast.Call):
        return False
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    return name in ("import_module", "__import__")


def queries(module: str, source: str) -> list[str]:
    """Queries written out in a view instead of being named on a QuerySet."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Attribute):
            continue
        on_table = isinstance(node.value, ast.Attribute) and node.value.attr == "objects"
        if node.attr in QUERY_WORDS or (on_table and node.attr in {"all", "get", "values"}):
            found.append(f"{module}:{node.lineno} .{node.attr}(…) in a view")
    return found


def long_functions(module: str, source: str, limit: int) -> list[str]:
    return [
        f"{module}:{node.lineno} {node.name} has {node.end_lineno - node.lineno + 1} lines"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno - node.lineno + 1 > limit
    ]


INLINE = {
    "a style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE),
    "a style element": re.compile(r"<style\b", re.IGNORECASE),
    "an inline script": re.compile(r"<script\b(?![^>]*\ssrc=)", re.IGNORECASE),
    "an event handler": re.compile(r"<[^>]*\s(?:on[a-z]+|hx-on[^\s=]*)\s*=", re.IGNORECASE),
    "a javascript address": re.compile(r"javascript:", re.IGNORECASE),
}


def inline_code(name: str, template: str) -> list[str]:
    """What the Content-Security-Policy would refuse in a page."""
    return [f"{name} has {what}" for what, pattern in INLINE.items() if pattern.search(template)]


# Written in pieces, or this file would find itself.
NOT_OURS = re.compile(
    "|".join(
        (
            r"(?<![\w.])/(?:wor" + r"k|roo" + r"t|home/[a-z]+)/[\w.]",
            "py" + r"pi\.org",
            "python" + "hosted",
            "registry" + r"\.npm" + "js",
            "deb" + r"\.debian",
            r"\.mir" + r"ror\b",
        )
    )
)


def foreign_places(name: str, text: str) -> list[str]:
    """Paths of one machine and hosts of registries: nothing that holds elsewhere."""
    return [
        f"{name}:{number} {found.group()}"
        for number, line in enumerate(text.splitlines(), 1)
        if (found := NOT_OURS.search(line))
    ]

"""The plan of the house, kept: which way imports run, and what stays out of views and templates."""

import subprocess
from pathlib import Path

import pytest

from tests import layout

ROOT = layout.ROOT
MODULES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
    for room in layout.ROOMS
    for path in (ROOT / room).rglob("*.py")
    if "migrations" not in path.parts
}
CODE = sorted(
    path
    for folder in (*layout.ROOMS, "config", "tests")
    for path in (ROOT / folder).rglob("*.py")
    if "migrations" not in path.parts
)
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
FILE_LIMIT = 400
FUNCTION_LIMIT = 60


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def tracked() -> list[Path]:
    """Files git knows or would add; files deleted in the work tree are left out."""
    said = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    return [ROOT / line for line in said.splitlines() if (ROOT / line).is_file()]


def require_none(found: list[str]) -> None:
    assert not found, "\n" + "\n".join(found)


def test_imports_run_one_way():
    require_none(
        [
            breach
            for module, path in MODULES.items()
            for breach in layout.wrong_directions(module, path.read_text())
        ]
    )


def test_every_module_has_a_row_in_the_directions():
    exempt = {"assessments", "assessments.apps"}
    require_none([m for m in MODULES if layout.row_of(m) == "assessments" and m not in exempt])


def test_imports_stand_at_the_top_by_full_name():
    starred = {"tests/settings.py"}  # test settings are the product's settings and a little more
    require_none(
        [
            breach
            for path in CODE
            if name(path) not in starred
            for breach in layout.wrong_imports(
                ".".join(path.relative_to(ROOT).with_suffix("").parts), path.read_text()
            )
        ]
    )


def test_views_name_their_queries():
    views = {m: p for m, p in MODULES.items() if ".views" in m}
    require_none([b for m, p in views.items() for b in layout.queries(m, p.read_text())])


def test_templates_hold_no_code():
    require_none([b for p in TEMPLATES for b in layout.inline_code(name(p), p.read_text())])


def test_files_and_functions_fit_in_the_head():
    by_hand = [*CODE, *TEMPLATES, *(ROOT / "static/js").glob("*.js")]
    long_files = [name(p) for p in by_hand if p.read_text().count("\n") > FILE_LIMIT]
    long_functions = [
        found
        for path in CODE
        for found in layout.long_functions(name(path), path.read_text(), FUNCTION_LIMIT)
    ]
    require_none(long_files + long_functions)


def test_no_file_names_a_place_that_only_one_machine_knows():
    vendored = ROOT / "static/vendor"
    own = [p for p in tracked() if not p.is_relative_to(vendored)]
    require_none(
        [
            found
            for path in own
            for found in layout.foreign_places(name(path), path.read_text(errors="replace"))
        ]
    )


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("assessments.engine.rollup", "from django.db import models"),
        ("assessments.charts.pillars", "import django"),
        ("assessments.engine.rollup", "from assessments.models import Rating"),
        ("assessments.engine.rollup", "from assessments import models"),
        ("assessments.engine.rollup", "def late():\n    import assessments.models"),
        ("ecosystem.graph", "from ecosystem.models import Component"),
        ("ecosystem.views", "from assessments.models import Assessment"),
        ("accounts.models", "from ecosystem.models import Framework"),
        ("accounts.models", "from assessments import report"),
        ("assessments.models.ratings", "from assessments.report import build_report"),
        ("assessments.views.results", "from assessments.engine.rollup import pillar_scores"),
        ("assessments.pdf", "from assessments.models import Assessment"),
        ("assessments.report", "from assessments.views import result"),
        (
            "assessments.management.commands.bench",
            "from assessments.engine import diagnosis\nfrom assessments.models import Assessment",
        ),
    ],
)
def test_an_import_against_the_direction_is_found(module, source):
    assert layout.wrong_directions(module, source)


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("assessments.engine.rollup", "import numpy\nfrom ecosystem.graph import order"),
        ("assessments.views.results", "from assessments.report import report_of"),
        (
            "assessments.report.build",
            "from assessments.engine import diagnosis\nfrom assessments.models import Assessment",
        ),
        ("ecosystem.views", "from accounts.models import User\nfrom ecosystem import models"),
    ],
)
def test_an_import_along_the_direction_passes(module, source):
    assert layout.wrong_directions(module, source) == []


@pytest.mark.parametrize(
    "source",
    [
        "from . import models",
        "from ..report import build",
        "from assessments.models import *",
        "def page():\n    from assessments import report",
        "async def page():\n    import json",
        "from importlib import import_module\nimport_module('assessments.report')",
        "__import__('assessments.report')",
    ],
)
def test_a_relative_starred_or_late_import_is_found(source):
    assert layout.wrong_imports("assessments.views.results", source)


@pytest.mark.parametrize(
    "source",
    [
        "Assessment.objects.filter(organisation=mine)",
        "Assessment.objects.all()",
        "Assessment.objects.get(code=code)",
        "assessment.raters.exclude(revoked=None)",
    ],
)
def test_a_query_written_out_in_a_view_is_found(source):
    assert layout.queries("assessments.views.results", source)


def test_a_named_query_passes():
    source = "get_object_or_404(Assessment.objects.visible_to(user).with_names(), code=code)"
    assert layout.queries("assessments.views.results", source) == []


@pytest.mark.parametrize(
    "template",
    [
        '<p class="a" style="color: red">',
        "<style>p { color: red }</style>",
        "<script>go()</script>",
        '<a href="javascript:go()">',
        '<button type="button" onclick="go()">',
        '<button hx-on:click="go()">',
        '<button\n  hx-on::after-request="go()">',
    ],
)
def test_code_in_a_template_is_found(template):
    assert layout.inline_code("page.html", template)


def test_a_script_file_and_data_pass():
    template = '<script src="{% static "js/theme.js" %}"></script>{{ data|json_script:"data" }}'
    assert layout.inline_code("page.html", template) == []


def test_a_long_function_is_found():
    source = "def long():\n" + "    go()\n" * 60
    assert layout.long_functions("some", source, 60) == ["some:1 long has 61 lines"]


@pytest.mark.parametrize("place", ["/wor" + "k/main", "https://py" + "pi.org/simple"])
def test_a_place_of_one_machine_is_found(place):
    assert layout.foreign_places("README.md", f"fine\nlook in {place}") != []

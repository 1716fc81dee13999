"""What we serve but did not write is the version we say, small enough, and asks no other host."""

import gzip
import hashlib
import json
import re
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parent.parent
STATIC = ROOT / "static"
KILOBYTE = 1000
LICENCE_WORDS = {"MIT": "Permission is hereby granted", "OFL-1.1": "SIL OPEN FONT LICENSE"}
# Namespaces are names that look like addresses; nothing is fetched from them.
NAMESPACE = re.compile(
    r"http://www\.w3\.org/(1999/xhtml|1999/xlink|2000/svg|2000/xmlns/|XML/1998/namespace)"
)
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
ADDRESS = re.compile(r"https?://[\w.-]+|url\(\s*[\"']?//")


class Vendored(NamedTuple):
    file: str
    name: str
    version: str
    sha256: str
    licence: str
    licence_text: str


def vendored_files():
    lines = (STATIC / "vendor/VERSIONS").read_text().splitlines()
    return [Vendored(*line.split()) for line in lines if not line.startswith("#")]


def served(*suffixes):
    return sorted(path for path in STATIC.rglob("*") if path.suffix in suffixes)


def short(path):
    return path.relative_to(STATIC).as_posix()


def gzipped_size(file):
    return len(gzip.compress((STATIC / file).read_bytes(), compresslevel=9))


@pytest.mark.parametrize("vendored", vendored_files(), ids=lambda vendored: vendored.file)
def test_a_vendored_file_is_the_one_recorded(vendored):
    assert hashlib.sha256((STATIC / vendored.file).read_bytes()).hexdigest() == vendored.sha256


@pytest.mark.parametrize("vendored", vendored_files(), ids=lambda vendored: vendored.file)
def test_a_vendored_file_comes_with_its_licence(vendored):
    assert LICENCE_WORDS[vendored.licence] in (STATIC / vendored.licence_text).read_text()


def test_every_file_from_others_is_recorded():
    recorded = {path for row in vendored_files() for path in (row.file, row.licence_text)}
    present = {short(path) for path in served(".woff2", ".txt")}
    present |= {short(path) for path in (STATIC / "vendor").iterdir()} - {"vendor/VERSIONS"}
    assert present <= recorded


def test_the_recorded_versions_are_the_locked_ones():
    locked = json.loads((ROOT / "frontend/package-lock.json").read_text())["packages"]
    for row in vendored_files():
        assert locked[f"node_modules/{row.name}"]["version"] == row.version


def test_the_version_stands_in_the_files_that_carry_one():
    for row in vendored_files():
        if not row.file.endswith(".woff2"):
            assert f"v{row.version}" in (STATIC / row.file).read_text()[:200]


@pytest.mark.parametrize(
    ("file", "kilobytes"),
    [
        ("vendor/plotly-headwater.min.js", 500),
        ("vendor/bootstrap.min.css", 32),
        ("css/plotly.css", 3),
        ("css/tokens.css", 3),
        ("css/components.css", 10),
        ("js/charts.js", 5),
        ("js/picture.js", 2),
        ("js/theme.js", 2),
    ],
)
def test_a_file_stays_small_on_the_wire(file, kilobytes):
    assert gzipped_size(file) <= kilobytes * KILOBYTE


@pytest.mark.parametrize("path", served(".css", ".js"), ids=short)
def test_nothing_served_names_another_host(path):
    text = NAMESPACE.sub("", COMMENT.sub("", path.read_text()))
    assert ADDRESS.findall(text) == []


@pytest.mark.parametrize("path", served(".css", ".js"), ids=short)
def test_nothing_served_names_a_source_map(path):
    assert "sourceMappingURL" not in path.read_text()


# What the PDF's stylesheet names is handed out by the PDF's own map of files, which is closed.
ON_SCREEN = [path for path in served(".css") if path.name != "print.css"]


@pytest.mark.parametrize("path", ON_SCREEN, ids=short)
def test_a_stylesheet_points_only_at_files_that_exist(path):
    for target in re.findall(r"url\(\s*[\"']?(?!data:)([^\"')]+)", path.read_text()):
        assert (path.parent / target).is_file(), target


def test_plotly_is_built_without_code_from_text():
    text = (STATIC / "vendor/plotly-headwater.min.js").read_text()
    assert not re.search(r"\bnew Function\b|(?<![\w.])eval\(", text)

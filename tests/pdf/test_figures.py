"""Figures as paper shows them: every word of every label stands on it, free and whole."""

import os
import shutil
import subprocess
from collections import Counter
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pytest
from pypdf import PdfReader

from assessments.charts.canvas import Canvas
from assessments.paper.files import STYLESHEET, standing_files
from assessments.paper.wire import Job
from tests.charts.chance import assessment, drawn
from tests.charts.reading import ASCENT, DESCENT, Area, Label, labels, size, touching

SEEDS = range(0, 200, 10)
SPACE = "{http://www.w3.org/1999/xhtml}"
PIXEL = 4 / 3
"""So many pixels of a drawing are a point of paper."""
RISE, DROP = 1.024, 0.4
"""What the font says it reaches above and below the line, of the type size."""


@pytest.fixture(scope="module")
def printed() -> dict[str, str]:
    return {
        f"assessment {seed}, {name}": figure.print
        for seed in SEEDS
        for name, figure in drawn(assessment(seed)).items()
    }


@pytest.fixture(scope="module")
def pages(printed, worker, tmp_path_factory) -> list[list[Label]]:
    """One page for each drawing, of its size; the words a reader finds on it, in pixels."""
    path = tmp_path_factory.mktemp("figures") / "figures.pdf"
    path.write_bytes(worker.draw(album([*printed.values()])))
    return words_of(path)


def album(svgs: list[str]) -> Job:
    sheets = []
    for place, svg in enumerate(svgs):
        width, height = size(svg)
        sheets.append(f"@page f{place} {{ size: {width}px {height + 1}px; margin: 0 }}")
        sheets.append(f"#f{place} {{ page: f{place}; display: block; width: {width}px }}")
    images = (f"<img id=f{p} src='chart:{p}.svg' alt='{p}'>" for p in range(len(svgs)))
    rules = STYLESHEET.read_text().splitlines()
    faces = "\n".join(rule for rule in rules if rule.startswith("@font-face"))
    charts = {f"chart:{p}.svg": ("image/svg+xml", svg.encode()) for p, svg in enumerate(svgs)}
    html = f"<html lang=en><title>Figures</title><body>{''.join(images)}</body></html>"
    return Job(html, "\n".join((faces, "body { margin: 0 }", *sheets)), standing_files() | charts)


def words_of(pdf: Path) -> list[list[Label]]:
    reader = shutil.which("pdftotext")
    if reader is None:  # left out at a desk; where CI is set it runs, and fails without
        say = pytest.fail if "CI" in os.environ else pytest.skip
        say("No pdftotext here: apt-get install poppler-utils")
    done = subprocess.run([reader, "-bbox", pdf, "-"], capture_output=True, text=True, check=True)
    document = ElementTree.fromstring(done.stdout)
    return [[*map(word, page.iter(f"{SPACE}word"))] for page in document.iter(f"{SPACE}page")]


def word(element: ElementTree.Element) -> Label:
    left, right, top, bottom = (
        float(element.attrib[end]) * PIXEL for end in ("xMin", "xMax", "yMin", "yMax")
    )
    letters = (bottom - top) / (RISE + DROP)
    line = top + RISE * letters
    return Label(
        left, right, line - ASCENT * letters, line + DESCENT * letters, element.text or "", letters
    )


def test_every_word_of_every_label_is_on_paper_and_free(printed, pages):
    """Labels that run into each other, or off the page, would leave other words than were set."""
    faults = {
        name: said
        for (name, svg), found in zip(printed.items(), pages, strict=True)
        if (said := [*_other_words(svg, found), *_not_free(svg, found)])
    }
    assert faults == {}


def _other_words(svg: str, found: list[Label]) -> list[str]:
    set_in = Counter(part for label in labels(svg) for part in _words(label.text))
    read = Counter(part for label in found for part in _words(label.text))
    lost, new = set_in - read, read - set_in
    return [f"lost: {word}" for word in lost] + [f"not set: {word}" for word in new]


def _words(text: str) -> list[str]:
    """Without the sign for per cent: whether it is a word of its own, readers do not agree."""
    return text.replace("%", " ").split()


def _not_free(svg: str, found: list[Label]) -> list[str]:
    width, height = size(svg)
    paper = Area(0, width, 0, height)
    return [
        *(f"{one.text} touches {other.text}" for one, other in touching(found)),
        *(f"{label.text} leaves the paper" for label in found if not paper.holds(label)),
    ]


def test_names_of_every_latin_letter_keep_the_face_of_the_report(worker):
    text = '<text x="0" y="20" font-size="12" font-weight="{}">Őrség, Łódź, żółć, Niš</text>'
    canvas = Canvas(300, 30, "Names")
    canvas.elements += [text.format(400), text.format(600)]
    pdf = worker.draw(album([canvas.svg()]))
    assert {name[:13] for name in fonts_of(pdf)} == {"Source-Sans-3"}


def fonts_of(pdf: bytes) -> set[str]:
    """The names of all fonts in it, whatever they were called while they were cut to size."""
    reader = PdfReader(BytesIO(pdf))
    found = (reader.get_object(number) for number in range(1, reader.trailer["/Size"]))
    names = (one["/BaseFont"] for one in found if isinstance(one, dict) and "/BaseFont" in one)
    return {name.partition("+")[2] for name in names}

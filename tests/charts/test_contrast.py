"""Text in a drawing can be read in both themes and in print, whatever it stands on."""

import re
from functools import cache
from pathlib import Path

import pytest

from assessments.charts import figures
from tests.charts.chance import assessment
from tests.charts.reading import NAMESPACE, Area, Box, Label, marked, parsed
from tests.charts.reports import all_rated, story
from tests.charts.seen import seen

TOKENS = Path(__file__).resolve().parents[2] / "static" / "css" / "tokens.css"
ENOUGH = 4.5
REPORTS = {
    "the story": lambda: seen(story()),
    "everything 1": lambda: seen(all_rated(1)),
    "everything 5": lambda: seen(all_rated(5)),
    **{f"by chance {seed}": lambda seed=seed: assessment(seed) for seed in range(25)},
}


@cache
def theme(name: str) -> dict[str, str]:
    light, dark = TOKENS.read_text().split("[data-bs-theme=dark]", 1)
    return dict(re.findall(r"--([\w]+): (#\w{6});", light if name == "light" else dark))


def luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def fill(classes: str) -> str | None:
    return next((c.removeprefix("f-") for c in classes.split() if c.startswith("f-")), None)


def texts_on_grounds(svg: str) -> set[tuple[str, str]]:
    """The tokens of each text and of the box it stands on; `sheet` where there is none."""
    grounds: list[tuple[Area, str]] = []
    found = set()
    for element in parsed(svg).iter():
        mark, token = marked(element), fill(element.attrib.get("class", ""))
        if isinstance(mark, Box) and token:
            grounds.append((mark, token))
        elif isinstance(mark, Label) and token:
            under = [ground for box, ground in grounds if box.touches(mark)]
            found.add((token, under[-1] if under else "sheet"))
        elif element.tag == f"{NAMESPACE}text":
            raise AssertionError(f"a text without a colour: {element.text}")
    return found


@pytest.mark.parametrize("name", REPORTS)
@pytest.mark.parametrize("shown_in", ["light", "dark"])
def test_every_text_stands_out_from_its_ground(name, shown_in):
    colours = theme(shown_in)
    for figure in figures(REPORTS[name]()).values():
        for svg in (figure.wide, figure.narrow, figure.print):
            for text, ground in texts_on_grounds(svg):
                found = contrast(colours[text], colours[ground])
                assert found >= ENOUGH, f"{figure.name}: {text} on {ground} {found:.1f}"


def test_contrast_is_that_of_the_guidelines():
    assert contrast("#FFFFFF", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)

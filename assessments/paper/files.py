"""The files a report on paper is made of: stylesheet, fonts, icons, the cover's drawing, figures.

All of them are the project's own or drawn by it; nothing that somebody typed or uploaded is here.
"""

from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path

from assessments.charts.figure import Figure
from assessments.charts.icons import ICONS, icon
from assessments.charts.palette import LIGHT

ROOT = Path(__file__).resolve().parent.parent.parent
STYLESHEET = ROOT / "static" / "css" / "print.css"
FONTS = ROOT / "static" / "fonts"
DRAWING = ROOT / "static" / "img" / "cover.svg"
TEMPLATES = ROOT / "templates" / "report"
SOURCES = (ROOT / "assessments" / "paper", ROOT / "assessments" / "charts")
SVG = "image/svg+xml"

type File = tuple[str, bytes]


def stylesheet() -> str:
    return STYLESHEET.read_text()


@cache
def standing_files() -> dict[str, File]:
    """What every report needs, by the address its stylesheet gives."""
    fonts = {f"font:{path.name}": path.read_bytes() for path in sorted(FONTS.glob("*.woff2"))}
    return {
        **{url: ("font/woff2", content) for url, content in fonts.items()},
        **{f"icon:{name}.svg": (SVG, icon(name).encode()) for name in ICONS},
        **{f"icon:bars-{lit}.svg": (SVG, bars(lit).encode()) for lit in range(4)},
        "cover:drawing.svg": (SVG, DRAWING.read_bytes()),
    }


def bars(lit: int) -> str:
    """Confidence as three bars, `lit` of them full; its word stands beside them."""
    drawn = "".join(
        f'<rect x="{5 * place}" y="{12 - height}" width="4" height="{height}" '
        f'fill="{LIGHT["ink" if place < lit else "line"]}"/>'
        for place, height in enumerate((5, 8, 12))
    )
    size = 'viewBox="0 0 14 12" width="14" height="12"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{drawn}</svg>'


def files_of(figures: Mapping[str, Figure]) -> dict[str, File]:
    """The standing files and one report's figures, as `chart:NAME.svg`."""
    charts = {f"chart:{name}.svg": (SVG, f.print.encode()) for name, f in figures.items()}
    return {**standing_files(), **charts}


def design_digest() -> str:
    """A fingerprint of all that decides how a report looks: templates, stylesheet, code."""
    found = [STYLESHEET, DRAWING, *sorted(TEMPLATES.glob("print*.html"))]
    found += [path for folder in SOURCES for path in sorted(folder.glob("*.py"))]
    digest = sha256()
    for path in found:
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()

"""The files a report on paper is made of: stylesheet, fonts, icons, the cover's drawing, figures.

They are the project's own or drawn by it, but for the two logos: PNG that was drawn anew from what
was uploaded. A colour gets into the stylesheet only in the form of six hexadecimal digits.
"""

import re
import struct
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path

from assessments.charts.figure import Figure
from assessments.charts.icons import ICONS, icon
from assessments.charts.palette import LIGHT
from assessments.paper.edition import LETTER, Edition

ROOT = Path(__file__).resolve().parent.parent.parent
STYLESHEET = ROOT / "static" / "css" / "print.css"
FONTS = ROOT / "static" / "fonts"
DRAWING = ROOT / "static" / "img" / "cover.svg"
TEMPLATES = ROOT / "templates" / "report"
SOURCES = (ROOT / "assessments" / "paper", ROOT / "assessments" / "charts")
SVG = "image/svg+xml"
COLOUR = re.compile("#[0-9a-fA-F]{6}")
LETTER_PAPER = """@page { size: Letter; margin: 22mm 18mm 19mm; }
@page flat { size: Letter landscape; margin: 19mm 18mm 17mm; }
@page cover { size: Letter; margin: 0; }
"""
LOGO_RULE = """@page {{ @top-right {{
  background: url("logo:author.png") no-repeat right 4mm / {width:.1f}mm {height:.1f}mm;
}} }}
"""
LOGO_HIGH, LOGO_WIDE = 7.0, 32.0
"""Millimetres that the author's logo may take in the head of a page."""
PNG_SIZE = slice(16, 24)
"""Where a PNG says how wide and high it is."""

type File = tuple[str, bytes]


def stylesheet(edition: Edition) -> str:
    """The standing one, and the few rules in which one edition differs from another."""
    colour = edition.colour if COLOUR.fullmatch(edition.colour) else LIGHT["accent"]
    logo = logo_rule(edition.author_logo) if edition.author_logo else ""
    paper = LETTER_PAPER if edition.paper == LETTER else ""
    return f"{STYLESHEET.read_text()}\n:root {{ --band: {colour}; }}\n{paper}{logo}"


def logo_rule(png: bytes) -> str:
    """The author's logo small in the head of every page, as large as fits."""
    wide, high = struct.unpack(">II", png[PNG_SIZE])
    scale = min(LOGO_HIGH / high, LOGO_WIDE / wide)
    return LOGO_RULE.format(width=wide * scale, height=high * scale)


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


def files_of(figures: Mapping[str, Figure], edition: Edition) -> dict[str, File]:
    """The standing files, one report's figures as `chart:NAME.svg`, and the logos there are."""
    charts = {f"chart:{name}.svg": (SVG, f.print.encode()) for name, f in figures.items()}
    logos = {"logo:client.png": edition.client_logo, "logo:author.png": edition.author_logo}
    pictures = {name: ("image/png", content) for name, content in logos.items() if content}
    return {**standing_files(), **charts, **pictures}


def design_digest() -> str:
    """A fingerprint of all that decides how a report looks: templates, stylesheet, code."""
    found = [STYLESHEET, DRAWING, *sorted(TEMPLATES.glob("print*.html"))]
    found += [path for folder in SOURCES for path in sorted(folder.glob("*.py"))]
    digest = sha256()
    for path in found:
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()

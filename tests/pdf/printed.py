"""Reports to print, and what can be read back from the paper."""

import re
from collections.abc import Iterator
from datetime import date
from io import BytesIO

from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from assessments.findings import Answers, ItemAnswer, Report, SymptomAnswer
from assessments.paper.wire import Job
from assessments.report import build_report
from tests.charts.reports import STORY
from tests.shipped import shipped

HOSTILE = (
    "<script>alert(1)</script>"
    "<img src='{0}/a.png'><link rel=attachment href='file:///etc/passwd'>"
    "<link rel=stylesheet href='{0}/b.css'><style>@import url({0}/c.css);</style>"
    "<svg><use href='{0}/d.svg'/></svg><a href='{0}/e'>here</a>"
)
ARABIC = "\u0639\u0645\u0644\u064a\u0629 \u0627\u0644\u0628\u064a\u0639"


def answers() -> Answers:
    """An unused sales process and what follows from it: 16 raters, four symptoms, a note."""
    framework = shipped()
    items = (
        ItemAnswer(
            item.slug,
            "score",
            STORY.get(item.slug, 4),
            "ratings",
            raters=16,
            evidence="data",
            notes=("Ends in spaces  ",) if item.slug == "crm" else (),
        )
        for item in framework.items
    )
    return Answers(
        framework,
        tuple(items),
        symptoms=tuple(SymptomAnswer(s.slug, 2, "worse") for s in framework.symptoms[:4]),
        organisation="Corvane Controls",
        title="Autumn",
        as_of=date(2026, 11, 21),
        raters=16,
    )


def seller(*notes: str, **fields: object) -> Report:
    """A small report: one salesperson, 24 items, the first of them weak and with notes."""
    framework = shipped("sales-execution-framework")
    first, *others = (item.slug for item in framework.items)
    items = [ItemAnswer(first, "score", 1, "ratings", raters=1, notes=notes)]
    items += [ItemAnswer(slug, "score", 4, "ratings", raters=1) for slug in others]
    return build_report(Answers(framework, tuple(items), **fields))


def small(body: str, stylesheet: str = "") -> Job:
    html = f"<html lang=en><title>Small</title><body>{body}</body></html>"
    return Job(html, stylesheet, {})


def text_of(pdf: bytes) -> str:
    return " ".join(flat(page.extract_text()) for page in PdfReader(BytesIO(pdf)).pages)


def flat(text: str) -> str:
    return " ".join(text.replace("\N{NO-BREAK SPACE}", " ").split())


def elements(reader: PdfReader) -> Iterator[DictionaryObject]:
    """Every element of the tag tree."""
    open_ones = [reader.trailer["/Root"]["/StructTreeRoot"]["/K"][0].get_object()]
    while open_ones:
        element = open_ones.pop()
        yield element
        kids = (kid.get_object() for kid in element.get("/K", ()))
        open_ones += [kid for kid in kids if isinstance(kid, DictionaryObject) and "/S" in kid]


def headings(reader: PdfReader) -> list[int]:
    """The levels of all headings, in the order in which they are read."""
    found: list[int] = []

    def walk(element: DictionaryObject) -> None:
        if re.fullmatch(r"/H[1-6]", str(element["/S"])):
            found.append(int(element["/S"][2]))
        for kid in (kid.get_object() for kid in element.get("/K", ())):
            if isinstance(kid, DictionaryObject) and "/S" in kid:
                walk(kid)

    walk(reader.trailer["/Root"]["/StructTreeRoot"]["/K"][0].get_object())
    return found

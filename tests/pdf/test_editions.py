"""How a report is printed: paper, kind, colours, logos, a consultant's words, what is left out."""

import logging
import re
from dataclasses import replace
from io import BytesIO
from itertools import pairwise

import pytest
from PIL import Image
from pypdf import PdfReader

from assessments.findings import Answers, ItemAnswer, Report, SymptomAnswer
from assessments.paper.child import drawn
from assessments.paper.edition import SECTIONS, Edition
from assessments.paper.full import MAKERS
from assessments.pdf import job_of, key_of
from assessments.report import build_report
from tests.charts.reports import all_rated, only
from tests.pdf.printed import ARABIC, answers, elements, flat, headings
from tests.shipped import shipped

BROKEN = re.compile(r"\bNone(?! of)\b|, ,|\.\.|: \.| ,")
"""What an empty place in a sentence leaves behind."""
LONG = ("Corvane " * 15).strip()
PILLARS = ("leadership", "strategy", "business-management", "coaching", "people")


def printed(report: Report, edition: Edition) -> PdfReader:
    return PdfReader(BytesIO(drawn(job_of(report, edition))))


def texts(reader: PdfReader) -> list[str]:
    return [flat(page.extract_text()) for page in reader.pages]


def logo(width: int, height: int) -> bytes:
    file = BytesIO()
    Image.new("RGB", (width, height), "#7a1f3d").save(file, "PNG")
    return file.getvalue()


BRANDED = Edition(
    final=True,
    confidentiality="For the board alone",
    author="Marlow and Partners",
    colour="#7a1f3d",
    client_logo=logo(60, 20),
    author_logo=logo(300, 20),
    texts=(
        ("summary", "We sat with them.\n\n<b>Then</b> we asked."),
        ("coaching", f"Coaching first.\n\n{ARABIC}"),
        ("one-on-ones", "A word on talks."),
    ),
)


@pytest.fixture(scope="module")
def branded(story) -> PdfReader:
    return printed(story, BRANDED)


# ------------------------------------------------------------------------------ paper and kind


@pytest.fixture(scope="module", params=["a4", "letter"])
def full(request, story) -> PdfReader:
    return printed(story, Edition(paper=request.param))


def test_a_full_report_stands_on_the_paper_that_was_asked_for(story):
    pages = printed(story, Edition(kind="summary", paper="letter")).pages
    assert {(float(p.mediabox.width), float(p.mediabox.height)) for p in pages} == {(612.0, 792.0)}


def test_each_root_and_the_summary_has_one_page(full, story):
    places = {
        str(name): full.get_destination_page_number(destination)
        for name, destination in full.named_destinations.items()
    }
    roots = [places[f"root-{place + 1}"] for place in range(len(story.roots))]
    assert places["summary"] == 1
    assert places["contents"] == 2
    assert roots == list(range(roots[0], roots[0] + len(roots)))
    assert min(place for place in places.values() if place > roots[-1]) == roots[-1] + 1


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_an_executive_summary_has_two_pages(story, paper):
    pages = texts(printed(story, Edition(kind="summary", paper=paper)))
    assert len(pages) == 2
    assert story.headline.sentence in pages[0]
    assert story.digest in pages[1]


def test_an_executive_summary_with_a_consultants_words_still_has_two(story):
    pages = texts(printed(story, replace(BRANDED, kind="summary")))
    assert len(pages) == 2
    assert "We sat with them." in pages[1]


@pytest.mark.parametrize("pillar", PILLARS)
def test_a_report_on_one_pillar_is_short_and_speaks_of_it(story, pillar):
    pages = texts(printed(story, Edition(kind="pillar", pillar=pillar)))
    name = story.name(pillar)
    assert len(pages) <= 6
    assert name in pages[0]
    assert f"Corvane Controls, {name}" in pages[1]
    assert "Weak and open items" in " ".join(pages) or "in scope" in " ".join(pages)


# ------------------------------------------------------------------------------------ branding


def test_the_cover_says_who_hands_it_over_and_to_whom(branded):
    cover = flat(branded.pages[0].extract_text())
    for said in ("Corvane Controls", "Marlow and Partners", "For the board alone", "Final"):
        assert said in cover


def test_logos_stand_on_the_cover_and_the_authors_on_every_page(branded):
    alts = [e["/Alt"] for e in elements(branded) if e["/S"] == "/Figure" and "Logo" in e["/Alt"]]
    assert sorted(alts) == ["Logo of Corvane Controls", "Logo of Marlow and Partners"]
    assert all("For the board alone" in text for text in texts(branded))


def test_a_wide_logo_is_made_to_fit_the_head_of_a_page(story):
    rule = job_of(story, BRANDED).stylesheet
    sizes = re.findall(r"([\d.]+)mm", rule.rpartition("logo:author.png")[2])
    width, height = map(float, sizes[1:3])
    assert width == 32.0
    assert height == pytest.approx(2.1, abs=0.05)


@pytest.mark.parametrize("colour", ["red", "#12345", "#123456; }", "url(http://x)"])
def test_a_colour_that_is_none_leaves_the_band_in_ours(story, colour):
    rules = job_of(story, Edition(colour=colour)).stylesheet
    assert colour not in rules.rpartition("--band:")[2]


def test_a_consultants_words_are_text_in_paragraphs(story):
    html = job_of(story, BRANDED).html
    assert "&lt;b&gt;Then&lt;/b&gt; we asked.</p>" in html
    assert "We sat with them.</p>" in html
    assert f'dir="rtl">{ARABIC}</p>' in html
    assert "A word on talks.</p>" in html


# ---------------------------------------------------------------------------- what is left out


def test_every_section_has_a_name_to_leave_it_out_by():
    assert [name for name in SECTIONS if name != "contents"] == list(MAKERS)


@pytest.mark.parametrize("name", ["symptoms", "roots", "items", "contents"])
def test_a_section_that_is_left_out_is_nowhere(story, name):
    html = job_of(story, Edition(without=frozenset({name}))).html
    anchor = {"roots": "root-1"}.get(name, name)
    assert f'id="{anchor}"' in job_of(story, Edition()).html
    assert f'"{anchor}"' not in html
    assert f'href="#{anchor}"' not in html


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "summary"},
        {"pillar": "people"},
        {"paper": "letter"},
        {"final": True},
        {"confidentiality": ""},
        {"author": "Marlow"},
        {"colour": "#000000"},
        {"client_logo": b"1"},
        {"author_logo": b"1"},
        {"texts": (("summary", "Ours"),)},
        {"without": frozenset({"items"})},
    ],
    ids=lambda change: next(iter(change)),
)
def test_editions_that_differ_never_share_a_document(story, change):
    assert key_of(story, Edition(**change)) != key_of(story, Edition())


def test_the_order_in_which_sections_are_left_out_changes_nothing(story):
    names = ("items", "weak", "symptoms", "method")
    keys = {key_of(story, Edition(without=frozenset(order))) for order in (names, reversed(names))}
    assert len(keys) == 1


# ------------------------------------------------------------------------------- what it is read by


@pytest.mark.parametrize("kind", ["full", "summary", "pillar"])
def test_no_heading_skips_a_level_and_every_table_has_its_heads(story, kind):
    reader = printed(story, replace(BRANDED, kind=kind, pillar="coaching"))
    levels = headings(reader)
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    tagged = [element["/S"] for element in elements(reader)]
    assert tagged.count("/TH") > tagged.count("/Table")


# -------------------------------------------------------------------------------------- extremes


def everything() -> Report:
    """All symptoms ticked, long names, a long note in Arabic and one of signs."""
    framework = shipped()
    given = answers()
    items = tuple(
        replace(item, notes=(f"{ARABIC} " * 300, "\N{GRINNING FACE}" * 40))
        if place % 40 == 0
        else item
        for place, item in enumerate(given.items)
    )
    ticked = tuple(SymptomAnswer(s.slug, 3, note="w" * 400) for s in framework.symptoms)
    return build_report(replace(given, items=items, symptoms=ticked, organisation=LONG, title=LONG))


def scoped() -> Report:
    framework = shipped()
    items = tuple(
        ItemAnswer(i.slug, "score", 2, "ratings", raters=1)
        if i.pillar == "people"
        else ItemAnswer(i.slug, in_scope=False)
        for i in framework.items
    )
    return build_report(Answers(framework, items, scope=("people",), organisation="Corva"))


@pytest.mark.parametrize("kind", ["full", "summary", "pillar"])
@pytest.mark.parametrize(
    "report",
    [
        lambda: only({}),
        lambda: only({"crm": 2}),
        lambda: all_rated(5),
        lambda: all_rated(1),
        everything,
        scoped,
    ],
    ids=["nothing", "one item", "all five", "all one", "everything", "one pillar"],
)
def test_whatever_was_answered_every_kind_of_report_can_be_drawn(report, kind, caplog):
    with caplog.at_level(logging.WARNING, logger="weasyprint"):
        reader = printed(report(), Edition(kind=kind, pillar="people"))
    assert caplog.messages == []
    for text in texts(reader):
        assert not BROKEN.search(text.replace("…", ""))

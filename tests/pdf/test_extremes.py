"""The strangest reports on paper: every page has something to say, in whole sentences."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from assessments.pdf import pdf_of
from tests.broken import broken
from tests.extremes import extreme
from tests.pdf.printed import flat

LEAST = 60
"""Letters of a page with nothing but a title; running head and foot are about as much."""
PRINTED = (
    "names of 120 letters",
    "notes of 4,000 letters",
    "165 weak items",
    "one item, weak",
    "29 symptoms and nothing weak",
    "one pillar",
)
"""A report takes seconds to draw and to read back, so not every one of them is."""


@pytest.mark.parametrize("name", PRINTED)
def test_every_page_says_something_in_whole_sentences(name):
    pages = PdfReader(BytesIO(pdf_of(extreme(name)))).pages
    texts = [flat(page.extract_text()) for page in pages]
    assert [number for number, text in enumerate(texts, 1) if len(text) < LEAST] == []
    assert broken(" ".join(texts)) == []

"""An organisation's branding: set by those who manage it, seen by those who belong to it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.branding import SENT_ANEW
from accounts.models import Branding
from tests.assessments.pages import links_of, part_of, text_of
from tests.pictures import opened, picture

WORDS = {"colour": "#0b5a75", "author": "Marlow & Partners", "confidentiality": "For the board"}
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"/>'


def sent(content=None, name="logo.png"):
    return SimpleUploadedFile(name, picture() if content is None else content, "image/png")


@pytest.fixture
def url(organisation):
    return reverse("assessments:branding", args=[organisation.code])


@pytest.fixture
def look(log_in, editor, url):
    client = log_in(editor)
    return lambda: client.get(url)


@pytest.fixture
def keep(log_in, owner, url):
    """Sends the form with these fields in place of good ones."""
    client = log_in(owner)
    return lambda **fields: client.post(url, WORDS | fields)


@pytest.fixture
def logo(log_in, organisation, owner):
    client = log_in(owner)

    def fetch(whose):
        return client.get(reverse("assessments:logo", args=[organisation.code, whose]))

    return fetch


def test_words_and_logos_are_kept_and_the_page_says_so(keep, url, organisation, look):
    answer = keep(client_logo=sent(), author_logo=sent(picture("JPEG")))
    assert (answer.status_code, answer.url) == (302, url)
    kept = Branding.objects.get()
    assert {name: getattr(kept, name) for name in WORDS} == WORDS
    assert opened(bytes(kept.client_logo)).format == "PNG"
    assert opened(bytes(kept.author_logo)).format == "PNG"
    page = look()
    assert 'value="Marlow &amp; Partners"' in page.content.decode()
    assert reverse("assessments:logo", args=[organisation.code, "client"]) in page.content.decode()


def test_nothing_is_set_but_confidential_before_anybody_has_been_here(look):
    page = look()
    assert 'value="Confidential"' in page.content.decode()
    assert "as it is kept" in text_of(page)
    assert "Take it away" not in text_of(page)
    assert not Branding.objects.exists()


def test_everything_may_be_empty(keep):
    assert keep(colour="", author="", confidentiality="").status_code == 302
    kept = Branding.objects.get()
    assert (kept.colour, kept.author, kept.confidentiality) == ("", "", "")


@pytest.mark.parametrize("typed", ["0B5A75", "#0B5A75", " #0b5a75 "])
def test_a_colour_is_understood_in_capitals_and_without_its_sign(keep, typed):
    keep(colour=typed)
    assert Branding.objects.get().colour == "#0b5a75"


@pytest.mark.parametrize(
    ("colour", "said"),
    [
        ("teal", "“teal” is not a colour. Write it as #rrggbb, such as #0b5a75."),
        ("#0b5", "“#0b5” is not a colour."),
        ("#0b5a7g", "“#0b5a7g” is not a colour."),
        ("rgb(1, 2, 3)", "Write the colour as #rrggbb, such as #0b5a75."),
        ("#ffcc00", "White on #ffcc00 has a contrast of 1.5 to 1"),
        ("#777777", "4.5 to 1 is needed. #747474 would do."),
        ("#000\x00", "Null characters are not allowed."),
    ],
)
def test_a_colour_nobody_could_read_on_is_refused_with_one_that_would_do(keep, colour, said):
    page = keep(colour=colour)
    assert page.status_code == 422
    assert said in text_of(page)
    assert not Branding.objects.exists()


def test_a_ratio_a_little_too_low_does_not_read_as_if_it_were_enough(keep):
    assert "has a contrast of 4.4 to 1" in text_of(keep(colour="#777777"))


@pytest.mark.parametrize(("field", "most"), [("author", 80), ("confidentiality", 60)])
def test_a_line_that_does_not_fit_is_refused_and_stays_typed(keep, field, most):
    typed = "n" * (most + 1)
    page = keep(**{field: typed})
    assert page.status_code == 422
    assert typed in page.content.decode()
    assert f"at most {most} characters" in text_of(page)


def test_a_line_is_one_line_and_blank_where_nothing_shows(keep):
    keep(author="Marlow \t &  Partners", confidentiality="\u200b\u2060")
    kept = Branding.objects.get()
    assert (kept.author, kept.confidentiality) == ("Marlow & Partners", "")


@pytest.mark.parametrize("field", ["client_logo", "author_logo"])
@pytest.mark.parametrize(
    ("content", "said"),
    [
        (SVG, "This is a drawing (SVG), whatever its name says."),
        (b"", "The file is empty."),
        (picture()[:-40], "The picture is damaged"),
        (picture(size=(4001, 1000)), "4001 × 1000 pixels, 4.1 megapixels; 4 fit."),
        (b"\0" * (2 * 1024 * 1024 + 1), "The file has 2.1 MB; 2 MB fit."),
        (b"\0" * (5 * 1024 * 1024), "The file has 5.0 MB; 2 MB fit."),
    ],
    ids=["svg", "empty", "damaged", "too many pixels", "too heavy", "much too heavy"],
)
def test_a_logo_that_cannot_be_kept_is_refused_at_its_field(keep, field, content, said):
    page = keep(**{field: sent(content)})
    assert page.status_code == 422
    assert said in part_of(page, f"{field}-said").split("</div>")[0]
    assert not Branding.objects.exists()


def test_a_good_logo_beside_a_bad_line_has_to_be_chosen_again_and_that_is_said(keep):
    page = keep(client_logo=sent(), colour="yellow!")
    assert SENT_ANEW in part_of(page, "client_logo-said").split("</div>")[0]
    assert not Branding.objects.exists()


def test_what_was_kept_before_stays_where_the_new_is_refused(keep, logo):
    keep(client_logo=sent())
    keep(client_logo=sent(SVG), author="Somebody else")
    assert Branding.objects.get().author == WORDS["author"]
    assert logo("client").status_code == 200


def test_a_logo_stays_until_another_is_chosen_or_it_is_taken_away(keep, logo):
    keep(client_logo=sent(), author_logo=sent())
    keep(author="Anew")
    first = logo("client").content
    keep(client_logo=sent(picture(size=(90, 90))), no_client_logo="on", no_author_logo="on")
    assert opened(first).size == (60, 30)
    assert opened(logo("client").content).size == (90, 90)
    assert logo("author").status_code == 404


def test_a_logo_is_a_png_that_no_browser_takes_for_anything_else(keep, logo):
    keep(client_logo=sent(picture("WEBP") + b"<script>alert(1)</script>"))
    answer = logo("client")
    assert answer["Content-Type"] == "image/png"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert b"script" not in answer.content


@pytest.mark.parametrize("whose", ["author", "nobody"])
def test_a_logo_that_is_not_there_is_not_found(keep, logo, whose):
    keep(client_logo=sent())
    assert logo(whose).status_code == 404


def test_a_file_far_too_large_is_read_no_further(keep, settings):
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 1000
    assert keep(client_logo=sent(b"\0" * 200_000)).status_code == 400
    assert not Branding.objects.exists()


def test_no_more_files_are_taken_than_a_form_has(keep):
    files = {f"file-{number}": sent() for number in range(5)}
    assert keep(**files).status_code == 400


def test_the_organisation_leads_to_its_branding_those_who_may_set_it(
    log_in, editor, viewer, organisation, url
):
    page = reverse("assessments:organisation", args=[organisation.code])
    assert url in links_of(log_in(editor).get(page))
    assert url not in links_of(log_in(viewer).get(page))


@pytest.mark.parametrize("colour", ["red", "#FFF000", "#0b5a7", "0b5a75"])
def test_the_table_takes_no_colour_that_is_not_one(organisation, colour):
    with pytest.raises(IntegrityError), transaction.atomic():
        Branding.objects.create(organisation=organisation, colour=colour)


def test_an_organisation_has_one_branding(organisation):
    Branding.objects.create(organisation=organisation)
    with pytest.raises(IntegrityError), transaction.atomic():
        Branding.objects.create(organisation=organisation)


def test_the_page_takes_few_queries(look, count_queries):
    look()
    with count_queries() as looked:
        look()
    assert looked() <= 4

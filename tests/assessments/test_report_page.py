"""The report as it is handed over: what is printed, on what, and the PDF of each kind."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.models import Branding, Organisation
from assessments.editions import edition_of
from assessments.models import Assessment, ReportProfile, write_text
from assessments.paper.edition import SECTIONS, Edition
from assessments.pdf import PdfFailed
from assessments.views import report
from tests.assessments.pages import HTMX, links_of, part_of, text_of


@pytest.fixture
def look(log_in, owner, assessment):
    client = log_in(owner)
    url = reverse("assessments:report", args=[assessment.code])
    return lambda **query: client.get(url, query)


@pytest.fixture
def keep(log_in, owner, assessment):
    """Posts one form of the page, as it does in the background."""
    client = log_in(owner)

    def post(name, headers=HTMX, query="", **fields):
        url = reverse(f"assessments:report-{name}", args=[assessment.code])
        return client.post(url + query, fields, **headers)

    return post


@pytest.fixture
def printed(monkeypatch):
    """The editions that were printed, instead of drawing them."""
    editions = []

    def pdf_of(report: object, edition: Edition) -> bytes:
        editions.append(edition)
        return b"%PDF-"

    monkeypatch.setattr(report, "pdf_of", pdf_of)
    return editions


@pytest.fixture
def download(log_in, viewer, assessment):
    client = log_in(viewer)
    url = reverse("assessments:report-pdf", args=[assessment.code])
    return lambda **query: client.get(url, query)


# --------------------------------------------------------------------------------- the download


@pytest.mark.parametrize(
    ("query", "kind", "pillar", "name"),
    [
        ({}, "full", "", "northern-pumps-autumn-review.pdf"),
        ({"kind": "full"}, "full", "", "northern-pumps-autumn-review.pdf"),
        ({"kind": "summary"}, "summary", "", "northern-pumps-autumn-review-summary.pdf"),
        (
            {"kind": "pillar", "pillar": "coaching"},
            "pillar",
            "coaching",
            "northern-pumps-autumn-review-coaching.pdf",
        ),
    ],
)
def test_each_kind_is_printed_and_named(download, printed, query, kind, pillar, name):
    answer = download(**query)
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    assert [(edition.kind, edition.pillar) for edition in printed] == [(kind, pillar)]


@pytest.mark.parametrize(
    "query",
    [
        {"kind": "poster"},
        {"kind": ""},
        {"kind": "pillar"},
        {"kind": "pillar", "pillar": "crm"},
        {"kind": "summary", "pillar": "coaching"},
        {"pillar": "coaching"},
    ],
)
def test_a_report_there_is_not_is_not_found(download, look, printed, query):
    assert download(**query).status_code == 404
    assert look(**query).status_code == 404
    assert printed == []


def test_a_pillar_outside_the_scope_has_no_report(download, look, printed):
    Assessment.objects.update(scope=["coaching"])
    assert download(kind="pillar", pillar="people").status_code == 404
    assert download(kind="pillar", pillar="coaching").status_code == 200
    assert "People" not in part_of(look(), "saved").split("<h1")[0]


def test_a_name_that_no_file_can_have_becomes_a_plain_one(download, printed, assessment):
    Organisation.objects.update(name="\u5317\u65b9")
    Assessment.objects.update(title="\u79cb")
    named = download().headers["Content-Disposition"]
    assert named == 'attachment; filename="report.pdf"'


def test_a_pdf_that_fails_says_so_and_loses_nothing(download, monkeypatch):
    def fail(report: object, edition: object) -> bytes:
        raise PdfFailed("The report is too large to be printed.")

    monkeypatch.setattr(report, "pdf_of", fail)
    response = download()
    assert response.status_code == 503
    assert "The report is too large to be printed. Nothing is lost" in text_of(response)


def test_the_pdf_itself_carries_branding_and_words(download, assessment, owner):
    Branding.objects.create(organisation=assessment.organisation, author="Marlow & Partners")
    write_text(assessment, owner, "summary", "Three years of growth hid it.")
    assert download(kind="summary").content.startswith(b"%PDF-")


# ---------------------------------------------------------------------------------- the edition


def test_without_any_choice_the_edition_is_the_usual_one(assessment):
    assert edition_of(assessment) == Edition()


def test_the_edition_joins_branding_profile_and_texts(assessment, owner):
    Branding.objects.create(
        organisation=assessment.organisation,
        client_logo=b"client",
        author_logo=b"author",
        colour="#0b5a75",
        author="Marlow & Partners",
        confidentiality="",
    )
    ReportProfile.objects.keep(assessment, paper="letter", final=True, without=["items", "gone"])
    write_text(assessment, owner, "summary", "Ours.")
    write_text(assessment, owner, "coaching", "Theirs.")
    assert edition_of(assessment, "pillar", "coaching") == Edition(
        kind="pillar",
        pillar="coaching",
        paper="letter",
        final=True,
        confidentiality="",
        author="Marlow & Partners",
        colour="#0b5a75",
        client_logo=b"client",
        author_logo=b"author",
        texts=(("coaching", "Theirs."), ("summary", "Ours.")),
        without=frozenset({"items"}),
    )


def test_an_edition_takes_nothing_from_another_assessment_or_organisation(assessment, owner):
    other = Organisation.objects.create(name="Southern Valves")
    Branding.objects.create(organisation=other, author="Theirs")
    theirs = Assessment.objects.create(
        organisation=other, framework=assessment.framework, title="Theirs"
    )
    ReportProfile.objects.keep(theirs, final=True)
    write_text(theirs, owner, "summary", "Theirs.")
    assert edition_of(assessment) == Edition()


def test_the_edition_takes_three_queries(assessment, count_queries):
    found = Assessment.objects.with_names().get()
    with count_queries() as joined:
        edition_of(found)
    assert joined() == 3


# ------------------------------------------------------------------------------------- the page


def test_every_section_can_be_seen_before_it_is_printed(look):
    page = look()
    text = text_of(page)
    for label in SECTIONS.values():
        assert label in text
    assert page.content.decode().count('name="printed"') == len(SECTIONS)
    assert "Appendix: method How the findings were made" in text


def test_a_section_without_data_says_so(look):
    assert "Where views differ Nothing to print here yet." in text_of(look())


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ({"kind": "summary"}, "What this copy was made from"),
        ({"kind": "pillar", "pillar": "coaching"}, "Coaching has too few answers for a score"),
    ],
)
def test_a_short_report_shows_what_it_holds_and_leads_to_its_file(look, query, shown):
    page = look(**query)
    assert shown in text_of(page)
    assert 'name="printed"' not in page.content.decode()
    asked = "&".join(f"{name}={value}" for name, value in query.items())
    assert any(link.endswith(f"/report.pdf?{asked}") for link in links_of(page))


def test_the_executive_summary_has_no_cover_to_show(look):
    assert "The cover" not in text_of(look(kind="summary"))
    assert "The cover" in text_of(look())


def test_paper_and_state_are_kept_and_the_cover_follows(keep, assessment):
    answer = keep("paper", paper="letter", state="final")
    profile = ReportProfile.objects.get()
    assert (profile.paper, profile.final) == ("letter", True)
    assert text_of(answer).startswith("Saved")
    assert "<span>Final</span>" in part_of(answer, "cover")


def test_what_is_not_ticked_is_left_out(keep, look):
    answer = keep(
        "sections", printed=[name for name in SECTIONS if name not in ("items", "method")]
    )
    assert ReportProfile.objects.get().without == ["items", "method"]
    assert "One section of four is left out." in text_of(answer)
    assert 'id="part-items">' in look().content.decode()
    assert 'id="part-summary" checked>' in look().content.decode()


def test_one_choice_leaves_the_other_as_it_was(keep):
    keep("paper", paper="letter", state="final")
    keep("sections", printed="summary")
    keep("paper", paper="a4", state="final")
    kept = ReportProfile.objects.get()
    assert (kept.paper, kept.final, len(kept.without)) == ("a4", True, len(SECTIONS) - 1)


@pytest.mark.parametrize(
    ("name", "fields", "said"),
    [
        ("paper", {"paper": "a3", "state": "draft"}, "Choose A4 or US Letter."),
        ("paper", {"state": "draft"}, "Choose A4 or US Letter."),
        ("paper", {"paper": "a4", "state": "sent"}, "Choose draft or final."),
        ("paper", {"paper": "a4"}, "Choose draft or final."),
        ("sections", {}, "Leave at least one section in."),
        ("sections", {"printed": ["summary", "gossip"]}, "“gossip” is no section of a report."),
    ],
)
@pytest.mark.parametrize("headers", [HTMX, {}], ids=["htmx", "plain"])
def test_a_choice_there_is_not_is_refused_and_nothing_kept(keep, name, fields, said, headers):
    refused = keep(name, headers=headers, **fields)
    assert refused.status_code == 422
    assert said in part_of(refused, "problems").split("</div>")[0]
    assert not ReportProfile.objects.exists()


def test_without_scripts_a_choice_leads_back_to_where_one_was(keep, assessment):
    url = reverse("assessments:report", args=[assessment.code])
    query = "?kind=pillar&pillar=coaching"
    answer = keep("paper", headers={}, query=query, paper="a4", state="final")
    assert answer.url == url + query


@pytest.mark.parametrize(("state", "status"), [("closed", 302), ("sealed", 404)])
def test_a_report_is_set_up_until_the_assessment_is_sealed(keep, look, download, state, status):
    Assessment.objects.update(state=state)
    assert keep("paper", headers={}, paper="a4", state="final").status_code == status
    assert look().status_code == 200


def test_who_may_only_look_sees_what_is_printed_and_no_form(log_in, viewer, assessment):
    ReportProfile.objects.keep(assessment, without=["items"], paper="letter")
    url = reverse("assessments:report", args=[assessment.code])
    page = log_in(viewer).get(url)
    text = text_of(page)
    assert "Draft, on US Letter." in text
    assert "Appendix: all items" not in text
    assert "<form" not in page.content.decode().split('id="printing"')[1]
    assert reverse("assessments:texts", args=[assessment.code]) not in links_of(page)


def test_the_navigation_leads_to_the_report(log_in, viewer, assessment):
    overview = log_in(viewer).get(reverse("assessments:overview", args=[assessment.code]))
    assert reverse("assessments:report", args=[assessment.code]) in links_of(overview)


def test_the_table_takes_no_paper_it_does_not_know(assessment):
    with pytest.raises(IntegrityError), transaction.atomic():
        ReportProfile.objects.create(assessment=assessment, paper="a3")


def test_the_page_takes_few_queries(look, count_queries):
    look()
    with count_queries() as looked:
        look()
    assert looked() <= 25

"""The report of an assessment as one hands it over: what is printed, how, and the PDF itself."""

from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import Branding
from assessments.editions import Part, edition_of, outline_of, parts_of
from assessments.forms import PaperForm, SectionsForm
from assessments.models import Assessment, ReportProfile
from assessments.paper.edition import FULL, PILLAR, SUMMARY, Edition
from assessments.paper.titles import COVER, pillar_cover
from assessments.pdf import PdfFailed, pdf_of
from assessments.report import report_of
from assessments.sentences import counted, number
from assessments.views.request import MemberRequest
from assessments.views.results import visible
from ecosystem.content import PillarContent
from ecosystem.sentences import first_upper

ABOUT = {
    FULL: "Everything found, with its grounds: for whoever takes the decisions and their staff.",
    SUMMARY: "The answer and what to do now: for whoever reads no more than that.",
    PILLAR: "One pillar in a few pages: for whoever runs it, with what drives it from upstream.",
}


@dataclass(frozen=True)
class Choice:
    """One kind of report, as one of the tabs."""

    label: str
    url: str
    is_here: bool


@dataclass(frozen=True)
class ReportPage:
    assessment: Assessment
    edition: Edition
    profile: ReportProfile
    branding: Branding
    choices: tuple[Choice, ...]
    parts: tuple[Part, ...]  # of a full report; of the others the outline
    outline: tuple[tuple[str, str], ...]
    errors: tuple[str, ...] = ()

    @property
    def may_manage(self) -> bool:
        return self.assessment.may_be_changed

    @property
    def may_write(self) -> bool:
        return self.assessment.may_be_written_about

    @property
    def is_full(self) -> bool:
        return self.edition.kind == FULL

    @property
    def is_pillar(self) -> bool:
        return self.edition.kind == PILLAR

    @property
    def has_cover(self) -> bool:
        return self.edition.kind != SUMMARY

    @property
    def name(self) -> str:
        return next(choice.label for choice in self.choices if choice.is_here)

    @property
    def about(self) -> str:
        return ABOUT[self.edition.kind]

    @property
    def title(self) -> str:
        if self.is_pillar:
            return pillar_cover(self.name)
        return COVER

    @property
    def mark(self) -> str:
        return "Final" if self.profile.final else "Draft"

    @property
    def paper(self) -> str:
        return str(self.profile.get_paper_display())

    @property
    def papers(self) -> list[tuple[str, str]]:
        return list(ReportProfile.Paper.choices)

    @property
    def texts(self) -> str:
        return first_upper(counted(len(self.edition.texts), "text"))

    @property
    def left_out(self) -> str:
        """How much of what could be printed is left out."""
        there = [part for part in self.parts if part.titles]
        out = sum(not part.is_printed for part in there)
        if not out:
            return f"All {number(len(there))} sections are printed."
        verb = "is" if out == 1 else "are"
        return f"{first_upper(counted(out, 'section'))} of {number(len(there))} {verb} left out."

    @property
    def download(self) -> str:
        path = reverse("assessments:report-pdf", args=[self.assessment.code])
        return f"{path}{query(self.edition)}"

    @property
    def asked(self) -> str:
        """Goes with every form, so that the page comes back to where one was."""
        return query(self.edition)


def query(edition: Edition) -> str:
    """The part of an address that asks for this edition; a full report needs none."""
    if edition.kind == FULL:
        return ""
    asked = {"kind": edition.kind} | ({"pillar": edition.pillar} if edition.pillar else {})
    return f"?{urlencode(asked)}"


def pillars_of(assessment: Assessment) -> tuple[PillarContent, ...]:
    """The pillars that have a report of their own."""
    return assessment.looked_at.pillars


def asked_for(request: MemberRequest, assessment: Assessment) -> Edition:
    """The edition that the address names; 404 for one there is not."""
    kind, pillar = request.GET.get("kind", FULL), request.GET.get("pillar", "")
    known = {found.slug for found in pillars_of(assessment)} if kind == PILLAR else {""}
    if kind not in ABOUT or pillar not in known:
        raise Http404
    return edition_of(assessment, kind, pillar)


def choices_of(assessment: Assessment, edition: Edition) -> tuple[Choice, ...]:
    path = reverse("assessments:report", args=[assessment.code])
    kinds = [(FULL, "", "Full report"), (SUMMARY, "", "Executive summary")]
    kinds += [(PILLAR, pillar.slug, pillar.name) for pillar in pillars_of(assessment)]
    return tuple(
        Choice(
            label,
            f"{path}{query(Edition(kind=kind, pillar=slug))}",
            (kind, slug) == (edition.kind, edition.pillar),
        )
        for kind, slug, label in kinds
    )


def report_page(
    assessment: Assessment, edition: Edition, errors: tuple[str, ...] = ()
) -> ReportPage:
    found = report_of(assessment)
    is_full = edition.kind == FULL
    return ReportPage(
        assessment=assessment,
        edition=edition,
        profile=ReportProfile.objects.of(assessment),
        branding=Branding.objects.of(assessment.organisation),
        choices=choices_of(assessment, edition),
        parts=parts_of(found, edition) if is_full else (),
        outline=() if is_full else outline_of(found, edition),
        errors=errors,
    )


@require_safe
def report(request: MemberRequest, code: UUID) -> HttpResponse:
    assessment = visible(request.user, code)
    page = report_page(assessment, asked_for(request, assessment))
    return render(request, "assessments/report.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def report_paper(request: MemberRequest, code: UUID) -> HttpResponse:
    """Keep on which paper the report is printed, and whether it is final."""
    return keep(request, code, PaperForm(request.POST))


@require_http_methods(["GET", "HEAD", "POST"])
def report_sections(request: MemberRequest, code: UUID) -> HttpResponse:
    """Keep what a full report leaves out."""
    return keep(request, code, SectionsForm(request.POST))


def keep(request: MemberRequest, code: UUID, form: PaperForm | SectionsForm) -> HttpResponse:
    get_object_or_404(Assessment.objects.managed_by(request.user).unsealed(), code=code)
    assessment = visible(request.user, code)  # as every page of it is fetched, with the role
    edition = asked_for(request, assessment)
    back = f"{reverse('assessments:report', args=[code])}{query(edition)}"
    if request.method != "POST":  # where signing in again leads back to
        return redirect(back)
    if not form.is_valid():
        errors = tuple(str(error) for found in form.errors.values() for error in found)
        return answer(request, report_page(assessment, edition, errors))
    ReportProfile.objects.keep(assessment, **form.chosen)
    if not request.htmx:
        return redirect(back)
    edition = edition_of(assessment, edition.kind, edition.pillar)
    return answer(request, report_page(assessment, edition))


def answer(request: MemberRequest, page: ReportPage) -> HttpResponse:
    """What changes on the page, or the page where nothing runs in the background."""
    context = {"page": page, "saved": not page.errors}
    part = "#kept" if request.htmx else ""
    status = 422 if page.errors else 200
    return render(request, f"assessments/report.html{part}", context, status=status)


@require_safe
def report_pdf(request: MemberRequest, code: UUID) -> HttpResponse:
    assessment = visible(request.user, code)
    edition = asked_for(request, assessment)
    try:
        content = pdf_of(report_of(assessment), edition)
    except PdfFailed as failed:
        page = {"assessment": assessment, "reason": str(failed)}
        return render(request, "assessments/pdf_failed.html", page, status=503)
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{file_name(assessment, edition)}"'},
    )


def file_name(assessment: Assessment, edition: Edition) -> str:
    part = edition.pillar or {SUMMARY: "summary"}.get(edition.kind, "")
    whose = slugify(f"{assessment.organisation.name} {assessment.title}")[:80]
    return f"{'-'.join(filter(None, (whose.strip('-'), part))) or 'report'}.pdf"
